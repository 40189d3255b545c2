"""Groups of a network, what became of them, and what if."""
