"""What one request may be, at most."""

COST_MAX = 20_000
"""Its price (`pricing.py`)."""

FIELDS_MAX = 5_000
"""Its fields, once fragments are written out."""

DEPTH_MAX = 14
"""Fields inside each other."""

ALIASES_MAX = 30
TOKENS_MAX = 2_000
BODY_MAX = 262_144
"""Bytes of one request."""

UPLOAD_MAX = 100 * 2**20
"""Bytes of one file that is sent; larger ones are loaded on the command line."""
