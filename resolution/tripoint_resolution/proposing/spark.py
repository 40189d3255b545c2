"""The same model files on Spark, for more records than one machine holds.

A model is written in DuckDB's SQL. The few functions in which Spark's differs are renamed, and
nothing else: weights, comparisons and rules are those of the file. Needs the extra `spark` and
Java 17 or newer.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from splink.backends.spark import SparkAPI, similarity_jar_location

from tripoint_resolution.proposing.model import Model

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_RENAMED = {
    "len": "size",
    "list_intersect": "array_intersect",
    "jaro_winkler_similarity": "jaro_winkler",
}
_CALLED = re.compile(r"\b(" + "|".join(_RENAMED) + r")(?=\()")


def session(master: str = "local[*]", **conf: str) -> "SparkSession":
    """A session that holds what Splink needs of it; give its settings with `_` for each dot.

    Args:
        master: where Spark runs; this machine by default.
        conf: settings of Spark beside those.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415 - the extra may be absent

    builder = SparkSession.builder.master(master).config("spark.jars", similarity_jar_location())
    for name, value in conf.items():
        builder = builder.config(name.replace("_", "."), value)
    made: SparkSession = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def engine(session: "SparkSession") -> SparkAPI:
    """Splink's door to a session of Spark."""
    return SparkAPI(  # type: ignore[no-untyped-call]  # Splink has no types there
        spark_session=session, break_lineage_method="persist"
    )


def for_spark(model: Model) -> Model:
    """A trained model with its SQL in Spark's words.

    >>> settings = {"sql_dialect": "duckdb", "sql_condition": "len(list_intersect(a_l, a_r)) > 0"}
    >>> for_spark(Model("m-1", "person", settings)).settings
    {'sql_dialect': 'spark', 'sql_condition': 'size(array_intersect(a_l, a_r)) > 0'}
    """
    return replace(model, settings=_translated(model.settings))


def _translated(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        told = {name: _translated(each) for name, each in value.items()}
        return told | ({"sql_dialect": "spark"} if "sql_dialect" in told else {})
    if isinstance(value, list):
        return [_translated(each) for each in value]
    if isinstance(value, str):
        return _CALLED.sub(lambda found: _RENAMED[found[1]], value).replace('"', "`")
    return value
