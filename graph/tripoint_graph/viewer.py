"""Who is asking, and which records they may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from tripoint_graph.model import Category, Handling, Tlp


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks. Every read takes one; every answer is made from what it may see.

    Attributes:
        name: what the viewer is called.
        member: the Member (customs administration) it belongs to; "*" stands for all, which
            only administrators have.
        categories: the sorts of information it is cleared for.
        tlp: the highest Traffic Light Protocol level it may see.
    """

    name: str
    member: str = "*"
    categories: frozenset[Category] = frozenset(Category)
    tlp: Tlp = Tlp.RED

    def sees(self, handling: Handling) -> bool:
        """Whether a record of this handling exists for this viewer."""
        return (
            handling.category in self.categories
            and handling.tlp <= self.tlp
            and (
                self.member in ("*", handling.owner)
                or handling.tlp == Tlp.CLEAR
                or self.member in handling.releasable_to
            )
        )

    def sees_all(self, handlings: Sequence[Handling]) -> bool:
        """Whether something made from records of these handlings exists for this viewer.

        What came of none that is known, only a viewer who sees everything may see.
        """
        return all(map(self.sees, handlings)) if handlings else self.sees_everything

    @property
    def sees_everything(self) -> bool:
        """Whether nothing is hidden from it."""
        return self.member == "*" and self.tlp == Tlp.RED and self.categories == frozenset(Category)


FULL = Viewer("full")
"""Sees all: for administrators, and for the resolved view inside Neo4j."""
