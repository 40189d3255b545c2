"""Does the trade make sense? Planted odd trade: how much is found, and how much is told falsely.

Scenarios with two oddities of each kind (detour, splitting, quantity, consignee, new pair), and the
same worlds without, in which whatever is told is false. The peer is what spreadsheets do: a z-score
above 3 on a consignment's kilograms within its chemical, and on a consignee's count of watched
consignments. An oddity is found when one of the first 16 findings holds one of its bills. Those who
made the tests made the oddities too: what is found here says that the tests work, not how odd trade
looks elsewhere.
"""

import tempfile
from collections import Counter
from math import sqrt
from pathlib import Path
from typing import Any

from planted import loaded
from report import QUICK, metric, seconds

from tripoint_algorithms.routes.transhipment import detours
from tripoint_algorithms.trade.unusual import unusual_trade
from tripoint_graph.commerce import Commerce
from tripoint_graph.hydrate import captions
from tripoint_graph.open import open_store
from tripoint_graph.trading import commerce
from tripoint_scenarios import write_scenario

SIZE = 4_000 if QUICK else 10_000
SEEDS = (21, 22) if QUICK else (21, 22, 23, 24, 25)
EACH = 2
KINDS = ("splitting", "quantity", "consignee", "new_pair")
Z = 3.0
Told = list[tuple[str, set[str]]]
"""Kind and bills of what is told, the first first."""


def made(folder: Path, seed: int, oddities: int) -> tuple[Commerce, dict[int, str], Any]:
    """A world's trade, the bill of each consignment, and the truth."""
    truth: Any = write_scenario(folder / "world", size=SIZE, seed=seed, oddities=oddities)
    store = open_store(f"sqlite:///{folder / 'trade.db'}", b"a secret for benchmarks only")
    seen = loaded(folder / "world", store)
    known = commerce(store, seen)
    bills = captions(store, seen, [each.entity for each in known.watched()])
    store.close()
    return known, bills, truth.get("oddities", [])


def ours(known: Commerce, bills: dict[int, str]) -> Told:
    return [
        (each.kind, {bills[row] for row in each.consignments})
        for each in unusual_trade(known).found
    ]


def z_scores(known: Commerce, bills: dict[int, str]) -> Told:
    """The peer, by falling score."""
    sizes: dict[str, list[tuple[float, str]]] = {}
    counts: dict[int, set[str]] = {}
    for each in known.watched():
        for lot in each.lots:
            sizes.setdefault(lot.chemical, []).append((lot.kilograms or 0.0, bills[each.entity]))
        for party in each.consignees:
            counts.setdefault(party, set()).add(bills[each.entity])
    told: list[tuple[float, str, set[str]]] = []
    for own in sizes.values():
        mean, spread = moments([size for size, _ in own])
        told += [((s - mean) / spread, "quantity", {bill}) for s, bill in own if spread]
    mean, spread = moments([float(len(own)) for own in counts.values()])
    told += [((len(own) - mean) / spread, "consignee", own) for own in counts.values() if spread]
    return [(kind, some) for z, kind, some in sorted(told, key=lambda t: -t[0]) if z > Z]


def moments(values: list[float]) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, sqrt(sum((value - mean) ** 2 for value in values) / len(values))


class Score:
    """What one way of looking found, over some worlds."""

    def __init__(self) -> None:
        self.planted, self.found = Counter[str](), Counter[str]()
        self.told = self.false = self.alarms = self.clean = 0

    def odd(self, told: Told, truth: list[dict[str, Any]]) -> None:
        """A world with oddities."""
        every = {bill for each in truth for bill in each["bills"]}
        self.told += len(told)
        self.false += sum(not bills & every for _, bills in told)
        for each in truth:
            self.planted[each["kind"]] += 1
            own = set(each["bills"])
            first = told[: EACH * len(KINDS) * 2]
            self.found[each["kind"]] += any(bills & own for _, bills in first)

    def plain(self, told: Told) -> None:
        """A world without."""
        self.clean += len(told)
        self.alarms += bool(told)


def main() -> None:
    scores = {"": Score(), "z_score_": Score()}
    straight = turned = unmatched = 0
    took: list[float] = []
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as name:
            known, bills, truth = made(Path(name) / "odd", seed, EACH)
            took.append(seconds(lambda known=known: unusual_trade(known), 3)[0])  # type: ignore[misc]  # bound at once
            scores[""].odd(ours(known, bills), truth)
            scores["z_score_"].odd(z_scores(known, bills), truth)
            round_about = [
                {bills.get(r, "") for r in d.journey.subjects} for d in detours(known).found
            ]
            planted = [set(each["bills"]) for each in truth if each["kind"] == "detour"]
            turned += len(planted)
            straight += sum(any(own <= bills for bills in round_about) for own in planted)
            unmatched += sum(not any(own <= b for own in planted) for b in round_about)
        with tempfile.TemporaryDirectory() as name:
            known, bills, _ = made(Path(name) / "plain", seed, 0)
            scores[""].plain(ours(known, bills))
            scores["z_score_"].plain(z_scores(known, bills))
    for prefix, score in scores.items():
        for kind in KINDS:
            share = score.found[kind] / score.planted[kind]
            metric("trade", f"{prefix}recall_{kind}", share, "share")
        every = sum(score.found[kind] for kind in KINDS) / sum(score.planted[k] for k in KINDS)
        metric("trade", f"{prefix}recall_at_16", every, "share", aim=">= 0.8" if not prefix else "")
        metric("trade", f"{prefix}false_among_told", score.false / max(score.told, 1), "share")
        metric("trade", f"{prefix}clean_worlds_with_an_alarm", score.alarms / len(SEEDS), "share")
        metric("trade", f"{prefix}findings_in_clean_worlds", score.clean, "findings")
    metric("trade", "detour_recall", straight / turned, "share", aim=">= 0.9")
    metric("trade", "detours_not_planted", unmatched, "detours")
    metric("trade", "unusual_trade_seconds", max(took), "s")


if __name__ == "__main__":
    main()
