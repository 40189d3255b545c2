"""Where the threats meet, and how improbable that is."""
