"""Known patterns in made-up worlds: how often they are right, and how long they take.

Precision and recall over all shipped patterns that are meant to find what a scenario plants
(10,000 records, QUICK: 4,000; a tenth of the records missing), beside those of the same patterns
without their conditions on numbers, times and absence. Seconds of all patterns on that world and
on one of a million entities and five million links (QUICK: a fiftieth).
"""

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from made_columns import made_export
from planted import loaded
from report import QUICK, metric, seconds

from tripoint.truth import stories
from tripoint_algorithms.typologies.back_test import back_test
from tripoint_algorithms.typologies.declaration import Node
from tripoint_algorithms.typologies.library import shipped
from tripoint_algorithms.typologies.matching import Matches, asked_values, matches
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.canonical import canonical
from tripoint_graph.open import open_store
from tripoint_graph.values import values_of
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world
from tripoint_scenarios import write_scenario

NAME = "typologies"
PATTERNS = [each.pattern for each in shipped().patterns.values()]


UNBOUND = {"at_least": 1, "at_most": None, "within_days": None, "by": "", "sum": None}


def bare(pattern: Pattern) -> Pattern:
    """The same nodes and links without further conditions."""

    def loose(node: Node) -> Node:
        many = node.many and node.many.model_copy(update=UNBOUND)
        return node.model_copy(update={"where": (), "many": many})

    nodes = {name: loose(node) for name, node in pattern.nodes.items()}
    free = {"nodes": nodes, "times": (), "compare": (), "without": ()}
    return Pattern.model_construct(**{**dict(pattern), **free})


def counted(found: list[Matches], planted: dict[str, dict[str, frozenset[int]]]) -> list[float]:
    """Precision and recall, all patterns' matches and stories taken together."""
    right = told = of = all_stories = 0
    for each in found:
        own = {i: rows for k in each.pattern.labelled for i, rows in planted.get(k, {}).items()}
        if own:
            tested = back_test(each.found, own)
            right, told = right + tested.precision.right, told + tested.precision.of
            of, all_stories = of + tested.recall.right, all_stories + tested.recall.of
    return [right / told, of / all_stories]


def on_a_scenario(folder: Path) -> None:
    size = 4_000 if QUICK else 10_000
    truth: Any = write_scenario(
        folder / "w", size=size, seed=11, missing=0.1, noise=0.2, oddities=4
    )
    store = open_store(f"sqlite:///{folder / 'p.db'}", b"a secret for benchmarks only")
    seen = loaded(folder / "w", store)
    planted = stories(store, seen, truth)

    def found(chosen: list[Pattern]) -> list[Matches]:
        return [
            matches(seen, each, values_of(store, seen, asked_values(seen, each))) for each in chosen
        ]

    took, told = seconds(lambda: found(PATTERNS), 1)
    metric(NAME, "patterns", len(PATTERNS), "patterns", aim=">= 20")
    metric(NAME, "labelled", sum(bool(p.labelled) for p in PATTERNS), "patterns")
    metric(NAME, "scenario_seconds", took, f"s, all patterns, {seen.links} links")
    metric(NAME, "scenario_complete", sum(each.complete for each in told), "patterns")
    precision, recall = counted(told, planted)
    metric(NAME, "precision", precision, "share of matches", aim=">= 0.6")
    metric(NAME, "recall", recall, "share of stories")
    plain = [bare(each) for each in PATTERNS]
    precision, recall = counted(found(plain), planted)
    peer = "the same nodes and links without times, numbers, absence"
    metric(NAME, "bare_precision", precision, "share of matches", peer=peer)
    metric(NAME, "bare_recall", recall, "share of stories", peer=peer)
    store.close()


def on_a_large_world() -> None:
    scale = 50 if QUICK else 1
    seen = world(canonical(made_export(1_000_000 // scale, 5_000_000 // scale)), FULL)
    slowest, whole, found = 0.0, 0, 0
    for each in PATTERNS:
        took, told = seconds(partial(matches, seen, each, {}), 1)
        slowest, whole, found = max(slowest, took), whole + told.complete, found + len(told.found)
    metric(NAME, "large_slowest_seconds", slowest, f"s a pattern, {seen.links} links", aim="<= 5")
    metric(NAME, "large_complete", whole, "patterns")
    metric(NAME, "large_matches", found, "matches")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        on_a_scenario(Path(name))
    on_a_large_world()
