"""However much an answer shows, the store is read a fixed number of times for it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from asked_by_hand import (
    EXAMPLES,
    Browser,
    client,
    data,
    declaration,
    filled,
    id_of,
    listed,
    seizure,
    traveller,
)
from stores import SECRET

from tripoint_graph.adapters.sqlite.store import SqliteStore
from tripoint_graph.model import ClaimId, MentionId, Record, RecordId
from tripoint_graph.ports import Hit, StoredClaim, StoredMention, StoredRecord
from tripoint_graph.viewer import Viewer

WIDE = """{ connections(from: {actorClass: FTF}, to: {actorClass: SALW_TRAFFICKER}, first: 40) {
  shown edges { node { explanation entities { entity { caption strand } }
    steps { sentence source { caption } target { caption }
      records(first: 2) { id raw mentions { key entity { caption } } }
      link { sentence records(first: 3) { edges { node { sourceKey } } } } } } } } }"""


class Counted(SqliteStore):
    """A store that counts how often it is read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SECRET)
        self.reads: Counter[str] = Counter()

    def records(
        self, ids: Sequence[RecordId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredRecord | None]:
        self.reads["records"] += 1
        return super().records(ids, viewer, known_at)

    def mentions(
        self, ids: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredMention | None]:
        self.reads["mentions"] += 1
        return super().mentions(ids, viewer, known_at)

    def claims(
        self, ids: Sequence[ClaimId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredClaim | None]:
        self.reads["claims"] += 1
        return super().claims(ids, viewer, known_at)

    def search(
        self,
        text: str,
        viewer: Viewer,
        kinds: Sequence[str] = (),
        limit: int = 1000,
        known_at: int | None = None,
    ) -> list[Hit]:
        self.reads["search"] += 1
        return super().search(text, viewer, kinds, limit, known_at)


def crowd(size: int) -> list[Record]:
    """So many listed people, whose passports somebody travelled on with one phone."""
    people = [listed(f"QDi.{n}", f"Karimov {n}", f"C{n:07}") for n in range(size)]
    trips = [traveller(f"pnr-{n}", f"KARIMOV {n}", f"C{n:07}") for n in range(size)]
    return [*people, *trips, declaration("decl-1"), seizure("S-17")]


def reads_for(folder: Path, size: int, query: str) -> tuple[Counter[str], str]:
    """How often the store is read for one answer, and the answer."""
    store = Counted(folder / f"{size}.db")
    filled(store, crowd(size))
    browser: Browser = client(store)
    variables = {"id": id_of(browser, "kimia")} if "$id" in query else {}
    store.reads.clear()
    answer = str(data(browser, query, variables))
    counted = Counter(store.reads)
    store.close()
    return counted, answer


def test_forty_chains_cost_no_more_reads_than_two(tmp_path: Path) -> None:
    few, short = reads_for(tmp_path, 2, WIDE)
    many, long = reads_for(tmp_path, 40, WIDE)
    assert "'shown': 40" in long
    assert len(long) > 10 * len(short)
    assert many == few
    assert sum(many.values()) <= 8


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "ingestRuns"])
def test_no_example_reads_item_by_item(tmp_path: Path, name: str) -> None:
    few, _ = reads_for(tmp_path, 2, EXAMPLES[name])
    many, _ = reads_for(tmp_path, 12, EXAMPLES[name])
    # What a thread works out joins the batch under way or makes the next: one read, either way.
    assert set(many) == set(few)
    assert all(many[kind] <= few[kind] + 1 for kind in many), (few, many)
