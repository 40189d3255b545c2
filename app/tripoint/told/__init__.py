"""Answers as documents with keys that stay, and as text for people."""
