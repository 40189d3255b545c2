"""Screens many in one go, over one viewer's world, and keeps count for the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from tripoint.subjects import Subject
from tripoint.told.screening import hit_document, rate_document, shared_document
from tripoint_resolution.screening.disparity import disparity
from tripoint_resolution.screening.screen import Hit, Screen
from tripoint_resolution.screening.shared_things import Graph, Shared

AT_ONCE = 500
"""People screened in one call."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What was found for one who was screened."""

    subject: Subject
    hits: Sequence[Hit]
    shares: Sequence[Shared]

    def document(self) -> dict[str, Any]:
        """With keys that stay."""
        return {
            "names": list(self.subject.profile.names),
            "kind": self.subject.profile.kind,
            "place": self.subject.place,
            "hits": [hit_document(hit) for hit in self.hits],
            "shares": [shared_document(each) for each in self.shares],
        }


@dataclass(frozen=True)
class Screening:
    """A screen and a graph to look people up in.

    Attributes:
        screen: the entries of lists, and the criteria.
        graph: the viewer's world.
        day: the day of the screening.
        done: who was screened so far.
    """

    screen: Screen
    graph: Graph
    day: date
    done: list[Screened] = field(default_factory=list)

    def over(self, subjects: Iterable[Subject]) -> Iterator[Screened]:
        """Screen people, in their order."""
        waiting = iter(subjects)
        while batch := list(islice(waiting, AT_ONCE)):
            hits = self.screen.screen([subject.profile for subject in batch], self.day)
            for subject, found in zip(batch, hits, strict=True):
                shares = self.graph.shares(subject.record, subject.key, self.screen.criteria)
                self.done.append(Screened(subject, found, shares))
                yield self.done[-1]

    def disparity(self) -> list[dict[str, Any]]:
        """How often each group of those who were screened is hit."""
        profiles = [each.subject.profile for each in self.done]
        rates = disparity(profiles, (bool(each.hits) for each in self.done))
        return [rate_document(rate) for rate in rates]
