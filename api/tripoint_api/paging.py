"""Pages in Relay's form, with cursors that name an item and the moment it was seen at."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Annotated, Generic, TypeVar

import orjson
import strawberry

from tripoint_api.door.refusals import Code, Refused

FIRST_MAX = 100
"""Items of one page, at most."""

T = TypeVar("T")
N = TypeVar("N")

First = Annotated[int, strawberry.argument(description=f"How many, 1 to {FIRST_MAX}.")]
After = Annotated[
    str | None,
    strawberry.argument(description="Go on after this: the `endCursor` of the page before."),
]
RANKED_BY_ID = "id"


@strawberry.type(description="Whether there is more, and where to go on.")
class PageInfo:
    """Relay's PageInfo; pages only go forward."""

    has_next_page: bool = strawberry.field(description="Whether there is more after this page.")
    has_previous_page: bool = strawberry.field(description="Whether this is not the first page.")
    start_cursor: str | None = strawberry.field(description="Cursor of its first item, if any.")
    end_cursor: str | None = strawberry.field(description="Cursor of its last item, if any.")


@strawberry.type(description="One item of a page.")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="Opaque; give it as `after` to go on from here.")
    node: T = strawberry.field(description="The item.")


@strawberry.type(
    description="One page, and how much there is of what the viewer may see; nothing hidden counts."
)
class Connection(Generic[T]):
    """Relay's connection, which never cuts silently."""

    edges: list[Edge[T]] = strawberry.field(description="The items of this page, in order.")
    page_info: PageInfo = strawberry.field(description="Where to go on.")
    shown: int = strawberry.field(description="How many items are on this page.")
    total: int | None = strawberry.field(
        description="How many there are on all pages; null where the search did not count them all."
    )
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")


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
        total: how many there are on all pages, or None where that is not known.
        more: whether there is more after it.
        started: whether something comes before it.
    """

    items: Sequence[T]
    more: bool
    started: bool
    total: int | None = None


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
    return Page(items[begin:end], end < len(items), begin > 0, len(items))


def page_of(
    page: Page[T],
    nodes: Sequence[N | None],
    *,
    moment: datetime,
    question: str,
    key: Callable[[T], str],
    ranked_by: str,
) -> Connection[N]:
    """A connection of the nodes that a page's items are shown as."""
    edges, info = connected(page, nodes, moment=moment, question=question, key=key)
    return Connection(
        edges=edges, page_info=info, shown=len(edges), total=page.total, ranked_by=ranked_by
    )


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
