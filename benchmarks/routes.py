"""Routes: the cheapest cut beside NetworkX, checkpoints beside greedy alone, and what each takes.

A made-up network of ports of very unequal size: 20,000 consignments of watched goods over 200 ports
(QUICK: 4,000 over 80). Cuts part the ten busiest origins from ten other ports, with one NetworkX
maximum flow (preflow-push) beside each of ours, in turn.
"""

import random
from itertools import accumulate

import networkx
from report import QUICK, metric, paired, seconds

from tripoint_algorithms.routes.alternatives import alternatives
from tripoint_algorithms.routes.checkpoints import Measure, checkpoints, cut, watched_flows
from tripoint_algorithms.routes.distances import great_circle
from tripoint_algorithms.routes.legs import legs
from tripoint_algorithms.routes.transhipment import detours
from tripoint_graph.commerce import Commerce, Consignment, Lot, Movement, Place

PORTS, CONSIGNMENTS = (80, 4_000) if QUICK else (200, 20_000)
DAY = 86_400
SEED = 5


def network() -> Commerce:
    """Consignments between ports; the k-th port is k times less busy than the first."""
    draw = random.Random(SEED)
    places = {
        row: Place(row, f"port {row}", position=(draw.uniform(-40, 60), draw.uniform(-180, 180)))
        for row in range(PORTS)
    }
    weights = list(accumulate(1 / (row + 1) for row in range(PORTS)))
    moved, held = [], []
    for number in range(CONSIGNMENTS):
        row, start = PORTS + number, draw.randrange(300) * DAY
        origin, destination = draw.choices(range(PORTS), cum_weights=weights, k=2)
        if origin != destination:
            end = start + 9 * DAY
            moved.append(
                Movement(row, "consignment", origin, destination, "sea", start, end, (number,))
            )
            lots = (Lot(draw.choice(("urea", "acetone")), float(draw.randrange(500, 26_000))),)
            box = PORTS + CONSIGNMENTS + draw.randrange(CONSIGNMENTS)
            held.append(
                Consignment(
                    row, (1,), (2,), goods=(3,), containers=(box,), lots=lots, start=start, end=end
                )
            )
    return Commerce(places, tuple(moved), tuple(held))


def main() -> None:
    known = network()
    sources, targets = list(range(10)), list(range(PORTS - 10, PORTS))
    graph = networkx.DiGraph()
    for (a, b), amount in watched_flows(known, measure=Measure.KILOGRAMS).items():
        graph.add_edge(a, b, capacity=amount)
    graph.add_edges_from([("start", row) for row in sources] + [(row, "end") for row in targets])

    def theirs() -> int:
        flow = networkx.algorithms.flow.preflow_push
        return int(networkx.maximum_flow_value(graph, "start", "end", flow_func=flow))

    took, found = seconds(lambda: cut(known, sources, targets, measure=Measure.KILOGRAMS))
    metric("routes", "cut_seconds", took, "s")
    metric("routes", "cut_difference", abs(found.value - theirs()), "kg", peer="networkx", aim="0")
    ratio = paired(lambda: cut(known, sources, targets, measure=Measure.KILOGRAMS), theirs)
    metric("routes", "cut_over_networkx", ratio, "ratio", peer="networkx preflow_push")
    for capacity in (3, 10):
        took, best = seconds(lambda k=capacity: checkpoints(known, capacity=k), 1)  # type: ignore[misc]  # bound at once
        greedy = checkpoints(known, capacity=capacity, searched_max=1)
        metric("routes", f"checkpoints_{capacity}_seconds", took, "s")
        metric("routes", f"checkpoints_{capacity}_share", best.covered / best.total, "share")
        metric("routes", f"checkpoints_{capacity}_exact", float(best.exact), "yes or no")
        metric("routes", f"checkpoints_{capacity}_bound", best.bound / best.total, "share")
        greedy_share = greedy.covered / greedy.total
        metric("routes", f"greedy_{capacity}_share", greedy_share, "share", peer="greedy")
    for name, work in {
        "legs": lambda: legs(known),
        "detours": lambda: detours(known),
        "alternatives_5": lambda: alternatives(known, 0, PORTS - 1, closed=[1, 2], k=5),
    }.items():
        took, _ = seconds(work, 3)
        metric("routes", f"{name}_seconds", took, "s")
    found_ways = alternatives(known, 0, PORTS - 1, closed=[1, 2], k=5)
    ways = networkx.DiGraph()
    for movement in known.movements:
        ends = movement.origin, movement.destination
        start, end = (known.places[row].position for row in ends)
        if start and end and not {1, 2} & set(ends):
            ways.add_edge(*ends, km=great_circle(start, end))
    shortest = networkx.shortest_path_length(ways, 0, PORTS - 1, weight="km")
    off = abs(found_ways.after[0].kilometres - shortest)
    metric("routes", "alternatives_difference", off, "km", peer="networkx", aim="0")


if __name__ == "__main__":
    main()
