"""Who matters in a network, who stands between groups."""
