"""Whether the trade makes sense."""
