"""Proposes which of one kind are the same in a store, as judgements that people always overrule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from tripoint_graph.columns import hex_of
from tripoint_graph.identity import identity_key
from tripoint_graph.model import Handling, Judgement, JudgementId, MentionId, Verdict
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredJudgement
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.comparing import LIMIT, PRIOR
from tripoint_resolution.profile import mentions_of
from tripoint_resolution.proposing.clusters import SetAside, clustered
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.contradictions import Known, contradictions
from tripoint_resolution.proposing.engine import HERE, PROPOSE_FROM, Engine, Pair, scored
from tripoint_resolution.proposing.kinds import MODELLED, Modelled
from tripoint_resolution.proposing.model import SUREST, Model
from tripoint_resolution.proposing.often import Copies
from tripoint_resolution.proposing.switchboards import without_switchboards
from tripoint_resolution.proposing.thinning import enough, groups_of, one_each, twins

SAME_FROM = 0.9
"""Less probable pairs are kept as `unsure`, for people to look at."""

READ_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a run would change.

    Attributes:
        judge: who proposes.
        add: judgements to make; drop: earlier ones of the same judge that are proposed no more.
        kept: how many stand as they are.
        same, unsure: how many of all that are proposed are which.
        pairs: pairs that were scored high enough.
    """

    judge: str
    add: tuple[Judgement, ...]
    drop: tuple[JudgementId, ...]
    kept: int
    same: int
    unsure: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a world has of one kind.

    Attributes:
        known: a mention for each thing that has an identity of its own (an IMO number, the text of
            an address), and every other one.
        stands_for: each mention of the kind to the one in `known` that stands for it.
    """

    known: Mapping[str, Known]
    stands_for: Mapping[str, str]

    def pair(self, one: str, other: str) -> tuple[str, str]:
        """The two that stand for two mentions, in order."""
        left, right = sorted(self.stands_for.get(id, id) for id in (one, other))
        return left, right

    def handling(self, id: str) -> Handling | None:
        """Who may see the record of a mention."""
        return self.known[id].handling


def proposals(
    store: EvidenceReader,
    world: Snapshot,
    model: Model,
    *,
    new: Sequence[MentionId] | None = None,
    engine: Engine = HERE,
) -> Proposals:
    """What the model says of those of its kind in a world.

    Args:
        store: where the evidence is.
        world: whose; the full viewer's, as a rule.
        model: trained.
        new: the mentions that came lately: others are not compared with each other, and what
            stands between them is left alone. None for all.
        engine: makes the database that scores; the model is written in its dialect.
    """
    modelled = MODELLED[model.kind]
    model = model.in_store(mentions_of(world, model.kind))
    found = subjects(store, world, model.kind)
    said = judged(store, world, [MentionId(id) for id in found.stands_for])
    by_people = {
        found.pair(s.judgement.left, s.judgement.right): s.judgement
        for s in said
        if not s.judgement.by.startswith(modelled.judges)
    }
    every = [{"unique_id": id, **modelled.row(k.profile)} for id, k in found.known.items()]
    rows = without_switchboards(every, found.handling)
    few = twins(rows, found.handling, set(new or ()))
    pairs = few.expanded(_scored(few.scored, Copies.of(rows, model, found.handling), new, engine))
    undecided = [pair for pair in pairs if (pair.left, pair.right) not in by_people]
    same = [pair for pair, j in by_people.items() if j.verdict is Verdict.SAME]
    tied = [found.pair(*ends) for ends in _tied_by_rules(world)] + same
    kept, aside = clustered(undecided, tied, contradictions(found.known, by_people))
    told = _Teller(modelled, model, found.known)
    wanted = [told.of(pair) for pair in _thinned(kept, told, tied, found)]
    wanted += [told.aside(each) for each in aside]
    earlier = {_said(s.judgement): s.id for s in said if s.judgement.by.startswith(modelled.judges)}
    if new is not None:
        lately = set(new)
        earlier = {s: id for s, id in earlier.items() if s[0] in lately or s[1] in lately}
    return _changes(modelled, wanted, earlier, len(pairs))


def _scored(
    rows: Sequence[Row], copies: Copies, new: Sequence[MentionId] | None, engine: Engine
) -> list[Pair]:
    least = copies.before(PROPOSE_FROM)
    found = scored(rows, copies.model, new=new, least=least, engine=engine)
    return [pair for pair in copies.told(found) if pair.probability >= PROPOSE_FROM]


def _thinned(
    kept: Sequence[Pair], told: "_Teller", tied: Sequence[tuple[str, str]], found: Subjects
) -> list[Pair]:
    """Fewer pairs that say as much (`thinning.py`)."""
    same = [pair for pair in kept if told.verdict(pair) is Verdict.SAME]
    unsure = [pair for pair in kept if told.verdict(pair) is Verdict.UNSURE]
    groups = groups_of([*tied, *((pair.left, pair.right) for pair in same)])
    # What joins what is one already, over however many steps, asks nobody anything.
    open_ = [p for p in unsure if groups.get(p.left, p.left) != groups.get(p.right, p.right)]
    return enough(same, found.handling) + one_each(open_, groups, found.handling)


def _changes(
    modelled: Modelled,
    wanted: Sequence[Judgement],
    earlier: Mapping[tuple[str, str, str, str], JudgementId],
    pairs: int,
) -> Proposals:
    told = {_said(judgement): judgement for judgement in wanted}
    return Proposals(
        judge=modelled.judge,
        add=tuple(j for s, j in told.items() if s not in earlier),
        drop=tuple(id for s, id in earlier.items() if s not in told),
        kept=sum(s in earlier for s in told),
        same=sum(j.verdict is Verdict.SAME for j in wanted),
        unsure=sum(j.verdict is Verdict.UNSURE for j in wanted),
        pairs=pairs,
    )


def subjects(store: EvidenceReader, world: Snapshot, kind: str) -> Subjects:
    """What a world has of one kind, as far as it has a name."""
    code = ONTOLOGY.kind_codes[kind]
    rows = np.flatnonzero(world.entity_kind[world.mention_entity] == code)
    ids = sorted(MentionId(id) for id in hex_of(world.mention_id[rows]))
    known: dict[str, Known] = {}
    stands_for: dict[str, str] = {}
    of_key: dict[str, str] = {}
    for first in range(0, len(ids), READ_AT_ONCE):
        asked = store.mentions(ids[first : first + READ_AT_ONCE], world.viewer, world.commit)
        stored = [mention for mention in asked if mention is not None]
        records = store.records([m.record for m in stored], world.viewer, world.commit)
        for mention, record in zip(stored, records, strict=True):
            if record is None:
                continue
            key = identity_key(mention.mention)
            stands_for[mention.id] = of_key.setdefault(key, mention.id) if key else mention.id
            if stands_for[mention.id] == mention.id:
                told = Known.of(record, mention.id, mention.mention)
                if told.profile.names:
                    known[mention.id] = told
    return Subjects(known, stands_for)


def judged(
    store: EvidenceReader, world: Snapshot, ids: Sequence[MentionId]
) -> list[StoredJudgement]:
    """Every live judgement on any of some mentions, each once."""
    found: dict[JudgementId, StoredJudgement] = {}
    for first in range(0, len(ids), READ_AT_ONCE):
        for each in store.judgements(ids[first : first + READ_AT_ONCE], world.viewer):
            found[each.id] = each
    return list(found.values())


def _tied_by_rules(world: Snapshot) -> list[tuple[str, str]]:
    rows = np.flatnonzero(~world.join_judgement.any(axis=1))
    left = hex_of(world.mention_id[world.join_left[rows]])
    right = hex_of(world.mention_id[world.join_right[rows]])
    return list(zip(left, right, strict=True))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Makes judgements of pairs."""

    modelled: Modelled
    model: Model
    known: Mapping[str, Known]

    def of(self, pair: Pair) -> Judgement:
        """What is said of a pair that holds."""
        because = "records agree"
        if self._listed(pair):
            because = "one of them is on a list: people decide"
        elif pair.probability < SAME_FROM:
            because = "not sure enough to merge"
        return self._made(pair, self.verdict(pair), because)

    def verdict(self, pair: Pair) -> Verdict:
        """Whether a programme may merge the two."""
        sure = pair.probability >= SAME_FROM and not self._listed(pair)
        return Verdict.SAME if sure else Verdict.UNSURE

    def _listed(self, pair: Pair) -> bool:
        return any(self.known[id].listed for id in (pair.left, pair.right))

    def aside(self, aside: SetAside) -> Judgement:
        """What is said of one that would be a contradiction."""
        because = f"would be a contradiction: {aside.because}"
        return self._made(aside.pair, Verdict.UNSURE, because)

    def _made(self, pair: Pair, verdict: Verdict, because: str) -> Judgement:
        weights = {PRIOR: f"{self.model.prior:+.2f}"}
        weights |= {name: f"{weight:+.2f} {label}" for name, label, weight in pair.weights}
        if pair.probability == SUREST:
            kept = log(SUREST / (1 - SUREST)) - pair.strength
            weights[LIMIT] = f"{kept:+.2f} never surer than {SUREST}"
        records = {self.known[id].record for id in (pair.left, pair.right)}
        return Judgement(
            left=MentionId(pair.left),
            right=MentionId(pair.right),
            verdict=verdict,
            by=self.modelled.judge,
            probability=round(pair.probability, 6),
            reason=f"{self.model.name}: {because} ({pair.probability:.3f})",
            features=weights,
            records=tuple(sorted(records)),
        )


def _said(judgement: Judgement) -> tuple[str, str, str, str]:
    left, right = sorted((judgement.left, judgement.right))
    return left, right, str(judgement.verdict), judgement.reason
