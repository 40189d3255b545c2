"""How far a chain can be relied on: what chance would give, and what would break it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tripoint_algorithms.assurance.breaks import SIZE_MAX, Breaks, By, breaks
from tripoint_algorithms.assurance.chance import Chance, chance
from tripoint_algorithms.assurance.proofs import TooWideError
from tripoint_algorithms.assurance.stability import Stability
from tripoint_algorithms.links.chains import Chain
from tripoint_algorithms.topology import Filter, Topology
from tripoint_graph.hydrate import records
from tripoint_graph.model import RecordId
from tripoint_graph.ports import EvidenceReader, StoredRecord
from tripoint_graph.snapshot import Snapshot

SETS_TOLD = 3
"""Smallest sets that are written out for people; all are in --json."""


@dataclass(frozen=True, slots=True)
class Assurance:
    """What is known of one chain's reliability.

    Attributes:
        chance: None for a chain of no steps.
        breaks: by record and by source; empty for a chain of no steps, and where too much lies
            between its ends to work it out.
        stability: None where nobody asked for it.
    """

    chance: Chance | None
    breaks: tuple[Breaks, ...]
    stability: Stability | None = None

    def records(self, world: Snapshot) -> list[RecordId]:
        """The ids of all records that its smallest sets name."""
        return named_records(world, self.breaks)


def named_records(world: Snapshot, told: Sequence[Breaks]) -> list[RecordId]:
    """The ids of all records that smallest sets name."""
    sets = [each for found in told if found.by is By.RECORD for each in found.sets]
    return world.record_names(np.array([row for each in sets for row in each], np.int32))


def headings_of(
    store: EvidenceReader, world: Snapshot, told: Sequence[Breaks]
) -> dict[RecordId, str]:
    """How each record that smallest sets name is called, in one line."""
    held = records(store, world, named_records(world, told))
    return {name: heading(stored) for name, stored in held.items()}


def assured(
    graph: Topology, only: Filter, chain: Chain, sources: Sequence[int], targets: Sequence[int]
) -> Assurance:
    """Work it out for one chain between two sets."""
    if not chain.steps:
        return Assurance(None, ())
    ends = chain.entities[:1], chain.entities[-1:]
    hops = len(chain.steps)
    try:
        both = tuple(breaks(graph.snapshot, *ends, hops_max=hops, by=by, only=only) for by in By)
    except TooWideError:
        both = ()
    return Assurance(chance(graph, chain, sources, targets), both)


def assurance_document(world: Snapshot, told: Assurance) -> dict[str, Any]:
    """The same with keys that stay."""
    expected = told.chance and {
        "between_the_two": told.chance.pair,
        "between_any_asked": told.chance.sets,
        "at_least_one": told.chance.at_least_one,
    }
    return {
        "expected_by_chance": expected,
        "breaks": {f"{each.by}s": broken_by(world, each) for each in told.breaks} or None,
        "stability": told.stability
        and {
            "stays": told.stability.stays,
            "at_most": told.stability.at_most,
            "holds": told.stability.holds,
            "draws": told.stability.draws,
            "missing": told.stability.missing,
        },
    }


def broken_by(world: Snapshot, told: Breaks) -> dict[str, Any]:
    """One answer with keys that stay."""
    named = _names if told.by is By.RECORD else _sources
    return {
        "size": told.size,
        "at_least": told.at_least,
        "robust": told.robust,
        "sets": [named(world, each) for each in told.sets],
        "all_sets": told.complete,
    }


def _names(world: Snapshot, rows: tuple[int, ...]) -> list[str]:
    return [str(name) for name in world.record_names(np.array(rows, np.int32))]


def _sources(world: Snapshot, rows: tuple[int, ...]) -> list[str]:
    return [world.sources[row] for row in rows]


def in_words(document: dict[str, Any], headings: dict[str, str]) -> list[str]:
    """Lines for people.

    Args:
        document: of `assurance_document`.
        headings: record id to how it is called.
    """
    return [
        *_chance_in_words(document["expected_by_chance"]),
        *in_words_of(document, headings),
        *_stability_in_words(document["stability"]),
    ]


def _chance_in_words(expected: dict[str, float] | None) -> list[str]:
    if expected is None:
        return []
    pair, sets = (_few(expected[name]) for name in ("between_the_two", "between_any_asked"))
    return [
        f"chance alone would give {pair} chains of this kind between these two, {sets} between"
        " any two of those asked for"
    ]


def _stability_in_words(told: dict[str, float] | None) -> list[str]:
    if told is None:
        return []
    low, high = told["stays"], told["at_most"]
    share = f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"
    return [
        f"it stays among those shown in {share} of {told['draws']} worlds drawn anew by the grades "
        f"of records, and holds in {told['holds']:.0%}"
    ]


def _few(count: float) -> str:
    return f"{count:.2g}" if count < 100 else f"{count:,.0f}"


def in_words_of(document: dict[str, Any], headings: dict[str, str]) -> list[str]:
    """Lines on what would break it."""
    if document["breaks"] is None:
        return ["what would break it was not worked out: too much lies between the two"]
    by_record, by_source = (document["breaks"][name] for name in ("records", "sources"))
    lines = []
    if by_source["size"] == 1:
        (only, *more) = sorted(each[0] for each in by_source["sets"])
        lines.append(f"it falls if one source is wrong: {' or '.join([only, *more])}")
    if by_record["robust"]:
        return [*lines, f"no {SIZE_MAX} records, being wrong, would break it: robust"]
    size, sets = by_record["size"], by_record["sets"]
    if size is None:
        return [*lines, f"fewer than {by_record['at_least']} records certainly do not break it"]
    count = "one record" if size == 1 else f"{size} records together"
    lines.append(f"it falls if {count} should be wrong, in {len(sets)} way{'s' * (len(sets) > 1)}:")
    lines += ["   " + " and ".join(headings.get(r, r) for r in each) for each in sets[:SETS_TOLD]]
    if len(sets) > SETS_TOLD:
        lines.append(f"   and {len(sets) - SETS_TOLD} more ways")
    return lines


def heading(stored: StoredRecord) -> str:
    """How a record is called in one line."""
    return f"{stored.record.source} {stored.record.source_key} [{stored.id}]"
