"""The tables of a SQLite store, and how a file is recognised as one."""

import apsw

from tripoint_graph.errors import StoreError, StoreOutdated, WrongInstallation
from tripoint_graph.rows import derivation

APPLICATION = 0x54724970  # "TrIp" in the file's header, so that `file` and people can tell
LAYOUT = 2
"""Counts up whenever the tables change."""

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE commit_log (number INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT",
    "CREATE TABLE source (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE handling (number INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE rule (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    # Narrow rows, because snapshots read all of them; what a record says is in record_body.
    """CREATE TABLE record (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, key BLOB NOT NULL,
        version TEXT NOT NULL, withdrawn INTEGER NOT NULL, content BLOB NOT NULL,
        source INTEGER NOT NULL REFERENCES source, source_key TEXT NOT NULL,
        handling INTEGER NOT NULL REFERENCES handling, added INTEGER NOT NULL
        REFERENCES commit_log, probability REAL NOT NULL) STRICT""",
    # Holds all that decides which version speaks, so that the question never leaves the index.
    """CREATE INDEX record_by_key
        ON record (key, version, withdrawn, content, handling, added)""",
    """CREATE TABLE record_body (
        number INTEGER PRIMARY KEY REFERENCES record, run BLOB, body BLOB NOT NULL) STRICT""",
    """CREATE TABLE mention (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL, record INTEGER NOT NULL REFERENCES record,
        position INTEGER NOT NULL, key TEXT NOT NULL, kind INTEGER NOT NULL, atom BLOB NOT NULL,
        marks INTEGER NOT NULL) STRICT""",
    # Ids are random: every batch writes nearly every page of an index on them, so six bytes of
    # each are indexed and the rest is compared in the row (see `has_id`).
    "CREATE INDEX mention_by_id ON mention (substr(id, 1, 6))",
    # source and target are mention numbers of the same record.
    """CREATE TABLE claim (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL, record INTEGER NOT NULL REFERENCES record,
        position INTEGER NOT NULL, type INTEGER NOT NULL, source INTEGER NOT NULL, target INTEGER
        NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL) STRICT""",
    "CREATE INDEX claim_by_id ON claim (substr(id, 1, 6))",
    """CREATE TABLE rule_key (
        mention INTEGER NOT NULL REFERENCES mention, rule INTEGER NOT NULL REFERENCES rule,
        key BLOB NOT NULL, guard INTEGER NOT NULL, PRIMARY KEY (mention, rule, key))
        STRICT, WITHOUT ROWID""",
    # Search: each different text once, its trigrams, and the mentions that have it.
    """CREATE TABLE text (
        number INTEGER PRIMARY KEY, length INTEGER NOT NULL, value TEXT NOT NULL,
        UNIQUE (length, value)) STRICT""",
    """CREATE VIRTUAL TABLE text_index USING fts5 (
        value, content='', detail=none, columnsize=0, tokenize='trigram case_sensitive 1')""",
    """CREATE TABLE posting (
        text INTEGER NOT NULL REFERENCES text, mention BLOB NOT NULL, record INTEGER NOT NULL
        REFERENCES record, kind INTEGER NOT NULL, PRIMARY KEY (text, mention, record))
        STRICT, WITHOUT ROWID""",
    """CREATE TABLE judgement (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, left_end BLOB NOT NULL,
        right_end BLOB NOT NULL, verdict TEXT NOT NULL, judge TEXT NOT NULL, probability REAL
        NOT NULL, reason TEXT NOT NULL, features TEXT NOT NULL) STRICT""",
    "CREATE INDEX judgement_by_left ON judgement (left_end)",
    "CREATE INDEX judgement_by_right ON judgement (right_end)",
    """CREATE TABLE judged_on (
        judgement INTEGER NOT NULL REFERENCES judgement, record BLOB NOT NULL,
        PRIMARY KEY (judgement, record)) STRICT, WITHOUT ROWID""",
    # The commits between which a judgement held: starts <= commit < ends.
    """CREATE TABLE held (
        judgement INTEGER NOT NULL REFERENCES judgement, starts INTEGER NOT NULL, ends INTEGER
        NOT NULL, PRIMARY KEY (judgement, starts)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE run (
        id BLOB PRIMARY KEY, started_at INTEGER NOT NULL, body BLOB NOT NULL) STRICT""",
    """CREATE TABLE issue (
        run BLOB NOT NULL REFERENCES run, position INTEGER NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (run, position)) STRICT, WITHOUT ROWID""",
)


def has_id(row: str, id: str) -> str:
    """The condition that a row of `mention` or `claim` has an id, in the words of their indexes.

    >>> has_id("m", ":id")
    'substr(m.id, 1, 6) = substr(:id, 1, 6) AND m.id = :id'
    """
    return f"substr({row}.id, 1, 6) = substr({id}, 1, 6) AND {row}.id = {id}"


def is_new(db: apsw.Connection) -> bool:
    """Whether the file is empty, and so to be made a store.

    Raises:
        StoreError: the file is something else.
    """
    if db.pragma("application_id") == APPLICATION:
        return False
    if db.pragma("application_id") or db.execute("SELECT count(*) FROM sqlite_schema").get:
        raise StoreError(f"{db.filename} is a SQLite file but no Tripoint store; name another file")
    return True


def create(db: apsw.Connection, fingerprint: str) -> None:
    """Make the tables; to be called inside a writing transaction."""
    for statement in TABLES:
        db.execute(statement)
    db.execute(
        "INSERT INTO meta VALUES ('fingerprint', ?), ('derivation', ?)", (fingerprint, derivation())
    )
    db.pragma("application_id", APPLICATION)
    db.pragma("user_version", LAYOUT)


def verify(db: apsw.Connection, fingerprint: str) -> None:
    """Pass a store that this version reads and that this installation wrote.

    Raises:
        StoreOutdated: its layout is another.
        WrongInstallation: its secret is another.
    """
    layout = db.pragma("user_version")
    if layout != LAYOUT:
        raise StoreOutdated(
            f"{db.filename} has layout {layout}, this version reads layout {LAYOUT}: write a "
            "backup with the version that made it, and restore that into a new store"
        )
    if meta(db, "fingerprint") != fingerprint:
        raise WrongInstallation(
            f"{db.filename} was written under another installation's secret: give that secret, "
            "or restore a backup of it into a new store"
        )


def meta(db: apsw.Connection, name: str) -> str:
    """One value of the meta table."""
    return str(db.execute("SELECT value FROM meta WHERE name = ?", (name,)).get)
