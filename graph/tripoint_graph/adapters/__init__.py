"""The stores that keep evidence; each keeps the promise of `ports.py`."""
