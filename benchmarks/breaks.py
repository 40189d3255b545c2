"""What would part two, in how long? Exact smallest sets beside NetworkX's minimum edge cut.

Questions are the 20 best connected pairs of a listed person and a supplier in a scenario of 50,000
links (QUICK: 10,000), within six steps, and any two people of a made-up world of 1 M entities and
5 M links, within four (not QUICK). The peer cuts links of chains of any length, so it answers
another question: `cut_is_larger` is the share of pairs for which it wants more links gone than
records would do. `robust` is the share of connected pairs that more than six hold, `open` the share
left open or refused as too wide. `gaps_seconds` is the dual, the missing fact that would join them.
Tests hold the sets against brute force on over a thousand graphs; here only time is measured.
"""

from collections.abc import Callable
from functools import partial
from statistics import median, quantiles
from time import perf_counter
from typing import TypeVar

import networkx as nx
from links import ends, made_world
from planted import LINKS_A_RECORD, made, ours
from report import QUICK, metric

from tripoint_algorithms.assurance.breaks import Breaks, By, breaks
from tripoint_algorithms.assurance.gaps import gaps
from tripoint_algorithms.assurance.proofs import TooWideError
from tripoint_algorithms.topology import topology
from tripoint_graph.snapshot import Snapshot

T = TypeVar("T")
NAME = "breaks"
FAR, NEAR = 6, 4
PAIRS = 20 if QUICK else 100
PEER_PAIRS = 5 if QUICK else 20
SCENARIO_LINKS = 10_000 if QUICK else 50_000
LARGE = (1_000_000, 5_000_000)

Pairs = list[tuple[int, int]]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    answer = work()
    return perf_counter() - start, answer


def broken(seen: Snapshot, one: int, other: int, by: By, hops: int) -> Breaks | None:
    """What would part two; None where too much lies between them."""
    try:
        return breaks(seen, [one], [other], hops_max=hops, by=by)
    except TooWideError:
        return None


def look(seen: Snapshot, pairs: Pairs, hops: int, name: str) -> None:
    """Times of single pairs, and how many are left open."""
    topology(seen)
    for by in By:
        told = [timed(partial(broken, seen, one, other, by, hops)) for one, other in pairs]
        times, found = [took for took, _ in told], [answer for _, answer in told]
        joined = [each for each in found if each is not None and each.at_least > 0]
        known = [each for each in found if each is not None and (each.robust or each.complete)]
        robust = sum(each.robust for each in joined) / max(1, len(joined))
        metric(NAME, f"{by}_median_{name}", median(times), "s")
        metric(NAME, f"{by}_p95_{name}", quantiles(times, n=20)[-1], "s")
        metric(NAME, f"{by}_connected_{name}", len(joined) / len(pairs), "share")
        metric(NAME, f"{by}_robust_{name}", robust, "share")
        metric(NAME, f"{by}_open_{name}", 1 - len(known) / len(pairs), "share")


def beside_networkx(seen: Snapshot, pairs: Pairs) -> None:
    """The peer cuts links, not records, of chains of any length."""
    prices = topology(seen).prices.tocoo()
    peer = nx.Graph(zip(prices.row.tolist(), prices.col.tolist(), strict=True))
    ratios, larger = [], 0
    for one, other in pairs:
        took, told = timed(partial(broken, seen, one, other, By.RECORD, FAR))
        theirs, cut = timed(partial(nx.minimum_edge_cut, peer, one, other))
        ratios.append(took / theirs)
        larger += told is not None and told.size is not None and len(cut) > told.size
    metric(NAME, "over_networkx", median(ratios), "ratio", peer="NetworkX minimum_edge_cut")
    metric(NAME, "cut_is_larger", larger / len(pairs), "share of pairs")


def main() -> None:
    world = made(int(SCENARIO_LINKS / LINKS_A_RECORD), 11, 0.2)
    pairs = ours(world)
    beside_networkx(world.seen, pairs[:PEER_PAIRS])
    look(world.seen, pairs, FAR, "scenario")
    took = [timed(partial(gaps, world.seen, [a], [b]))[0] for a, b in pairs[:PEER_PAIRS]]
    metric(NAME, "gaps_seconds", median(took), "s, median")
    if not QUICK:
        seen = made_world(*LARGE)
        look(seen, list(zip(*ends(seen, PAIRS, PAIRS), strict=True)), NEAR, "1M_5M")


if __name__ == "__main__":
    main()
