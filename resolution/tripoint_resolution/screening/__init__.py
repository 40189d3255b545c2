"""Screening: which listed persons and organisations somebody may be, and why."""
