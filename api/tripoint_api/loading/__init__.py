"""Files handed in, looked at, taken in; and what was read."""
