"""What became of groups over time, as GraphQL types."""

import asyncio
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.groups.calendar_windows import WINDOWS_MAX, Every, Window, windows
from tripoint_algorithms.groups.changes import LIKE, Event, Turn, group_changes, in_words
from tripoint_algorithms.groups.changes import Change as FoundChange
from tripoint_algorithms.groups.detection import Groups, TooLarge
from tripoint_api.asking import in_utc
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.groups.detection import Group, Parting
from tripoint_api.ontology.enums import described_enum
from tripoint_api.paging import First, checked_first
from tripoint_api.seen import Seen
from tripoint_api.who_matters.standing import Scope

EverySaid = described_enum(
    "Every",
    "How long a window of time is, by the calendar in UTC.",
    {
        "week": (str(Every.WEEK), "Monday to Sunday."),
        "month": (str(Every.MONTH), "A month."),
        "quarter": (str(Every.QUARTER), "Three months."),
        "year": (str(Every.YEAR), "A year."),
    },
)
EventSaid = described_enum(
    "GroupEvent",
    f"What became of groups; two are the same where their likeness (Jaccard) is {LIKE} or more.",
    {
        "born": (str(Event.BORN), "No group before is like it."),
        "died": (str(Event.DIED), "No group after is like it."),
        "grew": (str(Event.GREW), "It has more members."),
        "shrank": (str(Event.SHRANK), "It has fewer members."),
        "kept": (str(Event.KEPT), "It has as many members."),
        "split": (str(Event.SPLIT), "One became several."),
        "merged": (str(Event.MERGED), "Several became one."),
        "regrouped": (str(Event.REGROUPED), "Several became several."),
    },
)

By = Annotated[
    Enum, strawberry.argument(graphql_type=EverySaid, description="How long a window is.")
]
Start = Annotated[
    datetime, strawberry.argument(description="A moment in the first window; UTC without a zone.")
]
End = Annotated[
    datetime,
    strawberry.argument(
        description=f"A moment in the last window, {WINDOWS_MAX} at most; UTC without a zone."
    ),
]


@strawberry.type(description="A window of time and what its network is like.")
class GroupWindow:
    """One of `group_changes.GroupChanges.windows`."""

    start: datetime = strawberry.field(description="Its first second.")
    end: datetime = strawberry.field(description="Its last second.")
    ties: int = strawberry.field(description="Pairs tied in it.")
    groups: int = strawberry.field(description="How many groups it holds.")
    grouped: int = strawberry.field(description="Entities in a group.")
    alone: int = strawberry.field(description="Entities tied to nobody in it.")


@strawberry.type(description="What became of groups from a window to the next.")
class GroupChange:
    """`group_changes.Change`."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[FoundChange]
    sides: strawberry.Private[tuple[Groups, Groups]]
    event: str = strawberry.field(graphql_type=EventSaid, description="What became of them.")
    before: list[Group] = strawberry.field(description="The groups before; none where one is born.")
    after: list[Group] = strawberry.field(description="The groups after; none where one died.")
    joined_total: int = strawberry.field(description="How many joined.")
    left_total: int = strawberry.field(description="How many left.")
    still_tied: int = strawberry.field(
        description="Of those who left, how many are tied to anybody in the later window."
    )
    likeness: float = strawberry.field(description="Jaccard, of all before and all after.")

    @classmethod
    def of(cls, seen: Seen, found: FoundChange, sides: tuple[Groups, Groups]) -> "GroupChange":
        """The type of a finding."""
        before, after = (
            [Group.of(seen, groups.groups[at]) for at in numbers]
            for groups, numbers in zip(sides, (found.before, found.after), strict=True)
        )
        return cls(
            seen=seen,
            found=found,
            sides=sides,
            event=str(found.event),
            before=before,
            after=after,
            joined_total=len(found.joined),
            left_total=len(found.left),
            still_tied=found.tied,
            likeness=found.likeness,
        )

    @described("Those who are only in the groups after; `joinedTotal` counts them all.")
    def joined(self, first: First = 20) -> list[Entity]:
        """Who joined."""
        return [Entity.of(self.seen, row) for row in self.found.joined[: checked_first(first)]]

    @described("Those who are only in the groups before; `leftTotal` counts them all.")
    def left(self, first: First = 20) -> list[Entity]:
        """Who left."""
        return [Entity.of(self.seen, row) for row in self.found.left[: checked_first(first)]]

    @described("The change in words; a group is told by its size and its best tied member.")
    async def sentence(self) -> str:
        """How it reads."""
        leading = [
            groups.groups[at].members[0].entity
            for groups, numbers in zip(
                self.sides, (self.found.before, self.found.after), strict=True
            )
            for at in numbers
        ]
        told = await asyncio.gather(*(self.seen.caption(row) for row in leading))
        return in_words(self.found, *self.sides, dict(zip(leading, told, strict=True)))


@strawberry.type(description="From one window to the next.")
class GroupTurn:
    """`group_changes.Turn`."""

    changes: list[GroupChange] = strawberry.field(description="Those of the most members first.")
    kept: int = strawberry.field(description="Ties in both windows.")
    begun: int = strawberry.field(description="Ties in the later alone.")
    ended: int = strawberry.field(description="Ties in the earlier alone.")

    @classmethod
    def of(cls, seen: Seen, found: Turn, sides: tuple[Groups, Groups]) -> "GroupTurn":
        """The type of a finding."""
        changes = [GroupChange.of(seen, each, sides) for each in found.changes]
        return cls(changes=changes, kept=found.kept, begun=found.begun, ended=found.ended)


@strawberry.type(description="What became of a network's groups over time.")
class GroupChanges:
    """`group_changes.GroupChanges`."""

    windows: list[GroupWindow] = strawberry.field(description="In order of time.")
    turns: list[GroupTurn] = strawberry.field(description="From each window to the next.")
    untimed: int = strawberry.field(
        description="Links that count in every window, because nobody says when they held."
    )


def spans(start: datetime, end: datetime, every: Every) -> tuple[Window, ...]:
    """The windows asked for.

    Raises:
        Refused: there are too many, or they end before they start.
    """
    try:
        return windows(in_utc(start).date(), in_utc(end).date(), every)
    except ValueError as error:
        raise Refused(Code.BAD_ARGUMENT, str(error)) from error


async def changed(
    seen: Seen, scope: Scope, asked_windows: tuple[Window, ...], asked: Parting
) -> GroupChanges:
    """What became of groups.

    Raises:
        Refused: an argument is out of range, or the network is too large.
    """
    scope.check()
    asked.check()
    if len(asked_windows) < 2:
        raise Refused(
            Code.BAD_ARGUMENT, "`start` and `end` lie in one window; ask for shorter ones"
        )
    cut = await asyncio.to_thread(scope.cut, seen.snapshot)
    try:
        found = await asyncio.to_thread(
            group_changes,
            seen.snapshot,
            asked_windows,
            within=cut.rows.tolist(),
            layers=scope.layers,
            only=scope.only,
            method=asked.method,
            resolution=asked.resolution,
            missing=asked.missing,
        )
    except TooLarge as error:
        raise Refused(Code.TOO_COSTLY, str(error)) from error
    pairs = zip(found.groups, found.groups[1:], strict=False)
    return GroupChanges(
        windows=[_window(*each) for each in zip(found.windows, found.groups, strict=True)],
        turns=[
            GroupTurn.of(seen, turn, sides) for turn, sides in zip(found.turns, pairs, strict=True)
        ],
        untimed=found.untimed,
    )


def _window(window: Window, found: Groups) -> GroupWindow:
    first, last = (datetime.fromtimestamp(second, UTC) for second in window)
    return GroupWindow(
        start=first,
        end=last,
        ties=found.ties,
        groups=found.total,
        grouped=sum(len(each.members) for each in found.groups),
        alone=found.alone,
    )
