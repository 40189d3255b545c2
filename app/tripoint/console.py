"""What people and machines read: answers on standard output, progress and errors on the other."""

import sys
import unicodedata

import orjson
from rich.console import Console

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def answers() -> Console:
    """The console for answers; lines are not broken where nobody looks at them."""
    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, markup=False, emoji=False)


def notices() -> Console:
    """The console for progress, notes and errors."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    body = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    sys.stdout.write(body.decode())


def shown(text: str) -> str:
    """Text from a record, safe for a terminal: a name must not move the cursor or turn lines.

    >>> shown("M\\x1b[2JALIK\\nBIN")
    'M [2JALIK BIN'
    """
    return "".join(
        " " if unicodedata.category(c) == "Cc" or c in _OVERRIDES else c for c in text
    ).strip()
