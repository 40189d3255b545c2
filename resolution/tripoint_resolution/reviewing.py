"""What people should look at first: the uncertain and the consequential."""

from collections.abc import Sequence
from dataclasses import dataclass

from tripoint_graph.columns import hex_of
from tripoint_graph.model import MentionId, Verdict
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredJudgement
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.deciding import SPLIT
from tripoint_resolution.disjoint_sets import DisjointSets
from tripoint_resolution.profile import PROFILED
from tripoint_resolution.said import PERSON

READ_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unsure judgement that waits for a person.

    Attributes:
        stored: the judgement.
        value: how uncertain it is, from 0 to 1, times how much hangs on it: the actor classes
            that the two have between them, and one.
    """

    stored: StoredJudgement
    value: float


def review_queue(store: EvidenceReader, world: Snapshot) -> list[Waiting]:
    """What to ask people, the most worth looking at first.

    Of forty mentions that may all be one firm, 780 pairs are unsure; 39 answers settle them. So a
    pair waits for those before it where they would, all answered `same`, make one of its two. Once
    one of them is answered otherwise it is asked, too. What a person has put here is always asked.

    How many links a merge would make is not told: people decide on what is known of the two.
    """
    settled = DisjointSets()
    asked = []
    for each in undecided(store, world):
        said = each.stored.judgement
        one, other = (f"{world.find(id)}" for id in (said.left, said.right))
        if settled.joined(one, other) or said.by.startswith(PERSON):
            asked.append(each)
    return asked


def undecided(store: EvidenceReader, world: Snapshot) -> list[Waiting]:
    """Every unsure pair that nobody has decided since, the most worth looking at first."""
    unsure: dict[str, StoredJudgement] = {}
    decided: set[frozenset[MentionId]] = set()
    for each in _judgements(store, world):
        pair = frozenset((each.judgement.left, each.judgement.right))
        if each.judgement.verdict is not Verdict.UNSURE:
            decided.add(pair)
        else:
            unsure[each.id] = each
    waiting = [
        Waiting(each, _value(world, each))
        for each in unsure.values()
        if frozenset((each.judgement.left, each.judgement.right)) not in decided
    ]
    return sorted(_one_a_split(waiting), key=lambda w: (-w.value, w.stored.id))


def _one_a_split(waiting: Sequence[Waiting]) -> list[Waiting]:
    """Of the judgements of a split that waits for a second person, the first by id."""
    found: dict[str, Waiting] = {}
    for each in sorted(waiting, key=lambda w: w.stored.id):
        found.setdefault(each.stored.judgement.features.get(SPLIT, each.stored.id), each)
    return list(found.values())


def _judgements(store: EvidenceReader, world: Snapshot) -> Sequence[StoredJudgement]:
    codes = {ONTOLOGY.kind_codes[kind] for kind in PROFILED}
    wanted = [int(kind) in codes for kind in world.entity_kind]
    rows = [row for row, entity in enumerate(world.mention_entity) if wanted[int(entity)]]
    ids = [MentionId(id) for id in hex_of(world.mention_id[rows])]
    found: dict[str, StoredJudgement] = {}
    for first in range(0, len(ids), READ_AT_ONCE):
        asked = store.judgements(ids[first : first + READ_AT_ONCE], world.viewer, world.commit)
        found |= {each.id: each for each in asked}
    return list(found.values())


def _value(world: Snapshot, stored: StoredJudgement) -> float:
    said = stored.judgement
    uncertain = 4 * said.probability * (1 - said.probability)
    entities = {world.find(said.left), world.find(said.right)} - {None}
    classes = {name for name, mask in world.classes.items() for e in entities if mask[e]}
    return uncertain * (1 + len(classes))
