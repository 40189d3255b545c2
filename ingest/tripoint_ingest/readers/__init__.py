"""Readers: one format a module, from a file to records."""
