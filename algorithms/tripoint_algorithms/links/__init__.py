"""How things are connected: chains between two sides, and what lies around."""
