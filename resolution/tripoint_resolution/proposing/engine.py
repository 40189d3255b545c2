"""Splink behind a small door: rows in, scored pairs out; on DuckDB, unless told otherwise."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from splink import DuckDBAPI, Linker
from splink.internals.database_api import DatabaseAPISubClass
from splink.internals.splink_dataframe import SplinkDataFrame

from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import Model, Part, probability

PROPOSE_FROM = 0.5
"""Pairs less probable than this are not proposed at all."""

MEMORY_MAX = "4GB"
"""What DuckDB may hold in memory; it puts the rest in a temporary folder."""

_ROWS_AT_ONCE = 20_000
Engine = Callable[[], DatabaseAPISubClass]
"""Makes a database for one run of Splink."""


def here() -> DuckDBAPI:
    """On this machine, in memory, within `MEMORY_MAX`."""
    spilled = Path(gettempdir()) / f"tripoint-{os.getpid()}"
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_MAX,
        "temp_directory": str(spilled),
    }
    return DuckDBAPI(duckdb.connect(config=settings))


HERE: Engine = here


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that may be one.

    Attributes:
        left, right: their ids, the smaller first.
        probability: by the model, in (0, 1).
        weights: comparison to its level and what that adds to the log-odds, in nats.
        strength: the log-odds, without a limit on how sure the model may be.
    """

    left: str
    right: str
    probability: float
    weights: tuple[Part, ...] = ()
    strength: float = 0.0


def scored(
    rows: Iterable[Row] | pa.Table,
    model: Model,
    *,
    new: Sequence[str] | None = None,
    least: float = PROPOSE_FROM,
    engine: Engine = HERE,
) -> list[Pair]:
    """The pairs that the model's rules propose, in order of ids.

    Args:
        rows: everybody, or the table that `table_of` makes of them.
        model: trained, of their kind.
        new: ids of those who came lately: only pairs with one of them are looked at. None for all.
        least: less probable pairs are left out.
        engine: makes the database that does the work; the model is written in its dialect.
    """
    table = rows if isinstance(rows, pa.Table) else table_of(rows, model)
    if new is None:
        return sorted(_within(table, model, least, engine()), key=_by_ids)
    lately = pc.is_in(table["unique_id"], pa.array(list(new), pa.string()))
    fresh, known = table.filter(lately), table.filter(pc.invert(lately))
    found = _within(fresh, model, least, engine())
    if len(fresh) and len(known):
        found += _between(known, fresh, model, least, engine())
    return sorted(found, key=_by_ids)


def table_of(rows: Iterable[Row], model: Model) -> pa.Table:
    """Rows in columns; as many as there are, never more than a few thousand as rows at once."""
    schema, left = MODELLED[model.kind].schema, iter(rows)
    batches = iter(lambda: list(islice(left, _ROWS_AT_ONCE)), [])
    return pa.Table.from_batches(
        (pa.RecordBatch.from_pylist(batch, schema=schema) for batch in batches), schema
    )


def _within(table: pa.Table, model: Model, least: float, api: DatabaseAPISubClass) -> list[Pair]:
    if len(table) < 2:
        return []
    linker = Linker(api.register(table), model.rules_for(least), log_level=None)
    return _predicted(linker, model, least)


def _between(
    known: pa.Table, fresh: pa.Table, model: Model, least: float, api: DatabaseAPISubClass
) -> list[Pair]:
    left = api.register(known, dataset_display_name="known")
    right = api.register(fresh, dataset_display_name="fresh")
    settings = {**model.rules_for(least), "link_type": "link_only"}
    return _predicted(Linker([left, right], settings, log_level=None), model, least)


def _predicted(linker: Linker, model: Model, least: float) -> list[Pair]:
    from_ = model.raw(least) / log(2) if least > 0 else None
    found = linker.inference.predict(threshold_match_weight=from_)
    names = list(model.weights)
    pairs = (_pair(row, names, model) for row in _told(found, names))
    return [pair for pair in pairs if pair.probability >= least]


def _told(found: SplinkDataFrame, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The ids and levels alone: a million pairs with all their columns would fill the memory."""
    columns = ", ".join(["unique_id_l", "unique_id_r", *(f"gamma_{name}" for name in names)])
    narrow = found.query_sql("select " + columns + " from {this}")  # noqa: S608 - names of a model
    if not isinstance(narrow.db_api, DuckDBAPI):
        yield from narrow.as_record_list()
        return
    table: pa.Table = narrow.as_pyarrow_table()  # type: ignore[no-untyped-call]  # no types there
    for batch in table.to_batches(max_chunksize=_ROWS_AT_ONCE):
        yield from batch.to_pylist()


def _pair(row: Mapping[str, Any], names: Sequence[str], model: Model) -> Pair:
    left, right = sorted((str(row["unique_id_l"]), str(row["unique_id_r"])))
    weights = model.parts({name: int(row[f"gamma_{name}"]) for name in names})
    strength = model.prior + sum(weight for *_, weight in weights)
    return Pair(left, right, probability(strength), weights, strength)


def _by_ids(pair: Pair) -> tuple[str, str]:
    return pair.left, pair.right
