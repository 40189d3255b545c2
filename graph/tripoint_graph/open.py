"""Opens a store by its URL."""

import re
from pathlib import Path

from tripoint_graph.errors import StoreError
from tripoint_graph.ids import Ids
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot

_SQLITE = "sqlite:///"
_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_PASSWORD = re.compile(r"(?<=://).*@", re.DOTALL)


def open_store(url: str, secret: bytes) -> EvidenceStore:
    """The store at a URL, made new where there is none yet.

    Args:
        url: "sqlite:///path.db" (relative to the working folder), "sqlite:////abs/path.db", or
            "neo4j://user:password@host:7687" (also bolt://, and +s / +ssc for TLS).
        secret: the installation's secret, at least 16 bytes.

    Raises:
        StoreError: the URL is not one of these (its password is never repeated).
        StoreUnavailable: the store cannot be reached.
        WrongInstallation: the store was written under another secret.
        StoreOutdated: the store has another layout.
    """
    scheme = url.partition("://")[0].lower()
    if scheme == "sqlite":
        return _open_sqlite(url, secret)
    if scheme in _NEO4J:
        # The server's driver is large: a laptop that uses a file never pays for it.
        from tripoint_graph.adapters.neo4j.store import Neo4jStore  # noqa: PLC0415

        return Neo4jStore(url, secret)
    raise StoreError(
        f"{without_password(url)!r} is no store; write sqlite:///path.db or "
        "neo4j://user:password@host:7687"
    )


def write_import(store: EvidenceStore, snapshot: Snapshot, folder: Path, ids: Ids) -> Path:
    """Files for a first load into an empty Neo4j at full speed; gives the script to run.

    Raises:
        StoreError: the folder holds something already, or cannot be written.
    """
    from tripoint_graph.adapters.neo4j import importing  # noqa: PLC0415 - see `open_store`

    return importing.write_import(store, snapshot, folder, ids)


def _open_sqlite(url: str, secret: bytes) -> EvidenceStore:
    from tripoint_graph.adapters.sqlite.store import SqliteStore  # noqa: PLC0415

    path = url[len(_SQLITE) :]
    if not url.lower().startswith(_SQLITE) or not path:
        raise StoreError(
            f"{url!r} names no file; write sqlite:///path.db, or sqlite:////folder/path.db "
            "(four strokes) for a path from the root"
        )
    return SqliteStore(Path(path), secret)


def without_password(url: str) -> str:
    """The URL with user and password taken out, fit for messages.

    >>> without_password("neo4j://neo4j:hush@host:7687")
    'neo4j://***@host:7687'
    """
    return _PASSWORD.sub("***@", url)
