"""What became of a network's groups, from one window of time to the next?"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import numpy as np

from tripoint_algorithms.groups.calendar_windows import Window
from tripoint_algorithms.groups.detection import TIES_MAX, Groups, TooLarge, groups
from tripoint_algorithms.groups.partitions import Method
from tripoint_algorithms.networks import Network, links_within, network
from tripoint_algorithms.topology import EVERYTHING, Filter
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.snapshot import Snapshot

LIKE = 0.3
"""Jaccard likeness from which two groups of neighbouring windows are one and the same, or part of
it: that of Greene, Doyle and Cunningham. Three equal thirds of a group are still found."""

DRAWS = 20
"""Networks drawn anew for each window."""

RANKED_BY = "members concerned, the most first; ties by the order of the groups"

Who = frozenset[int]
"""Entity rows of one group."""


class Event(StrEnum):
    """What became of groups. Size alone says whether one grew; kept is of the same size.

    split: one became several; merged: several became one; regrouped: several became several.
    """

    BORN = "born"
    DIED = "died"
    GREW = "grew"
    SHRANK = "shrank"
    KEPT = "kept"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of groups between two windows.

    Attributes:
        event: what.
        before, after: the groups concerned, as numbers in their window's groups.
        joined, left: entity rows that are only in the groups after, and only in those before.
        tied: of those who left, how many are tied to anybody in the later window.
        likeness: Jaccard, of all before and all after.
    """

    event: Event
    before: tuple[int, ...]
    after: tuple[int, ...]
    joined: tuple[int, ...]
    left: tuple[int, ...]
    tied: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Turn:
    """From one window to the next.

    Attributes:
        changes: those that concern the most members first.
        kept, begun, ended: ties in both windows, in the later alone, in the earlier alone.
    """

    changes: tuple[Change, ...]
    kept: int
    begun: int
    ended: int


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """Groups over time.

    Attributes:
        windows: (w,) first and last second of each; groups: (w,) what they hold.
        turns: (w - 1,) from each window to the next.
        untimed: links that count in every window, because nobody says when they held.
    """

    windows: tuple[Window, ...]
    groups: tuple[Groups, ...]
    turns: tuple[Turn, ...]
    untimed: int


def group_changes(
    snapshot: Snapshot,
    windows: Sequence[Window],
    *,
    within: Sequence[int] | None = None,
    layers: frozenset[str] = frozenset(),
    only: Filter = EVERYTHING,
    method: Method = Method.MODULARITY,
    resolution: float | None = None,
    missing: float = 0.1,
) -> GroupChanges:
    """Part each window's network into groups, and match those of neighbouring windows.

    A link counts in every window in which it can have held; one of unknown time in all. Two
    groups match where their likeness is `LIKE` or more. One with no match before is born, with
    none after it died; one that matches several after has split, several that match one after
    have merged.

    Args:
        snapshot: the viewer's world.
        windows: first and last second of each, in order.
        within: entity rows of the network; None for all.
        layers: kinds of links that tie; empty for all.
        only: which links may be used; its period gives way to the windows.
        method: what makes a group.
        resolution: how fine; None as `groups` has it.
        missing: share of evidence that nobody has.

    Raises:
        groups.TooLarge: a window's network has too many ties.
        ValueError: there are no two windows, or an argument is out of range.

    Source: D. Greene, D. Doyle, P. Cunningham 2010, "Tracking the evolution of communities in
    dynamic social networks", doi:10.1109/ASONAM.2010.17; events as G. Palla, A.-L. Barabasi,
    T. Vicsek 2007, doi:10.1038/nature05670. Time as `groups`, a window.
    """
    if len(windows) < 2:
        raise ValueError("give two windows or more: a change needs a before and an after")
    scope = _Scope(snapshot, within, layers, only)
    cuts = [scope.cut(window) for window in windows]
    _check(sum(cut.ties for cut in cuts))
    found = tuple(_grouped(cut, method, resolution, missing) for cut in cuts)
    pairs = zip(pairwise(cuts), pairwise(found), strict=True)
    turns = tuple(_turn(*nets, *parts) for nets, parts in pairs)
    return GroupChanges(tuple(windows), found, turns, scope.untimed())


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is looked at in every window."""

    snapshot: Snapshot
    within: Sequence[int] | None
    layers: frozenset[str]
    only: Filter

    def cut(self, window: Window) -> Network:
        only = replace(self.only, during=window)
        return network(self.snapshot, within=self.within, layers=self.layers, only=only)

    def untimed(self) -> int:
        """How many links nobody dates."""
        world, only = self.snapshot, replace(self.only, during=None)
        links = links_within(world, within=self.within, layers=self.layers, only=only)
        start, end = world.link_start[links], world.link_end[links]
        return int(((start == UNKNOWN_START) & (end == UNKNOWN_END)).sum())


def _grouped(cut: Network, method: Method, resolution: float | None, missing: float) -> Groups:
    every = max(len(cut.rows), 1)
    return groups(cut, method, resolution=resolution, first=every, missing=missing, draws=DRAWS)


def _check(ties: int) -> None:
    if ties > TIES_MAX:
        raise TooLarge(
            f"the windows have {ties:,} ties together, and groups are looked for among "
            f"{TIES_MAX:,} at most: ask around fewer entities, for fewer layers or fewer windows"
        )


def _turn(earlier: Network, later: Network, before: Groups, after: Groups) -> Turn:
    ties = [_tied(cut) for cut in (earlier, later)]
    kept = len(ties[0] & ties[1])
    tied = {entity for tie in ties[1] for entity in tie}
    changes = matched(members(before), members(after), tied)
    return Turn(changes, kept, len(ties[1]) - kept, len(ties[0]) - kept)


def _tied(cut: Network) -> set[tuple[int, int]]:
    pairs = np.array(cut.graph.get_edgelist(), np.int64).reshape(-1, 2)
    return {(one, other) for one, other in cut.rows[pairs].tolist()}


def members(found: Groups) -> list[Who]:
    """Who is in each group."""
    return [frozenset(member.entity for member in each.members) for each in found.groups]


def matched(
    before: Sequence[Who],
    after: Sequence[Who],
    tied: Set[int] = frozenset(),
) -> tuple[Change, ...]:
    """What became of groups.

    Args:
        before: who was in each group.
        after: who is in each.
        tied: who is tied to anybody afterwards.

    >>> [each.event.value for each in matched([frozenset({1, 2, 3})], [])]
    ['died']
    """
    pairs = [
        (one, other)
        for one, old in enumerate(before)
        for other, new in enumerate(after)
        if len(old & new) >= LIKE * len(old | new) and old & new
    ]
    changes = [
        _change(before, after, tuple(sorted(olds)), tuple(sorted(news)), tied)
        for olds, news in _bound(len(before), len(after), pairs)
    ]

    def concerned(each: Change) -> int:
        sizes = [len(before[at]) for at in each.before] + [len(after[at]) for at in each.after]
        return sum(sizes)

    return tuple(sorted(changes, key=lambda each: (-concerned(each), each.before, each.after)))


def _bound(
    before: int, after: int, pairs: list[tuple[int, int]]
) -> list[tuple[set[int], set[int]]]:
    """Groups that matches bind together, as sets of those before and those after."""
    bound: list[tuple[set[int], set[int]]] = [({one}, set()) for one in range(before)]
    bound += [(set(), {other}) for other in range(after)]
    for one, other in pairs:
        both = [each for each in bound if one in each[0] or other in each[1]]
        bound = [each for each in bound if each not in both]
        bound.append((set().union(*(b[0] for b in both)), set().union(*(b[1] for b in both))))
    return bound


def _change(
    before: Sequence[Who],
    after: Sequence[Who],
    olds: tuple[int, ...],
    news: tuple[int, ...],
    tied: Set[int],
) -> Change:
    old: Who = frozenset().union(*(before[at] for at in olds))
    new: Who = frozenset().union(*(after[at] for at in news))
    left = old - new
    return Change(
        event=_event(olds, news, len(old), len(new)),
        before=olds,
        after=news,
        joined=tuple(sorted(new - old)),
        left=tuple(sorted(left)),
        tied=len(left & tied),
        likeness=len(old & new) / max(len(old | new), 1),
    )


def _event(olds: tuple[int, ...], news: tuple[int, ...], old: int, new: int) -> Event:
    if not olds:
        return Event.BORN
    if not news:
        return Event.DIED
    if len(olds) > 1:
        return Event.MERGED if len(news) == 1 else Event.REGROUPED
    if len(news) > 1:
        return Event.SPLIT
    if old == new:
        return Event.KEPT
    return Event.GREW if new > old else Event.SHRANK


def in_words(change: Change, before: Groups, after: Groups, names: Mapping[int, str]) -> str:
    """A change as people say it; a group is told by its size and its best tied member.

    Args:
        change: what.
        before: the earlier groups that its numbers are of.
        after: the later ones.
        names: of the first member of each group, by entity row.
    """

    def told(groups_of: Groups, numbers: tuple[int, ...]) -> str:
        parts = [groups_of.groups[at].members for at in numbers]
        return ", ".join(f"{len(each)} around {names[each[0].entity]}" for each in parts)

    old, new = told(before, change.before), told(after, change.after)
    moved = f"{len(change.joined)} joined, {len(change.left)} left"
    said = {
        Event.BORN: f"a group was born: {new}",
        Event.DIED: f"a group died: {old}; {change.tied} of them are still tied to anybody",
        Event.GREW: f"a group grew from {old} to {new}: {moved}",
        Event.SHRANK: f"a group shrank from {old} to {new}: {moved}",
        Event.KEPT: f"a group of {new} kept its size: {moved}",
        Event.SPLIT: f"a group of {old} split into {new}: {moved}",
        Event.MERGED: f"groups merged into {new}, from {old}: {moved}",
        Event.REGROUPED: f"groups of {old} regrouped as {new}: {moved}",
    }
    return said[change.event]
