"""Between which threats are there more close pairs than chance gives? A board, class by class."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from tripoint_algorithms.convergence.close_pairs import close_pairs
from tripoint_algorithms.convergence.rewiring import Rewiring, chance_of
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, Topology, topology
from tripoint_graph.columns import Ints
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

CLOSE = 12.0
"""What a chain between two that are called close costs at most, in nats: six steps or so over what
few share. A flight or a forwarder shared by hundreds costs most of it at once."""

DRAWS = 100
"""Worlds of chance that one answer looks at."""

INTERVAL = 0.9
"""The share of worlds of chance that lie within a cell's interval, at least."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Two classes, or one and itself, and how often they meet.

    Attributes:
        first, second: names of the classes.
        observed: pairs of two different entities, one of each class, that are close.
        expected: how many there are in a world of chance, on average; None where none was made.
        low, high: nine in ten worlds of chance have no fewer and no more; None likewise.
        chance: the share of worlds with at least as many as observed, the real one counted as one
            of them: a p-value, in (0, 1]; None likewise.
    """

    first: str
    second: str
    observed: int
    expected: float | None
    low: int | None
    high: int | None
    chance: float | None


@dataclass(frozen=True, slots=True)
class Cells:
    """The whole board.

    Attributes:
        cells: of every two classes in either order and of each with itself, by (first, second)
            in the order asked for.
        limit: what a chain between two that are close costs at most, in nats.
        draws: worlds of chance that were made.
    """

    cells: tuple[Cell, ...]
    limit: float
    draws: int


def cells(
    snapshot: Snapshot,
    *,
    classes: Sequence[str] = tuple(ONTOLOGY.classes),
    limit: float = CLOSE,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
    draws: int = DRAWS,
) -> Cells:
    """Count close pairs between classes, beside what chance would give.

    In the worlds of chance (`rewiring.py`) every entity keeps its class, and how many links of each
    kind it has in each quarter of a year. A hub is close to many there too, so that it makes no
    cell surprising. What is joined at random lies closer together than what hangs together in
    clumps: fewer pairs than expected mean nothing, more do.

    Time O(l) for each world, and what lies within half of the limit from the members.

    Args:
        snapshot: the viewer's world.
        classes: names of actor classes.
        limit: what a chain between two that are close costs at most, in nats, above 0.
        only: which links may be walked.
        model: prices.
        draws: worlds of chance to look at, 0 or more. They follow from the world and the question,
            so that answers repeat.

    Raises:
        ValueError: a class is unknown, or the limit is not above 0.
    """
    if set(classes) - snapshot.classes.keys() or limit <= 0:
        raise ValueError(f"name classes of {', '.join(snapshot.classes)}, and a limit above 0")
    graph = topology(snapshot, model=model, only=only)
    members = [np.flatnonzero(snapshot.classes[name]).astype(np.int32) for name in classes]
    observed = _counted(graph, members, limit)
    rewiring = Rewiring.of(graph)
    chance = chance_of(graph, ["cells", *classes, limit])
    dealt = [_counted(rewiring.dealt_anew(chance), members, limit) for _ in range(draws)]
    numbered = list(enumerate(classes))
    found = [
        _cell((one, other), int(observed[i, j]), np.array([each[i, j] for each in dealt]))
        for (i, one), (j, other) in product(numbered, numbered)
    ]
    return Cells(tuple(found), limit, draws)


def _counted(graph: Topology, members: list[Ints], limit: float) -> Ints:
    """(c, c) close pairs with one of each class; a pair counts once, whatever else its two are."""
    ends = np.unique(np.concatenate([np.empty(0, np.int32), *members]))
    pairs = close_pairs(graph, ends, limit)
    one, other = (
        np.stack([np.isin(rows, each) for each in members])
        for rows in (pairs.one, pairs.other)
    )  # fmt: skip
    either = (one[:, None] & other[None]) | (other[:, None] & one[None])
    counted: Ints = either.sum(axis=2).astype(np.int32)
    return counted


def _cell(names: tuple[str, str], observed: int, dealt: Ints) -> Cell:
    if not len(dealt):
        return Cell(*names, observed, None, None, None, None)
    outside = (1 - INTERVAL) / 2
    low = int(np.quantile(dealt, outside, method="lower"))
    high = int(np.quantile(dealt, 1 - outside, method="higher"))
    chance = float(1 + (dealt >= observed).sum()) / (1 + len(dealt))
    return Cell(*names, observed, float(dealt.mean()), low, high, chance)
