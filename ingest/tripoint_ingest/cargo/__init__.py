"""What the readers of cargo messages share."""
