"""How exactly dates were told: a snapshot keeps seconds, its records keep what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tripoint_graph.columns import Ids, Ints, Longs, hex_of
from tripoint_graph.hydrate import READ_MAX
from tripoint_graph.model import ClaimId, RecordId
from tripoint_graph.moments import span
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot


class Precision(StrEnum):
    """How exactly a date is told."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


_BY_LENGTH = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY, 16: Precision.MINUTE}


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A date as precise as its source was, and no more.

    Attributes:
        text: as it was told ("2026-11").
        earliest, latest: the first and last second, since 1970 in UTC, that it can mean.
        precision: how exact it is.
    """

    text: str
    earliest: int
    latest: int
    precision: Precision


def told_time(text: str) -> ToldTime | None:
    """What a partial date means; None where none is told.

    Raises:
        ValueError: it is no date.

    >>> told_time("2026-02").precision, told_time("")
    (<Precision.MONTH: 'month'>, None)
    """
    if not text:
        return None
    local = text.removesuffix("Z").removesuffix("+00:00")
    return ToldTime(text, *span(text), _BY_LENGTH.get(len(local), Precision.SECOND))


def observed(store: EvidenceReader, seen: Snapshot, records: Ints | Longs) -> dict[int, str]:
    """Record row to when its source saw what it tells; rows that tell no date are left out.

    Args:
        store: where the snapshot's records are.
        seen: whose rows these are.
        records: rows of records.
    """
    found: dict[int, str] = {}
    for rows, ids in _pieces(seen.record_id, records):
        stored = store.records([RecordId(id) for id in ids], seen.viewer, seen.commit)
        for row, each in zip(rows, stored, strict=True):
            if each is not None and each.record.observed_at:
                found[row] = each.record.observed_at
    return found


def validity(
    store: EvidenceReader, seen: Snapshot, claims: Sequence[int]
) -> dict[int, tuple[str, str]]:
    """Claim row to from when to when it is said to have held; "" for what is not told."""
    found: dict[int, tuple[str, str]] = {}
    for rows, ids in _pieces(seen.claim_id, np.asarray(claims, np.int64)):
        stored = store.claims([ClaimId(id) for id in ids], seen.viewer, seen.commit)
        for row, each in zip(rows, stored, strict=True):
            if each is not None:
                found[row] = each.claim.valid_from, each.claim.valid_to
    return found


def _pieces(ids: Ids, rows: Ints | Longs) -> list[tuple[list[int], list[str]]]:
    """Rows and their ids, `READ_MAX` at a time."""
    cuts = [rows[at : at + READ_MAX] for at in range(0, len(rows), READ_MAX)]
    return [(cut.tolist(), hex_of(ids[cut])) for cut in cuts]
