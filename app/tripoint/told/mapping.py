"""What a mapping makes of a table, told to people and to machines."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from tripoint.console import answers, print_table, shown
from tripoint_graph.model import Record
from tripoint_ingest.mapping.checking import Check, Shown


def check_document(check: Check) -> dict[str, Any]:
    """The same for machines."""
    return {
        "rows": check.rows,
        "loaded": check.loaded,
        "lost": check.lost,
        "same_key": check.same,
        "issues": [
            {"rule": rule, "field": field, "times": times, "reason": reason}
            for (rule, field), (times, reason) in check.issues.items()
        ],
        "columns": {name: list(headers) for name, headers in check.columns.items()},
        "headers_not_used": list(check.unused),
        "properties_never_filled": list(check.never_filled),
        "mentions": dict(check.mentions),
        "claims": dict(check.claims),
    }


def print_check(check: Check, name: str, file: str) -> None:
    """The same for people: counts, faults, a row beside its record, what is never used."""
    lines = answers()
    lines.print(f"{check.rows} rows of {file} by {name}: {check.loaded} loaded, {check.lost} lost")
    if check.same:
        lines.print(
            f"{check.same} rows have the key of another: only the newest of a key speaks; name "
            "more columns under `key`, or none"
        )
    if check.issues:
        told = sorted(check.issues.items(), key=lambda item: -item[1][0])
        print_table(
            ("rule", "column", "times", "for instance"),
            ((rule, field, str(n), why) for (rule, field), (n, why) in told),
        )
    if check.shown:
        _print_beside(check.shown)
    for title, names in _unused(check):
        lines.print(Text(shown(f"{title}: {', '.join(names)}")), soft_wrap=True)


def _print_beside(given: Shown) -> None:
    """The fullest row on the left, what it makes on the right."""
    left = [f"{name}: {text}" for name, text in given.cells.items()]
    right = list(_told(given.record))
    height = max(len(left), len(right))
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    print_table(("the fullest row", "makes"), zip(left, right, strict=True))


def _told(record: Record) -> Iterator[str]:
    yield f"record {record.source_key}, observed {record.observed_at or 'at no time known'}"
    for mention in record.mentions:
        told = "; ".join(f"{n}: {', '.join(v)}" for n, v in mention.properties.items())
        yield f"{mention.key} ({mention.kind}): {told}"
    for claim in record.claims:
        times = "" if not claim.valid_from else f", {claim.valid_from}"
        facts = "".join(f", {name} {text}" for name, text in claim.properties.items())
        yield f"{claim.source} {claim.type} {claim.target}{times}{facts}"


def _unused(check: Check) -> Iterator[tuple[str, list[str]]]:
    missing = [name for name, headers in check.columns.items() if not headers]
    told = [
        ("headers that the mapping does not read", list(check.unused)),
        ("columns of the mapping that the table lacks", missing),
        ("properties that no row fills", list(check.never_filled)),
        ("mentions never made", [key for key, times in check.mentions.items() if not times]),
        ("claims never made", [told for told, times in check.claims.items() if not times]),
    ]
    yield from ((title, names) for title, names in told if names)
