"""Trains the models that propose who is the same: `python tools/fit_resolution.py [KIND ...]`.

Everything is made up (`tripoint_scenarios.doubles`). Chance agreement (u) is counted on things that
are told of once, true agreement (m) on the labels of another world's tellings; a third world scales
the sums to what came true; a fourth, that none of it has seen, is reported on. Written are
`models/KIND-N.json` and `models/KIND-N.report.json`: pairs that the rules let through and the share
of true ones among them, precision, recall, calibration, and what each level weighs.
"""

import sys
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
from sklearn.linear_model import LogisticRegression
from splink import Linker

from tripoint_graph.columns import Floats
from tripoint_graph.snapshot import Mask
from tripoint_resolution.profile import profile_of
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.engine import Pair, here, scored, table_of
from tripoint_resolution.proposing.kinds import MODELLED, Modelled
from tripoint_resolution.proposing.model import SUREST, Model
from tripoint_resolution.proposing.resolve import SAME_FROM
from tripoint_scenarios.doubles import MAKERS
from tripoint_scenarios.doubles.told import SUBJECT

HERE = Path(__file__).parents[1] / "resolution" / "tripoint_resolution" / "models"
THINGS = 6_000
U_SEED, M_SEED, SCALE_SEED, REPORT_SEED = 1, 2, 3, 4
LEAST_SEEN = 1e-6
"""What a level that was never seen counts for: few pairs are no proof that there are none."""

Labelled = dict[str, str]  # a row's id to what it truly is


def world(modelled: Modelled, seed: int, things: int = THINGS) -> tuple[list[Row], Labelled]:
    """Rows of a made-up world, and what each is."""
    rows: list[Row] = []
    label: Labelled = {}
    for number, told in enumerate(MAKERS[modelled.kind](things, seed)):
        id = f"{number:08}"
        profile = profile_of(told.record(id), SUBJECT)
        rows.append({"unique_id": id, **modelled.row(profile)})
        label[id] = told.truth
    return rows, label


def trained(modelled: Modelled) -> Model:
    """A model with its weights, its sums not yet scaled."""
    rows, label = world(modelled, U_SEED)
    once = {label[str(row["unique_id"])]: row for row in rows}
    plain = Model(modelled.model, modelled.kind, {}, by_name=modelled.by_name, alone=modelled.alone)
    chance = Linker(
        here().register(table_of(once.values(), plain)), modelled.settings(), log_level=None
    )
    chance.training.estimate_u_using_random_sampling(max_pairs=1e8, seed=1)
    rows, label = world(modelled, M_SEED)
    labels = pa.array([label[str(row["unique_id"])] for row in rows], pa.string())
    table = table_of(rows, plain).append_column("label", labels)
    linker = Linker(here().register(table), chance.misc.save_model_to_json(), log_level=None)
    linker.training.estimate_m_from_label_column("label")
    settings: dict[str, Any] = linker.misc.save_model_to_json()
    true = sum(n * (n - 1) // 2 for n in Counter(label.values()).values())
    settings["probability_two_random_records_match"] = true / (len(rows) * (len(rows) - 1) / 2)
    settings["linker_uid"] = modelled.model  # it would be another each time
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                for name in ("m_probability", "u_probability"):
                    level[name] = max(level.get(name) or 0.0, LEAST_SEEN)
    return replace(plain, settings=settings, among=len(rows))


def scaled(modelled: Modelled, model: Model) -> Model:
    """The model with its sums scaled to what came true in a world that it has not seen."""
    rows, label = world(modelled, SCALE_SEED)
    pairs = scored(rows, model, least=0.0)
    told = [{name: level for name, level, _ in pair.weights} for pair in pairs]
    odds = np.clip([pair.strength for pair in pairs], -15, 15)
    held = [[joint.holds(labels) for joint in modelled.joints] for labels in told]
    true = [label[pair.left] == label[pair.right] for pair in pairs]
    fitted = LogisticRegression(C=1e6, max_iter=1_000).fit(
        np.column_stack([odds, *zip(*held, strict=True)]), true
    )
    slope, *joints = map(float, fitted.coef_[0])
    weighed = tuple(zip(modelled.joints, joints, strict=True))
    return replace(model, slope=slope, offset=float(fitted.intercept_[0]), joints=weighed)


def report(modelled: Modelled, model: Model) -> dict[str, Any]:
    """What the model is worth in a world that nothing of it has seen."""
    rows, label = world(modelled, REPORT_SEED)
    of: dict[str, list[str]] = {}
    for id, name in label.items():
        of.setdefault(name, []).append(id)
    true = {pair for ids in of.values() for pair in combinations(sorted(ids), 2)}
    pairs = scored(rows, model, least=0.0)
    told = np.array([pair.probability for pair in pairs])
    came = np.array([(pair.left, pair.right) in true for pair in pairs])
    return {
        "model": model.name,
        "seed": REPORT_SEED,
        "rows": len(rows),
        "true_pairs": len(true),
        "pairs_blocked": len(pairs),
        "blocking_recall": round(float(came.sum()) / len(true), 4),
        **_decided(told, came, len(true), 0.5, ""),
        **_decided(told, came, len(true), SAME_FROM, "_same"),
        "brier": round(float(np.mean((told - came) ** 2)), 5),
        "ece": round(_ece(told, came), 5),
        "told_surest": int((told >= SUREST).sum()),
        "told_surest_came_true": round(float(came[told >= SUREST].mean()), 5),
        "greatest_told": float(told.max()),
        "reliability": _bins(told, came),
        "weights": _weights(model, pairs),
    }


def _decided(told: Floats, came: Mask, true: int, least: float, name: str) -> dict[str, float]:
    kept = told >= least
    hits = float(came[kept].sum())
    precision, recall = hits / max(float(kept.sum()), 1.0), hits / true
    f1 = 2 * precision * recall / (precision + recall)
    return {
        f"precision{name}": round(precision, 4),
        f"recall{name}": round(recall, 4),
        f"f1{name}": round(f1, 4),
    }


def _ece(told: Floats, came: Mask, bins: int = 15) -> float:
    """Expected calibration error in bins of equal width (C. Guo et al. 2017)."""
    at = np.minimum((told * bins).astype(int), bins - 1)
    apart = [abs(float((told - came)[at == bin].sum())) for bin in range(bins)]
    return sum(apart) / len(told)


def _bins(told: Floats, came: Mask) -> list[dict[str, float]]:
    """Ten bins of equal width; the uppermost is told by how near it is to 1."""
    edges = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, SUREST, 1.01]
    found = []
    for low, high in pairwise(edges):
        inside = (told >= low) & (told < high)
        if inside.any():
            found.append(
                {
                    "from": low,
                    "told": round(float(told[inside].mean()), 4),
                    "came_true": round(float(came[inside].mean()), 4),
                    "pairs": int(inside.sum()),
                }
            )
    return found


def _weights(model: Model, pairs: list[Pair]) -> dict[str, dict[str, list[float]]]:
    """Comparison to its levels: the weight in nats, and how many pairs let through have it."""
    seen = Counter((name, level) for pair in pairs for name, level, _ in pair.weights)
    told = {name: dict(levels.values()) for name, levels in model.weights.items()}
    told |= {joint.name: {joint.label: weight} for joint, weight in model.joints}
    return {
        name: {label: [round(w, 3), seen[name, label]] for label, w in levels.items()}
        for name, levels in told.items()
    }


def main() -> None:
    for kind in sys.argv[1:] or MODELLED:
        modelled = MODELLED[kind]
        model = scaled(modelled, trained(modelled))
        written = orjson.dumps(model.document(), option=orjson.OPT_INDENT_2) + b"\n"
        (HERE / f"{model.name}.json").write_bytes(written)
        told = orjson.dumps(report(modelled, model), option=orjson.OPT_INDENT_2) + b"\n"
        (HERE / f"{model.name}.report.json").write_bytes(told)
        print(told.decode())


if __name__ == "__main__":
    main()
