"""The screen: many profiles against all entries of lists, each hit with its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tripoint_resolution.comparing import (
    Comparison,
    Evidence,
    NamePair,
    NamesCompared,
    known,
    name_evidence,
    names_compared,
    names_most,
    together,
)
from tripoint_resolution.criteria import Criteria
from tripoint_resolution.naming.tokens import parsed
from tripoint_resolution.profile import Profile
from tripoint_resolution.screening.entries import Entry
from tripoint_resolution.screening.index import NameIndex

HITS_MAX = 20
"""Hits shown for one who is screened, at most: the most probable."""

_ROUNDING = 1e-9
"""What sums of weights in another order may differ by."""


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """One who is screened, and whom to compare him with.

    Attributes:
        on: the day of the screening.
        pairs: names to compare closely; entries: the entries that each may lead to.
        known: what is known beside names, by entry.
    """

    on: date
    pairs: list[NamePair] = field(default_factory=list)
    entries: list[list[int]] = field(default_factory=list)
    known: dict[int, list[Evidence]] = field(default_factory=dict)


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
        # What names, and all else that is known, must weigh together for a hit to be shown.
        self._missing = criteria.odds_shown - criteria.prior - _ROUNDING
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
        asked = [self._asked(profile, on) for profile in profiles]
        every = iter(names_compared([pair for each in asked for pair in each.pairs], self.criteria))
        best = [self._best(each, [next(every) for _ in each.pairs]) for each in asked]
        shown = [names for each in best for names in each.values()]
        told = iter(name_evidence(shown, self.criteria))
        return [
            self._hits(each, {number: next(told) for number in names})
            for each, names in zip(asked, best, strict=True)
        ]

    def _asked(self, profile: Profile, on: date) -> _Asked:
        """Whom to compare closely: those of like names whom their names could make a hit.

        What else is known of both is compared first, because it costs little: where the greatest
        weight that a name can have would not be enough, the names are left alone.
        """
        asked = _Asked(on)
        for given in profile.names:
            name = parsed(given, person=profile.is_person)
            found = self._index.candidates(name)
            most = names_most(name, found.runs, found.alike, self.criteria)
            missing = self._missing - most
            for row, least in zip(found.rows.tolist(), missing.tolist(), strict=True):
                entries = [
                    number
                    for number in self._of_row[row]
                    if self._may_match(asked, profile, number, least)
                ]
                if entries:
                    asked.pairs.append((name, self._index.names[row]))
                    asked.entries.append(entries)
        return asked

    def _may_match(self, asked: _Asked, profile: Profile, number: int, least: float) -> bool:
        """Whether what is known beside names weighs at least so much, and the entry holds."""
        entry = self.entries[number]
        if entry.expired(asked.on) or entry.profile.kind != profile.kind:
            return False
        if number not in asked.known:
            asked.known[number] = known(profile, entry.profile, self.criteria)
        return sum(each.weight for each in asked.known[number]) >= least

    def _best(self, asked: _Asked, compared: list[NamesCompared]) -> dict[int, NamesCompared]:
        """Of each entry that is a hit, the pair of names that speaks most for it."""
        best: dict[int, NamesCompared] = {}
        for entries, names in zip(asked.entries, compared, strict=True):
            for number in entries:
                if number not in best or names.rank > best[number].rank:
                    best[number] = names
        return {
            number: names
            for number, names in best.items()
            if names.weight + sum(each.weight for each in asked.known[number]) >= self._missing
        }

    def _hits(self, asked: _Asked, names: dict[int, Evidence]) -> list[Hit]:
        hits = []
        for number, name in names.items():
            compared = together(name, asked.known[number], self.criteria)
            if compared.probability >= self.criteria.show_from:
                hits.append(self._hit(self.entries[number], compared, asked.on))
        hits.sort(key=lambda hit: (-hit.comparison.strength, hit.entry.mention))
        return hits[:HITS_MAX]

    def _hit(self, entry: Entry, compared: Comparison, on: date) -> Hit:
        days = self.criteria.review_days
        review = entry.review_by(days.get(entry.list, days.get("*", 365)))
        return Hit(entry, compared, review, review is not None and review < on)
