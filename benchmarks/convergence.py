"""Where the threats meet: are planted meetings found, and how many false ones are called unlikely?

Scenarios of 10,000 records (QUICK: 4,000), a tenth or a fifth of them missing, and the same worlds
with the classes' labels dealt anew among entities like their bearers, in which nothing is planted:
another way to make a world of chance than the one that `false_share` is worked out by. A meeting
is called unlikely when its `false_share` is below a tenth, true when its two ends are those of a
planted chain. Calibration: of the meetings told at a `false_share` of at most so much, the share
that is false.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from planted import Pair, made
from report import QUICK, metric

from tripoint_algorithms.convergence.cells import cells
from tripoint_algorithms.convergence.improbability import Strata
from tripoint_algorithms.convergence.meetings import Meeting, convergence
from tripoint_algorithms.topology import topology
from tripoint_graph.snapshot import Snapshot

SIZE = 4_000 if QUICK else 10_000
SEEDS = (11, 12) if QUICK else (11, 12, 13, 14, 15)
MISSING = (0.1, 0.2)
PAIR = ("FTF", "CHEMICAL_SUPPLIER")
CLASSES = {"pair": PAIR, "triple": ("FTF", "SALW_TRAFFICKER", "CHEMICAL_SUPPLIER")}
UNLIKELY = 0.1
LEVELS = (0.05, 0.1, 0.2, 0.5)


@dataclass
class Counts:
    """What was seen over some worlds."""

    chains: int = 0
    found: int = 0
    first_ten: int = 0
    ranked: int = 0
    worlds: int = 0
    cells_unusual: int = 0
    alarms: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    told: dict[str, list[tuple[float, bool]]] = field(
        default_factory=lambda: {name: [] for name in CLASSES}
    )


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


def shares(seen: Snapshot, classes: Sequence[str]) -> list[tuple[float, Meeting]]:
    """Meetings with what chance accounts for of each."""
    found = convergence(seen, classes=classes, k=100)
    return [(each.false_share, each) for each in found if each.false_share is not None]


def look(counts: Counts, size: int, seed: int, missing: float) -> None:
    """One world as it is, and with its labels dealt anew."""
    world = made(size, seed, missing)
    seen = world.seen
    pairs = ranked_pairs(convergence(seen, classes=PAIR, k=100, draws=0))
    counts.chains += world.count
    counts.found += len(world.chains & set(pairs[:20]))
    counts.first_ten += len(world.chains & set(pairs[:10]))
    counts.ranked += min(10, len(pairs))
    for name, classes in CLASSES.items():
        counts.told[name] += [(s, ends(m) in world.chains) for s, m in shares(seen, classes)]
    board = {(cell.first, cell.second): cell for cell in cells(seen).cells}
    counts.cells_unusual += (board[PAIR].chance or 1.0) <= 0.05
    dealt_anew(seen, seed)
    for name, classes in CLASSES.items():
        counts.alarms[name] += any(share < UNLIKELY for share, _ in shares(seen, classes))
    counts.worlds += 1


def main() -> None:
    for missing in MISSING:
        counts = Counts()
        for seed in SEEDS:
            look(counts, SIZE, seed, missing)
        suffix = f"_{missing:.0%}_missing".replace("%", "")
        metric("convergence", f"recall_at_20{suffix}", counts.found / counts.chains, "share")
        first = counts.first_ten / counts.ranked
        metric("convergence", f"precision_at_10{suffix}", first, "share")
        board = counts.cells_unusual / counts.worlds
        metric("convergence", f"board_tells{suffix}", board, "share of worlds with p <= 0.05")
        for name in CLASSES:
            alarms = counts.alarms[name] / counts.worlds
            told = f"{name}_worlds_of_chance_with_an_alarm{suffix}"
            metric("convergence", told, alarms, "share", aim="<= 0.1")
            for level in LEVELS:
                at = [true for share, true in counts.told[name] if share <= level]
                false = 1 - sum(at) / max(len(at), 1) if at else 0.0
                stated = f"_at_{level:.0%}".replace("%", "")
                aim = f"<= {level}"
                metric("convergence", f"{name}_false{stated}{suffix}", false, "share", aim=aim)
                metric("convergence", f"{name}_told{stated}{suffix}", len(at), "meetings")


if __name__ == "__main__":
    main()
