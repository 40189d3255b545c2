"""What becomes of a world when records are added: which things are new, grow, merge or part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_graph.columns import Ids, Ints
from tripoint_graph.snapshot import Snapshot

IDENTITY_KEY = "same identifier"
"""What makes two mentions one where both give the identifier that the thing is."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Several entities that become one: its row after, their rows before, and by which rules."""

    entity: int
    before: tuple[int, ...]
    by: tuple[str, ...]


@dataclass(frozen=True)
class Foretold:
    """How a world after differs from one before. Rows are entities of the world they are in.

    Attributes:
        new: rows after that nothing before was.
        grown: rows after that were there before, and to which a mention is added.
        gone: rows before of which nothing is left.
        merges: entities that become one.
        parted: rows before that are several afterwards.
        rules: by which rule a mention that is added becomes one with another -> how often.
        entering, leaving: class -> rows after that nothing of which was in it before, and rows
            before of which nothing is in it any more.
    """

    new: list[int]
    grown: list[int]
    gone: list[int]
    merges: list[Merge]
    parted: list[int]
    rules: Mapping[str, int]
    entering: Mapping[str, list[int]]
    leaving: Mapping[str, list[int]]


def foretell(before: Snapshot, after: Snapshot) -> Foretold:
    """Compare two worlds of one viewer, in time O(n log n) over their mentions."""
    old, now = _shared(before.mention_id, after.mention_id)
    pairs = np.unique(np.stack([after.mention_entity[now], before.mention_entity[old]]), axis=1)
    added = np.ones(len(after.mention_id), np.bool_)
    added[now] = False
    touched = np.unique(after.mention_entity[added])
    kept = np.unique(pairs[0])
    entering, leaving = _classes(before, after, pairs)
    return Foretold(
        new=np.setdiff1d(np.arange(after.entities), kept).tolist(),
        grown=np.intersect1d(touched, kept).tolist(),
        gone=np.setdiff1d(np.arange(before.entities), pairs[1]).tolist(),
        merges=_merges(after, pairs),
        parted=_repeated(pairs[1]).tolist(),
        rules=_rules(after, added),
        entering=entering,
        leaving=leaving,
    )


def _shared(left: Ids, right: Ids) -> tuple[Ints, Ints]:
    """Rows of the ids that two sorted arrays share, in each of them."""
    both = np.concatenate([left, right])
    order = np.lexsort((both[:, 1], both[:, 0]))
    twice = np.flatnonzero((both[order][1:] == both[order][:-1]).all(axis=1))
    first, second = order[twice], order[twice + 1] - len(left)  # the sort is stable
    return first.astype(np.int32), second.astype(np.int32)


def _repeated(values: Ints) -> Ints:
    found, counts = np.unique(values, return_counts=True)
    several: Ints = found[counts > 1]
    return several


def _merges(after: Snapshot, pairs: Ints) -> list[Merge]:
    return [
        Merge(
            int(entity),
            tuple(pairs[1][pairs[0] == entity].tolist()),
            tuple(sorted({join.by for join in after.joins_of(int(entity))})) or (IDENTITY_KEY,),
        )
        for entity in _repeated(pairs[0])
    ]


def _rules(after: Snapshot, added: Sequence[bool] | np.ndarray) -> dict[str, int]:
    """How often each rule ties an added mention to another, and how many share an identifier."""
    new = np.asarray(added)
    by = Counter(
        after.join_by[row]
        for row in np.flatnonzero(new[after.join_left] | new[after.join_right]).tolist()
    )
    sharing = np.bincount(after.mention_atom, minlength=1)[after.mention_atom] > 1
    same = int((sharing & new).sum())
    return dict(sorted({**by, **({IDENTITY_KEY: same} if same else {})}.items()))


def _classes(
    before: Snapshot, after: Snapshot, pairs: Ints
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    entering: dict[str, list[int]] = {}
    leaving: dict[str, list[int]] = {}
    for name in sorted({*before.classes, *after.classes}):
        was = before.classes.get(name, np.zeros(before.entities, np.bool_))
        now = after.classes.get(name, np.zeros(after.entities, np.bool_))
        known, left = np.zeros(after.entities, np.bool_), was.copy()
        known[pairs[0][was[pairs[1]]]] = True
        left[pairs[1][now[pairs[0]]]] = False
        entering[name] = np.flatnonzero(now & ~known).tolist()
        leaving[name] = np.flatnonzero(left).tolist()
    return entering, leaving
