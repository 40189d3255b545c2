"""What is probably missing: links that look like those held back."""
