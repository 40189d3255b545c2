"""The same model file gives the same clusters on Spark as on DuckDB."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from people_by_hand import somebody

from tripoint_resolution.profile import profile_of
from tripoint_resolution.proposing.clusters import clustered
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.engine import Pair, scored
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import Model, shipped_model
from tripoint_scenarios.doubles import MAKERS
from tripoint_scenarios.doubles.told import SUBJECT

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
from tripoint_resolution.proposing.spark import engine, for_spark, session

JAVA_LEAST = 17
NAMES = (
    "Siti Rahmawati Umar",
    "Budi Santoso",
    "Muhammad bin Hassan",
    "Maria Clara Reyes",
    "Agus Wijaya Kusuma",
    "Nguyen Van Minh",
    "Abdul Karim Al Masri",
    "Jose Protacio Rizal",
)


def java() -> int:
    found = shutil.which("java")
    if found is None:
        return 0
    told = subprocess.run([found, "-version"], capture_output=True, text=True, check=False)
    return int(told.stderr.split('"')[1].split(".")[0])


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if java() < JAVA_LEAST:
        pytest.skip(f"Spark needs Java {JAVA_LEAST} or newer")
    here = {"spark_driver_host": "127.0.0.1", "spark_driver_bindAddress": "127.0.0.1"}
    few = {"spark_sql_shuffle_partitions": "1", "spark_default_parallelism": "1"}
    # Writing Java for each step, and compiling it, takes longer than two dozen rows.
    few |= {"spark_sql_codegen_wholeStage": "false", "spark_sql_adaptive_enabled": "false"}
    few |= {"spark_sql_codegen_factoryMode": "NO_CODEGEN"}
    made = session("local[1]", spark_ui_enabled="false", **here, **few)
    yield made
    made.stop()


def rows() -> list[Row]:
    """Each name three times: as it is, in another order, and with a letter lost."""
    chance = random.Random(5)
    told: list[Row] = []
    for name in NAMES:
        words = name.split()
        born = f"{chance.randint(1950, 2000)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        phone = f"+62812{chance.randint(1_000_000, 9_999_999)}"
        document = f"A{chance.randint(1_000_000, 9_999_999)}"
        lost = name[:4] + name[5:]
        for given, known in (
            (name, {"birth_date": born, "phone": phone, "document": document}),
            (" ".join(words[1:] + words[:1]), {"birth_date": born[:4], "phone": phone}),
            (lost, {"birth_date": born, "nationality": "IDN"}),
        ):
            row = MODELLED["person"].row(somebody(given, **known))
            told.append({"unique_id": f"{len(told):04}", **row})
    return told


def clusters(pairs: list[Pair]) -> set[frozenset[str]]:
    kept, _ = clustered(pairs, [], lambda one, other: "")
    group: dict[str, set[str]] = {}
    for pair in kept:
        joined = group.get(pair.left, {pair.left}) | group.get(pair.right, {pair.right})
        group |= dict.fromkeys(joined, joined)
    return {frozenset(members) for members in group.values()}


@pytest.mark.slow
@pytest.mark.timeout(900)
# py4j leaves its sockets to the collector, which pytest would count against us.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_spark_gives_the_clusters_of_duckdb(spark: Any) -> None:
    table, model = rows(), shipped_model(MODELLED["person"].model)
    here = alike_on_both(spark, table, model)
    assert len(clusters(here)) == len(NAMES)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("kind", ["organisation", "vessel", "address"])
def test_every_kinds_model_file_says_the_same_on_spark(spark: Any, kind: str) -> None:
    table = [
        {"unique_id": f"{n:04}", **MODELLED[kind].row(profile_of(each.record(str(n)), SUBJECT))}
        for n, each in enumerate(MAKERS[kind](20, 8))
    ]
    assert len(clusters(alike_on_both(spark, table, shipped_model(MODELLED[kind].model)))) > 3


def alike_on_both(spark: Any, table: list[Row], model: Model) -> list[Pair]:
    here = scored(table, model)
    there = scored(table, for_spark(model), engine=partial(engine, spark))
    assert [(p.left, p.right) for p in here] == [(p.left, p.right) for p in there]
    for mine, theirs in zip(here, there, strict=True):
        assert mine.probability == pytest.approx(theirs.probability, abs=1e-6)
    assert clusters(here) == clusters(there)
    return here
