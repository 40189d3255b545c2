"""What keeps two mentions apart whatever a model says: they cannot be one thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from tripoint_graph.model import Category, Handling, Judgement, Mention, RecordId, Verdict
from tripoint_graph.ports import StoredRecord
from tripoint_resolution.levels import agreement
from tripoint_resolution.profile import Profile, Value, profile_of
from tripoint_resolution.proposing.clusters import Contradiction
from tripoint_resolution.proposing.comparisons import as_read

_APART = ("differs", "years near", "other day of the year")
_DAY = len("2026-11-23")


@dataclass(frozen=True, slots=True)
class Known:
    """A mention, as far as proposals need it.

    Attributes:
        record: the record that it stands in; profile: what that tells.
        source, reference: the list and the entry that it is, or "".
        seen: the day on which somebody was seen to travel, or "".
        handling: who may see the record.
    """

    record: RecordId
    profile: Profile
    source: str = ""
    reference: str = ""
    seen: str = ""
    handling: Handling | None = None

    @classmethod
    def of(cls, stored: StoredRecord, id: str, mention: Mention) -> "Known":
        """What a record tells of a mention in it."""
        record = stored.record
        profile = profile_of(record, mention.key)
        if record.handling.category is Category.LIST:
            told = mention.first("list_reference") or id
            return cls(stored.id, profile, record.source, told, handling=record.handling)
        travels = record.handling.category is Category.PASSENGER
        seen = record.observed_at[:_DAY] if travels else ""
        return cls(stored.id, profile, seen=seen, handling=record.handling)

    @property
    def listed(self) -> bool:
        """Whether it is an entry of a list."""
        return bool(self.source)


def contradictions(
    known: Mapping[str, Known], by_people: Mapping[tuple[str, str], Judgement]
) -> Contradiction:
    """What keeps two mentions apart, in words: a person's word, or what their records tell."""
    apart = {pair for pair, said in by_people.items() if said.verdict is Verdict.DIFFERENT}

    def between(one: str, other: str) -> str:
        if (min(one, other), max(one, other)) in apart:
            return "somebody said that two of them are different"
        mine, theirs = known.get(one), known.get(other)
        return "" if mine is None or theirs is None else contradiction(mine, theirs)

    return between


def contradiction(one: Known, other: Known) -> str:
    """Why the two cannot be one by what their records tell; "" where nothing speaks against it."""
    if one.listed and other.listed:
        if one.source == other.source and one.reference != other.reference:
            return f"two of them are entries of their own on {one.source}"
        born = agreement("birth_date", one.profile, other.profile)
        if born is not None and born.level in _APART:
            return f"lists tell two birth dates: {born.one} and {born.other}"
    return (
        _two_registers(one.profile, other.profile)
        or _two_numbers(one.profile, other.profile)
        or _alive_after_death(one, other)
        or _alive_after_death(other, one)
    )


def _two_registers(one: Profile, other: Profile) -> str:
    """Two numbers in one register. What machines may have misread is left to the model."""
    mine, theirs = (_by_country(side.of("register")) for side in (one, other))
    for state in sorted(mine.keys() & theirs.keys()):
        numbers = [[v.normal for v in side[state]] for side in (mine, theirs)]
        read = [set(as_read(each) or ()) for each in numbers]
        if not read[0] & read[1]:
            return (
                f"one register has two numbers: {mine[state][0].given} and {theirs[state][0].given}"
            )
    return ""


def _by_country(values: tuple[Value, ...]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for value in values:
        found.setdefault(value.normal.split(" ", 1)[0], []).append(value)
    return found


def _two_numbers(one: Profile, other: Profile) -> str:
    """Two IMO numbers whose check digits are right: a number stays with its hull for life."""
    mine, theirs = one.of("imo"), other.of("imo")
    if mine and theirs and not {v.normal for v in mine} & {v.normal for v in theirs}:
        return f"two IMO numbers, and both are right: {mine[0].given} and {theirs[0].given}"
    return ""


def _alive_after_death(one: Known, other: Known) -> str:
    died = max((value.normal for value in one.profile.of("death_date")), default="")
    if died and other.seen and other.seen[: len(died)] > died:
        return f"one died on {died}, the other travelled on {other.seen}"
    return ""
