"""Streams that grow are cut into pieces of whole records, and nothing is lost between them."""

import io
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paxlst_by_hand import interchange, message, passenger

from tripoint_ingest.following import Following, Piece


@dataclass
class Growing:
    """A stream that gives one part at each look, and nothing between two of them."""

    parts: list[bytes]
    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def read(self, size: int = -1, /) -> bytes | None:
        return self.parts.pop(0) if self.parts else b""

    def readline(self, size: int | None = -1, /) -> bytes:
        raise NotImplementedError

    def seek(self, offset: int, /) -> int:
        raise NotImplementedError

    def sleep(self, seconds: float) -> None:
        self.now += 1.0


def cut(parts: list[bytes], records: int = 2, seconds: float = 60.0) -> list[Piece]:
    stream = Growing(parts)
    following = Following(stream, records, seconds, until_end=True, clock=lambda: stream.now)
    following.sleep = stream.sleep
    return list(following.pieces())


def test_lines_are_cut_by_their_number_and_the_rest_is_given_at_the_end() -> None:
    pieces = cut([b'{"a":1}\n{"a"', b':2}\n{"a":3}'])
    assert [piece.content for piece in pieces] == [b'{"a":1}\n{"a":2}\n', b'{"a":3}']
    assert [(piece.start, piece.end) for piece in pieces] == [(0, 16), (16, 23)]


def test_the_header_stands_in_front_of_every_piece() -> None:
    pieces = cut([b"a,b\n1,2\n3,4\n5,6\n"])
    assert [piece.content for piece in pieces] == [b"a,b\n1,2\n3,4\n", b"a,b\n5,6\n"]
    assert (pieces[1].start, pieces[1].end) == (12, 16)


def test_a_cell_with_a_line_end_is_not_cut_in_two() -> None:
    pieces = cut([b'a,b\n1,"2\n2"\n3,4\n5,6\n'])
    assert pieces[0].content == b'a,b\n1,"2\n2"\n3,4\n'


def test_interchanges_are_cut_at_their_ends() -> None:
    texts = [interchange([message(n, [passenger(n)])]).encode() for n in (1, 2, 3)]
    whole = b"".join(texts)
    pieces = cut([whole[:100], whole[100:700], whole[700:]], records=1)
    assert [piece.content for piece in pieces] == texts


def test_what_has_come_is_given_when_its_time_is_over() -> None:
    stream = Growing([b'{"a":1}\n', b"", b"", b"", b'{"a":2}\n', b'{"a":'])
    following = Following(stream, 100, 2.0, clock=lambda: stream.now)
    following.sleep, pieces = stream.sleep, following.pieces()
    assert next(pieces).content == b'{"a":1}\n'
    assert stream.now == 2.0
    following.stop = lambda: not stream.parts
    assert [piece.content for piece in pieces] == [b'{"a":2}\n']  # half a line waits for its rest


def test_skipping_keeps_the_header() -> None:
    following = Following(io.BytesIO(b"a,b\n1,2\n3,4\n"), until_end=True)
    following.skip(8)
    (piece,) = following.pieces()
    assert (piece.start, piece.content) == (8, b"a,b\n3,4\n")


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(1, 5), st.data())
def test_pieces_together_are_the_stream_however_it_came(
    lengths: list[int], records: int, data: st.DataObject
) -> None:
    whole = b"".join(b'{"a":"' + b"x" * length + b'"}\n' for length in lengths)
    places = data.draw(st.lists(st.integers(0, len(whole)), max_size=8).map(sorted))
    edges = [0, *places, len(whole)]
    parts = [whole[a:b] for a, b in pairwise(edges) if a < b]
    pieces = cut(parts, records)
    assert b"".join(piece.content for piece in pieces) == whole
    assert all(piece.content.count(b"\n") <= records for piece in pieces)


@pytest.mark.parametrize("size", [3_000_000])
def test_a_line_that_does_not_end_is_not_held_for_ever(size: int) -> None:
    pieces = cut([b"{" + b"x" * size, b"x" * size], records=1)
    assert max(len(piece.content) for piece in pieces) <= size + 1
