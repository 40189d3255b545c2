"""Who is who: how well names are told apart, on pairs that the model has never seen.

The cases are the open name benchmark of nomenklatura (826 labelled pairs); half of them, by a hash
of their text, fitted the model, the other half is measured on. The peer is the benchmark's own
frozen run of logic-v2, on the same halves. Needs the shared data (TRIPOINT_SHARED_DATA).
"""

import csv
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from report import metric

from tripoint_resolution.naming.labelled import cases, is_held_out
from tripoint_resolution.naming.matching import match

Case = dict[str, str]


def shared() -> Path:
    told = os.environ.get("TRIPOINT_SHARED_DATA")
    return (Path(told) if told else Path(__file__).parents[2] / "shared" / "data") / "er"


def scores(pairs: Iterable[Case], says: Callable[[Case], bool]) -> dict[str, float]:
    hits = wrong = missed = 0
    for case in pairs:
        true, told = case["is_match"] == "true", says(case)
        hits += true and told
        wrong += told and not true
        missed += true and not told
    return {
        "precision": hits / max(hits + wrong, 1),
        "recall": hits / max(hits + missed, 1),
        "f1": 2 * hits / max(2 * hits + wrong + missed, 1),
    }


def ours(case: Case) -> bool:
    person = case["schema"] == "Person"
    return match(case["name1"], case["name2"], person=person).probability > 0.5


def name_bench(folder: Path) -> None:
    bench = list(cases(folder))
    halves = {"": [c for c in bench if is_held_out(c)]}
    halves["_fitted_half"] = [c for c in bench if not is_held_out(c)]
    with (folder / "name_bench" / "logicv2-frozen.csv").open(encoding="utf-8") as stream:
        frozen = list(csv.DictReader(stream))
    for half, pairs in halves.items():
        start = perf_counter()
        told = scores(pairs, ours)
        seconds = perf_counter() - start
        for name, value in told.items():
            aim = ">= 0.90" if name == "f1" and not half else ""
            metric("identity", f"name_bench_{name}{half}", value, "share", aim=aim)
        theirs = [c for c in frozen if is_held_out(c) == (not half)]
        rival = scores(theirs, lambda case: case["predicted_match"] == "true")
        metric("identity", f"logic_v2_f1{half}", rival["f1"], "share", peer="frozen run")
        if not half:
            metric("identity", "name_pairs_per_second", len(pairs) / seconds, "1/s")


def main() -> None:
    folder = shared()
    if not folder.exists():
        sys.exit("the shared data is not here; name its folder in TRIPOINT_SHARED_DATA")
    name_bench(folder)


if __name__ == "__main__":
    main()
