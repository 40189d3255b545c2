"""What the readers of passenger data share."""
