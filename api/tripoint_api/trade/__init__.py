"""Routes, checks on them, and whether the trade makes sense."""
