"""Which country somebody or something is of, as records say: for groupings, never for suspicion."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tripoint_graph.columns import hex_of
from tripoint_graph.model import MentionId
from tripoint_graph.normalise import normalise
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

MEMBERS_MAX = 64
"""Mentions of one entity that are asked, at most: its first by id."""

OWN = ("registration_country", "country", "residence", "flag")
"""Properties that say where an entity sits, the first that is told. Nationality is none of them."""

ISSUER = ("issuer",)
HOLDS = "HOLDS_DOCUMENT"


def seats(store: EvidenceReader, world: Snapshot, rows: Iterable[int]) -> dict[int, str]:
    """Entity row to the country where it sits, for those of whom it is told."""
    return _told(store, world, {row: (row,) for row in rows}, OWN)


def issuers(store: EvidenceReader, world: Snapshot, rows: Iterable[int]) -> dict[int, str]:
    """Entity row to the country that issued the document that it holds, or that it is."""
    wanted = set(rows)
    held: dict[int, tuple[int, ...]] = {row: (row,) for row in wanted}
    code = ONTOLOGY.link_codes[HOLDS]
    for link in (world.link_type == code).nonzero()[0].tolist():
        holder = int(world.link_source[link])
        if holder in wanted:
            held[holder] = (*held[holder], int(world.link_target[link]))
    return _told(store, world, held, ISSUER)


def _told(
    store: EvidenceReader,
    world: Snapshot,
    asked: Mapping[int, Sequence[int]],
    properties: tuple[str, ...],
) -> dict[int, str]:
    """What most mentions say, ties in the order of the alphabet."""
    members = {row: _members(world, entities) for row, entities in asked.items()}
    every = sorted({mention for each in members.values() for mention in each})
    stored = store.mentions(every, world.viewer, world.commit)
    said = {each.id: each.mention.properties for each in stored if each is not None}
    found = {}
    for row, mentions in members.items():
        for name in properties:
            values = [v for m in mentions if m in said for v in said[m].get(name, ())]
            counted = Counter(normalise("country", value) or value.strip() for value in values)
            if counted:
                found[row] = min(counted, key=lambda value: (-counted[value], value))
                break
    return found


def _members(world: Snapshot, entities: Sequence[int]) -> list[MentionId]:
    rows = [row for each in entities for row in world.member_rows(each)[:MEMBERS_MAX].tolist()]
    return [MentionId(name) for name in hex_of(world.mention_id[rows])]
