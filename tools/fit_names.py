"""Fits the model of names to labelled pairs: `python tools/fit_names.py FOLDER`.

FOLDER holds `name_bench/cases.csv` and `alias_gold_ofac/alias_pairs.csv`. The half of the cases
that is held out is never looked at here: `make bench NAME=identity` measures on it.
"""

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from sklearn.ensemble import GradientBoostingClassifier

from tripoint_resolution.naming.features import NAMES, compared
from tripoint_resolution.naming.labelled import cases, is_held_out
from tripoint_resolution.naming.tokens import parsed

HERE = Path(__file__).parents[1] / "resolution" / "tripoint_resolution" / "naming"
COMMON_LEAST = 3
TREES, DEPTH, RATE, SEED = 150, 3, 0.05, 1


def common_words(folder: Path) -> dict[str, int]:
    """How many names on a public list have each word."""
    counts: Counter[str] = Counter()
    with (folder / "alias_gold_ofac" / "alias_pairs.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for name in {row["name"], row["alias"]}:
                tokens = parsed(name, person=row["schema"] != "entity").tokens
                counts.update({token.text for token in tokens})
    return {word: n for word, n in sorted(counts.items()) if n >= COMMON_LEAST}


def main(folder: Path) -> None:
    """Write the words' counts, or where they are there already, the model."""
    counts = HERE / "common-1.json"
    if orjson.loads(counts.read_bytes()) == {}:
        counts.write_bytes(orjson.dumps(common_words(folder), option=orjson.OPT_INDENT_2))
        print("words counted; run again to fit")
        return
    known = [case for case in cases(folder) if not is_held_out(case)]
    rows, labels = [], []
    for case in known:
        person = case["schema"] == "Person"
        names = (parsed(case[name], person=person) for name in ("name1", "name2"))
        rows.append(compared(*sorted(names, key=lambda n: n.given))[0].row())
        labels.append(case["is_match"] == "true")
    (HERE / "names-1.json").write_bytes(orjson.dumps(fitted(np.array(rows), np.array(labels))))


def fitted(rows: Any, labels: Any) -> dict[str, Any]:  # noqa: ANN401 - arrays for a tool
    """The model's file, as a document."""
    boosted = GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        subsample=0.7,
        min_samples_leaf=4,
        random_state=SEED,
    ).fit(rows, labels)
    prior = float(np.mean(labels))
    document: dict[str, Any] = {
        "features": NAMES,
        "pairs": len(labels),
        "base": float(np.log(prior / (1 - prior))),
        "depth": DEPTH,
        "roots": [],
    }
    lists: dict[str, list[float]] = {
        name: [] for name in ("feature", "threshold", "left", "right", "value")
    }
    for estimator in boosted.estimators_[:, 0]:
        first = len(lists["value"])
        document["roots"].append(first)
        _append(lists, estimator.tree_, first)
    document["base"] += float(sum(lists["value"][root] for root in document["roots"]))
    return document | lists


def _append(lists: dict[str, list[Any]], tree: Any, first: int) -> None:  # noqa: ANN401
    value = RATE * tree.value[:, 0, 0]
    for node in range(tree.node_count - 1, -1, -1):  # children stand behind their parents
        left, right = tree.children_left[node], tree.children_right[node]
        if left != -1:
            count = tree.n_node_samples
            value[node] = (value[left] * count[left] + value[right] * count[right]) / count[node]
    for node in range(tree.node_count):
        leaf = tree.children_left[node] == -1
        lists["feature"].append(-1 if leaf else int(tree.feature[node]))
        lists["threshold"].append(0.0 if leaf else round(float(tree.threshold[node]), 6))
        lists["left"].append(first + (node if leaf else int(tree.children_left[node])))
        lists["right"].append(first + (node if leaf else int(tree.children_right[node])))
        lists["value"].append(round(float(value[node]), 6))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
