"""Which requests come in at all, what they may cost, and the pages served."""
