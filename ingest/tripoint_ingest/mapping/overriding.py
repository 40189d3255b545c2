"""What a row says of its own grade and handling, never wider than its source unless told so."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tripoint_graph.model import Grade, Handling, Tlp
from tripoint_ingest.mapping.cells import Cells
from tripoint_ingest.mapping.declaration import RecordEntry, RowValue
from tripoint_ingest.reading import Source

SAID = {
    "grade": "A1 to F6",
    "reliability": "A to F",
    "credibility": "1 to 6",
    "tlp": "clear, green, amber, amber+strict, red",
}
"""What may be said of each, for people."""

_LETTERS, _DIGITS = "ABCDEF", "123456"


@dataclass(frozen=True, slots=True)
class Overridden:
    """What holds for one record."""

    handling: Handling
    grade: Grade


def is_said(name: str, value: str) -> bool:
    """Whether a value can be said of a grade, its parts or a TLP level.

    >>> is_said("grade", "B2"), is_said("tlp", "amber+strict"), is_said("credibility", "7")
    (True, True, False)
    """
    text = value.strip().upper()
    if name == "tlp":
        return _level(text) in Tlp.__members__
    if name == "grade":
        return len(text) == len("A1") and text[0] in _LETTERS and text[1] in _DIGITS
    return len(text) == 1 and text in (_LETTERS if name == "reliability" else _DIGITS)


def overridden(entry: RecordEntry, source: Source, cells: Cells) -> Overridden:
    """The handling and grade of a row. What cannot be read is a fault of its column: the grade
    then stays the source's, and the handling becomes the strictest there is.
    """
    grade, handling = source.grade, source.handling
    if text := _said(entry.grade, "grade", cells):
        grade = Grade(text[0], int(text[1]))
    if text := _said(entry.reliability, "reliability", cells):
        grade = replace(grade, reliability=text)
    if text := _said(entry.credibility, "credibility", cells):
        grade = replace(grade, credibility=int(text))
    if entry.tlp and cells.text(entry.tlp.column):
        text = _said(entry.tlp, "tlp", cells)
        handling = _handled(entry, handling, Tlp[_level(text)] if text else Tlp.RED, cells)
    return Overridden(handling, grade)


def _handled(entry: RecordEntry, handling: Handling, wanted: Tlp, cells: Cells) -> Handling:
    if wanted < handling.tlp and not entry.may_widen and entry.tlp:
        own, said = handling.tlp.name.lower(), wanted.name.lower()
        cells.faults[entry.tlp.column] = (
            f"the row asks for TLP {said}, wider than its source's {own}, which holds"
        )
        return handling
    return replace(handling, tlp=wanted)


def _said(given: RowValue | None, name: str, cells: Cells) -> str:
    """What a cell says, in capitals; "" where it is empty or cannot be read."""
    if given is None or not (cell := cells.text(given.column)):
        return ""
    meant = {text.casefold(): str(value) for text, value in given.values.items()}
    text = meant.get(cell.casefold(), "" if meant else cell)
    if is_said(name, text):
        return text.strip().upper()
    known = ", ".join(given.values) or SAID[name]
    cells.faults[given.column] = f"{cell!r} is no {name} that is known here; known: {known}"
    return ""


def _level(text: str) -> str:
    return text.removeprefix("TLP:").replace("+", "_").replace(" ", "_")


Overriding = Callable[[Cells], Overridden]
