"""Where the threats meet: are planted meetings found, and how many false ones are called unlikely?

Scenarios of 10,000 records (QUICK: 4,000), a tenth or a fifth of them missing, and the same worlds
with the classes' labels dealt anew, in which nothing is planted. A meeting is called unlikely when
its `false_share` is below a tenth, true when its two ends are those of a planted chain.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from planted import Pair, loaded, planted
from report import QUICK, metric

from tripoint_algorithms.convergence import Meeting, convergence
from tripoint_algorithms.improbability import Strata
from tripoint_algorithms.topology import topology
from tripoint_graph.open import open_store
from tripoint_graph.snapshot import Snapshot
from tripoint_scenarios import write_scenario

SIZE = 4_000 if QUICK else 10_000
SEEDS = (11, 12) if QUICK else (11, 12, 13, 14, 15)
MISSING = (0.1, 0.2)
ALL_THREE = ("FTF", "SALW_TRAFFICKER", "CHEMICAL_SUPPLIER")
UNLIKELY = 0.1


@dataclass
class Counts:
    """What was seen over some worlds."""

    chains: int = 0
    found: int = 0
    first_ten: int = 0
    ranked: int = 0
    unlikely: int = 0
    unlikely_false: int = 0
    alarms: int = 0
    worlds: int = 0


def ends(meeting: Meeting) -> Pair:
    """The fighter and the supplier that a meeting lies between."""
    chains = meeting.chains
    return chains["FTF"].entities[-1], chains["CHEMICAL_SUPPLIER"].entities[-1]


def ranked_pairs(meetings: list[Meeting]) -> list[Pair]:
    """Each pair once, where it first stands."""
    return list(dict.fromkeys(map(ends, meetings)))


def dealt_anew(seen: Snapshot, seed: int) -> None:
    """Give the classes' labels to others like their bearers."""
    draw = np.random.default_rng(seed)
    graph = topology(seen)
    for members in seen.classes.values():
        rows = Strata.of(graph, members).dealt_anew(draw)
        members[:] = False
        members[rows] = True


def look(counts: Counts, size: int, seed: int, missing: float) -> None:
    """One world as it is, and with its labels dealt anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth: Any = write_scenario(
            folder / "world", size=size, seed=seed, missing=missing, noise=0.2
        )
        store = open_store(f"sqlite:///{folder / 'met.db'}", b"a secret for benchmarks only")
        seen = loaded(folder / "world", store)
        true = planted(store, seen, truth["chains"])
        store.close()
    pairs = ranked_pairs(convergence(seen, classes=("FTF", "CHEMICAL_SUPPLIER"), k=100, draws=0))
    counts.chains += len(truth["chains"])
    counts.found += len(true & set(pairs[:20]))
    counts.first_ten += len(true & set(pairs[:10]))
    counts.ranked += min(10, len(pairs))
    unlikely = [m for m in convergence(seen, classes=ALL_THREE, k=100) if is_unlikely(m)]
    counts.unlikely += len(unlikely)
    counts.unlikely_false += sum(ends(m) not in true for m in unlikely)
    dealt_anew(seen, seed)
    counts.alarms += any(is_unlikely(m) for m in convergence(seen, classes=ALL_THREE, k=100))
    counts.worlds += 1


def is_unlikely(meeting: Meeting) -> bool:
    """Whether chance is said not to account for it."""
    return meeting.false_share is not None and meeting.false_share < UNLIKELY


def main() -> None:
    for missing in MISSING:
        counts = Counts()
        for seed in SEEDS:
            look(counts, SIZE, seed, missing)
        name = f"_{missing:.0%}_missing".replace("%", "")
        told = {
            "recall_at_20": (counts.found / counts.chains, ">= 0.9"),
            "precision_at_10": (counts.first_ten / counts.ranked, ""),
            "false_among_unlikely": (counts.unlikely_false / max(counts.unlikely, 1), "<= 0.1"),
            "worlds_of_chance_with_an_alarm": (counts.alarms / counts.worlds, "<= 0.1"),
        }
        for each, (value, aim) in told.items():
            metric("convergence", each + name, value, "share", aim=aim)
        metric("convergence", f"unlikely_meetings{name}", counts.unlikely, "meetings")


if __name__ == "__main__":
    main()
