"""How far a chain can be relied on: chance, breaks, stability, and what is missing."""
