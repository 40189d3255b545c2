"""The screen: many profiles against all entries of lists, each hit with its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tripoint_resolution.comparing import (
    Comparison,
    Evidence,
    NamePair,
    best,
    name_evidence,
    together,
)
from tripoint_resolution.criteria import Criteria
from tripoint_resolution.naming.tokens import parsed
from tripoint_resolution.profile import Profile
from tripoint_resolution.screening.entries import Entry
from tripoint_resolution.screening.index import NameIndex

HITS_MAX = 20
"""Hits shown for one who is screened, at most: the most probable."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A possible match: a lead to look into, never a verdict.

    Attributes:
        entry: who is listed.
        comparison: how probable it is that they are one, and why.
        review_by: the day by which the entry must be looked at again, or None.
        review_overdue: whether that day had passed.
    """

    entry: Entry
    comparison: Comparison
    review_by: date | None
    review_overdue: bool

    @property
    def probability(self) -> float:
        """How probable it is that they are one."""
        return self.comparison.probability


class Screen:
    """Entries ready to be compared with many.

    The answer depends on the entries and the criteria, not on their order. The probability of a hit
    depends on the two profiles alone, not on what other entries there are.

    Args:
        entries: who is listed.
        criteria: what to go by.
    """

    def __init__(self, entries: Iterable[Entry], criteria: Criteria) -> None:
        self.criteria = criteria
        self.entries = tuple(sorted(entries, key=lambda entry: (entry.mention, entry.record)))
        of_name: dict[tuple[str, bool], list[int]] = {}
        for number, entry in enumerate(self.entries):
            for name in entry.profile.names:
                of_name.setdefault((name, entry.profile.is_person), []).append(number)
        self._index = NameIndex(of_name)
        self._of_row = [of_name[name.given, name.person] for name in self._index.names]

    def screen(self, profiles: Sequence[Profile], on: date) -> list[list[Hit]]:
        """The hits of each profile, the most probable first, ties by the entry's id.

        Args:
            profiles: who is screened; put many into one call, which costs less for each.
            on: the day of the screening. Entries that had expired by then never match.
        """
        wanted = [self._pairs(profile) for profile in profiles]
        flat = [pair for pairs, _ in wanted for pair in pairs]
        told = iter(name_evidence(flat, self.criteria))
        found = []
        for profile, (pairs, rows) in zip(profiles, wanted, strict=True):
            by_entry: dict[int, list[Evidence]] = {}
            for row, evidence in zip(rows, [next(told) for _ in pairs], strict=True):
                for number in self._of_row[row]:
                    by_entry.setdefault(number, []).append(evidence)
            found.append(self._hits(profile, by_entry, on))
        return found

    def _pairs(self, profile: Profile) -> tuple[list[NamePair], list[int]]:
        """The pairs of names to compare closely, and the row of the second of each."""
        pairs: list[NamePair] = []
        rows: list[int] = []
        for given in profile.names:
            name = parsed(given, person=profile.is_person)
            candidates, _ = self._index.candidates(name)
            rows += candidates.tolist()
            pairs += [(name, self._index.names[row]) for row in candidates.tolist()]
        return pairs, rows

    def _hits(self, profile: Profile, by_entry: dict[int, list[Evidence]], on: date) -> list[Hit]:
        hits = []
        for number, names in by_entry.items():
            entry = self.entries[number]
            if entry.expired(on) or entry.profile.kind != profile.kind:
                continue
            compared = together(profile, entry.profile, best(names), self.criteria)
            if compared.probability >= self.criteria.show_from:
                hits.append(self._hit(entry, compared, on))
        hits.sort(key=lambda hit: (-hit.comparison.strength, hit.entry.mention))
        return hits[:HITS_MAX]

    def _hit(self, entry: Entry, compared: Comparison, on: date) -> Hit:
        days = self.criteria.review_days
        review = entry.review_by(days.get(entry.list, days.get("*", 365)))
        return Hit(entry, compared, review, review is not None and review < on)
