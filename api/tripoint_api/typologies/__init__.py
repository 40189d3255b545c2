"""Known patterns, and where they occur."""
