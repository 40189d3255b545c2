"""Whatever comes in: files in any order, twice, in batches of any size, make the same store."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from stores import SECRET

from tripoint_graph.ids import Ids
from tripoint_graph.model import RunId
from tripoint_graph.open import open_store
from tripoint_graph.ports import StoreInfo
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import files_in, load_files
from tripoint_ingest.loading import Loading
from tripoint_ingest.sources import Sources

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
FILES = [path for path in files_in([EXAMPLES]) if path.suffix != ".md"]


def loaded(files: list[Path], batch: int) -> tuple[StoreInfo, set[tuple[RunId, int, int]]]:
    """What a store and its runs come to when files are loaded in this order."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/evidence.db", SECRET)
        previous = {run.id: run for run in store.runs(FULL)}
        loading = Loading(store, Ids(SECRET), previous, batch=batch)
        outcomes = list(load_files(files, None, Sources(), "", loading))
        assert [outcome.error for outcome in outcomes if outcome.error] == []
        runs = {(run.id, run.read, run.issues) for run in store.runs(FULL)}
        info = store.info()
        store.close()
    return info, runs


@given(order=st.randoms(use_true_random=False), batch=st.integers(1, 50))
@settings(max_examples=6, deadline=None)
def test_every_example_in_any_order_and_twice_makes_the_same_store(
    order: Random, batch: int
) -> None:
    expected, runs = loaded(FILES, 4_000)
    given_as = [*FILES, *order.sample(FILES, len(FILES) // 2)]
    order.shuffle(given_as)
    told, again = loaded(given_as, batch)
    assert told.digest == expected.digest
    assert (told.records, told.mentions, told.claims, told.issues) == (
        expected.records,
        expected.mentions,
        expected.claims,
        expected.issues,
    )
    assert again == runs
    assert expected.records > 50, "the examples are many"
