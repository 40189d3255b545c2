"""Who is who: names, people of public labelled sets, and many made-up mentions, peers beside each.

Names: the cases are the open name benchmark of nomenklatura (826 labelled pairs); half of them, by
a hash of their text, fitted the model, the other half is measured on. The peer is the benchmark's
own frozen run of logic-v2, on the same halves.

People: `identity_sets.py`. Parties of consignments: `identity_parties.py`. Mentions:
`identity_mentions.py`, 100,000 of them, or as many as TRIPOINT_MENTIONS says; each part in a
process of its own, so that memory is measured. Public sets are looked for in TRIPOINT_SHARED_DATA;
what is not there is skipped, and said so.
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

import identity_parties
import identity_sets
from report import QUICK, metric

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


def mentions() -> None:
    count = int(os.environ.get("TRIPOINT_MENTIONS", "10000" if QUICK else "100000"))
    script = Path(__file__).with_name("identity_mentions.py")
    for part, peer in (("ours", ""), ("peer", "Splink's quick start")):
        asked = [sys.executable, "-W", "ignore", str(script), part, str(count)]
        ran = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=False)
        if ran.returncode:
            print(f"mentions: {part} failed with status {ran.returncode}", file=sys.stderr)
            continue
        for name, value in json.loads(ran.stdout.splitlines()[-1]).items():
            unit = "s" if "seconds" in name else {"peak_gib": "GiB"}.get(name, "")
            metric("identity", f"mentions_{count}_{part}_{name}", value, unit, peer=peer)


SETS = {
    "name_bench": name_bench,
    "febrl": identity_sets.febrl,
    "splink_fake1000": identity_sets.fake_thousand,
    "arabic_transliteration": identity_sets.arabic,
}


def main() -> None:
    folder = shared()
    for name, measured in SETS.items():
        if (folder / name).exists():
            measured(folder)
        else:
            where = f"{folder / name} is not here; name its folder in TRIPOINT_SHARED_DATA"
            print(f"skipped {name}: {where}", file=sys.stderr)
    identity_parties.main()
    mentions()


if __name__ == "__main__":
    main()
