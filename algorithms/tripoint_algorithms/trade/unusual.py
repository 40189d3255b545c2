"""Does the trade make sense? Consignments that the rest of the trade does not explain."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tripoint_algorithms.discoveries import q_values
from tripoint_algorithms.routes.legs import EVERYTHING, UNUSUAL_Q, Wanted
from tripoint_algorithms.trade.oddities import (
    Test,
    consignee_tests,
    mix_tests,
    new_pair_tests,
    quantity_tests,
    splitting_tests,
)
from tripoint_graph.commerce import Commerce, Consignment

THRESHOLD_KG = 1_000.0
"""From which quantity a consignment is looked at: the asker's own limit, and no law's."""

RECENT_DAYS = 60
RANKED_BY = "q, the smallest first, then chance; ties by kind and consignments"


@dataclass(frozen=True, slots=True)
class TradeFinding:
    """Something about consignments that the rest of the trade does not explain: a lead to check.

    Attributes:
        kind: "consignee", "quantity", "mix", "new_pair" or "splitting".
        consignors, consignees: rows of the parties: who sent and who received, a trade fact.
        context: rows of forwarders, carriers and notify parties; context, never a subject.
        chemicals: keys of the chemicals meant, sorted.
        observed, expected: a count, or kilograms for "quantity".
        chance, q: of as much or more where nothing is the matter; the false-discovery rate at
            which it is told over all tests of all kinds.
        baseline: what it was held against, in words.
        consignments, records: rows, sorted.
        same_voyage: whether all the consignments were told for the same days.
        suppliers: how many consignors the consignee has in all its watched trade.
        passed_on: whether the consignee is told to send watched chemicals out again.
    """

    kind: str
    consignors: tuple[int, ...]
    consignees: tuple[int, ...]
    context: tuple[int, ...]
    chemicals: tuple[str, ...]
    observed: float
    expected: float
    chance: float
    q: float
    baseline: str
    consignments: tuple[int, ...]
    records: tuple[int, ...]
    same_voyage: bool
    suppliers: int
    passed_on: bool


@dataclass(frozen=True, slots=True)
class UnusualTrade:
    """Findings, and out of how many tests.

    Attributes:
        found: by `RANKED_BY`.
        tests: tests of all kinds: the family over which false findings are held down.
        consignments: consignments of watched goods that were looked at.
        q_max: the share of false findings accepted.
    """

    found: tuple[TradeFinding, ...]
    tests: int
    consignments: int
    q_max: float


def unusual_trade(
    commerce: Commerce,
    *,
    wanted: Wanted = EVERYTHING,
    threshold_kg: float = THRESHOLD_KG,
    recent_days: int = RECENT_DAYS,
    q_max: float = UNUSUAL_Q,
) -> UnusualTrade:
    """Find consignees, quantities, mixes, pairs and splitting that other trade does not explain.

    The baseline is the trade in the viewer's own world, lawful for the most part; each test leaves
    out what it tests (`trade_tests.py` has each with its assumption). All tests are one family
    (Benjamini & Hochberg 1995). Nothing here says what anything is for. Time O(n log n).

    Args:
        commerce: the viewer's trade and traffic.
        wanted: which consignments are looked at; the baseline narrows with it.
        threshold_kg: the limit below which splitting is looked for, above 0.
        recent_days: days before the last consignment that count as lately, 1 or more.
        q_max: false-discovery rate, in (0, 1].

    Raises:
        ValueError: an argument is out of range.
    """
    if threshold_kg <= 0 or recent_days < 1 or not 0 < q_max <= 1:
        raise ValueError("threshold_kg is above 0, recent_days 1 or more, q_max in (0, 1]")
    every = _narrowed(commerce, wanted)
    watched = [each for each in every if each.lots]
    tests = [
        *consignee_tests(every),
        *mix_tests(watched),
        *new_pair_tests(watched, recent_days),
        *quantity_tests(watched),
        *splitting_tests(watched, threshold_kg),
    ]
    rates = q_values([test.chance for test in tests]).tolist() if tests else []
    told = _Told(watched)
    found = [
        told.finding(test, rate) for test, rate in zip(tests, rates, strict=True) if rate <= q_max
    ]
    found.sort(key=lambda each: (each.q, each.chance, each.kind, each.consignments))
    return UnusualTrade(tuple(found), len(tests), len(watched), q_max)


def _narrowed(commerce: Commerce, wanted: Wanted) -> list[Consignment]:
    """Wanted consignments, with lots of the wanted chemicals alone."""
    if wanted == EVERYTHING:
        return list(commerce.consignments)
    modes: dict[int, set[str]] = defaultdict(set)
    for movement in commerce.movements:
        modes[movement.subject].add(movement.mode)
    kept = []
    for each in commerce.consignments:
        timely = each.start <= wanted.during[1] and each.end >= wanted.during[0]
        if timely and (not wanted.modes or wanted.modes & modes[each.entity]):
            lots = tuple(
                lot for lot in each.lots if not wanted.chemicals or lot.chemical in wanted.chemicals
            )
            kept.append(replace(each, lots=lots))
    return kept


class _Told:
    """Turns tests into findings that name their evidence."""

    def __init__(self, watched: Iterable[Consignment]) -> None:
        self._known = {each.entity: each for each in watched}
        self._suppliers: dict[int, set[int]] = defaultdict(set)
        self._senders: set[int] = set()
        for each in self._known.values():
            self._senders |= set(each.consignors)
            for party in each.consignees:
                self._suppliers[party] |= set(each.consignors)

    def finding(self, test: Test, rate: float) -> TradeFinding:
        own = [self._known[row] for row in test.consignments]
        senders = {row for each in own for row in each.consignors}
        receivers = {row for each in own for row in each.consignees}
        meant = receivers if test.consignee is None else {test.consignee}
        around = {row for each in own for row in each.context} - senders - receivers
        return TradeFinding(
            kind=test.kind,
            consignors=tuple(sorted(senders)),
            consignees=tuple(sorted(meant)),
            context=tuple(sorted(around)),
            chemicals=test.chemicals,
            observed=test.observed,
            expected=test.expected,
            chance=test.chance,
            q=rate,
            baseline=test.baseline,
            consignments=test.consignments,
            records=tuple(sorted({row for each in own for row in each.records})),
            same_voyage=len(own) > 1 and len({(each.start, each.end) for each in own}) == 1,
            suppliers=len(set().union(*(self._suppliers[row] for row in meant))),
            passed_on=bool(meant & self._senders),
        )


_WORDS = {
    "consignee": "{n:,.0f} consignments of watched goods to one consignee, where its trade leads "
    "to expect {e:,.1f}",
    "quantity": "{n:,.0f} kg in one consignment, where {e:,.0f} kg is usual",
    "mix": "{n:,.0f} different watched chemicals to one consignee, where as many lots "
    "bring {e:,.1f}",
    "new_pair": "{n:,.0f} watched consignments between two parties who did not trade before, where "
    "{e:,.1f} would be so late",
    "splitting": "{n:,.0f} lots just below the limit within a month, where {e:,.1f} would be",
}


def in_words(finding: TradeFinding) -> str:
    """What was seen and what was expected of what, as a sentence."""
    told = _WORDS[finding.kind].format(n=finding.observed, e=finding.expected)
    return f"{told} ({finding.baseline}; chance {finding.chance:.2g}, q {finding.q:.2g})"


def likeliest_innocent(finding: TradeFinding) -> str:
    """The innocent explanation to ask about first: by what the records show, in this order."""
    if finding.same_voyage:
        return "one order in several consignments of one voyage: ask for the order"
    if finding.kind in ("consignee", "mix") and finding.passed_on:
        return "a dealer or stockist, who sends watched goods out again: ask for the licence"
    if finding.kind in ("consignee", "mix") and finding.suppliers > 1:
        return f"a user of chemicals who buys from {finding.suppliers} suppliers: ask what it makes"
    return _INNOCENT[finding.kind]


_INNOCENT = {
    "consignee": "a factory that uses the chemical: ask for its sector and licence",
    "quantity": "a bulk shipment, a season's stock, or a slip of the unit: ask for the declaration",
    "mix": "a factory that uses several chemicals: ask for its sector and licences",
    "new_pair": "a new contract: ask for it, and for the consignee's licence",
    "splitting": "the usual pack or part deliveries of one order: ask for the order",
}
