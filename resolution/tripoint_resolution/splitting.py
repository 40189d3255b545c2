"""Taking mentions out of an entity: a person says that they are somebody else.

A split is `different` in the ledger, between each mention taken out and each one that stays.
Nothing is written over: where one of its judgements is taken back, all of them are, and the graph
is what it was. Where the entity stands on a list, the first person's words wait as `unsure`, and
hold once a second one says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product

from tripoint_graph.columns import ids_from_hex
from tripoint_graph.model import Judgement, JudgementId, MentionId, RecordId, Verdict
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot, row_of
from tripoint_resolution.deciding import (
    PROBABILITY,
    PROPOSES,
    SECONDS,
    SPLIT,
    DecisionRefused,
    named,
    proposed_by_another,
    touches_list,
)

PAIRS_MAX = 2_000
"""Judgements of one split, at most."""

_Pair = tuple[MentionId, MentionId]


@dataclass(frozen=True, slots=True)
class Split:
    """What came of a split.

    Attributes:
        judgements: their ids; taking one back takes all of them back.
        holds: False where they wait for a second person.
        out, left: the mentions taken out, and those that stay.
    """

    judgements: tuple[JudgementId, ...]
    holds: bool
    out: tuple[MentionId, ...]
    left: tuple[MentionId, ...]


def split(
    store: EvidenceStore,
    world: Snapshot,
    entity: str,
    mentions: Sequence[str],
    *,
    by: str,
    reason: str,
) -> Split:
    """Take mentions out of an entity, together: they stay one as far as anything ties them.

    Args:
        store: where it is written.
        world: what the person sees; of what is hidden nothing is said.
        entity: the id of the entity, or of any mention in it.
        mentions: ids of those to take out.
        by: the person's name.
        reason: why, in words.

    Raises:
        DecisionRefused: no name or reason is given; there is no such entity; not all of the
            mentions are in it, or none would stay; one identifier is on both sides; there are too
            many.
    """
    person, why = named(by, reason)
    out, left = _sides(world, entity, mentions)
    pairs = list(product(out, left))
    seconded = _seconded(store, world, pairs, person) if touches_list(world, out) else None
    waits = seconded is not None and len(seconded) < len(pairs)
    verdict = Verdict.UNSURE if waits else Verdict.DIFFERENT
    record = _records(store, world, [*out, *left])
    key = _key(out, left)
    made = [
        Judgement(
            left=one,
            right=other,
            verdict=verdict,
            by=person,
            probability=PROBABILITY[verdict],
            reason=why,
            features={SPLIT: key} | _standing((seconded or {}).get((one, other), ""), waits=waits),
            records=tuple(sorted({record[one], record[other]})),
        )
        for one, other in pairs
    ]
    store.judge(made)
    return Split(_ids(store, world, out, key, person), holds=not waits, out=out, left=left)


def _ids(
    store: EvidenceStore, world: Snapshot, out: Sequence[MentionId], key: str, person: str
) -> tuple[JudgementId, ...]:
    """Of all judgements of a split by one person, each once."""
    told = store.judgements(out, world.viewer)
    said = [e for e in told if e.judgement.features.get(SPLIT) == key and e.judgement.by == person]
    return tuple(dict.fromkeys(each.id for each in said))


def _records(
    store: EvidenceStore, world: Snapshot, mentions: Sequence[MentionId]
) -> dict[MentionId, RecordId]:
    stored = store.mentions(mentions, world.viewer, world.commit)
    return {each.id: each.record for each in stored if each is not None}


def _seconded(
    store: EvidenceStore, world: Snapshot, pairs: Sequence[_Pair], person: str
) -> dict[_Pair, str]:
    """Pairs of which another person proposed that they are different, and by which judgement."""
    asked = ((p, proposed_by_another(store, world, p, person, Verdict.DIFFERENT)) for p in pairs)
    return {pair: earlier for pair, earlier in asked if earlier}


def _standing(earlier: str, *, waits: bool) -> dict[str, str]:
    if waits:
        return {PROPOSES: str(Verdict.DIFFERENT)}
    return {SECONDS: earlier} if earlier else {}


def _sides(
    world: Snapshot, entity: str, mentions: Sequence[str]
) -> tuple[tuple[MentionId, ...], tuple[MentionId, ...]]:
    """The mentions to take out, and those that stay, in order of ids."""
    row = world.find(entity)
    members = [] if row is None else sorted(world.members(row))
    wanted = set(mentions)
    out = tuple(id for id in members if id in wanted)
    left = tuple(id for id in members if id not in wanted)
    if not out or len(out) < len(wanted):
        raise DecisionRefused("there is no such entity with all of those mentions in it")
    if not left:
        raise DecisionRefused("those are all mentions of the entity: none would stay in it")
    if len(out) * len(left) > PAIRS_MAX:
        told = f"{len(out)} mentions from {len(left)} are {len(out) * len(left):,} judgements"
        raise DecisionRefused(f"{told}, and {PAIRS_MAX:,} is the most: take out fewer at once")
    if _atoms(world, out) & _atoms(world, left):
        raise DecisionRefused(
            "mentions on both sides carry one identifier (an IMO number, the text of an address), "
            "which makes them one thing: take out all that carry it, or correct the record"
        )
    return out, left


def _atoms(world: Snapshot, mentions: Sequence[MentionId]) -> set[int]:
    rows = (row_of(world.mention_id, id) for id in ids_from_hex(list(mentions)))
    return {int(world.mention_atom[row]) for row in rows if row is not None}


def _key(out: Sequence[str], left: Sequence[str]) -> str:
    """Names a split by its parts, whichever of them was called the one to take out."""
    parts = "|".join(sorted((",".join(out), ",".join(left))))
    return blake2b(parts.encode(), digest_size=16).hexdigest()
