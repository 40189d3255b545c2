"""Which partial chains need not be taken further, because another one serves as well."""

from tripoint_algorithms.links.tally import Path, Shares
from tripoint_algorithms.links.timing import InOrder, Ways


class Needless:
    """The best way from each source to each entity that a search came to.

    With one chain a pair, that one takes the better way. With more, both may be wanted; if chains
    may not share much, the better way may be taken; with a limited gap, to be there sooner may be
    too soon.
    """

    def __init__(self, ways: Ways, shares: Shares, order: InOrder | None) -> None:
        self._ways = ways
        self._applies = (
            shares.per_pair == 1
            and shares.shared_max is None
            and (order is None or order.gap is None)
        )
        self._best: dict[tuple[int, int], tuple[float, Path]] = {}

    def is_needless(self, path: Path, cost: float) -> bool:
        """Whether a way no longer and no worse leads from the same source to the same entity."""
        if not self._applies:
            return False
        ends = path[0], path[-1]
        known = self._best.get(ends)
        if known and len(known[1]) <= len(path) and self._ways.serve_for(known, path, cost):
            return True
        self._best[ends] = cost, path
        return False

    def forget(self) -> None:
        """Begin anew: what was known is looked at again."""
        self._best.clear()
