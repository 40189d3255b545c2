"""Which groups a network falls into, and what becomes of them."""
