"""A name that forty records have word for word is mostly one firm's, which ships every week.

A model is trained where a thing is told of twice or so. Where it is told of more often, more of the
pairs that have one name word for word are true: as many times more as there are more of them, while
as many others may have taken the same name. So such a pair counts for more, up to `COPIES_MAX`
records. For people it does not hold: what many records name may be many Mohammeds.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.engine import Pair
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import Model, probability
from tripoint_resolution.proposing.thinning import HandlingOf

TOLD_OFTEN = "told_often"
"""The part of a probability that this is."""

COPIES_MAX = 32


@dataclass(frozen=True, slots=True)
class Copies:
    """How often what is told of one is told word for word.

    Attributes:
        model: of the kind that is counted.
        given: mention to what its kind goes by (`Modelled.often`); empty where it goes by nothing.
        counted: records by what they tell, then by handling.
        handling: of the record of a mention.
    """

    model: Model
    given: dict[str, str]
    counted: dict[str, Counter[object]]
    handling: HandlingOf

    @classmethod
    def of(cls, rows: Iterable[Row], model: Model, handling: HandlingOf) -> "Copies":
        """Count rows of one kind."""
        level = MODELLED[model.kind].often
        given: dict[str, str] = {}
        counted: dict[str, Counter[object]] = {}
        for row in rows if level else ():
            if level and (value := row[level[0]]):
                id = str(row["unique_id"])
                given[id] = str(value)
                counted.setdefault(str(value), Counter())[handling(id)] += 1
        return cls(model, given, counted, handling)

    def told(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs, those that agree word for word the surer the more often that is told."""
        level = MODELLED[self.model.kind].often
        return [
            self._surer(pair) if level in [(n, label) for n, label, _ in pair.weights] else pair
            for pair in pairs
        ]

    def before(self, least: float) -> float:
        """How probable a pair is, at least, that comes to be so probable by being told often."""
        most = max((counted.total() for counted in self.counted.values()), default=1)
        return 1 / (1 + exp(self._weight(most) - log(least / (1 - least))))

    def _surer(self, pair: Pair) -> Pair:
        copies = self._seen(pair)
        weight = self._weight(copies)
        if not weight:
            return pair
        odds = pair.strength + weight
        parts = (*pair.weights, (TOLD_OFTEN, f"in {copies} records or more", weight))
        return replace(pair, probability=probability(odds), strength=odds, weights=parts)

    def _seen(self, pair: Pair) -> int:
        """Records that tell so, of those that whoever sees both sees, too: of their handlings.

        By powers of two, so that another record seldom makes another probability.
        """
        counted = self.counted[self.given[pair.left]]
        copies = sum(counted[h] for h in {self.handling(id) for id in (pair.left, pair.right)})
        return 1 << (min(copies, COPIES_MAX).bit_length() - 1)

    def _weight(self, copies: int) -> float:
        """What so many records add to the log-odds of two of them, in nats; 0 or more."""
        often = MODELLED[self.model.kind].often
        if often is None or copies < 2:
            return 0.0
        usual = self.model.tellings * self.model.agreeing(*often)
        return self.model.slope * max(log((min(copies, COPIES_MAX) - 1) / usual), 0.0)
