"""How things are connected, where threats meet, what holds a link together."""
