"""Who matters in a network, with how sure that is."""
