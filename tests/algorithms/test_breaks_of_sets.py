"""What parts two sets, against every set of records and of sources tried on 1,000 small graphs."""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from time import perf_counter

import numpy as np
import pytest
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.assurance.breaks import SIZE_MAX, By, breaks, parted
from tripoint_graph.columns import Ids, Ints
from tripoint_graph.snapshot import Snapshot

KINDS = ("person", "phone", "organisation", "place", "person", "consignment", "person", "person")
SOURCES = 4


def recorded(kinds: list[str], links: list[Link], source: Ints) -> Snapshot:
    """A world in which link i stands on record i, which mentions both of its ends; mentions of
    one entity share a key.
    """
    world = snapshot(kinds, links)
    count = world.links
    ends = np.stack([world.link_source, world.link_target], axis=1).ravel()
    return replace(
        world,
        claim_source=np.arange(0, 2 * count, 2, dtype=np.int32),
        claim_target=np.arange(1, 2 * count, 2, dtype=np.int32),
        record_source=source[:count],
        sources=tuple("abcdefgh"),
        mention_id=_ids(2 * count),
        mention_record=np.repeat(np.arange(count, dtype=np.int32), 2),
        mention_entity=ends,
        mention_marks=np.zeros(2 * count, np.int64),
        mention_atom=ends,
    )


def _ids(count: int) -> Ids:
    return np.stack([np.zeros(count, np.uint64), np.arange(1, count + 1, dtype=np.uint64)], axis=1)


def joined(
    world: Snapshot, left: Iterable[int], ends: tuple[set[int], set[int]], hops: int
) -> bool:
    """Whether these links alone join one of one side to one of the other: a plain walk."""
    near: dict[int, set[int]] = {}
    for link in left:
        one, other = int(world.link_source[link]), int(world.link_target[link])
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    place = next(
        code for code, kind in zip(world.entity_kind, KINDS, strict=False) if kind == "place"
    )
    queue = deque((end, 0) for end in ends[0])
    seen = set(ends[0])
    while queue:
        here, walked = queue.popleft()
        inside = here not in ends[0] and world.entity_kind[here] != place
        if walked < hops and (walked == 0 or inside):
            for there in near.get(here, ()):
                if there in ends[1]:
                    return True
                if there not in seen:
                    seen.add(there)
                    queue.append((there, walked + 1))
    return False


def by_trying(
    world: Snapshot, ends: tuple[set[int], set[int]], hops: int, element: Ints
) -> set[tuple[int, ...]]:
    elements = np.unique(element).tolist()
    for size in range(len(elements) + 1):
        found = {
            gone
            for gone in combinations(elements, size)
            if not joined(world, np.flatnonzero(~np.isin(element, gone)).tolist(), ends, hops)
        }
        if found:
            return found
    raise AssertionError("without any record nothing is connected")


def drawn(seed: int) -> tuple[Snapshot, list[int], list[int], int]:
    """A small world, two sides of one to three, and how many steps."""
    draw = np.random.default_rng(seed)
    pairs = draw.integers(0, len(KINDS), (int(draw.integers(2, 10)), 2))
    links: list[Link] = [(int(a), int(b), "USES_PHONE", 0.9) for a, b in pairs if a != b]
    links = links or [(0, 1, "USES_PHONE", 0.9)]
    source = draw.integers(0, SOURCES, len(links)).astype(np.int32)
    sides = draw.permutation(len(KINDS)).tolist()
    cut, last = int(draw.integers(1, 4)), int(draw.integers(1, 4))
    world = recorded(list(KINDS), links, source)
    return world, sides[:cut], sides[cut : cut + last], int(draw.integers(1, 7))


@pytest.mark.parametrize("batch", range(5))
def test_the_smallest_sets_that_part_two_sides_are_those_found_by_trying_all(batch: int) -> None:
    sizes = set()
    for seed in range(200 * batch, 200 * (batch + 1)):
        world, one, other, hops = drawn(seed)
        records = np.arange(world.links, dtype=np.int32)
        for by, element in ((By.RECORD, records), (By.SOURCE, world.record_source)):
            told = breaks(world, one, other, hops_max=hops, by=by)
            expected = by_trying(world, (set(one), set(other)), hops, element)
            assert told.complete
            assert set(told.sets) == expected, (seed, by)
            assert {told.size, told.at_least} == {len(next(iter(expected)))}
            sizes.add(told.size)
    assert {0, 1, 2} <= sizes


def test_two_sides_with_many_ways_are_robust_and_said_so_at_once() -> None:
    size = 3_000
    kinds = ["person"] * (2 * size) + ["flight"]
    links: list[Link] = [(i, 2 * size, "TRAVELLED_ON", 0.9) for i in range(2 * size)]
    links += [(i, size + i, "FAMILY_OF", 0.9) for i in range(100)]
    world = recorded(kinds, links, np.arange(len(links), dtype=np.int32) % 8)
    start = perf_counter()
    told = breaks(world, range(size), range(size, 2 * size), hops_max=4)
    assert told.robust
    assert (told.size, told.sets) == (None, ())
    assert told.at_least > SIZE_MAX
    assert perf_counter() - start < 10, "3,000 ends on either side of one crowded flight"


def test_what_one_source_alone_tells_of_whole_sets_is_said() -> None:
    links: list[Link] = [
        (0, 1, "USES_PHONE", 0.9),
        (4, 1, "USES_PHONE", 0.9),
        (0, 6, "FAMILY_OF", 0.9),
    ]
    world = recorded(list(KINDS), links, np.array([2, 2, 3], np.int32))
    told = breaks(world, [0], [4, 6], by=By.SOURCE)
    assert (told.size, told.sets) == (1, ((2,),))
    assert breaks(world, [0], [4, 6]).size == 2


def test_nothing_holds_a_side_that_is_empty() -> None:
    world = recorded(list(KINDS), [(0, 1, "USES_PHONE", 0.9)], np.zeros(1, np.int32))
    for one, other in (([], [1]), ([0], []), ([], [])):
        told = breaks(world, one, other)
        assert (told.size, told.sets, told.complete) == (0, ((),), True)


def test_who_is_on_both_sides_is_parted_from_nobody() -> None:
    assert parted([3, 1, 2], [2, 4, 4]) == ([1, 3], [4], [2])
