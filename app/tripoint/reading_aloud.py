"""Chains in words, as somebody wants to read them at three in the morning."""

from typing import Any

from rich.console import Console
from rich.text import Text

from tripoint.console import shown

RECORDS_SHOWN = 4
"""Records named under one step; the rest are counted, and all are in --json."""


def print_chain(out: Console, chain: dict[str, Any]) -> None:
    """One chain: a headline, how sure, and its steps with the records behind them."""
    out.print(Text(shown(f"{chain['rank']}. {_who(chain['from'])} - {_who(chain['to'])}"), "bold"))
    out.print(f"   {_how_sure(chain)}")
    for number, step in enumerate(chain["steps"], start=1):
        when = f" ({step['when']})" if step["when"] else ""
        nature = ", context" if step["context"] else ""
        line = f"   {number} {step['sentence']}{when}: {step['confidence']:.2f}{nature}"
        out.print(shown(line) if False else _indented(line))
        for also in step["also"]:
            out.print(_indented(f"     also: {also['sentence']}"))
        for line in _records(step["records"]):
            out.print(Text(_indented(f"       {line}"), "dim"))
    out.print()
