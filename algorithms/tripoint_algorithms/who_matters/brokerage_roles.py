"""What part does somebody play between groups? Brokers by the groups that they stand between."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from tripoint_algorithms.networks import Network
from tripoint_graph.columns import Longs

TIES_MAX = 20_000
"""Ties of a network whose brokers are counted, at most."""

RANKED_BY = "all roles together, the most first; ties by id"


class TooLarge(ValueError):
    """The network has too many ties; the message says what to do."""


class BrokerRole(StrEnum):
    """A way from one over a broker to another that are not tied themselves, by their groups.

    coordinator: all three are of one group.
    consultant: the two ends are of one, the broker of another (itinerant broker).
    gatekeeper: the broker and the end are of one, the start of another.
    representative: the broker and the start are of one, the end of another.
    liaison: all three are of different groups.
    """

    COORDINATOR = "coordinator"
    CONSULTANT = "consultant"
    GATEKEEPER = "gatekeeper"
    REPRESENTATIVE = "representative"
    LIAISON = "liaison"


@dataclass(frozen=True, slots=True)
class Broker:
    """An entity and how often it plays each role.

    Attributes:
        entity: its row; group: its group's name.
        roles: how many ordered pairs it stands between in each role.
    """

    entity: int
    group: str
    roles: Mapping[BrokerRole, int]

    @property
    def total(self) -> int:
        """All roles together."""
        return sum(self.roles.values())


def brokers(
    network: Network, group: Mapping[int, str], *, directed: bool = False
) -> tuple[Broker, ...]:
    """Count the roles of every entity that has a group and stands between two others.

    A tie without direction leads both ways: each two ends count in both orders, and a gatekeeper
    is as often a representative.

    Args:
        network: which.
        group: entity row to its group; who has none is left out, as a broker and as an end.
        directed: take ties in the direction of their links, from source to target.

    Raises:
        TooLarge: it has more than `TIES_MAX` ties.

    Source: R. V. Gould, R. M. Fernandez 1989, "Structures of mediation", doi:10.2307/270949.
    Time O(sum of squared degrees) in sparse products.
    """
    if network.ties > TIES_MAX:
        raise TooLarge(
            f"the network has {network.ties:,} ties, and brokers are counted among {TIES_MAX:,} at "
            "most: ask around fewer entities, fewer steps, or for fewer layers"
        )
    names = sorted(set(group.values()))
    number = {name: at for at, name in enumerate(names)}
    of = np.array([number.get(group.get(row, ""), -1) for row in network.rows.tolist()], np.int64)
    arcs = _arcs(network, of, directed)
    found = []
    for vertex in np.flatnonzero(of >= 0).tolist():
        roles = _roles(arcs, of, vertex)
        if roles:
            told = {role: roles.get(role, 0) for role in BrokerRole}
            found.append(Broker(int(network.rows[vertex]), names[of[vertex]], told))
    return tuple(sorted(found, key=lambda each: (-each.total, each.entity)))


@dataclass(frozen=True, eq=False)
class _Arcs:
    """(n, n) arcs between those that have a group, and the same the other way round."""

    out: csr_array
    into: csr_array


def _arcs(network: Network, of: Longs, directed: bool) -> _Arcs:
    if directed:
        world, rows = network.snapshot, network.rows
        ends = [world.link_source[network.link], world.link_target[network.link]]
        one, other = (np.searchsorted(rows, each) for each in ends)
    else:
        ties = np.array(network.graph.get_edgelist(), np.int64).reshape(-1, 2)
        one, other = np.concatenate([ties, ties[:, ::-1]]).T
    told = (of[one] >= 0) & (of[other] >= 0)
    arcs = np.unique(np.stack([one[told], other[told]], 1), axis=0)
    size = len(network.rows)
    out = csr_array((np.ones(len(arcs), np.int64), (arcs[:, 0], arcs[:, 1])), shape=(size, size))
    return _Arcs(out, csr_array(out.T))


def _roles(arcs: _Arcs, of: Longs, broker: int) -> Counter[BrokerRole]:
    """Ordered pairs with an arc to the broker and one from it, less those tied themselves."""
    start = arcs.into.indices[arcs.into.indptr[broker] : arcs.into.indptr[broker + 1]]
    end = arcs.out.indices[arcs.out.indptr[broker] : arcs.out.indptr[broker + 1]]
    own = int(of[broker])
    count: Counter[tuple[int, int]] = Counter()
    starts, ends = Counter(of[start].tolist()), Counter(of[end].tolist())
    for one, times in starts.items():
        for other, more in ends.items():
            count[one, other] += times * more
    both = np.intersect1d(start, end)
    count.subtract((at, at) for at in of[both].tolist())  # nobody is two ends
    tied = arcs.out[start][:, end].tocoo()
    pairs = zip(of[start[tied.row]].tolist(), of[end[tied.col]].tolist(), strict=True)
    count.subtract(pairs)
    found: Counter[BrokerRole] = Counter()
    for (one, other), times in count.items():
        found[_role(one, own, other)] += times
    return +found


def _role(start: int, broker: int, end: int) -> BrokerRole:
    if start == end:
        return BrokerRole.COORDINATOR if start == broker else BrokerRole.CONSULTANT
    if broker == end:
        return BrokerRole.GATEKEEPER
    return BrokerRole.REPRESENTATIVE if broker == start else BrokerRole.LIAISON
