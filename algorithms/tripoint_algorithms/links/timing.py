"""Chains in the order of time: each step possible when, or after, the one before was.

A link held at some time between its first and its last second; nobody knows when. The instants at
which a chain can have come so far are then one interval, and a step takes it to another: what is
possible step by step is possible for the whole. Source: P. Holme and J. Saramaki 2012, "Temporal
networks", doi:10.1016/j.physrep.2012.03.001 (time-respecting paths), with intervals for instants.
"""

from dataclasses import dataclass

from tripoint_algorithms.topology import Topology
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.snapshot import Snapshot

Window = tuple[int, int]
"""The first and the last second, since 1970, at which a chain can have come so far."""

ALWAYS: Window = (UNKNOWN_START, UNKNOWN_END)


@dataclass(frozen=True, slots=True)
class InOrder:
    """Ask for chains whose steps can have happened one after the other.

    A link whose time is not known can have held at any time.

    Attributes:
        gap: seconds that may lie between two steps, at most; None for any time.
    """

    gap: int | None = None

    def after(self, window: Window, first: int, last: int) -> Window | None:
        """When a step that held between two seconds can be taken, coming from a window.

        >>> InOrder(gap=10).after((100, 200), 150, 500)
        (150, 210)
        >>> InOrder(gap=10).after((100, 200), 300, 500) is None
        True
        """
        earliest = max(first, window[0])
        latest = last if self.gap is None else min(last, window[1] + self.gap)
        return (earliest, latest) if earliest <= latest else None


def is_timed(snapshot: Snapshot, link: int) -> bool:
    """Whether anything is known of when a link held."""
    return (int(snapshot.link_start[link]), int(snapshot.link_end[link])) != ALWAYS


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of links along a chain.

    Attributes:
        extra: what it costs above the cheapest links, in nats.
        window: when its last step can have been taken.
        links: link rows, in walking order.
    """

    extra: float
    window: Window
    links: tuple[int, ...]

    def serves_for(self, other: "Way") -> bool:
        """Whether it costs no more, and can be wherever the other can be in time."""
        wide, narrow = self.window, other.window
        return self.extra <= other.extra and wide[0] <= narrow[0] and narrow[1] <= wide[1]


START = (Way(0.0, ALWAYS, ()),)


def ways_onward(
    graph: Topology, order: InOrder, ways: tuple[Way, ...], one: int, other: int
) -> tuple[Way, ...]:
    """Ways one step longer, the cheapest first, without those that another serves for.

    Empty where no link between the two can be taken in time.
    """
    world = graph.snapshot
    longer = []
    for link, extra in graph.priced_between(one, other):
        span = int(world.link_start[link]), int(world.link_end[link])
        for way in ways:
            window = order.after(way.window, *span)
            if window is not None:
                longer.append(Way(way.extra + extra, window, (*way.links, link)))
    kept: list[Way] = []
    for way in sorted(longer, key=lambda each: (each.extra, each.links)):
        if not any(known.serves_for(way) for known in kept):
            kept.append(way)
    return tuple(kept)


class Ways:
    """The choices of links along the chains of one search, each worked out once."""

    def __init__(self, graph: Topology, order: InOrder | None) -> None:
        self._graph = graph
        self._order = order
        self._known: dict[tuple[int, ...], tuple[Way, ...]] = {}

    def along(self, path: tuple[int, ...]) -> tuple[Way, ...]:
        """Those along a path that time allows; one free choice where there is no order."""
        if self._order is None or len(path) == 1:
            return START
        found = self._known.get(path)
        if found is None:
            before = self.along(path[:-1])
            found = ways_onward(self._graph, self._order, before, path[-2], path[-1])
            self._known[path] = found
        return found

    def serve_for(
        self, known: tuple[float, tuple[int, ...]], path: tuple[int, ...], cost: float
    ) -> bool:
        """Whether all that a path allows, a known one allows as cheaply and as soon.

        Args:
            known: its cost and its entities.
            path: the other's entities.
            cost: what that one costs.
        """
        known_cost, known_path = known
        return all(
            any(
                (known_cost + better.extra, known_path) <= (cost + way.extra, path)
                and better.window[0] <= way.window[0]
                for better in self.along(known_path)
            )
            for way in self.along(path)
        )
