"""What is probably missing."""
