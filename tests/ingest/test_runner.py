"""Loading files: batches, quarantine, run states, the same file twice, and dry runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from paxlst_by_hand import interchange, message, passenger, write_passengers
from stores import SECRET

from tripoint_graph.drafts import Draft
from tripoint_graph.ids import Ids
from tripoint_graph.model import (
    Category,
    Claim,
    Grade,
    Handling,
    Issue,
    Mention,
    Record,
    RunState,
    Tlp,
)
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL, Viewer
from tripoint_ingest.batch import files_in, load_files
from tripoint_ingest.loading import BATCH_RECORDS, Job, Loading
from tripoint_ingest.outcome import Outcome, Progress, exit_status
from tripoint_ingest.readers.paxlst import PaxlstReader
from tripoint_ingest.reading import Found, Source, Unreadable
from tripoint_ingest.runner import load
from tripoint_ingest.sources import Sources

IDS = Ids(SECRET)
PAXLST = PaxlstReader()


def loading(store: EvidenceStore, *, batch: int = BATCH_RECORDS) -> Loading:
    return Loading(store, IDS, {run.id: run for run in store.runs(FULL)}, batch=batch)


def loaded(store: EvidenceStore, path: Path, *, batch: int = BATCH_RECORDS) -> Outcome:
    return load(Job(path, PAXLST, PAXLST.source), loading(store, batch=batch))


def record(number: int, *claims: Claim) -> Record:
    return Record(
        source="notes",
        source_key=f"{number:04d}",
        handling=Handling("MY", Tlp.RED, Category.LIST),
        mentions=(Mention("person", "person", {"name": (f"Name {number}",)}),),
        claims=claims,
        origin=f"notes.txt line {number}",
    )


@dataclass(frozen=True)
class Notes:
    """A reader that gives what a test wants found."""

    found: tuple[Found | Unreadable, ...]
    name: str = "notes"
    title: str = "a test's own"
    source: Source = field(
        default=Source("notes", Handling("MY", Tlp.GREEN, Category.LIST), Grade("C", 3))
    )

    def sniff(self, head: bytes, file_name: str) -> bool:
        return file_name.endswith(".txt")

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        for found in self.found:
            if isinstance(found, Unreadable):
                raise found
            yield found


def noted(store: EvidenceStore, tmp_path: Path, *found: Found | Unreadable) -> Outcome:
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    reader = Notes(found)
    return load(Job(path, reader, reader.source), loading(store))


def test_a_file_is_loaded_and_its_run_says_so(store: EvidenceStore, tmp_path: Path) -> None:
    outcome = loaded(store, write_passengers(tmp_path / "list.edi", 30))
    assert (outcome.state, outcome.read, outcome.new, outcome.issues) == (
        RunState.FINISHED,
        30,
        30,
        0,
    )
    (run,) = store.runs(FULL)
    assert (run.id, run.state, run.file, run.new) == (outcome.run, "finished", "list.edi", 30)
    assert run.finished_at is not None
    assert exit_status([outcome]) == 0


def test_the_same_file_again_changes_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    path = write_passengers(tmp_path / "list.edi", 30)
    loaded(store, path)
    before = store.info(), store.runs(FULL)
    again = loaded(store, path.rename(tmp_path / "other-name.edi"))
    assert (again.new, again.known) == (0, 30)
    assert (store.info(), store.runs(FULL)) == before


def test_batches_do_not_change_what_is_stored(store: EvidenceStore, tmp_path: Path) -> None:
    path = write_passengers(tmp_path / "list.edi", 60)
    loaded(store, path, batch=7)
    digest, commits = store.info().digest, len(store.commit_times())
    assert commits == 9
    assert loaded(store, path, batch=60).new == 0
    assert store.info().digest == digest


def test_a_record_that_contradicts_itself_leaves_alone(
    store: EvidenceStore, tmp_path: Path
) -> None:
    nowhere = Claim("ASSOCIATE_OF", "person", "nobody")
    outcome = noted(store, tmp_path, record(1), record(2, nowhere), record(3))
    assert (outcome.read, outcome.new, outcome.issues, outcome.lost) == (3, 2, 1, 1)
    assert outcome.run
    (issue,) = store.issues(outcome.run, FULL)
    assert (issue.rule, issue.position, issue.lost) == ("invalid-evidence", "line 2", True)
    assert "nobody" in issue.reason
    assert exit_status([outcome]) == 3


def test_a_file_that_breaks_off_keeps_what_was_read(store: EvidenceStore, tmp_path: Path) -> None:
    outcome = noted(store, tmp_path, record(1), Unreadable("notes.txt line 2: torn off"))
    assert (outcome.state, outcome.new) == (RunState.FAILED, 1)
    assert store.info().records == 1
    (run,) = store.runs(FULL)
    assert (run.state, run.error) == ("failed", "notes.txt line 2: torn off")
    assert exit_status([outcome]) == 4


def test_a_failed_file_is_read_again_when_it_is_given_again(
    store: EvidenceStore, tmp_path: Path
) -> None:
    noted(store, tmp_path, Unreadable("torn off"))
    assert noted(store, tmp_path, record(1)).state is RunState.FINISHED
    (run,) = store.runs(FULL)
    assert (run.state, run.error, run.read) == ("finished", "", 1)


def test_a_run_is_hidden_from_whoever_may_not_see_all_that_it_read(
    store: EvidenceStore, tmp_path: Path
) -> None:
    outcome = noted(store, tmp_path, record(1), Issue("notes.txt", "line 2", "", "bad", "no"))
    amber = Viewer("amber", tlp=Tlp.AMBER)
    assert store.runs(amber) == []
    assert outcome.run
    assert store.issues(outcome.run, amber) == []
    assert len(store.issues(outcome.run, FULL)) == 1


def test_a_run_of_nothing_but_issues_carries_its_source_s_handling(
    store: EvidenceStore, tmp_path: Path
) -> None:
    noted(store, tmp_path, Issue("notes.txt", "line 1", "", "bad", "no"))
    assert store.runs(Viewer("clear", tlp=Tlp.CLEAR)) == []
    assert len(store.runs(Viewer("green", tlp=Tlp.GREEN))) == 1


def test_many_issues_are_kept_in_order_whatever_memory_holds(
    store: EvidenceStore, tmp_path: Path
) -> None:
    issue = Issue("notes.txt", "", "", "bad", "x" * 400, excerpt="\ud800" + "y" * 1000)
    many = [replace(issue, position=f"line {n}") for n in range(12_000)]
    outcome = noted(store, tmp_path, *many)
    assert outcome.run
    kept = store.issues(outcome.run, FULL)
    assert [i.position for i in kept] == [i.position for i in many]
    assert len(kept[0].excerpt) == 300


def test_a_dry_run_foretells_and_writes_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    loaded(store, write_passengers(tmp_path / "first.edi", 20))
    before = store.info(), store.runs(FULL)
    path = tmp_path / "second.edi"
    people = [passenger(n) for n in range(20, 25)]
    path.write_text(interchange([message(1, people), message(1, people)]))
    draft = Draft(store, open_store(f"sqlite:///{tmp_path}/draft.db", SECRET), IDS)
    foretold = load(Job(path, PAXLST, PAXLST.source), Loading(draft, IDS, {}, batch=3))
    draft.close()
    assert (store.info(), store.runs(FULL)) == before
    real = loaded(store, path)
    assert (foretold.read, foretold.new, foretold.known, foretold.issues) == (
        real.read,
        real.new,
        real.known,
        real.issues,
    )
    assert real.new == 5


def test_progress_is_told_after_every_batch(tmp_path: Path, store: EvidenceStore) -> None:
    told: list[Progress] = []
    path = write_passengers(tmp_path / "list.edi", 25)
    watched = replace(loading(store, batch=10), on_progress=told.append)
    load(Job(path, PAXLST, PAXLST.source), watched)
    assert [event.read for event in told] == [10, 20, 25]


def test_runs_are_dated_by_the_clock_they_are_given(store: EvidenceStore, tmp_path: Path) -> None:
    moment = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    at_three = replace(loading(store), clock=lambda: moment)
    load(Job(write_passengers(tmp_path / "list.edi", 1), PAXLST, PAXLST.source), at_three)
    assert store.runs(FULL)[0].started_at == moment


@pytest.mark.parametrize("size", [0, -1, 20_001])
def test_a_batch_of_an_impossible_size_is_refused(store: EvidenceStore, size: int) -> None:
    with pytest.raises(ValueError, match="1 to 20000"):
        loading(store, batch=size)
    assert BATCH_RECORDS <= 20_000


def test_a_folder_is_its_files_in_order_without_the_hidden_and_the_answers(tmp_path: Path) -> None:
    for name in ("b/2.edi", "a/1.edi", ".hidden/x.edi", "b/.swap", "truth.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    single = tmp_path / "b/2.edi"
    assert files_in([tmp_path, single]) == [tmp_path / "a/1.edi", single]


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(
    store: EvidenceStore, tmp_path: Path
) -> None:
    odd = tmp_path / "a.bin"
    odd.write_bytes(b"\x00\x01\x02")
    files = [odd, tmp_path / "gone.edi", write_passengers(tmp_path / "list.edi", 3)]
    outcomes = list(load_files(files, None, Sources(), "", loading(store)))
    assert [o.state for o in outcomes] == ["failed", "failed", "finished"]
    assert "`tripoint formats`" in outcomes[0].error
    assert exit_status(outcomes) == 4
    assert store.info().records == 3
