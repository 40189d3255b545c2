"""`tripoint record ID`: what a source said, word for word."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table, shown
from tripoint.told.entity import record_heading
from tripoint.wiring import UsageError, commit_known_at
from tripoint_graph.model import RecordId, Tlp
from tripoint_graph.ports import StoredRecord

_ID_DIGITS = 32


def run(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="A record's id, as chains and entities name it.")],
    *,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show one record: who said it, when, how it is graded and handled, and what it says."""
    asked = session(ctx)
    with asked.reading() as store:
        known_at = commit_known_at(store, as_known_at)
        ids = [RecordId(id.lower())] if _is_id(id.lower()) else []
        found = store.records(ids, asked.viewer(viewer), known_at)
    stored = found[0] if found else None
    if stored is None:
        raise UsageError(f"no record {id!r} for viewer {viewer}; `tripoint links` gives ids")
    document = record_document(stored)
    if json:
        print_json(document)
    else:
        _print(document)


def _is_id(text: str) -> bool:
    return len(text) == _ID_DIGITS and all(c in "0123456789abcdef" for c in text)


def record_document(stored: StoredRecord) -> dict[str, Any]:
    """A record with keys that stay."""
    record = stored.record
    return {
        **record_heading(stored),
        "version": record.version,
        "speaks": stored.speaks,
        "withdrawn": record.withdrawn,
        "loaded_at": stored.loaded_at,
        "origin": record.origin,
        "handling": {
            "owner": record.handling.owner,
            "tlp": Tlp(record.handling.tlp).name.lower(),
            "category": str(record.handling.category),
            "releasable_to": list(record.handling.releasable_to),
            "retention": record.handling.retention,
        },
        "mentions": [
            {
                "key": m.key,
                "kind": m.kind,
                "properties": {n: list(v) for n, v in m.properties.items()},
            }
            for m in record.mentions
        ],
        "claims": [
            {
                "type": c.type,
                "source": c.source,
                "target": c.target,
                "valid_from": c.valid_from,
                "valid_to": c.valid_to,
                "properties": dict(c.properties),
            }
            for c in record.claims
        ],
        "raw": record.raw,
    }


def _print(document: dict[str, Any]) -> None:
    out = answers()
    handling = document["handling"]
    out.print(shown(f"{document['source']} {document['source_key']}"), style="bold")
    seen = f", seen {document['observed_at']}" if document["observed_at"] else ""
    out.print(
        shown(f"grade {document['grade']}{seen}, read from {document['origin'] or 'nowhere'}")
    )
    out.print(shown(f"of {handling['owner']}, TLP:{handling['tlp']}, {handling['category']}"))
    if document["withdrawn"]:
        out.print("The source has taken it back.")
    elif not document["speaks"]:
        out.print("A newer version of this record speaks in its place.")
    said = [
        (m["key"], m["kind"], name, "; ".join(values))
        for m in document["mentions"]
        for name, values in m["properties"].items()
    ]
    print_table(("mention", "kind", "property", "as given"), said)
    for claim in document["claims"]:
        when = " to ".join(filter(None, (claim["valid_from"], claim["valid_to"])))
        tail = f" ({when})" if when else ""
        out.print(shown(f"- {claim['source']} {claim['type']} {claim['target']}{tail}"))
    out.print("in its own words:")
    for line in document["raw"].splitlines():
        out.print(shown(f"  {line}"), style="dim")
