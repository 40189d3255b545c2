"""The goods that Programme Global Shield watches, and how declared goods are recognised."""
