"""Makes anew what follows from records, after the ontology or the ways of deriving have changed."""

from collections.abc import Iterator
from itertools import islice

import apsw

from tripoint_graph.adapters.sqlite import reading, schema, writing
from tripoint_graph.errors import InvalidEvidence, StoreOutdated
from tripoint_graph.ids import Ids
from tripoint_graph.model import RecordId
from tripoint_graph.rows import Derivation, RecordRows, derivation
from tripoint_graph.validate import check

BATCH = 5_000
"""Records made into rows at once."""


def is_due(db: apsw.Connection) -> bool:
    """Whether the store's rows were derived in another way than this version derives them."""
    return schema.meta(db, "derivation") != derivation()


def rebuild(db: apsw.Connection, ids: Ids) -> None:
    """Derive every row below the records anew; to be called inside a writing transaction.

    Raises:
        StoreOutdated: a record holds what the ontology no longer declares.
    """
    for table in ("posting", "text", "rule_key", "claim", "mention"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    rows = _rows(db, ids)
    while batch := list(islice(rows, BATCH)):
        writing.insert_derived(db, batch)
    db.execute("UPDATE meta SET value = ? WHERE name = 'derivation'", (derivation(),))


def _rows(db: apsw.Connection, ids: Ids) -> Iterator[tuple[int, RecordRows]]:
    derive = Derivation(ids).rows_of
    held = db.execute("SELECT number, id, content FROM record ORDER BY number")
    for (number, id, content), (record, _, _) in zip(held, reading.everything(db), strict=True):
        try:
            check(record)
        except InvalidEvidence as error:
            raise StoreOutdated(
                f"{db.filename} holds what the ontology no longer declares: {error}; read it "
                "with the version that wrote it"
            ) from error
        yield number, derive(RecordId(id.hex()), record, content)
