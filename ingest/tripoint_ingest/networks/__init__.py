"""Networks as others drew them: nodes, ties, and the records they make."""
