"""One JSON line a metric, as every benchmark prints them."""

import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
QUICK = "--quick" in sys.argv


def metric(
    benchmark: str, name: str, value: float, unit: str, *, peer: str = "", aim: str = ""
) -> None:
    """Print one measurement: what, how much, in which unit, beside which peer, aimed at what."""
    row = {"benchmark": benchmark, "metric": name, "value": round(value, 4), "unit": unit}
    print(json.dumps({**row, "peer": peer, "aim": aim}), flush=True)


def seconds(work: Callable[[], T], runs: int = 5) -> tuple[float, T]:
    """The median wall time of some runs, and what the last one gave."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        answer = work()
        times.append(perf_counter() - start)
    return median(times), answer


def paired(ours: Callable[[], object], peer: Callable[[], object], runs: int = 5) -> float:
    """The median ratio of ours to a peer's wall time, run in turn: the machine is noisy."""
    ratios = []
    for _ in range(runs):
        mine, _answer = seconds(ours, 1)
        theirs, _answer = seconds(peer, 1)
        ratios.append(mine / theirs)
    return median(ratios)
