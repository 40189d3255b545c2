"""Where places lie: by the reference records that a viewer sees, then by a table of airports."""

from collections.abc import Callable, Sequence

import numpy as np

from tripoint_graph.captions import caption
from tripoint_graph.commerce import Place, Position
from tripoint_graph.hydrate import CAPTION_MEMBERS_MAX, mentions_at
from tripoint_graph.model import Category
from tripoint_graph.ports import EvidenceReader, StoredMention
from tripoint_graph.snapshot import Snapshot

LATITUDE_MAX, LONGITUDE_MAX = 90.0, 180.0
_NAMES_READ = 4

Airports = Callable[[str], Position | None]
"""The position of an airport by its IATA code, where no record tells it."""


def places_at(
    store: EvidenceReader, seen: Snapshot, rows: Sequence[int], airports: Airports
) -> dict[int, Place]:
    """Places by their rows, with positions from reference records first, then from the airports.

    Of each place the mentions of reference records are read, and some others for its name.

    Args:
        store: where the mentions are.
        seen: the viewer's world.
        rows: entities that are places.
        airports: gives positions that no record tells.
    """
    if not rows:
        return {}
    reference = [each.category == Category.REFERENCE for each in seen.handlings]
    told = np.array([*reference, False], np.bool_)[seen.record_handling]
    members = {row: seen.member_rows(row) for row in rows}
    chosen = {
        row: np.concatenate(
            [every[told[seen.mention_record[every]]][:CAPTION_MEMBERS_MAX], every[:_NAMES_READ]]
        )
        for row, every in members.items()
    }
    read = mentions_at(store, seen, np.unique(np.concatenate(list(chosen.values()))))
    return {
        row: _place(row, [read[m] for m in dict.fromkeys(own.tolist()) if m in read], airports)
        for row, own in chosen.items()
    }


def _place(row: int, said: list[StoredMention], airports: Airports) -> Place:
    def first(name: str) -> str:
        return next((m.mention.first(name) for m in said if m.mention.first(name)), "")

    position = next((at for m in said if (at := _position(m)) is not None), None)
    told_by = "record" if position else ""
    if position is None and (code := first("iata").upper()):
        position = airports(code)
        told_by = "airportsdata" if position else ""
    return Place(
        entity=row,
        name=first("name") or caption("place", said),
        code=(first("locode") or first("iata") or first("icao")).upper().replace(" ", ""),
        country=first("country"),
        position=position,
        told_by=told_by,
    )


def _position(said: StoredMention) -> Position | None:
    try:
        latitude = float(said.mention.first("latitude"))
        longitude = float(said.mention.first("longitude"))
    except ValueError:
        return None
    inside = abs(latitude) <= LATITUDE_MAX and abs(longitude) <= LONGITUDE_MAX
    return (latitude, longitude) if inside else None
