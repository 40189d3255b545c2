"""A batch goes to Neo4j in queries of bounded size."""

from hypothesis import given
from hypothesis import strategies as st

from tripoint_graph.adapters.neo4j.writing import PIECE, PIECE_ROWS, pieces
from tripoint_graph.model import Handling, Mention, Record

SIZES = st.lists(st.integers(0, PIECE_ROWS + 5) | st.integers(0, 5), max_size=60)
HERE = Handling("ID")
SAME = Mention("thing", "phone")


def record(mentions: int) -> Record:
    """A record of so many mentions; that they are the same one matters to nobody here."""
    return Record("rows", "1", HERE, mentions=(SAME,) * mentions)


@given(SIZES, st.integers(1, 3))
def test_no_query_has_too_many_rows_and_none_is_lost(sizes: list[int], times: int) -> None:
    records = [record(size) for size in sizes * times]
    found = list(pieces(records))
    assert [at for piece in found for at in piece] == list(range(len(records)))
    for piece in found:
        rows = sum(1 + len(records[at].mentions) for at in piece)
        assert len(piece) == 1 or (rows <= PIECE_ROWS and len(piece) <= PIECE)


def test_small_records_fill_whole_queries() -> None:
    found = list(pieces([record(1)] * (2 * PIECE + 1)))
    assert [len(piece) for piece in found] == [PIECE, PIECE, 1]
