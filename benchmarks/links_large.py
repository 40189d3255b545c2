"""Link search where a world is large: 10 M entities, 50 M links, one hub of 177,000 (QUICK: 1 %).

The world is made as columns, without records: what is measured is the search, not the loading. 200
sources, 500 targets, k = 20, at most 6 hops: the first question, one that is asked when the
targets' field is kept, and one in the order of time; then questions whose time is up before they
are done, which are to stop at once and to say so.
"""

from collections.abc import Callable
from functools import partial
from resource import RUSAGE_SELF, getrusage
from time import monotonic

import numpy as np
from report import QUICK, metric, seconds

from tripoint_algorithms.links.connections import Connections, connections
from tripoint_algorithms.links.kept_fields import KEPT
from tripoint_algorithms.links.patience import Stopped, unexplored, until
from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.topology import Filter, topology
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL

ENTITIES, LINKS, HUB = (100_000, 500_000, 1_770) if QUICK else (10_000_000, 50_000_000, 177_000)
DAY = 86_400


def made(entities: int, links: int, hub: int) -> Snapshot:
    """A world of people, phones, bookings, consignments and firms, joined at random but for one."""
    rng = np.random.default_rng(7)
    kinds = [ONTOLOGY.kind_codes[k] for k in ("person", "phone", "booking", "consignment")]
    of = rng.integers(0, len(kinds), entities, dtype=np.int8)
    pair = rng.integers(0, entities, links)
    pair *= entities
    pair += rng.integers(0, entities, links)
    # The busiest: a forwarder, in the middle of the rows.
    pair[:hub] = (entities // 2) * entities + rng.choice(entities, hub, replace=False)
    pair.sort()
    pair = pair[np.flatnonzero(np.diff(pair, prepend=-1))]
    source, target = (pair // entities).astype(np.int32), (pair % entities).astype(np.int32)
    apart = source != target
    source, target = source[apart], target[apart]
    count = len(source)
    conduct = [code for name, code in ONTOLOGY.link_codes.items() if name != "POSSIBLY_SAME"]
    start = rng.integers(1_700_000_000, 1_790_000_000, count, dtype=np.int64)
    ids = np.stack([np.zeros(entities, np.uint64), np.arange(entities, dtype=np.uint64)], axis=1)
    nothing = np.empty(0, np.int32)
    return Snapshot(
        viewer=FULL,
        commit=1,
        entity_id=ids,
        entity_kind=np.array(kinds, np.int32)[of],
        link_source=source,
        link_target=target,
        link_type=np.array(conduct, np.int32)[rng.integers(0, len(conduct), count, dtype=np.int8)],
        link_confidence=rng.choice(np.array([0.86, 0.74, 0.64]), count),
        link_independent=np.broadcast_to(np.int32(1), (count,)),
        link_start=start,
        link_end=start + 30 * DAY,
        claim_offset=np.broadcast_to(np.int64(0), (count + 1,)),
        link_claim=nothing,
        claim_id=np.empty((0, 2), np.uint64),
        claim_type=nothing,
        claim_source=nothing,
        claim_target=nothing,
        claim_record=nothing,
        claim_start=np.empty(0, np.int64),
        claim_end=np.empty(0, np.int64),
        record_id=np.empty((0, 2), np.uint64),
        record_probability=np.empty(0),
        record_source=nothing,
        sources=(),
        mention_id=np.empty((0, 2), np.uint64),
        mention_record=nothing,
        mention_entity=nothing,
        mention_marks=np.empty(0, np.int64),
        mention_atom=nothing,
        join_left=nothing,
        join_right=nothing,
        join_by=(),
        join_probability=np.empty(0),
        join_judgement=np.empty((0, 2), np.uint64),
        join_clique=nothing,
        classes={},
    )


def peak_gb() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 2**20


def stopped(ask: Callable[..., Connections]) -> None:
    """How much longer questions take than they may, no field kept, the worst of nine each."""
    for k, name in ((20, "overrun_seconds"), (1_000, "overrun_seconds_of_1000_chains")):
        whole = seconds(partial(anew, partial(ask, k=k)), 1)[0]
        metric("links_large", f"seconds_of_{k}_chains", whole, "s")
        over = max(overrun(partial(ask, k=k), whole * tenth / 10) for tenth in range(1, 10))
        peer = "one to nine tenths of that time allowed"
        metric("links_large", name, over, "s", peer=peer, aim="<= 0.3")


def overrun(ask: Callable[..., Connections], allowed: float) -> float:
    """Seconds beyond those allowed, of a question that says where it stopped if it did."""
    spent, found = seconds(lambda: anew(partial(ask, go_on=until(monotonic, allowed))), 1)
    said = unexplored(found.stopped, found.certain, len(found.chains), found.explored_cost)
    in_time = found.stopped is None and found.complete and said is None
    assert in_time or (found.stopped is Stopped.TIME and not found.complete and said)
    return spent - allowed


def anew(ask: Callable[[], Connections]) -> Connections:
    """A question to a class of which nothing is kept."""
    KEPT.forget()
    return ask()


def main() -> None:
    tell = partial(metric, "links_large")
    seen = made(ENTITIES, LINKS, HUB)
    tell("entities", seen.entities, "entities")
    tell("links", seen.links, "links")
    tell("peak_made_gb", peak_gb(), "GiB")
    spent, graph = seconds(partial(topology, seen), 1)
    tell("topology_seconds", spent, "s")
    tell("peak_topology_gb", peak_gb(), "GiB", aim="<= 12")
    people = np.random.default_rng(3).permutation(
        np.flatnonzero(seen.entity_kind == ONTOLOGY.kind_codes["person"])
    )
    hub = int(np.diff(graph.prices.indptr).argmax())
    tell("hub_links", float(np.diff(graph.prices.indptr).max()), "links")
    targets = people[:500].tolist()
    sides = [[*people[500 + at * 200 : 699 + at * 200].tolist(), hub] for at in range(4)]
    ask = partial(connections, seen, k=20, hops_max=6)
    cold, found = seconds(partial(ask, sides[0], targets), 1)
    tell("search_seconds", cold, "s")
    tell("chains", len(found.chains), "chains")
    tell("complete", float(found.complete), "1 is yes")
    again = seconds(partial(ask, sides[0], targets), 3)[0]
    tell("same_question_over_first", again / cold, "ratio")
    ask(sides[1], targets)  # asks for more than the first did, perhaps
    other = max(seconds(partial(ask, side, targets), 1)[0] for side in sides[2:])
    tell("other_question_over_first", other / cold, "ratio", aim="<= 0.1")
    in_time = seconds(partial(ask, sides[0], targets, order=InOrder()), 3)[0]
    tell("in_order_over_plain", in_time / again, "ratio", peer="both with the field kept")
    stopped(partial(ask, sides[0], targets))
    sure = Filter(confidence_min=0.1)  # lets all through, by a graph of its own
    over = overrun(partial(ask, sides[0], targets, only=sure), 0.2)
    tell("overrun_seconds_no_graph", over, "s", peer="0.2 s allowed", aim="<= 0.3")
    topology(seen, only=sure)
    tell("peak_gb", peak_gb(), "GiB", aim="<= 12")


if __name__ == "__main__":
    main()
