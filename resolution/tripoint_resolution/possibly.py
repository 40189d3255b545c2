"""A world in which "possibly the same" can be walked: a weak step where a pair waits for people."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from tripoint_graph.columns import Ids, Longs, hex_of, ids_from_hex
from tripoint_graph.model import MentionId
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredJudgement
from tripoint_graph.snapshot import Snapshot, row_of
from tripoint_resolution.reviewing import undecided

N = TypeVar("N", bound=np.generic)
POSSIBLY_SAME = "POSSIBLY_SAME"
_CODE = ONTOLOGY.link_codes[POSSIBLY_SAME]
_kept: WeakKeyDictionary[Snapshot, Snapshot] = WeakKeyDictionary()
_keeping = Lock()


def with_possibly_same(store: EvidenceReader, world: Snapshot) -> Snapshot:
    """The world with a link for every two entities of which a judgement that they see is unsure.

    The link's confidence is the greatest probability of those judgements; its claims are named
    for them, one for each record that they rest on. It is context: who is reached over it is
    never a subject, and no class goes over it. Pairs that somebody decided have none. Entities,
    classes and all other links are as they were.

    Time O(l + m) for l links and m mentions, once for a world; kept while that lives.
    """
    with _keeping:
        found = _kept.get(world)
    if found is None:
        found = joined(world, [waiting.stored for waiting in undecided(store, world)])
        if found is world:  # kept with itself, it would never go
            return found
        with _keeping:
            _kept[world] = found
    return found


def unsure_behind(store: EvidenceReader, world: Snapshot, link: int) -> list[StoredJudgement]:
    """The judgements that such a weak link is made of, the surest first; none for other links.

    Args:
        store: where they are kept.
        world: as `with_possibly_same` gives it.
        link: a row of it.
    """
    if int(world.link_type[link]) != _CODE:
        return []
    claims, _ = world.claims_under(np.array([link]))
    ends = np.unique(world.claim_source[claims])
    mentions = [MentionId(id) for id in hex_of(world.mention_id[ends])]
    names = set(hex_of(world.claim_id[claims]))
    found = store.judgements(mentions, world.viewer, world.commit)
    behind = [each for each in found if each.id in names]
    return sorted(behind, key=lambda each: (-each.judgement.probability, each.id))


def joined(world: Snapshot, unsure: Sequence[StoredJudgement]) -> Snapshot:
    """The world with a link between the entities of each unsure judgement, where they are two."""
    pairs: dict[tuple[int, int], list[tuple[StoredJudgement, int, int]]] = {}
    for each in unsure:
        ends = [row_of(world.mention_id, id) for id in _ids(each)]
        rows = sorted((int(world.mention_entity[end]), end) for end in ends if end is not None)
        if len(rows) == 2 and rows[0][0] != rows[1][0]:
            pair = rows[0][0], rows[1][0]
            pairs.setdefault(pair, []).append((each, rows[0][1], rows[1][1]))
    if not pairs:
        return world
    order = sorted(pairs)
    claims = [
        (*claim, link)
        for link, pair in enumerate(order)
        for each in sorted(pairs[pair], key=lambda told: told[0].id)
        for claim in _claims(world, *each)
    ]
    surest = [max(each.judgement.probability for each, *_ in pairs[pair]) for pair in order]
    return _with_links(world, order, surest, claims)


_Claim = tuple[Ids, int, int, int]


def _ids(stored: StoredJudgement) -> Ids:
    return ids_from_hex([stored.judgement.left, stored.judgement.right])


def _claims(world: Snapshot, stored: StoredJudgement, one: int, other: int) -> list[_Claim]:
    """The judgement as a claim by each record it rests on: id, ends, record row."""
    used = [row_of(world.record_id, id) for id in ids_from_hex([*stored.judgement.records])]
    records = {int(world.mention_record[one]), int(world.mention_record[other])}
    records |= {row for row in used if row is not None}
    name = ids_from_hex([stored.id])[0]
    # The first is named as the judgement is; ids are hashes, so the next numbers are nobody's.
    beside = np.array([0, 1], np.uint64)
    return [
        (name + beside * np.uint64(at), one, other, row) for at, row in enumerate(sorted(records))
    ]


def _with_links(
    world: Snapshot,
    order: Sequence[tuple[int, int]],
    confidence: Sequence[float],
    claims: Sequence[tuple[Ids, int, int, int, int]],
) -> Snapshot:
    at = _places(world, order)
    ids, source, target, record, link = (list(column) for column in zip(*claims, strict=True))
    numbers = len(world.claim_id) + np.arange(len(claims), dtype=np.int32)
    begins = np.repeat(world.claim_offset[at], np.bincount(link))
    counts = np.insert(np.diff(world.claim_offset), at, np.bincount(link))
    least, most = np.finfo(np.float64).tiny, 1 - 2.0**-53
    return replace(
        world,
        link_source=np.insert(world.link_source, at, [one for one, _ in order]),
        link_target=np.insert(world.link_target, at, [other for _, other in order]),
        link_type=np.insert(world.link_type, at, _CODE),
        link_confidence=np.insert(world.link_confidence, at, np.clip(confidence, least, most)),
        link_independent=np.insert(world.link_independent, at, 1),
        link_start=np.insert(world.link_start, at, UNKNOWN_START),
        link_end=np.insert(world.link_end, at, UNKNOWN_END),
        claim_offset=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        link_claim=np.insert(world.link_claim, begins, numbers),
        claim_id=np.concatenate([world.claim_id, np.array(ids, np.uint64)]),
        claim_type=_and(world.claim_type, [_CODE] * len(claims)),
        claim_source=_and(world.claim_source, source),
        claim_target=_and(world.claim_target, target),
        claim_record=_and(world.claim_record, record),
        claim_start=_and(world.claim_start, [UNKNOWN_START] * len(claims)),
        claim_end=_and(world.claim_end, [UNKNOWN_END] * len(claims)),
    )


def _places(world: Snapshot, order: Sequence[tuple[int, int]]) -> Longs:
    """Where links between such entities belong: behind all others between the same two."""
    pair = world.link_source.astype(np.int64) * world.entities + world.link_target
    wanted = np.array([one * world.entities + other for one, other in order], np.int64)
    return np.searchsorted(pair, wanted, "right").astype(np.int64)


def _and(column: npt.NDArray[N], more: Sequence[int]) -> npt.NDArray[N]:
    return np.concatenate([column, np.array(more, column.dtype)])
