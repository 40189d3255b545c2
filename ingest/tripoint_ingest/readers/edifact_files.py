"""The messages of one type in an EDIFACT file, and what was wrong with the rest, as issues."""

import re
from collections.abc import Iterator
from pathlib import Path

from tripoint_graph.model import Issue
from tripoint_ingest.readers.edifact import Fault, Message, messages

_NO_MESSAGE = Fault(
    0, "", "no-message", "the file holds no EDIFACT message", "is it the right file?", lost=True
)


def _other_message(message: Message, wanted: str) -> Fault:
    """A message of another type than a reader reads."""
    return Fault(
        message.header.number,
        "UNH",
        "other-message",
        f"this is a {message.kind or 'nameless'} message, not a {wanted}",
        "load it in its own format",
        lost=True,
        excerpt=message.header.text,
    )


def issue_of(path: Path, fault: Fault) -> Issue:
    """A fault as an issue."""
    return Issue(
        file=path.name,
        position=f"segment {fault.number}",
        field=fault.tag,
        rule=fault.rule,
        reason=fault.reason,
        hint=fault.hint,
        lost=fault.lost,
        excerpt=fault.excerpt,
    )


def begins(head: bytes, kind: str) -> bool:
    """Whether a message of a type begins in the first bytes of a file.

    >>> begins(b"UNB+UNOA:4+A+B'UNH+1+PAXLST:D:12B'", "PAXLST"), begins(b"UNH+1+PAXLST", "CUSCAR")
    (True, False)
    """
    whole = head.replace(b"\r", b"").replace(b"\n", b"")  # a wrapped line may cut the type in two
    return bool(
        re.search(rb"UNH[^A-Za-z]?.{0,60}?" + kind.encode(), whole, re.DOTALL | re.IGNORECASE)
    )


def messages_of(path: Path, kind: str, *, strict: bool) -> Iterator[Message | Issue]:
    """The messages of a type in a file, and issues for all else in it.

    Args:
        path: the file.
        kind: the type ("PAXLST").
        strict: whether a message with anything wrong is left out whole.
    """
    with path.open("rb") as stream:
        empty = True
        for found in messages(stream, strict=strict):
            empty = False
            if isinstance(found, Fault):
                yield issue_of(path, found)
            elif found.kind != kind:
                yield issue_of(path, _other_message(found, kind))
            else:
                yield found
        if empty:
            yield issue_of(path, _NO_MESSAGE)
