"""Editions of a list: what is gone is withdrawn, what stands is not stored again, in any order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from stores import SECRET

from tripoint_graph.ids import Ids
from tripoint_graph.model import Category, Grade, Handling, Issue, Mention, Record, RunState, Tlp
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_ingest.editions import GONE_FEW, editions_of
from tripoint_ingest.loading import Job, Loading
from tripoint_ingest.outcome import Outcome
from tripoint_ingest.reading import Edition, Found, Source, Unreadable
from tripoint_ingest.runner import load

IDS = Ids(SECRET)
SOURCE = Source("list", Handling("UN", Tlp.CLEAR, Category.LIST), Grade("A", 2))
Entries = Mapping[str, str]  # key to name


@dataclass(frozen=True)
class ListOf:
    """A reader that gives one edition of a list, and whatever a test wants wrong with it."""

    version: str
    entries: Entries
    wrong: tuple[Issue | Unreadable, ...] = ()
    name: str = "list"
    title: str = "a test's own list"
    source: Source = field(default=SOURCE)

    def sniff(self, head: bytes, file_name: str) -> bool:
        return False

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        yield Edition(self.version)
        for key, name in self.entries.items():
            yield Record(
                source=source.name,
                source_key=key,
                handling=source.handling,
                version=self.version,
                observed_at=self.version,
                mentions=(Mention("person", "person", {"name": (name,)}),),
            )
        for wrong in self.wrong:
            if isinstance(wrong, Unreadable):
                raise wrong
            yield wrong


def read(
    store: EvidenceStore,
    folder: Path,
    version: str,
    entries: Entries,
    *wrong: Issue | Unreadable,
    part: bool = False,
    batch: int = 3,
    retire: bool = False,
) -> Outcome:
    path = folder / "list.txt"
    path.write_text(repr((version, sorted(entries.items()), wrong)))
    previous = {run.id: run for run in store.runs(FULL)}
    loading = Loading(store, IDS, previous, batch=batch, retire=retire)
    return load(Job(path, ListOf(version, entries, wrong), SOURCE, part=part), loading)


def spoken(store: EvidenceStore, known_at: int | None = None) -> dict[str, str]:
    """Key to name of all entries that speak."""
    return {
        stored.record.source_key: stored.record.mentions[0].first("name")
        for stored in store.page(FULL, known_at=known_at)
        if not stored.record.withdrawn
    }


def test_what_a_newer_edition_lacks_is_withdrawn(store: EvidenceStore, tmp_path: Path) -> None:
    first = read(store, tmp_path, "2020", {"1": "Ali", "2": "Budi", "3": "Citra", "4": "Dewi"})
    at_first = store.head().number
    second = read(store, tmp_path, "2026", {"1": "Ali", "3": "Citra Sari", "4": "Dewi", "5": "Eko"})
    assert spoken(store) == {"1": "Ali", "3": "Citra Sari", "4": "Dewi", "5": "Eko"}
    assert (first.read, first.new, first.withdrawn) == (4, 4, 0)
    assert (second.read, second.new, second.known) == (4, 3, 2)
    assert (second.changed, second.withdrawn, second.kept) == (1, 1, 0)
    assert spoken(store, at_first) == {"1": "Ali", "2": "Budi", "3": "Citra", "4": "Dewi"}
    assert editions_of(store.runs(FULL), "list") == ["2020", "2026"]


def test_an_entry_that_comes_back_speaks_again(store: EvidenceStore, tmp_path: Path) -> None:
    for version, entries in (
        ("2020", {"1": "Ali", "2": "Budi"}),
        ("2021", {"1": "Ali"}),
        ("2022", {"1": "Ali", "2": "Budi"}),
    ):
        read(store, tmp_path, version, entries)
    assert spoken(store) == {"1": "Ali", "2": "Budi"}


def test_a_late_edition_changes_nothing_that_a_newer_one_settled(
    store: EvidenceStore, tmp_path: Path
) -> None:
    read(store, tmp_path, "2020", {"1": "Ali", "2": "Budi"})
    read(store, tmp_path, "2026", {"1": "Ali", "2": "Budi"})
    read(store, tmp_path, "2023", {"1": "Ali the Elder", "3": "Citra"})
    assert spoken(store) == {"1": "Ali", "2": "Budi"}


def test_an_edition_with_an_unread_row_retires_nothing_and_says_so(
    store: EvidenceStore, tmp_path: Path
) -> None:
    read(store, tmp_path, "2020", {"1": "Ali", "2": "Budi"})
    unread = Issue("list.txt", "line 2", "", "missing-key", "it has no key")
    held = read(store, tmp_path, "2026", {"1": "Ali"}, unread)
    assert (held.kept, held.withdrawn) == (1, 0)
    assert spoken(store) == {"1": "Ali", "2": "Budi"}
    mended = read(store, tmp_path, "2026", {"1": "Ali", "3": "Citra"})
    assert (mended.kept, mended.withdrawn) == (0, 1)
    assert spoken(store) == {"1": "Ali", "3": "Citra"}


def test_an_edition_that_breaks_off_retires_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    read(store, tmp_path, "2020", {"1": "Ali", "2": "Budi"})
    torn = read(store, tmp_path, "2026", {"1": "Ali"}, Unreadable("torn off"))
    assert (torn.state, torn.kept) == (RunState.FAILED, 1)
    assert spoken(store) == {"1": "Ali", "2": "Budi"}


def test_a_piece_of_an_edition_retires_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    read(store, tmp_path, "2020", {"1": "Ali", "2": "Budi"})
    piece = read(store, tmp_path, "2026", {"1": "Ali the Elder"}, part=True)
    assert (piece.changed, piece.withdrawn, piece.kept) == (1, 0, 0)
    assert spoken(store) == {"1": "Ali the Elder", "2": "Budi"}
    assert editions_of(store.runs(FULL), "list") == ["2020"]


def test_an_edition_that_lacks_most_of_its_list_waits_for_a_person(
    store: EvidenceStore, tmp_path: Path
) -> None:
    entries = {f"{n:03}": f"Name {n}" for n in range(2 * GONE_FEW)}
    few = dict(list(entries.items())[: GONE_FEW - 10])
    read(store, tmp_path, "2020", entries, batch=100)
    held = read(store, tmp_path, "2026", few, batch=100)
    assert (held.kept, held.withdrawn) == (GONE_FEW + 10, 0)
    assert spoken(store) == entries
    told = read(store, tmp_path, "2026", few, batch=100, retire=True)
    assert (told.kept, told.withdrawn) == (0, GONE_FEW + 10)
    assert spoken(store) == few


def test_an_edition_given_twice_changes_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    editions = [("2020", {"1": "Ali", "2": "Budi"}), ("2021", {"1": "Ali", "3": "Citra"})]
    for version, entries in editions:
        read(store, tmp_path, version, entries)
    before = store.info(), store.runs(FULL)
    for version, entries in editions:
        read(store, tmp_path, version, entries)
    assert (store.info(), store.runs(FULL)) == before


_ENTRIES = st.dictionaries(st.sampled_from("123456"), st.sampled_from(["Ali", "Budi", "Citra"]))
_EDITIONS = st.lists(_ENTRIES, min_size=1, max_size=5)


@given(editions=_EDITIONS, order=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_editions_in_any_order_and_twice_leave_the_newest_speaking(
    editions: Sequence[Entries], order: Random
) -> None:
    """And at no edition's version does anything else stand than what that edition says."""
    numbered = [(f"20{at:02}", entries) for at, entries in enumerate(editions)]
    given_as = [*numbered, *numbered]
    order.shuffle(given_as)
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder / 'a.db'}", SECRET)
        for version, entries in given_as:
            read(store, folder, version, entries)
        assert spoken(store) == dict(editions[-1])
        for version, entries in numbered:
            assert stood(store, version) == dict(entries)
        store.close()


def stood(store: EvidenceStore, version: str) -> dict[str, str]:
    """What the records up to an edition say, read as plainly as can be."""
    found = store.records([each.id for each in store.versions("list")], FULL)
    upto = [each.record for each in found if each is not None and each.record.version <= version]
    newest = {r.source_key: r for r in sorted(upto, key=lambda r: (r.version, r.withdrawn))}
    return {key: r.mentions[0].first("name") for key, r in newest.items() if not r.withdrawn}


def test_versions_are_told_by_key_and_rank(store: EvidenceStore, tmp_path: Path) -> None:
    read(store, tmp_path, "2020", {"1": "Ali", "2": "Budi"})
    read(store, tmp_path, "2021", {"2": "Budiman"})
    told = store.versions("list")
    assert [(v.source_key, v.version, v.withdrawn) for v in told] == [
        ("1", "2020", False),
        ("1", "2021", True),
        ("2", "2020", False),
        ("2", "2021", False),
    ]
    assert store.versions("list", ["2", "9"]) == told[2:]
    assert store.versions("another") == store.versions("list", []) == []
    (stored,) = store.records([told[3].id], FULL)
    assert stored is not None
    assert replace(stored.record, raw="") == stored.record
    assert told[3].handling == stored.record.handling
