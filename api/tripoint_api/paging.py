"""Pages in Relay's form, with cursors that name an item and the moment it was seen at."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Generic, TypeVar

import orjson
import strawberry

from tripoint_api.refusals import Code, Refused

FIRST_MAX = 100
"""Items of one page, at most."""

T = TypeVar("T")
N = TypeVar("N")


@strawberry.type(description="Whether there is more, and where to go on.")
class PageInfo:
    """Relay's PageInfo; pages only go forward."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(description="One item of a page.")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="Opaque; give it as `after` to go on from here.")
    node: T


@strawberry.type(description="One page. It never tells how much is hidden.")
class Connection(Generic[T]):
    """Relay's connection."""

    edges: list[Edge[T]]
    page_info: PageInfo


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an answer.

    Attributes:
        question: the fingerprint of what was asked (`fingerprint`).
        moment: the moment as known at which it was answered.
        key: names the last item seen.
    """

    question: str
    moment: datetime
    key: str

    def __str__(self) -> str:
        packed = orjson.dumps([self.question, self.moment.isoformat(), self.key])
        return urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, question: str) -> "Cursor":
        """The cursor that a text is.

        Raises:
            Refused: it is none, or one of another question.
        """
        try:
            padded = text + "=" * (-len(text) % 4)
            asked, moment, key = orjson.loads(urlsafe_b64decode(padded.encode("ascii")))
            found = cls(str(asked), datetime.fromisoformat(moment), str(key))
        except (ValueError, TypeError, NotBase64) as error:
            raise bad_cursor() from error
        if found.question != question or found.moment.tzinfo is None:
            raise bad_cursor()
        return found


def bad_cursor() -> Refused:
    """The refusal of a cursor that is of no use here."""
    return Refused(
        Code.BAD_CURSOR,
        "`after` is no cursor of this question; ask again without it, "
        "with all other arguments as they were",
    )


def fingerprint(*parts: object) -> str:
    """A short name of a question: its field and all arguments but `first` and `after`."""
    return blake2b(repr(parts).encode(), digest_size=6).hexdigest()


def moment_of(after: str | None, question: str, as_known_at: datetime | None) -> datetime | None:
    """The moment that a page is of: the cursor's, so that pages of one answer fit together."""
    if after is None:
        return as_known_at
    moment = Cursor.read(after, question).moment
    if as_known_at is not None and as_known_at != moment:
        raise bad_cursor()
    return moment


def checked_first(first: int, most: int = FIRST_MAX) -> int:
    """How many are asked for.

    Raises:
        Refused: fewer than 1 or more than a page holds.
    """
    if not 1 <= first <= most:
        raise Refused(Code.BAD_ARGUMENT, f"`first` runs from 1 to {most}, not {first}")
    return first


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Asked-for part of an answer.

    Attributes:
        items: what is on it.
        more: whether there is more after it.
        started: whether something comes before it.
    """

    items: Sequence[T]
    more: bool
    started: bool


def cut(
    items: Sequence[T], first: int, after: str | None, question: str, key: Callable[[T], str]
) -> Page[T]:
    """The page after a cursor, of the whole answer in its order.

    Raises:
        Refused: a cursor of another question, or of an item that is not there (any more).
    """
    checked_first(first)
    begin = 0
    if after is not None:
        wanted = Cursor.read(after, question).key
        begin = next((at for at, item in enumerate(items, 1) if key(item) == wanted), 0)
        if not begin:
            raise bad_cursor()
    end = begin + first
    return Page(items[begin:end], end < len(items), begin > 0)


def connected(
    page: Page[T],
    nodes: Sequence[N | None],
    *,
    moment: datetime,
    question: str,
    key: Callable[[T], str],
) -> tuple[list[Edge[N]], PageInfo]:
    """The edges of a page whose items are shown as `nodes`, and its info.

    A node that is None is left out: between two reads of one moment, none is.
    """
    cursors = [str(Cursor(question, moment, key(item))) for item in page.items]
    edges = [
        Edge(cursor=cursor, node=node)
        for cursor, node in zip(cursors, nodes, strict=True)
        if node is not None
    ]
    info = PageInfo(
        has_next_page=page.more,
        has_previous_page=page.started,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )
    return edges, info
