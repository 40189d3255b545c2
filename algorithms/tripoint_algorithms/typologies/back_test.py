"""How good is a pattern? Its matches beside cases whose truth is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tripoint_algorithms.typologies.matching import Match
from tripoint_algorithms.wilson import NORMAL_95, interval


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a count, with its interval at 95 % (`wilson.interval`); None where nothing was
    counted.
    """

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Its interval.

        >>> tuple(round(end, 3) for end in Share(9, 10).interval)
        (0.596, 0.982)
        """
        return interval(self.right, self.of, NORMAL_95)


@dataclass(frozen=True, slots=True)
class BackTest:
    """What came of a back-test.

    Attributes:
        precision: of the matches, those that tell a planted story.
        recall: of the stories, those that some match tells.
        missed: names of the others, sorted.
    """

    precision: Share
    recall: Share
    missed: tuple[str, ...]


def back_test(found: Sequence[Match], stories: Mapping[str, frozenset[int]]) -> BackTest:
    """Count the matches that tell a story and the stories that are told.

    A match tells a story that holds at least two of its entities, or all where it has but one
    that is known. Time O(matches * stories).

    Args:
        found: matches of one pattern.
        stories: name to the entity rows that are its own; what many share is not among them.
    """
    told: set[str] = set()
    right = 0
    for match in found:
        inside = {entity for rows in match.nodes.values() for entity in rows}
        own = {n for n, rows in stories.items() if len(inside & rows) >= min(2, len(rows)) > 0}
        right += bool(own)
        told |= own
    return BackTest(
        Share(right, len(found)),
        Share(len(told), len(stories)),
        tuple(sorted(set(stories) - told)),
    )
