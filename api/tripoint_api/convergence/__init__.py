"""Where the threats meet: who stands between them, and the board of classes."""
