"""What a reader gives, in a form that is easy to compare."""

from pathlib import Path
from typing import Any

from tripoint_graph.model import Issue, Record
from tripoint_graph.validate import check
from tripoint_ingest.reading import Reader


def read(reader: Reader, path: Path) -> tuple[list[Record], list[Issue]]:
    """All records, each checked against the ontology, and all issues."""
    found = list(reader.read(path, reader.source))
    records = [each for each in found if isinstance(each, Record)]
    for record in records:
        check(record)
    return records, [each for each in found if isinstance(each, Issue)]


def told(record: Record) -> dict[str, Any]:
    """Mentions as key -> (kind, first values), and claims as (type, source, target) -> times."""
    return {
        "mentions": {
            m.key: (m.kind, {name: values[0] for name, values in m.properties.items()})
            for m in record.mentions
        },
        "claims": {(c.type, c.source, c.target): (c.valid_from, c.valid_to) for c in record.claims},
    }
