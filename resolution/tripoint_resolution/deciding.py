"""Why two mentions are one or are not, and what a person decides about it.

A decision is a judgement in the ledger. It is never written over: it is taken back, and then the
graph is what it would have been without. Whoever merges with somebody who is on a list needs a
second person: the first one's word is kept as `unsure`, and holds once another says the same.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from tripoint_graph.errors import TripointError
from tripoint_graph.model import (
    Category,
    Judgement,
    JudgementId,
    MentionId,
    Verdict,
)
from tripoint_graph.ports import (
    EvidenceReader,
    EvidenceStore,
    StoredJudgement,
    StoredMention,
    StoredRecord,
)
from tripoint_graph.snapshot import Join, Snapshot
from tripoint_resolution.comparing import Comparison, compare
from tripoint_resolution.criteria import Criteria
from tripoint_resolution.profile import KINDS, mentions_of, profile_of
from tripoint_resolution.said import PERSON

PROPOSES = "proposes"
SECONDS = "seconds"
SPLIT = "split"
"""What a judgement's features tell beside weights: what it would say, whom it seconds, and the
split that it is a part of.
"""

REASON_CHARACTERS_LEAST = 10

PROBABILITY = {Verdict.SAME: 0.99, Verdict.DIFFERENT: 0.01, Verdict.UNSURE: 0.5}
"""What a person's word counts for: people err, and rules on documents do no better."""


class DecisionRefused(TripointError):
    """A decision that cannot stand; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Why:
    """Two mentions side by side.

    Attributes:
        one, other: the mentions.
        comparison: whether they are one by what their records tell, as screening compares them;
            of addresses, which are not screened, the model's.
        by_model: the same by the model of their kind, which proposes who is the same.
        together: whether they are one entity for the viewer.
        tied_by: the joins that lead from one to the other, in order; empty where none do.
        judgements: what was said of just these two, by id.
    """

    one: StoredMention
    other: StoredMention
    comparison: Comparison
    by_model: Comparison
    together: bool
    tied_by: tuple[Join, ...]
    judgements: tuple[StoredJudgement, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a decision.

    Attributes:
        judgement: its id.
        holds: False where it waits for a second person.
    """

    judgement: JudgementId
    holds: bool


_Told = tuple[StoredMention, StoredRecord]


def why(
    store: EvidenceReader, world: Snapshot, one: str, other: str, criteria: Criteria
) -> Why | None:
    """Compare two mentions; None where the viewer does not see both.

    Raises:
        ValueError: they are of kinds that are not compared, or of two kinds.
    """
    told = _both(store, world, one, other)
    if told is None:
        return None
    (mine, my_record), (theirs, their_record) = told
    profiles = (
        profile_of(my_record.record, mine.mention.key),
        profile_of(their_record.record, theirs.mention.key),
    )
    # Splink and DuckDB take half a second to load, which no other question should pay.
    from tripoint_resolution.proposing.explaining import explained  # noqa: PLC0415

    by_model = explained(*profiles, among=mentions_of(world, profiles[0].kind))
    screened = profiles[0].kind in KINDS
    entity = world.find(mine.id)
    return Why(
        one=mine,
        other=theirs,
        comparison=compare(*profiles, criteria=criteria) if screened else by_model,
        by_model=by_model,
        together=entity is not None and entity == world.find(theirs.id),
        tied_by=_tied(world, mine.id, theirs.id),
        judgements=tuple(_of_pair(store, world, mine.id, theirs.id)),
    )


def decide(
    store: EvidenceStore,
    world: Snapshot,
    one: str,
    other: str,
    verdict: Verdict,
    *,
    by: str,
    reason: str,
) -> Made:
    """Write what a person says of two mentions.

    Args:
        store: where to.
        world: what the person sees.
        one: a mention's id.
        other: another's.
        verdict: what is said.
        by: the person's name.
        reason: why, in words.

    Raises:
        DecisionRefused: no name or reason is given, or the mentions are not two of one kind
            that the person sees.
    """
    person, why_so = named(by, reason)
    told = _both(store, world, one, other)
    if told is None or told[0][0].id == told[1][0].id:
        raise DecisionRefused("there are no two such mentions")
    kinds = {mention.mention.kind for mention, _ in told}
    if len(kinds) > 1:
        raise DecisionRefused(f"a {' and a '.join(sorted(kinds))} are not one thing")
    return _written(store, world, told, verdict, person, why_so)


def named(by: str, reason: str) -> tuple[str, str]:
    """Who decides, as judgements name people, and why.

    Raises:
        DecisionRefused: either is missing.
    """
    if not by.strip() or len(reason.strip()) < REASON_CHARACTERS_LEAST:
        least = f"a reason of at least {REASON_CHARACTERS_LEAST} characters"
        raise DecisionRefused(f"a decision needs the name of a person and {least}")
    return PERSON + by.strip(), reason.strip()


def _written(
    store: EvidenceStore,
    world: Snapshot,
    told: tuple[_Told, _Told],
    verdict: Verdict,
    *said: str,
) -> Made:
    person, reason = said
    left, right = (mention.id for mention, _ in told)
    features: dict[str, str] = {}
    if verdict is Verdict.SAME and touches_list(world, [left, right]):
        earlier = proposed_by_another(store, world, (left, right), person, Verdict.SAME)
        features = {SECONDS: earlier} if earlier else {PROPOSES: str(Verdict.SAME)}
    waits = PROPOSES in features
    kept = Verdict.UNSURE if waits else verdict
    made = Judgement(
        left=left,
        right=right,
        verdict=kept,
        by=person,
        probability=PROBABILITY[kept],
        reason=reason,
        features=features,
        records=tuple(sorted({record.id for _, record in told})),
    )
    store.judge([made])
    stored = _of_pair(store, world, left, right, now=True)
    (id,) = (each.id for each in stored if _says(each.judgement, made))
    return Made(id, not waits)


def take_back(
    store: EvidenceStore, world: Snapshot, judgement: str, mention: str
) -> StoredJudgement:
    """Take a judgement back, with the split that it is a part of: the graph is then as if it had
    never been made.

    Args:
        store: where it stands.
        world: what the person sees.
        judgement: its id.
        mention: one of the two mentions that it is about.

    Raises:
        DecisionRefused: the person sees no such judgement on that mention.
    """
    found = store.judgements([MentionId(mention)], world.viewer)
    for each in found:
        if each.id == judgement:
            store.unjudge([part.id for part in _split_of(store, world, each)])
            return each
    raise DecisionRefused("there is no such judgement on that mention")


def _split_of(
    store: EvidenceReader, world: Snapshot, stored: StoredJudgement
) -> list[StoredJudgement]:
    """All judgements by one person of the split that one is a part of; else that one alone."""
    key, by = stored.judgement.features.get(SPLIT), stored.judgement.by
    found = {stored.id: stored}
    ends = {stored.judgement.left, stored.judgement.right}
    asked: set[MentionId] = set()
    while key and (fresh := ends - asked):
        asked |= fresh
        for each in store.judgements(sorted(fresh), world.viewer):
            if each.judgement.features.get(SPLIT) == key and each.judgement.by == by:
                found[each.id] = each
                ends |= {each.judgement.left, each.judgement.right}
    return list(found.values())


def _both(
    store: EvidenceReader, world: Snapshot, one: str, other: str
) -> tuple[_Told, _Told] | None:
    ids = [MentionId(one), MentionId(other)]
    mentions = [m for m in store.mentions(ids, world.viewer, world.commit) if m is not None]
    if len(mentions) < len(ids):
        return None
    stored = store.records([m.record for m in mentions], world.viewer, world.commit)
    records = [r for r in stored if r is not None]
    if len(records) < len(ids):
        return None
    return (mentions[0], records[0]), (mentions[1], records[1])


def _of_pair(
    store: EvidenceReader, world: Snapshot, one: MentionId, other: MentionId, *, now: bool = False
) -> Sequence[StoredJudgement]:
    found = store.judgements([one], world.viewer, None if now else world.commit)
    return [each for each in found if {each.judgement.left, each.judgement.right} == {one, other}]


def _says(stored: Judgement, made: Judgement) -> bool:
    return (stored.by, stored.verdict, stored.reason) == (made.by, made.verdict, made.reason)


def touches_list(world: Snapshot, mentions: Sequence[MentionId]) -> bool:
    """Whether anything that a merge would put together stands on a list."""
    entities = {world.find(mention) for mention in mentions} - {None}
    return any(
        handling.category is Category.LIST
        for entity in entities
        if entity is not None
        for handling in world.handlings_of_entity(entity)
    )


def proposed_by_another(
    store: EvidenceReader,
    world: Snapshot,
    pair: tuple[MentionId, MentionId],
    person: str,
    verdict: Verdict,
) -> str | None:
    """The judgement by which another person proposed the same of two mentions, if one did."""
    for each in _of_pair(store, world, *pair, now=True):
        said = each.judgement
        proposes = said.features.get(PROPOSES) == verdict
        if proposes and said.by != person and said.by.startswith(PERSON):
            return each.id
    return None


def _tied(world: Snapshot, one: MentionId, other: MentionId) -> tuple[Join, ...]:
    """The fewest joins that lead from one mention to another."""
    entity = world.find(one)
    if entity is None or entity != world.find(other):
        return ()
    at: dict[MentionId, list[Join]] = {}
    for join in world.joins_of(entity):
        at.setdefault(join.left, []).append(join)
        at.setdefault(join.right, []).append(join)
    came: dict[MentionId, tuple[Join, MentionId] | None] = {one: None}
    waiting = deque([one])
    while waiting and other not in came:
        here = waiting.popleft()
        for join in at.get(here, ()):
            there = join.right if join.left == here else join.left
            if there not in came:
                came[there] = join, here
                waiting.append(there)
    path: list[Join] = []
    step = came.get(other)
    while step is not None:
        path.append(step[0])
        step = came[step[1]]
    return tuple(reversed(path))
