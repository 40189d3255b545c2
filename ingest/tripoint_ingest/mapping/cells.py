"""One row's cells by the mapping's column names, and what was found wrong in them."""

import re
from collections.abc import Mapping as ByName
from collections.abc import Sequence
from dataclasses import dataclass

from tripoint_graph.moments import span
from tripoint_graph.normalise import normalise
from tripoint_ingest.mapping.declaration import Value
from tripoint_ingest.mapping.values import FORMED, BadValue, cut, filled, kilograms, typed


@dataclass(frozen=True, slots=True)
class Forms:
    """How a source writes dates, numbers and, in lower case, nothing at all."""

    dates: tuple[str, ...]
    decimal: str
    empty: frozenset[str] = frozenset()


class Cells:
    """The cells of one row.

    Args:
        given: header to cell.
        columns: column name to the headers that mean it.
        forms: how dates and numbers are written.

    Attributes:
        texts: column name to its cell without blanks, for those with something in them.
        faults: column name to why a value in it could not be read, in the order found.
    """

    __slots__ = ("_cells", "_forms", "_periods", "faults", "texts")

    def __init__(
        self, given: ByName[str, str], columns: ByName[str, Sequence[str]], forms: Forms
    ) -> None:
        self._forms = forms
        self.texts: dict[str, str] = {}
        self._cells: dict[str, str] = {}
        self._periods: dict[tuple[str, str], tuple[str, str]] = {}
        self.faults: dict[str, str] = {}
        for name, headers in columns.items():
            for header in headers:
                cell = given.get(header)
                if cell and (text := self._filled(cell)):
                    self.texts[name] = text
                    self._cells[name] = cell
                    break

    def text(self, column: str) -> str:
        """A cell without its blanks, "" where there is nothing in it."""
        return self.texts.get(column, "")

    def has(self, columns: Sequence[str]) -> bool:
        """Whether none of these is empty."""
        # A plain loop: it runs for every mention of every row.
        for name in columns:  # noqa: SIM110 - `all` with a generator is twice as slow
            if name not in self.texts:
                return False
        return True

    def say(self, wanted: ByName[str, Sequence[str]]) -> bool:
        """Whether each of these columns holds one of the texts asked for, whatever the case."""
        return all(
            self.text(column).casefold() in map(str.casefold, texts)
            for column, texts in wanted.items()
        )

    def parts(self, column: str, marks: Sequence[str]) -> list[str]:
        """A cell's parts between any of these marks."""
        try:
            return cut(self._cells[column], marks) if column in self._cells else []
        except BadValue as error:
            self.faults[column] = str(error)
            return []

    def date(self, column: str) -> str:
        """A date, "" where there is none or it is impossible."""
        return self.value(column, "date")

    def period(self, begins: str, ends: str) -> tuple[str, str]:
        """Two dates in their order; an end before the beginning is a fault, and left out."""
        period = self._periods.get((begins, ends))
        if period is None:
            period = self._periods[begins, ends] = self._in_order(begins, ends)
        return period

    def _in_order(self, begins: str, ends: str) -> tuple[str, str]:
        first, last = self.date(begins), self.date(ends)
        if first and last and span(first)[0] > span(last)[1]:
            self.faults[ends] = f"{last} comes before {first}, the value of `{begins}`"
            return first, ""
        return first, last

    def value(self, column: str, type_name: str) -> str:
        """A cell that is taken as it stands, in the form of a property type."""
        text = self.texts.get(column, "")
        return self._typed(column, type_name, text) if text and type_name in FORMED else text

    def values(self, spec: Value, type_name: str) -> tuple[str, ...]:
        """The values that one origin gives."""
        text = spec.constant or self._text(spec)
        if not text or not self.has(spec.needs) or any(map(self.text, spec.unless)):
            return ()
        column = spec.columns[0] if spec.columns else ""
        try:
            parts = cut(text, spec.split) if spec.split else [text]
            if spec.holds:
                parts = [part for part in parts if re.search(spec.holds, part)]
            if spec.lacks:
                parts = [part for part in parts if not re.search(spec.lacks, part)]
            if spec.pattern:
                found = (re.search(spec.pattern, part) for part in parts)
                parts = [(m[1] if m.re.groups else m[0]) or "" for m in found if m]
            if spec.to:
                unit = self.text(spec.unit)
                return tuple(kilograms(part, unit, self._forms.decimal) for part in parts)
        except BadValue as error:
            self.faults[column] = str(error)
            return ()
        if spec.like:
            parts = [part for part in parts if normalise(spec.like, part)]
        if spec.unlike:
            parts = [part for part in parts if not normalise(spec.unlike, part)]
        values = (self._typed(column, type_name, part) for part in parts if part)
        return tuple(dict.fromkeys(filter(None, values)))

    def _text(self, spec: Value) -> str:
        if len(spec.columns) == 1:
            return self._piece(spec.columns[0], spec.lines)
        pieces = (self._piece(name, spec.lines) for name in spec.columns)
        return spec.separator.join(filter(None, pieces))

    def _piece(self, column: str, lines: str) -> str:
        text = self.texts.get(column, "")
        if not text or lines == "all":
            return text
        given = self._cells[column].splitlines()
        if len(given) == 1:
            return text if lines == "first" else ""
        kept = [line for each in given if (line := self._filled(each))]
        return ", ".join(kept[1:]) if lines == "rest" else "".join(kept[:1])

    def _filled(self, cell: str) -> str:
        text = filled(cell)
        empty = self._forms.empty
        return "" if empty and text.casefold() in empty else text

    def _typed(self, column: str, type_name: str, text: str) -> str:
        try:
            return typed(type_name, text, self._forms.dates, self._forms.decimal)
        except BadValue as error:
            self.faults[column] = str(error)
            return ""
