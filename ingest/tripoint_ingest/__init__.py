"""Ingest: readers from real formats to records, and the runner that loads them."""
