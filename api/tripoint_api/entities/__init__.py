"""Entities, their links and records; found by text, by id and by time."""
