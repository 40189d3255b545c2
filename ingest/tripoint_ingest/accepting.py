"""Takes a draft's records into the store that it was laid over."""

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tripoint_graph import backup
from tripoint_graph.errors import StoreError
from tripoint_graph.model import Issue, Run
from tripoint_graph.ports import EvidenceStore, batches
from tripoint_graph.viewer import FULL
from tripoint_ingest.loading import BATCH_RECORDS


class Accepted(NamedTuple):
    """What came of accepting a draft: records that the store had not held, and had, and runs."""

    new: int
    known: int
    runs: int


def accept(draft: EvidenceStore, store: EvidenceStore) -> Accepted:
    """Add all of a draft to a store; once more changes nothing, so it can be taken up again.

    Args:
        draft: the draft's own records, without the store below them.
        store: where they go.

    Raises:
        StoreError: the store holds an edition of a list that the draft did not know of when it
            was made, so that what it withdraws may be out of date.
    """
    _refuse_outdated(draft, store)
    with TemporaryDirectory(prefix="tripoint-draft-") as scratch:
        whole = Path(scratch) / "draft.jsonl"
        draft.backup(whole)
        new = known = 0
        found = (item for item in backup.read(whole) if isinstance(item, backup.BackedRecord))
        for run, group in groupby(found, attrgetter("run")):
            for batch in batches((item.record for item in group), BATCH_RECORDS):
                receipt = store.append(batch, run)
                new, known = new + receipt.new, known + receipt.known
        issues: dict[str, list[Issue]] = {}
        runs: list[Run] = []
        for item in backup.read(whole):
            if isinstance(item, Run):
                runs.append(item)
            elif isinstance(item, backup.BackedIssue):
                issues.setdefault(item.run, []).append(item.issue)
        for told in runs:
            store.save_run(told, issues.get(told.id, []))
    return Accepted(new, known, len(runs))


def _refuse_outdated(draft: EvidenceStore, store: EvidenceStore) -> None:
    landed = store.runs(FULL)
    for run in draft.runs(FULL):
        for other in landed:
            if (
                run.edition
                and (other.source, other.whole) == (run.source, True)
                and other.edition != run.edition
                and other.finished_at is not None
                and other.finished_at > run.started_at
            ):
                raise StoreError(
                    f"the draft reads the edition of {run.edition} of {run.source} against what "
                    f"the store held then; since then the edition of {other.edition} was loaded. "
                    "Drop the draft and load its files again"
                )
