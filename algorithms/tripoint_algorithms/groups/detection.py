"""Which groups does a network fall into? Each is told with how often it comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from tripoint_algorithms.drawing import check_missing, kept_with
from tripoint_algorithms.groups.partitions import Method, likeness, partition, quality, together
from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.networks import Network
from tripoint_graph.columns import Floats, Longs

TIES_MAX = 100_000
"""Ties of a network whose groups are looked for, at most: beyond, narrow the scope."""

SEEDS = 20
"""Runs on the network as it is, each from a seed of its own: Leiden's answer depends on it."""

DRAWS = 100
"""Networks drawn anew where they are small; larger ones get fewer, `DRAWS_LEAST` at least."""

DRAWS_LEAST = 20
_WORK = 2_000_000
"""Ties times runs: some twenty seconds."""

SMALLEST = 3
"""Members of a group that is told; smaller ones are counted."""

COMES_BACK = 0.5
"""A group has come back where one is found that is more alike than this (`likeness`)."""

RANKED_BY = "members, the most first; ties by id"
MEMBERS_RANKED_BY = "ties within the group, the most first; ties by id"


class TooLarge(ValueError):
    """The network has too many ties to look for groups; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a group.

    Attributes:
        entity: its row; role: context where nothing but context ties it.
        inside, outside: ties to members of the group, and to others.
        core: the greatest k for which it is among entities each tied to k of them (S. B. Seidman
            1983, doi:10.1016/0378-8733(83)90028-X).
        together: over the networks drawn anew, the mean share of its fellows that it is with.
    """

    entity: int
    role: Role
    inside: int
    outside: int
    core: int
    together: float


@dataclass(frozen=True, slots=True)
class Group:
    """Some who are tied to each other more than to others.

    Attributes:
        members: those with the most ties within first.
        ties: within it; outside: from it to others.
        over_seeds: share of seeds from which it comes back.
        over_evidence: share of networks drawn anew in which it does; likeness: the mean likeness,
            in [0, 1], of the group there that is likest.
    """

    members: tuple[Member, ...]
    ties: int
    outside: int
    over_seeds: float
    over_evidence: float
    likeness: float

    @property
    def density(self) -> float:
        """Ties of all that there could be within it, in [0, 1]."""
        size = len(self.members)
        return 2 * self.ties / (size * (size - 1))


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one network.

    Attributes:
        layers: the kinds of links that tie; several are pooled.
        groups: the largest first; total: how many of `SMALLEST` members or more there are.
        small, alone: entities in smaller groups, and tied to nobody.
        quality: what the partition is worth (`partitions.quality`).
        seeds, draws: runs; missing: the share of evidence that is taken to be missing.
    """

    method: Method
    resolution: float
    layers: tuple[str, ...]
    groups: tuple[Group, ...]
    total: int
    small: int
    alone: int
    entities: int
    ties: int
    components: int
    quality: float
    seeds: int
    draws: int
    missing: float


def groups(
    network: Network,
    method: Method = Method.MODULARITY,
    *,
    resolution: float | None = None,
    first: int = 20,
    missing: float = 0.1,
    draws: int | None = None,
) -> Groups:
    """Part a network into groups, and tell how often each comes back.

    The best of `SEEDS` runs is told. Beside it the network is drawn anew as for ranks
    (`key_entities`): each record is kept with the probability that its grade stands for, less the
    share that is missing, and parted again.

    Args:
        network: which. Its layers are pooled where it has several: see `Groups.layers`.
        method: what makes a group.
        resolution: the greater, the smaller the groups; None for 1 by modularity, and for the
            network's own density by cpm.
        first: groups wanted.
        missing: share of evidence that nobody has, in [0, 1).
        draws: networks to draw; None for as many as its size allows.

    Raises:
        TooLarge: it has more than `TIES_MAX` ties.
        ValueError: `missing` or `resolution` is out of range.

    Time O((seeds + draws) m). Seeds depend on the network alone.
    """
    _check(network, missing, resolution)
    sized = _resolution(network, method, resolution)
    parted = _Parted(network, method, sized)
    runs = list(parted.from_seeds())
    best = max(runs, key=parted.worth)
    count = draws or min(DRAWS, max(DRAWS_LEAST, _WORK // max(network.ties, 1)))
    told = _Told(network, best, runs, list(parted.drawn(missing, count)))
    return told.answer(parted, first, count, missing)


def _check(network: Network, missing: float, resolution: float | None) -> None:
    if network.ties > TIES_MAX:
        raise TooLarge(
            f"the network has {network.ties:,} ties, and groups are looked for among "
            f"{TIES_MAX:,} at most: ask around fewer entities, fewer steps, or for fewer layers"
        )
    check_missing(missing)
    if resolution is not None and not (isfinite(resolution) and resolution > 0):
        raise ValueError(f"resolution is above 0, not {resolution:g}")


def _resolution(network: Network, method: Method, asked: float | None) -> float:
    if asked is not None or method is not Method.CPM:
        return 1.0 if asked is None else asked
    return float(network.graph.density()) if network.ties else 1.0


@dataclass(frozen=True, eq=False)
class _Parted:
    """A network and how it is parted."""

    network: Network
    method: Method
    resolution: float

    def worth(self, group: Longs) -> float:
        found = quality(self.network.graph, group, self.method, self.resolution)
        return round(found, 12)  # what is beyond is rounding, which would choose between equals

    def from_seeds(self) -> Iterator[Longs]:
        start = self.network.seed(self.method)
        count = 1 if self.method is Method.COMPONENTS else SEEDS
        for number in range(count):
            yield partition(self.network.graph, self.method, self.resolution, start + number)

    def drawn(self, missing: float, count: int) -> Iterator[Longs]:
        start = self.network.seed(f"{self.method} drawn")
        chance = np.random.default_rng(start)
        probability = kept_with(self.network.snapshot, missing)
        for number in range(count):
            kept = chance.random(len(probability)) < probability
            left = self.network.standing_on(kept)
            yield partition(left, self.method, self.resolution, start + number)


class _Told:
    """A partition beside those of other runs."""

    def __init__(
        self, network: Network, best: Longs, runs: list[Longs], drawn: list[Longs]
    ) -> None:
        self.network, self.best, self.seeds = network, best, len(runs)
        back = np.stack([likeness(best, each) for each in drawn])
        self.likeness: Floats = back.mean(axis=0)
        self.over_evidence: Floats = (back > COMES_BACK).mean(axis=0)
        over = np.stack([likeness(best, each) for each in runs])
        self.over_seeds: Floats = (over > COMES_BACK).mean(axis=0)
        self.together: Floats = np.mean([together(best, each) for each in drawn], axis=0)
        self.core = network.graph.coreness()
        ties = np.array(network.graph.get_edgelist(), np.int64).reshape(-1, 2)
        within = ties[best[ties[:, 0]] == best[ties[:, 1]]]
        self.inside = np.bincount(within.ravel(), minlength=len(best))
        self.degree = np.bincount(ties.ravel(), minlength=len(best))

    def answer(self, parted: _Parted, first: int, draws: int, missing: float) -> Groups:
        """All of it."""
        size = np.bincount(self.best)
        wanted = np.flatnonzero(size >= SMALLEST)
        alone = int((self.degree == 0).sum())
        return Groups(
            method=parted.method,
            resolution=parted.resolution,
            layers=self.network.layers,
            groups=tuple(self.group(int(at)) for at in wanted[:first]),
            total=len(wanted),
            small=int(size[size < SMALLEST].sum()) - alone,
            alone=alone,
            entities=len(self.best),
            ties=self.network.ties,
            components=len(self.network.graph.connected_components()),
            quality=parted.worth(self.best),
            seeds=self.seeds,
            draws=draws,
            missing=missing,
        )

    def group(self, at: int) -> Group:
        """One group."""
        vertices = np.flatnonzero(self.best == at)
        leading = np.lexsort((vertices, -self.inside[vertices]))
        inside = int(self.inside[vertices].sum())
        return Group(
            members=tuple(self._member(each) for each in vertices[leading].tolist()),
            ties=inside // 2,
            outside=int(self.degree[vertices].sum()) - inside,
            over_seeds=float(self.over_seeds[at]),
            over_evidence=float(self.over_evidence[at]),
            likeness=float(self.likeness[at]),
        )

    def _member(self, vertex: int) -> Member:
        inside = int(self.inside[vertex])
        return Member(
            entity=int(self.network.rows[vertex]),
            role=self.network.role(vertex),
            inside=inside,
            outside=int(self.degree[vertex]) - inside,
            core=int(self.core[vertex]),
            together=float(self.together[vertex]),
        )
