"""Ingest runs and what was wrong in them."""

from collections.abc import Iterable

import apsw

from tripoint_graph.model import Issue, Run, RunId
from tripoint_graph.viewer import Viewer
from tripoint_graph.wire import dump_issue, dump_run, load_issue, load_run, microseconds


def save(db: apsw.Connection, run: Run, issues: Iterable[Issue] | None) -> None:
    """Write a run's state, and where issues are given let them replace those it had."""
    id = bytes.fromhex(run.id)
    db.execute(
        "INSERT OR REPLACE INTO run VALUES (?, ?, ?)",
        (id, microseconds(run.started_at), dump_run(run)),
    )
    if issues is not None:
        db.execute("DELETE FROM issue WHERE run = ?", (id,))
        db.executemany(
            "INSERT INTO issue VALUES (?, ?, ?)",
            ((id, at, dump_issue(issue)) for at, issue in enumerate(issues)),
        )


def add_issue(db: apsw.Connection, run: RunId, issue: Issue) -> None:
    """Add one issue after those that a run has."""
    db.execute(
        "INSERT INTO issue SELECT ?1, count(*), ?2 FROM issue WHERE run = ?1",
        (bytes.fromhex(run), dump_issue(issue)),
    )


def runs(db: apsw.Connection, viewer: Viewer) -> list[Run]:
    """The runs a viewer sees, newest first, ties by id."""
    rows = db.execute("SELECT body FROM run ORDER BY started_at DESC, id")
    return [run for run in (load_run(body) for (body,) in rows) if viewer.sees_all(run.handlings)]


def issues(db: apsw.Connection, run: RunId, viewer: Viewer) -> list[Issue]:
    """What was wrong in one run, in the order found; empty where the viewer may not see it."""
    try:
        id = bytes.fromhex(run)
    except ValueError:  # no id at all names no run
        return []
    body = db.execute("SELECT body FROM run WHERE id = ?", (id,)).get
    if body is None or not viewer.sees_all(load_run(body).handlings):
        return []
    rows = db.execute("SELECT body FROM issue WHERE run = ? ORDER BY position", (id,))
    return [load_issue(body) for (body,) in rows]
