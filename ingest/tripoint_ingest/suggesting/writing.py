"""A proposal as the YAML file that a person goes on with: each column with its reason."""

from collections.abc import Iterator
from typing import Any

import yaml

from tripoint_ingest.suggesting.proposing import Column, Proposal

_WIDTH = 1_000_000


def written(proposal: Proposal, file: str) -> str:
    """The mapping file, ready to be loaded; no cell of the table is quoted in it."""
    return "\n".join(_lines(proposal, file)) + "\n"


def _quoted(header: str) -> str:
    """A header in a comment, whatever is in it: what does not print is written as its code."""
    told = (c if c.isprintable() else f"\\u{ord(c):04x}" for c in header.replace('"', "'"))
    return f'"{"".join(told)}"'


def _lines(proposal: Proposal, file: str) -> Iterator[str]:
    rows = proposal.sample.rows
    yield f"# Proposed for {_quoted(file)}, of which {rows} rows were looked at. Read each line"
    yield "# with a comment, correct it, then try it: tripoint map check MAPPING FILE"
    yield f"title: {_flow(proposal.family.title + ' (say whose)')}"
    yield "source:  # nothing in the file tells: say who speaks, and how far to believe it"
    yield f"  {{owner: OWN, category: {proposal.family.category}, tlp: AMBER, grade: F6}}"
    if hints := _hints(proposal):
        yield f"file: {_flow(hints)}"
    yield "columns:"
    yield from _columns(proposal)
    yield f"required: {_flow(list(proposal.required))}"
    yield from _key(proposal)
    if proposal.observed_at:
        yield f"observed_at: {proposal.observed_at}"
    yield from _forms(proposal)
    yield "mentions:"
    for key, entry in proposal.mentions.items():
        yield f"  {key}: {_flow(entry)}"
    yield "claims:" if proposal.claims else "claims: []"
    for claim in proposal.claims:
        yield f"  - {_flow(claim)}"
    yield from _left_out(proposal)


def _hints(proposal: Proposal) -> dict[str, Any]:
    hints = proposal.sample.hints
    given: dict[str, Any] = {
        "delimiter": hints.delimiter,
        "encoding": hints.encoding,
        "sheet": hints.sheet,
        "records": hints.records,
        "header_row": hints.header_row if hints.header_row > 1 else 0,
    }
    return {name: value for name, value in given.items() if value}


def _columns(proposal: Proposal) -> Iterator[str]:
    by_header = {column.header: column for column in proposal.columns}
    for name, headers in proposal.used.items():
        told = "; ".join(_told(by_header[header]) for header in headers)
        yield f"  {name}: {_flow(list(headers))}  # {told}"


def _told(column: Column) -> str:
    if column.meaning is None:
        return ""
    return f"{column.meaning.certainty.name.lower()}: {column.meaning.reason}"


def _key(proposal: Proposal) -> Iterator[str]:
    if proposal.key:
        yield f"key: {_flow(list(proposal.key))}  # no two of the rows looked at share it"
    elif not proposal.key_is_unique:
        yield "# No key: several rows share what might be one, so a row is named by its content."


def _forms(proposal: Proposal) -> Iterator[str]:
    if proposal.dates:
        yield f"dates: {_flow(list(proposal.dates))}"
    if proposal.unclear:
        yield (
            f"# CHECK: in {', '.join(map(_quoted, proposal.unclear))} no day is above 12: day "
            "and month may be swapped (%d, %m)"
        )
    if proposal.decimal == ",":
        yield 'decimal: ","'


def _left_out(proposal: Proposal) -> Iterator[str]:
    left = [column for column in proposal.columns if column.note]
    if left:
        yield "# Left out; all of a row is kept as its own words all the same:"
    for column in left:
        yield f"#   {_quoted(column.header)}: {column.note}{_seen(column)}"


def _seen(column: Column) -> str:
    evidence = column.evidence
    if not evidence.filled:
        return ""
    looks = [look for look in evidence.shares if evidence.is_like(look)]
    alike = f", like {' or '.join(looks)}" if looks else ""
    return f" ({evidence.filled} values, {evidence.different} different{alike})"


class _OneLine(yaml.SafeDumper):
    """Writes a text that holds a line break in quotation marks."""


_OneLine.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style='"' if "\n" in text else None
    ),
)


def _flow(value: Any) -> str:  # noqa: ANN401 - anything that YAML holds
    """A value in one line."""
    text: str = yaml.dump(
        value,
        Dumper=_OneLine,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
    )
    return text.removesuffix("\n").removesuffix("\n...")
