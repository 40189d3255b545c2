"""What may become of a hit: nothing by itself, and nothing without a named person and reasons.

Leads are derived: a hit is found again by whoever screens again, and is `new` until somebody has
looked. What somebody decides is one `Decision` after another; the state is what the last one says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tripoint_graph.errors import TripointError

REASON_CHARACTERS_LEAST = 10
"""A reason is at least a few words."""


class DecisionRefused(TripointError):
    """A decision that cannot stand; the message says what it lacks."""


class LeadState(StrEnum):
    """How far a lead has come."""

    NEW = "new"
    IN_REVIEW = "in review"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


_NEXT = {
    LeadState.NEW: {LeadState.IN_REVIEW},
    LeadState.IN_REVIEW: {LeadState.CONFIRMED, LeadState.DISMISSED},
    LeadState.CONFIRMED: {LeadState.IN_REVIEW},
    LeadState.DISMISSED: {LeadState.IN_REVIEW},
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's step with a lead.

    Attributes:
        by: the person, by name ("person:rahim"); a programme decides nothing.
        to: the state it comes to.
        reasons_for, reasons_against: what speaks for the two being one, and what against. Both
            are needed, whichever way it is decided.
        at: when, in UTC.
    """

    by: str
    to: LeadState
    reasons_for: str
    reasons_against: str
    at: datetime


def state_after(decisions: Sequence[Decision]) -> LeadState:
    """The state of a lead after the decisions on it, in their order; `new` after none.

    Raises:
        DecisionRefused: one of them cannot stand.
    """
    state = LeadState.NEW
    for decision in decisions:
        _check(decision)
        if decision.to not in _NEXT[state]:
            allowed = " or ".join(sorted(_NEXT[state]))
            raise DecisionRefused(f"a lead that is {state} can only come to {allowed}")
        state = decision.to
    return state


def _check(decision: Decision) -> None:
    kind, _, name = decision.by.partition(":")
    if kind != "person" or not name.strip():
        raise DecisionRefused(f"{decision.by!r} is nobody; a person by name decides (person:NAME)")
    for which, told in (("for", decision.reasons_for), ("against", decision.reasons_against)):
        if len(told.strip()) < REASON_CHARACTERS_LEAST:
            raise DecisionRefused(
                f"say what speaks {which} the two being one, in at least "
                f"{REASON_CHARACTERS_LEAST} characters"
            )
