"""Chains in words, as somebody wants to read them at three in the morning."""

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tripoint.console import shown
from tripoint.told.assurance import in_words
from tripoint_graph.ontology import ONTOLOGY
from tripoint_resolution.possibly import POSSIBLY_SAME

RECORDS_SHOWN = 4
"""Records named under one step; the rest are counted, and all are in --json."""

ACTORS = ("person", "organisation")

CAREFUL = (
    "A chain is a lead to be checked, not a finding about anybody: it says how records hang "
    "together. Whoever is there as context merely shares something with others."
)


def print_chain(out: Console, chain: dict[str, Any], *, heading: str = "") -> None:
    """One chain: a headline, how sure, and its steps with the records behind them."""
    ends = f"{_who(chain['from'])} - {_who(chain['to'])}"
    _line(out, 0, f"{heading}: {ends}" if heading else f"{chain['rank']}. {ends}", "bold")
    _line(out, 3, _how_sure(chain))
    if chain["steps"] and "breaks" in chain:
        for words in in_words(chain, chain["headings"]):
            _line(out, 3, words)
    for label in chain.get("because", ()):
        _line(out, 3, _membership(label))
    passed = [
        part["caption"]
        for part in chain["entities"]
        if part["role"] == "context" and part["kind"] in ACTORS
    ]
    print_steps(out, chain["steps"])
    if passed:
        _line(out, 3, f"There as context only: {'; '.join(passed)}")
    out.print()


def _membership(label: dict[str, Any]) -> str:
    more = label["support"] - 1
    others = f" and {more} more" if more else ""
    because = f"{label['record']}{others}"
    return f"{label['caption']} is {label['class']} by rule {label['rule']}: {because}"


def print_steps(out: Console, steps: list[dict[str, Any]]) -> None:
    """Steps in words, each with the records behind it."""
    for number, step in enumerate(steps, start=1):
        when = f", {step['when']}" if step["when"] else ""
        nature = ", context" if step["context"] else ""
        dashed = "- - " if step["type"] == POSSIBLY_SAME else ""
        sure = f"({step['confidence']:.2f}{nature})"
        _line(out, 3, f"{number}. {dashed}{step['sentence']}{when} {sure}")
        for also in step["also"]:
            _line(out, 6, f"also: {also['sentence']}")
        for words in _records(step["records"]):
            _line(out, 6, words, "dim")


def print_legend(out: Console, chains: Iterable[dict[str, Any]]) -> None:
    """What the classes in these chains mean, and how chains are to be taken."""
    named = {name for chain in chains for part in chain["entities"] for name in part["classes"]}
    for name, actor in ONTOLOGY.classes.items():
        if name in named:
            out.print(f"{name}: {actor.meaning}")
    out.print(CAREFUL)


def _line(out: Console, indent: int, words: str, style: str = "") -> None:
    if out.is_terminal:
        out.print(Padding.indent(Text(shown(words), style), indent))
    else:  # padding would break lines, and with them the ids that people search for
        out.print(Text(" " * indent + shown(words), style))


def _who(entity: dict[str, Any]) -> str:
    classes = f", {', '.join(entity['classes'])}" if entity["classes"] else ""
    return f"{entity['caption']} ({entity['kind']}{classes})"


def _how_sure(chain: dict[str, Any]) -> str:
    if not chain["steps"]:
        return "One and the same: nothing lies between."
    hops, sources = chain["hops"], chain["sources"]
    steps = "1 step" if hops == 1 else f"{hops} steps"
    sure = f"possible lead over {steps}, {chain['confidence']:.2f} if its records are independent"
    if len(sources) == 1:
        return f"{sure}; everything rests on one source alone, {sources[0]}"
    weakest = f"weakest at step {chain['weakest_step']}; " if hops > 1 else ""
    return f"{sure}; {weakest}{len(sources)} sources: {', '.join(sources)}"


def _records(records: list[dict[str, Any]]) -> list[str]:
    lines = []
    for record in records[:RECORDS_SHOWN]:
        seen = f", seen {record['observed_at']}" if record["observed_at"] else ""
        lines.append(
            f"{record['source']} {record['source_key']}, grade {record['grade']}{seen}"
            f" [{record['record']}]"
        )
    rest = len(records) - RECORDS_SHOWN
    return lines + ([f"and {rest:,} more records"] if rest > 0 else [])
