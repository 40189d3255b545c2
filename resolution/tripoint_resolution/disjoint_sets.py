"""Who is one with whom, as pairs come in."""


class DisjointSets:
    """Disjoint sets of names (R. E. Tarjan 1975, doi:10.1145/321879.321884)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, id: str) -> str:
        """The name of its set."""
        above = self._above.setdefault(id, id)
        while above != id:
            self._above[id] = self._above[above]
            id, above = above, self._above[above]
        return id

    def joined(self, one: str, other: str) -> bool:
        """Join two sets; False where they were one already."""
        mine, theirs = sorted((self.root(one), self.root(other)))
        self._above[theirs] = mine
        return mine != theirs
