"""Limits on the form of a request; what it costs is limited in `cost.py`."""

DEPTH_MAX = 14
"""Fields inside each other."""

ALIASES_MAX = 30
TOKENS_MAX = 2_000
BODY_MAX = 262_144
"""Bytes of one request."""
