"""What would break it? The smallest sets of records, or of sources, that a connection needs.

Every proof of the connection must lose a record, so what breaks it is a smallest hitting set of its
proofs. There are too many proofs to list: each round takes the smallest set that hits those known,
and looks for a proof that does without it. When there is none, the set is the answer, and exact.
Source: E. Moreno-Centeno and R. M. Karp 2013, doi:10.1287/opre.1120.1139 (implicit hitting sets).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tripoint_algorithms.assurance.proofs import Between
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, topology
from tripoint_graph.columns import Ints
from tripoint_graph.snapshot import Snapshot

SIZE_MAX = 6
"""A connection that more than so many must fail for is called robust."""

SETS_MAX = 20
"""Smallest sets that are listed, at most."""

PROOFS_MAX = 4_000
"""Proofs looked at before the answer is left open."""


class By(StrEnum):
    """What may turn out wrong as one."""

    RECORD = "record"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Breaks:
    """What would break a connection.

    Attributes:
        by: what the sets are of.
        size: how many must fail together at least; 0 where nothing connects the two. None where
            it is more than `at_least`, or not known.
        at_least: a number that is certain: fewer than this cannot break it.
        sets: smallest sets, each sorted rows of records or of sources.
        complete: whether these are all the smallest sets.
    """

    by: By
    size: int | None
    at_least: int
    sets: tuple[tuple[int, ...], ...]
    complete: bool

    @property
    def robust(self) -> bool:
        """Whether it is certain that no `SIZE_MAX` of them break it."""
        return self.at_least > SIZE_MAX


def parted(sources: Sequence[int], targets: Sequence[int]) -> tuple[list[int], ...]:
    """Two sides without what is on both, and what is on both: nothing parts it from itself.

    >>> parted([1, 2, 3], [3, 4])
    ([1, 2], [4], [3])
    """
    one, other = set(sources), set(targets)
    return sorted(one - other), sorted(other - one), sorted(one & other)


def breaks(
    snapshot: Snapshot,
    sources: Sequence[int],
    targets: Sequence[int],
    *,
    hops_max: int = 6,
    by: By = By.RECORD,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
) -> Breaks:
    """Find every smallest set whose withdrawal leaves no chain of at most so many steps.

    A withdrawn record takes its links with it, and its part in saying that mentions are one. That
    a withdrawal could let others be joined (a judgement "different" gone with its record) is not
    looked at, nor that somebody would not be in a class without it: the sides are those asked for.
    Exact up to `SIZE_MAX`; exponential in the worst case, quick where few records carry a
    connection. Where more than `SIZE_MAX` proofs have no record in common, it is robust without
    further ado, so that large sides are answered after a few walks.

    Args:
        snapshot: the viewer's world.
        sources: entity rows; a chain may begin at any of them.
        targets: entity rows, none of them a source; a chain may end at any.
        hops_max: steps of a chain, at most.
        by: single records, or all records of a source at once.
        only: which links may be walked.
        model: prices; they do not matter here, but the graph of the question is kept by them.

    Raises:
        ValueError: a source is a target too: one and the same cannot be parted.
        TooWideError: too much lies between the two.
    """
    if set(sources) & set(targets):
        raise ValueError("an entity on both sides is connected with itself")
    if not len(sources) or not len(targets):
        return Breaks(by, 0, 0, ((),), complete=True)
    between = Between(topology(snapshot, model=model, only=only), sources, targets, hops_max)
    return _Hitting(snapshot, between, by).solved()


class _Hitting:
    """One question on its way to an answer. Elements are numbered as rows are: by id."""

    def __init__(self, world: Snapshot, between: Between, by: By) -> None:
        records = len(world.record_id)
        self._by = by
        self._between = between
        self._element: Ints = (
            np.arange(records, dtype=np.int32) if by is By.RECORD else world.record_source
        )
        self._proofs: list[frozenset[int]] = []
        self._found: list[frozenset[int]] = []

    def solved(self) -> Breaks:
        """Smallest sets first found, then all others of that size."""
        at_least = 0
        while len(self._found) <= SETS_MAX:
            chosen = self._smallest()
            size = None if chosen is None else len(chosen)
            best = len(self._found[0]) if self._found else None
            if chosen is None or (best is not None and size != best):
                return self._told(at_least, complete=True)
            at_least = len(chosen)
            if at_least > SIZE_MAX or len(self._proofs) > PROOFS_MAX:
                return self._told(at_least, complete=False)
            apart = self._learn(chosen)
            if apart > SIZE_MAX:
                return self._told(apart, complete=False)
            if not apart:
                self._found.append(chosen)
        return self._told(at_least, complete=False)

    def _told(self, at_least: int, *, complete: bool) -> Breaks:
        if at_least > SIZE_MAX:
            return Breaks(self._by, None, at_least, (), complete=False)
        sets = sorted(tuple(sorted(each)) for each in self._found)[:SETS_MAX]
        size = len(sets[0]) if sets else None
        return Breaks(self._by, size, at_least, tuple(sets), complete and bool(sets))

    def _learn(self, chosen: frozenset[int]) -> int:
        """Find proofs that do without a set, and then without those found; how many."""
        without = set(chosen)
        learnt = 0
        while learnt <= SIZE_MAX:
            banned = np.flatnonzero(np.isin(self._element, list(without))).tolist()
            records = self._between.proof(banned)
            if records is None:
                return learnt
            proof = frozenset(int(self._element[record]) for record in records)
            self._proofs.append(proof)
            without |= proof
            learnt += 1
        return learnt

    def _smallest(self) -> frozenset[int] | None:
        """A smallest set that hits every proof known and is none found before; None: no such."""
        elements = sorted(frozenset().union(*self._proofs))
        if not elements:
            return None if self._found else frozenset()
        column = {element: at for at, element in enumerate(elements)}
        rows = [*self._proofs, *self._found]
        lengths = [len(row) for row in rows]
        columns = np.array([column[e] for row in rows for e in sorted(row)], np.int64)
        matrix = csr_array(
            (np.ones(len(columns)), columns, np.concatenate([[0], np.cumsum(lengths)])),
            shape=(len(rows), len(elements)),
        )
        low = np.array([1.0] * len(self._proofs) + [-np.inf] * len(self._found))
        high = np.array([np.inf] * len(self._proofs) + [len(f) - 1.0 for f in self._found])
        answer = milp(
            np.ones(len(elements)),
            integrality=np.ones(len(elements), np.int8),
            bounds=Bounds(0.0, 1.0),
            constraints=LinearConstraint(matrix, low, high),
        )
        if answer.x is None:
            return None
        return frozenset(e for e, taken in zip(elements, answer.x, strict=True) if taken > 0.5)
