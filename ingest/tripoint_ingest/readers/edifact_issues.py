"""What was wrong with an EDIFACT file, as issues."""

from pathlib import Path

from tripoint_graph.model import Issue
from tripoint_ingest.readers.edifact import Fault, Message

NO_MESSAGE = Fault(
    0, "", "no-message", "the file holds no EDIFACT message", "is it the right file?", lost=True
)


def other_message(message: Message, wanted: str) -> Fault:
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
