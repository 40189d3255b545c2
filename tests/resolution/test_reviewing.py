"""What people are asked: no more than what they answered leaves open."""

from collections import Counter
from itertools import combinations

import pytest
from stores import STORES, StoreHouse

from tripoint_graph.columns import hex_of
from tripoint_graph.model import (
    Category,
    Handling,
    Judgement,
    Mention,
    MentionId,
    Record,
    Tlp,
    Verdict,
)
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_resolution.deciding import decide
from tripoint_resolution.reviewing import review_queue, undecided

HANDLING = Handling("ID", Tlp.AMBER, Category.PASSENGER)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    """The queue is made of what any store tells."""
    return StoreHouse(STORES["sqlite"], tmp_path_factory.mktemp("store")).fresh()


def filled(store: EvidenceStore, people: int) -> list[MentionId]:
    """So many people of one name, and a judgement on any two that they may be one."""
    said = {"name": ("Siti Rahmawati",)}
    store.append(
        [
            Record("ID", str(n), HANDLING, "1", mentions=(Mention("p", "person", said),))
            for n in range(people)
        ]
    )
    ids = sorted(map(MentionId, hex_of(Worlds(store).snapshot(FULL).mention_id)))
    store.judge(
        [
            Judgement(one, other, Verdict.UNSURE, "splink:person/2", 0.5 + at / 100, "not sure")
            for at, (one, other) in enumerate(combinations(ids, 2))
        ]
    )
    return ids


@pytest.mark.parametrize(
    ("truth", "most"),
    [("aaaaa", 4), ("abcde", 10), ("aabbb", 10), ("aaaab", 10)],
    ids=["all one", "all others", "two and three", "one apart"],
)
def test_whoever_answers_from_the_top_is_asked_no_more_than_needed(
    store: EvidenceStore, truth: str, most: int
) -> None:
    who = dict(zip(filled(store, len(truth)), truth, strict=True))
    answered = 0
    while waiting := review_queue(store, world := Worlds(store).snapshot(FULL)):
        pair = waiting[0].stored.judgement.left, waiting[0].stored.judgement.right
        verdict = Verdict.SAME if who[pair[0]] == who[pair[1]] else Verdict.DIFFERENT
        decide(store, world, *pair, verdict, by="rahim", reason="their files were read")
        answered += 1
        assert answered <= most, "no pair is asked twice"
    world = Worlds(store).snapshot(FULL)
    groups = Counter((world.find(id), name) for id, name in who.items())
    assert sorted(groups.values()) == sorted(Counter(truth).values())


def test_the_most_worth_looking_at_come_first_and_none_is_lost(store: EvidenceStore) -> None:
    filled(store, 5)
    world = Worlds(store).snapshot(FULL)
    every, asked = undecided(store, world), review_queue(store, world)
    assert (len(every), len(asked)) == (10, 4)
    assert asked[0] == every[0]
    assert [each for each in every if each in asked] == asked
