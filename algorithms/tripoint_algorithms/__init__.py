"""Algorithms: an analyst's questions as pure functions over a snapshot."""
