"""What people and machines read: answers on standard output, progress and errors on the other."""

import sys
import unicodedata
from collections.abc import Iterable, Sequence

import orjson
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPE_COLUMNS = 160
"""Width of tables where the answer goes into a file or another program."""

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def answers() -> Console:
    """The console for answers; lines are not broken where nobody looks at them."""
    watched = sys.stdout.isatty()
    return Console(
        soft_wrap=not watched,
        width=None if watched else PIPE_COLUMNS,
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output; long cells are folded, never cut."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    answers().print(table)


def notices() -> Console:
    """The console for progress, notes and errors."""
    watched = sys.stderr.isatty()
    return Console(stderr=True, soft_wrap=not watched, highlight=False, markup=False, emoji=False)


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    body = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    sys.stdout.write(body.decode())


def shown(text: str) -> str:
    r"""Text from a record, safe for a terminal: a name must not move the cursor or turn lines.

    >>> shown("M\x1b[2JALIK\nBIN")
    'M [2JALIK BIN'
    """
    return "".join(" " if unicodedata.category(c) == "Cc" or c in _OVERRIDES else c for c in text)
