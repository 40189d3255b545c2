"""Typologies and their matches, as documents and as people read them."""

from typing import Any

from tripoint.console import answers, print_table, shown
from tripoint.settings import Settings
from tripoint.told.entity import record_heading
from tripoint.truth import Stories
from tripoint_algorithms.typologies.back_test import BackTest, Share, back_test
from tripoint_algorithms.typologies.library import Library, library
from tripoint_algorithms.typologies.matching import (
    RANKED_BY,
    Match,
    Matches,
    asked_values,
    matches,
)
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_algorithms.typologies.reading import Declaration
from tripoint_algorithms.typologies.words import cautions, extent, says, sentences
from tripoint_graph.hydrate import captions, kind_of, records
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.values import values_of

CAREFUL = (
    "A match is a lead to be checked, not a finding about anybody: it says that records hang "
    "together as in cases that are known."
)
RECORDS_SHOWN = 6


def typologies(settings: Settings) -> Library:
    """The typologies that may be run: those that come with the product, and the installation's.

    Raises:
        PatternError: one of the installation's cannot be used; the message says what to do.
    """
    return library(settings.patterns)


def matched(store: EvidenceReader, world: Snapshot, pattern: Pattern) -> Matches:
    """All matches of a pattern, with what its conditions need read from the store."""
    return matches(world, pattern, values_of(store, world, asked_values(world, pattern)))


def pattern_document(told: Declaration) -> dict[str, Any]:
    """A pattern, in a line."""
    pattern = told.pattern
    return {
        "name": pattern.name,
        "version": pattern.version,
        "title": pattern.title,
        "strand": str(pattern.strand),
        "source": pattern.source,
        "says": pattern.says,
        "innocent": pattern.innocent,
        "digest": told.digest,
    }


def matches_document(
    store: EvidenceReader, world: Snapshot, found: Matches, limit: int
) -> dict[str, Any]:
    """The first matches of a pattern, with keys that stay."""
    first = found.found[:limit]
    rows = {entity for each in first for entity in each.roles}
    names = captions(store, world, rows)
    behind = {r for each in first for r in world.record_names(each.records)}
    held = records(store, world, behind)
    return {
        "pattern": found.pattern.key,
        "title": found.pattern.title,
        "source": found.pattern.source,
        "shown": len(first),
        "total": len(found.found) if found.complete else None,
        "found": len(found.found),
        "complete": found.complete,
        "extent": extent(found, len(first)),
        "ranked_by": RANKED_BY,
        "matches": [
            _match(world, found.pattern, each, names)
            | {"records": [record_heading(held[r]) for r in world.record_names(each.records)]}
            for each in first
        ],
    }


def _match(
    world: Snapshot, pattern: Pattern, match: Match, names: dict[int, str]
) -> dict[str, Any]:
    return {
        "says": says(pattern, match, names),
        "cost": match.cost,
        "confidence": match.confidence,
        "nodes": {
            node: [
                {
                    "id": world.entity_name(row),
                    "kind": kind_of(world, row),
                    "caption": names[row],
                    "role": str(match.roles[row]),
                }
                for row in rows
            ]
            for node, rows in match.nodes.items()
        },
        "links": sentences(world, match, names),
        "cautions": cautions(pattern, match, names),
    }


def tested_document(pattern: Pattern, found: Matches, stories: Stories) -> dict[str, Any] | None:
    """The back-test of a pattern; None where no story is of a kind that it is meant to find."""
    own = {name: rows for kind in pattern.labelled for name, rows in stories.get(kind, {}).items()}
    if not own:
        return None
    told: BackTest = back_test(found.found, own)
    return {
        "kinds": list(pattern.labelled),
        "precision": _share(told.precision),
        "recall": _share(told.recall),
        "missed": list(told.missed),
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "right": share.right,
        "of": share.of,
        "value": share.value,
        "interval": list(share.interval),
    }


def tested_in_words(told: dict[str, Any]) -> str:
    """A back-test in a line."""
    parts = []
    for name in ("precision", "recall"):
        share = told[name]
        low, high = share["interval"]
        value = "not measured" if share["value"] is None else f"{share['value']:.2f}"
        parts.append(f"{name} {value} ({low:.2f} to {high:.2f}; {share['right']} of {share['of']})")
    return f"{', '.join(parts)}; 95 % intervals, stories of {', '.join(told['kinds'])}"


def print_matches(document: dict[str, Any]) -> None:
    """Matches as people read them."""
    out = answers()
    for rank, each in enumerate(document["matches"], start=1):
        out.print(shown(f"{rank}. {each['says']}"), style="bold")
        out.print(f"   possible lead, {each['confidence']:.2f} if its records are independent")
        for line in each["links"]:
            out.print(shown(f"   - {line}"))
        for line in each["cautions"]:
            out.print(shown(f"   {line}"))
        out.print(shown(f"   {_behind(each['records'])}"), style="dim")
    out.print(f"{document['extent']}, ranked by {document['ranked_by']}")


def _behind(behind: list[dict[str, Any]]) -> str:
    told = [f"{each['source']} {each['source_key']}" for each in behind[:RECORDS_SHOWN]]
    more = len(behind) - len(told)
    return f"records: {'; '.join(told)}" + (f"; and {more} more in --json" if more else "")


def print_counts(documents: list[dict[str, Any]]) -> None:
    """How often each pattern occurs."""
    print_table(
        ("pattern", "matches", "all of them", "what it is"),
        (
            (d["pattern"], f"{d['found']:,}", "yes" if d["complete"] else "no", d["title"])
            for d in documents
        ),
    )
