"""Proposes who is the same in a store, as judgements that a person's word always overrules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tripoint_graph.columns import hex_of
from tripoint_graph.model import (
    Category,
    Judgement,
    JudgementId,
    MentionId,
    RecordId,
    Verdict,
)
from tripoint_graph.ports import EvidenceReader, StoredJudgement
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.levels import agreement
from tripoint_resolution.profile import Profile, profile_of
from tripoint_resolution.proposing.clusters import Contradiction, SetAside, clustered
from tripoint_resolution.proposing.engine import HERE, MODEL, Engine, Pair, scored
from tripoint_resolution.proposing.rows import row_of

JUDGE = "splink:person/1"
KIND = "person"
SAME_FROM = 0.9
"""Less probable pairs are kept as `unsure`, for people to look at."""

READ_AT_ONCE = 5_000
_APART = ("differs", "years near", "other day of the year")


@dataclass(frozen=True, slots=True)
class Known:
    """A mention, as far as proposals need it.

    Attributes:
        record: the record that it stands in; profile: what that tells.
        listed: the list and reference of the entry that it is, or "".
    """

    record: RecordId
    profile: Profile
    listed: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a run would change.

    Attributes:
        add: judgements to make; drop: earlier ones of the same judge that are proposed no more.
        kept: how many stand as they are.
        same, unsure: how many of all that are proposed are which.
        pairs: pairs that were scored high enough.
    """

    add: tuple[Judgement, ...]
    drop: tuple[JudgementId, ...]
    kept: int
    same: int
    unsure: int
    pairs: int


def proposals(
    store: EvidenceReader,
    world: Snapshot,
    model: dict[str, Any],
    *,
    new: Sequence[MentionId] | None = None,
    engine: Engine = HERE,
) -> Proposals:
    """What the model says of the people in a world.

    Args:
        store: where the evidence is.
        world: whose people; the full viewer's, as a rule.
        model: trained settings of Splink.
        new: the mentions that came lately: others are not compared with each other, and what
            stands between them is left alone. None for all.
        engine: makes the database that scores; the model is written in its dialect.
    """
    people = read_people(store, world)
    said = judged(store, world, list(people))
    by_people = {_key(s.judgement): s.judgement for s in said if s.judgement.by != JUDGE}
    rows = (row_of(id, known.profile) for id, known in people.items())
    pairs = scored(rows, model, new=new, engine=engine)
    undecided = [pair for pair in pairs if (pair.left, pair.right) not in by_people]
    tied = _tied_by_rules(world) + [p for p, j in by_people.items() if j.verdict is Verdict.SAME]
    kept, aside = clustered(undecided, tied, contradictions(people, by_people))
    wanted = [_judgement(pair, people) for pair in kept] + [_aside(a, people) for a in aside]
    automatic = {_said(s.judgement): s.id for s in said if s.judgement.by == JUDGE}
    if new is not None:
        lately = set(new)
        automatic = {s: id for s, id in automatic.items() if s[0] in lately or s[1] in lately}
    told = {_said(judgement): judgement for judgement in wanted}
    return Proposals(
        add=tuple(j for s, j in told.items() if s not in automatic),
        drop=tuple(id for s, id in automatic.items() if s not in told),
        kept=sum(s in automatic for s in told),
        same=sum(j.verdict is Verdict.SAME for j in wanted),
        unsure=sum(j.verdict is Verdict.UNSURE for j in wanted),
        pairs=len(pairs),
    )


def read_people(store: EvidenceReader, world: Snapshot) -> dict[MentionId, Known]:
    """Every visible mention of a person that has a name, by id."""
    ids = [MentionId(id) for id in hex_of(world.mention_id)]
    found: dict[MentionId, Known] = {}
    for first in range(0, len(ids), READ_AT_ONCE):
        asked = store.mentions(ids[first : first + READ_AT_ONCE], world.viewer, world.commit)
        stored = [m for m in asked if m is not None and m.mention.kind == KIND]
        records = store.records([m.record for m in stored], world.viewer, world.commit)
        for mention, record in zip(stored, records, strict=True):
            if (
                record is None
                or not (profile := profile_of(record.record, mention.mention.key)).names
            ):
                continue
            on_list = record.record.handling.category is Category.LIST
            told = mention.mention.first("list_reference") or mention.id
            listed = f"{record.record.source} {told}" if on_list else ""
            found[mention.id] = Known(record.id, profile, listed)
    return found


def judged(
    store: EvidenceReader, world: Snapshot, ids: Sequence[MentionId]
) -> list[StoredJudgement]:
    """Every live judgement on any of some mentions, each once."""
    found: dict[JudgementId, StoredJudgement] = {}
    for first in range(0, len(ids), READ_AT_ONCE):
        for each in store.judgements(ids[first : first + READ_AT_ONCE], world.viewer):
            found[each.id] = each
    return list(found.values())


def contradictions(
    people: Mapping[MentionId, Known], by_people: Mapping[tuple[str, str], Judgement]
) -> Contradiction:
    """What keeps two mentions apart: a person's word, two entries of one list, two birth dates that
    one source tells.
    """
    apart = {pair for pair, said in by_people.items() if said.verdict is Verdict.DIFFERENT}

    def between(one: str, other: str) -> str:
        if (min(one, other), max(one, other)) in apart:
            return "somebody said that two of them are different"
        mine, theirs = people.get(MentionId(one)), people.get(MentionId(other))
        if mine is None or theirs is None or not (mine.listed and theirs.listed):
            return ""
        source, reference = mine.listed.split(" ", 1)
        if theirs.listed.startswith(f"{source} ") and theirs.listed != f"{source} {reference}":
            return f"two of them are entries of their own on {source}"
        born = agreement("birth_date", mine.profile, theirs.profile)
        if born is not None and born.level in _APART:
            return f"lists tell two birth dates: {born.one} and {born.other}"
        return ""

    return between


def _tied_by_rules(world: Snapshot) -> list[tuple[str, str]]:
    rows = np.flatnonzero(~world.join_judgement.any(axis=1))
    left = hex_of(world.mention_id[world.join_left[rows]])
    right = hex_of(world.mention_id[world.join_right[rows]])
    return list(zip(left, right, strict=True))


def _judgement(pair: Pair, people: Mapping[MentionId, Known]) -> Judgement:
    listed = any(people[MentionId(id)].listed for id in (pair.left, pair.right))
    if listed:
        return _made(pair, people, Verdict.UNSURE, "one of them is on a list: people decide")
    if pair.probability < SAME_FROM:
        return _made(pair, people, Verdict.UNSURE, "not sure enough to merge")
    return _made(pair, people, Verdict.SAME, "records agree")


def _aside(aside: SetAside, people: Mapping[MentionId, Known]) -> Judgement:
    return _made(aside.pair, people, Verdict.UNSURE, f"would be a contradiction: {aside.because}")


def _made(
    pair: Pair, people: Mapping[MentionId, Known], verdict: Verdict, because: str
) -> Judgement:
    left, right = MentionId(pair.left), MentionId(pair.right)
    weights = {name: f"{weight:+.2f}" for name, weight in pair.weights}
    return Judgement(
        left=left,
        right=right,
        verdict=verdict,
        by=JUDGE,
        probability=round(pair.probability, 6),
        reason=f"{MODEL}: {because} ({pair.probability:.3f})",
        features=weights,
        records=tuple(sorted({people[left].record, people[right].record})),
    )


def _key(judgement: Judgement) -> tuple[str, str]:
    left, right = sorted((judgement.left, judgement.right))
    return left, right


def _said(judgement: Judgement) -> tuple[str, str, str, str]:
    return (*_key(judgement), str(judgement.verdict), judgement.reason)
