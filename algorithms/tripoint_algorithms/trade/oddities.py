"""The tests of trade, each of one sort of oddness, with what it takes for granted."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import comb, exp, log, sqrt

from scipy.stats import binom, hypergeom
from scipy.stats import t as student

from tripoint_algorithms.routes.legs import DAY
from tripoint_graph.commerce import Consignment
from tripoint_graph.moments import UNKNOWN_START

BASELINE_MIN = 8
"""Other lots that a quantity is held against, at least: fewer say nothing."""

SPLIT_MIN = 3
SPLIT_DAYS = 30
SPLIT_BAND = 0.6
"""Splitting: so many consignments, within so many days, each this share of the limit or more."""

ROUNDING = 1e-12

MIX_MAX = 40
"""Consignments of one consignee that the mix is worked out for, at most: what many receive is
nearly everything."""


@dataclass(frozen=True, slots=True)
class Test:
    """One test.

    Attributes:
        kind: which; consignee: whom it is about, or None for all of the consignments.
        chemicals: those meant, sorted; consignments: rows, sorted.
        observed, expected: as the kind counts.
        chance: of as much or more where nothing is the matter, in [0, 1].
        baseline: what it was held against.
    """

    kind: str
    consignee: int | None
    chemicals: tuple[str, ...]
    consignments: tuple[int, ...]
    observed: float
    expected: float
    chance: float
    baseline: str


def consignee_tests(every: Sequence[Consignment]) -> Iterator[Test]:
    """More watched goods among what a consignee receives than among what all receive.

    Fisher's exact test; takes for granted that watched goods would fall on consignments at
    random. A chemical trader is rightly told by it.
    """
    received: dict[int, list[Consignment]] = defaultdict(list)
    for each in every:
        for party in each.consignees:
            received[party].append(each)
    total = sum(map(len, received.values()))
    watched = sum(bool(each.lots) for own in received.values() for each in own)
    for party, own in sorted(received.items()):
        some = [each for each in own if each.lots]
        if some:
            chance = float(hypergeom.sf(len(some) - 1, total, watched, len(own)))
            expected = len(own) * watched / total
            told = f"{watched} of {total} consignments to all consignees hold watched goods"
            yield _test(
                "consignee", party, some, of=(len(some), expected), chance=chance, baseline=told
            )


def mix_tests(watched: Sequence[Consignment]) -> Iterator[Test]:
    """More different watched chemicals than so many consignments would bring by chance.

    Exact, by counting sequences; takes for granted that each lot's chemical is drawn by its share
    of the trade.
    """
    received: dict[int, list[Consignment]] = defaultdict(list)
    for each in watched:
        for party in each.consignees:
            received[party].append(each)
    counted = Counter(lot.chemical for each in watched for lot in each.lots)
    total = sum(counted.values())
    shares = [number / total for _, number in sorted(counted.items())]
    for party, own in sorted(received.items()):
        lots = [lot.chemical for each in own for lot in each.lots]
        kinds = len(set(lots))
        if 2 <= len(lots) <= MIX_MAX and kinds > 1:
            chances = distinct(shares, len(lots))
            expected = sum(d * p for d, p in enumerate(chances))
            told = f"shares of {len(shares)} chemicals among {total} lots"
            chance = min(1.0, sum(chances[kinds:]))
            yield _test("mix", party, own, of=(kinds, expected), chance=chance, baseline=told)


def distinct(shares: Sequence[float], draws: int) -> list[float]:
    """The chance that some draws bring d different kinds, for each d from 0. Time O(k n^2 d).

    >>> [round(p, 3) for p in distinct([0.5, 0.5], 3)]
    [0.0, 0.25, 0.75]
    """
    most = min(len(shares), draws)
    ways = [[0.0] * (draws + 1) for _ in range(most + 1)]
    ways[0][0] = 1.0
    for share in shares:
        for d in range(most, 0, -1):
            for n in range(draws, 0, -1):
                ways[d][n] += sum(
                    ways[d - 1][n - t] * comb(n, t) * share**t for t in range(1, n + 1)
                )
    return [row[draws] for row in ways]


def new_pair_tests(watched: Sequence[Consignment], recent_days: int) -> Iterator[Test]:
    """Two parties whose trade is all of the last days, more than the whole trade's timing explains.

    The chance that all of so many consignments fall into the last days, without putting back.
    """
    dated = [each for each in watched if each.start > UNKNOWN_START]
    if not dated:
        return
    since = max(each.start for each in dated) - recent_days * DAY
    pairs = _pairs(dated)
    total = sum(map(len, pairs.values()))
    recent = sum(each.start > since for own in pairs.values() for each in own)
    for (_, consignee), own in pairs.items():
        late = sum(each.start > since for each in own)
        if late == len(own) > 1:
            chance = float(hypergeom.sf(late - 1, total, recent, len(own)))
            told = f"{recent} of {total} consignments between all pairs are of the last "
            told += f"{recent_days} days; this pair has none before"
            seen = late, len(own) * recent / total
            yield _test("new_pair", consignee, own, of=seen, chance=chance, baseline=told)


_Pair = tuple[tuple[int, ...], tuple[int, ...]]
_Dated = tuple[int, float, Consignment]
"""When a lot set out, its kilograms, and its consignment."""


def quantity_tests(watched: Sequence[Consignment]) -> Iterator[Test]:
    """A lot much larger than others of its chemical: of the same consignee where it has enough.

    One-sided prediction interval of a log-normal quantity from the other lots (leaving out all of
    the same two parties): (log x - mean) / (s sqrt(1 + 1/n)) by Student's t. Where quantities are
    bounded, as full containers are, it errs on the side of telling less; where they have heavier
    tails than a log-normal it tells too much.
    """
    lots = [
        (each, lot.chemical, log(lot.kilograms))
        for each in watched
        for lot in each.lots
        if lot.kilograms
    ]
    for chemical in sorted({name for _, name, _ in lots}):
        own = [(each, size) for each, name, size in lots if name == chemical]
        mine, between = (
            defaultdict[tuple[int, ...], list[float]](list),
            defaultdict[_Pair, list[float]](list),
        )
        for each, size in own:
            mine[each.consignees].append(size)
            between[each.consignors, each.consignees].append(size)
        whole = _Moments.of([size for _, size in own])
        parts = {pair: _Moments.of(sizes) for pair, sizes in between.items()}
        histories = {party: _Moments.of(sizes) for party, sizes in mine.items()}
        for each, size in own:
            others = histories[each.consignees].without(_Moments.of([size]))
            told = f"the same consignee's {others.count} other lots of {chemical}"
            if others.count < BASELINE_MIN:
                others = whole.without(parts[each.consignors, each.consignees])
                told = f"{others.count} lots of {chemical} between other parties"
            if others.count >= BASELINE_MIN and others.spread > 0:
                yield Test(
                    kind="quantity",
                    consignee=None,
                    chemicals=(chemical,),
                    consignments=(each.entity,),
                    observed=exp(size),
                    expected=exp(others.mean),
                    chance=others.chance_of_more(size),
                    baseline=told,
                )


def splitting_tests(watched: Sequence[Consignment], threshold_kg: float) -> Iterator[Test]:
    """Several lots just below a limit, between the same two within a month, together above it.

    Of the lots of two parties in a window that begins with one of them, how many lie in the band
    below the limit, held against the share of all other lots that do (binomial); the best window
    pays for all that were tried (Bonferroni).
    """
    dated = [each for each in watched if each.start > UNKNOWN_START]
    between: dict[tuple[int, int, str], list[_Dated]] = defaultdict(list)
    for (consignor, consignee), held in _pairs(dated).items():
        for each in held:
            for lot in each.lots:
                if lot.kilograms:
                    key = consignor, consignee, lot.chemical
                    between[key].append((each.start, lot.kilograms, each))
    floor = SPLIT_BAND * threshold_kg
    inside = {
        key: sum(floor <= size < threshold_kg for _, size, _ in own) for key, own in between.items()
    }
    total, marked = sum(map(len, between.values())), sum(inside.values())
    for key, own in sorted(between.items()):
        others = total - len(own)
        share = (marked - inside[key] + 1) / (others + 2)
        if (found := _best_window(own, floor, threshold_kg, share)) and others:
            chance, some, size = found
            told = f"{marked - inside[key]} of {others} other lots lie between {floor:,.0f} and "
            told += f"{threshold_kg:,.0f} kg"
            seen = len(some), share * size
            made = _test("splitting", key[1], some, of=seen, chance=chance, baseline=told)
            yield replace(made, chemicals=(key[2],))


def _best_window(
    own: Sequence[_Dated], floor: float, limit: float, share: float
) -> tuple[float, list[Consignment], int] | None:
    """The least likely window of lots, those of it in the band, and how many lots it has."""
    lots = sorted(own, key=lambda each: (each[0], each[2].entity))
    windows = []
    for start, _, _ in lots:
        near = [each for each in lots if start <= each[0] <= start + SPLIT_DAYS * DAY]
        if len(near) >= SPLIT_MIN:
            some = [each for each in near if floor <= each[1] < limit]
            split = len(some) >= SPLIT_MIN and sum(each[1] for each in some) >= limit
            chance = float(binom.sf(len(some) - 1, len(near), share)) if split else 1.0
            windows.append((chance, [each[2] for each in (some or near)], len(near)))
    if not windows:
        return None
    chance, some_of, size = min(windows, key=lambda each: each[0])
    return min(1.0, chance * len(windows)), some_of, size


@dataclass(frozen=True, slots=True)
class _Moments:
    """How many values there are, their sum, and the sum of their squares."""

    count: int
    total: float
    squares: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "_Moments":
        return cls(len(values), sum(values), sum(value**2 for value in values))

    def without(self, part: "_Moments") -> "_Moments":
        return _Moments(
            self.count - part.count, self.total - part.total, self.squares - part.squares
        )

    @property
    def mean(self) -> float:
        return self.total / self.count

    @property
    def spread(self) -> float:
        """The sample's standard deviation; 0 where it is lost in rounding."""
        about = (self.squares - self.count * self.mean**2) / (self.count - 1)
        return sqrt(about) if about > ROUNDING else 0.0

    def chance_of_more(self, value: float) -> float:
        """The chance that one more value is as great, if all are normal alike."""
        scale = self.spread * sqrt(1 + 1 / self.count)
        return float(student.sf((value - self.mean) / scale, self.count - 1))


def _pairs(watched: Sequence[Consignment]) -> dict[tuple[int, int], list[Consignment]]:
    """Consignor and consignee to their consignments, sorted."""
    found: dict[tuple[int, int], list[Consignment]] = defaultdict(list)
    for each in watched:
        for consignor in each.consignors:
            for consignee in each.consignees:
                found[consignor, consignee].append(each)
    return dict(sorted(found.items()))


def _test(
    kind: str,
    consignee: int,
    own: Sequence[Consignment],
    *,
    of: tuple[float, float],
    chance: float,
    baseline: str,
) -> Test:
    return Test(
        kind=kind,
        consignee=consignee,
        chemicals=tuple(sorted({lot.chemical for each in own for lot in each.lots})),
        consignments=tuple(sorted(each.entity for each in own)),
        observed=of[0],
        expected=of[1],
        chance=min(max(chance, 0.0), 1.0),
        baseline=baseline,
    )
