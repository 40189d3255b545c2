"""The root fields of every question, a module a family; `query.py` puts them together."""
