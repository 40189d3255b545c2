"""Ingest runs and what was wrong in them."""

from collections.abc import Iterable, Sequence

from neo4j import ManagedTransaction

from tripoint_graph.model import Issue, Run, RunId
from tripoint_graph.viewer import Viewer
from tripoint_graph.wire import dump_issue, dump_run, load_issue, load_run, microseconds

ISSUES_AT_ONCE = 5_000

SAVE = """
    MERGE (n:Run {id: $id})
    SET n.started_at = $started_at, n.body = $body, n.source = $source, n.file = $file,
        n.state = $state"""
FORGET = "MATCH (n:Issue {run: $run}) DETACH DELETE n"
ADD = """
    MATCH (of:Run {id: $run})
    UNWIND $issues AS row
    CREATE (:Issue {run: $run, position: row[0], body: row[1]})-[:FOUND_IN]->(of)"""
RUNS = "MATCH (n:Run) RETURN n.body AS body ORDER BY n.started_at DESC, n.id"
RUN = "MATCH (n:Run {id: $run}) RETURN n.body AS body"
ISSUES = "MATCH (n:Issue {run: $run}) RETURN n.body AS body ORDER BY n.position"


def save(tx: ManagedTransaction, run: Run, issues: Sequence[Issue] | None) -> None:
    """Write a run's state, and where issues are given let them replace those it had."""
    tx.run(
        SAVE,
        id=run.id,
        started_at=microseconds(run.started_at),
        body=dump_run(run).decode(),
        source=run.source,
        file=run.file,
        state=str(run.state),
    ).consume()
    if issues is not None:
        tx.run(FORGET, run=run.id).consume()
        add_issues(tx, run.id, issues)


def add_issues(tx: ManagedTransaction, run: RunId, issues: Iterable[Issue]) -> None:
    """Add the issues of a run that has none."""
    rows = [[at, dump_issue(issue).decode()] for at, issue in enumerate(issues)]
    for start in range(0, len(rows), ISSUES_AT_ONCE):
        tx.run(ADD, run=run, issues=rows[start : start + ISSUES_AT_ONCE]).consume()


def runs(tx: ManagedTransaction, viewer: Viewer) -> list[Run]:
    """The runs a viewer sees, newest first, ties by id."""
    found = (load_run(row["body"]) for row in tx.run(RUNS))
    return [run for run in found if viewer.sees_all(run.handlings)]


def issues(tx: ManagedTransaction, run: RunId, viewer: Viewer) -> list[Issue]:
    """What was wrong in one run, in the order found; empty where the viewer may not see it."""
    row = tx.run(RUN, run=run).single()
    if row is None or not viewer.sees_all(load_run(row["body"]).handlings):
        return []
    return [load_issue(found["body"]) for found in tx.run(ISSUES, run=run)]
