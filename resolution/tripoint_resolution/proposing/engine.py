"""Splink behind a small door: rows in, scored pairs out; on DuckDB, unless told otherwise."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
from splink import DuckDBAPI, Linker
from splink.internals.database_api import DatabaseAPISubClass

from tripoint_resolution.proposing.rows import Row

MODEL = "person-1"
PROPOSE_FROM = 0.5
"""Pairs less probable than this are not proposed at all."""

Engine = Callable[[], DatabaseAPISubClass]
"""Makes a database for one run of Splink."""

HERE: Engine = DuckDBAPI
"""On this machine, in memory."""

_LOG_OF_TWO = 0.6931471805599453
_TEXTS = ("name", "sounds_key", "bones", "birth_date", "birth_year", "nationality")
_LISTS = ("sounds", "couples", "documents", "contacts")
SCHEMA = pa.schema(
    [("unique_id", pa.string())]
    + [(name, pa.string()) for name in _TEXTS]
    + [(name, pa.list_(pa.string())) for name in _LISTS]
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that may be one.

    Attributes:
        left, right: their ids, the smaller first.
        probability: by the model, in (0, 1).
        weights: comparison to what it adds to the log-odds, in nats.
    """

    left: str
    right: str
    probability: float
    weights: tuple[tuple[str, float], ...]


def shipped_model(name: str = MODEL) -> dict[str, Any]:
    """The trained settings that come with the product."""
    told: dict[str, Any] = orjson.loads(
        files("tripoint_resolution").joinpath(f"models/{name}.json").read_bytes()
    )
    return told


def load_model(path: Path | None) -> dict[str, Any]:
    """Trained settings of a file, or the shipped ones."""
    return shipped_model() if path is None else dict(orjson.loads(path.read_bytes()))


def scored(
    rows: Iterable[Row],
    model: dict[str, Any],
    *,
    new: Sequence[str] | None = None,
    least: float = PROPOSE_FROM,
    engine: Engine = HERE,
) -> list[Pair]:
    """The pairs that the model's rules propose, in order of ids.

    Args:
        rows: everybody.
        model: trained settings.
        new: ids of those who came lately: only pairs with one of them are looked at. None for all.
        least: less probable pairs are left out.
        engine: makes the database that does the work; the model is written in its dialect.
    """
    wanted = None if new is None else set(new)
    table = list(rows)
    if len(table) < 2 or (wanted is not None and not wanted):
        return []
    api = engine()
    if wanted is None:
        linker = Linker(api.register(_table(table)), model, log_level=None)
        found = linker.inference.predict(threshold_match_probability=least)
        return _pairs(found.as_record_list(), model)
    fresh = [row for row in table if row["unique_id"] in wanted]
    known = [row for row in table if row["unique_id"] not in wanted]
    told = scored(fresh, model, least=least, engine=engine)
    if known:
        left = api.register(_table(known), dataset_display_name="known")
        right = api.register(_table(fresh), dataset_display_name="fresh")
        between = model | {"link_type": "link_only"}
        linker = Linker([left, right], between, log_level=None)
        found = linker.inference.predict(threshold_match_probability=least)
        told += _pairs(found.as_record_list(), model)
    return sorted(told, key=lambda pair: (pair.left, pair.right))


def _table(rows: Sequence[Row]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA)


def _pairs(found: Sequence[dict[str, Any]], model: dict[str, Any]) -> list[Pair]:
    names = [each["output_column_name"] for each in model["comparisons"]]
    pairs = []
    for row in found:
        left, right = sorted((str(row["unique_id_l"]), str(row["unique_id_r"])))
        weights = tuple(
            (name, float(row[f"mw_{name}"]) * _LOG_OF_TWO) for name in names if row[f"mw_{name}"]
        )
        pairs.append(Pair(left, right, float(row["match_probability"]), weights))
    return sorted(pairs, key=lambda pair: (pair.left, pair.right))
