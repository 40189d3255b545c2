"""Whether the trade makes sense, as GraphQL types: balances, and what is not explained."""

import asyncio
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.legs import Wanted
from tripoint_algorithms.trade.balance import RANKED_BY as LARGEST_GAP_FIRST
from tripoint_algorithms.trade.balance import Amounts, Balance, Over, balances
from tripoint_algorithms.trade.unusual import (
    RANKED_BY,
    THRESHOLD_KG,
    TradeFinding,
    in_words,
    likeliest_innocent,
    unusual_trade,
)
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.record import Record, record_page
from tripoint_api.links.searches import Truncated, within
from tripoint_api.ontology.enums import described_enum
from tripoint_api.paging import After, Connection, First, fingerprint
from tripoint_api.seen import Seen
from tripoint_api.trade.route_place import RoutePlace
from tripoint_graph.commerce import Commerce

ANSWERS_MAX = 500
NAMED_MAX = 20
"""Consignments and parties of one answer that are named; counts are whole."""

CONTEXT = "Forwarders, carriers and notify parties, the first 20: context, and never a subject."

BalanceOver = described_enum(
    "BalanceOver",
    "What a balance is struck over.",
    {
        "party": ("party", "Each consignor and consignee."),
        "corridor": ("corridor", "Each two places, there and back."),
    },
)

StruckOver = Annotated[
    Enum | None,
    strawberry.argument(graphql_type=BalanceOver | None, description="Over what; parties."),
]
AnswerLimit = Annotated[
    int, strawberry.argument(description=f"How many to show, 1 to {ANSWERS_MAX}.")
]
Threshold = Annotated[
    float,
    strawberry.argument(description="Kilograms below which splitting is looked for; your limit."),
]


@strawberry.type(description="What came in and what went out.")
class TradeAmounts:
    """`balance.Amounts`."""

    kg_in: float = strawberry.field(description="Kilograms in.")
    kg_out: float = strawberry.field(description="Kilograms out.")
    gap_kg: float = strawberry.field(description="In less out: no diversion by itself.")
    litres_in: float = strawberry.field(description="Litres in.")
    litres_out: float = strawberry.field(description="Litres out.")
    gap_litres: float = strawberry.field(description="In less out.")
    consignments_in: int = strawberry.field(description="Consignments in.")
    consignments_out: int = strawberry.field(description="Consignments out.")
    unmeasured: int = strawberry.field(description="Consignments that tell no quantity.")
    gross: int = strawberry.field(description="Consignments whose gross weight stands in.")

    @classmethod
    def of(cls, told: Amounts) -> "TradeAmounts":
        """The type of amounts."""
        return cls(
            kg_in=told.kilograms_in,
            kg_out=told.kilograms_out,
            gap_kg=told.gap_kilograms,
            litres_in=told.litres_in,
            litres_out=told.litres_out,
            gap_litres=told.gap_litres,
            consignments_in=told.consignments_in,
            consignments_out=told.consignments_out,
            unmeasured=told.unmeasured,
            gross=told.gross,
        )


@strawberry.type(description="The balance of one month.")
class TradeMonth:
    """A month and its amounts."""

    month: str = strawberry.field(description='Such as "2026-03"; "" where no time is told.')
    amounts: TradeAmounts = strawberry.field(description="Its amounts.")


@strawberry.type(description="One watched chemical of one party or corridor.")
class TradeBalance:
    """`balance.Balance`."""

    seen: strawberry.Private[Seen]
    balance: strawberry.Private[Balance]
    party: Entity | None = strawberry.field(description="The party; null for a corridor.")
    corridor: list[RoutePlace] = strawberry.field(
        description="Two places: out goes from the first to the second. Empty for a party."
    )
    chemical: str = strawberry.field(description="The watched chemical's key.")
    whole: TradeAmounts = strawberry.field(description="Over all of the time asked about.")
    months: list[TradeMonth] = strawberry.field(description="By month of departure.")
    consignments: list[Entity] = strawberry.field(description="The first 20.")
    consignments_total: int = strawberry.field(description="How many there are.")
    context: list[Entity] = strawberry.field(description=CONTEXT)

    @described("The records behind it.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its evidence."""
        ids = self.seen.snapshot.record_names(self.balance.records)
        return await record_page(self.seen, ids, first, after, fingerprint("balance", ids))


@strawberry.type(description="Balances of watched chemicals.")
class TradeBalances:
    """A ranked list."""

    balances: list[TradeBalance] = strawberry.field(description="By `truncated.rankedBy`.")
    truncated: Truncated = strawberry.field(description="How many are shown.")


@strawberry.type(description="Trade that other trade does not explain: a possible lead to check.")
class UnusualTrade:
    """`unusual_trade.TradeFinding`."""

    seen: strawberry.Private[Seen]
    finding: strawberry.Private[TradeFinding]
    kind: str = strawberry.field(description="consignee, quantity, mix, new_pair or splitting.")
    text: str = strawberry.field(description="What was seen, and what was expected of what.")
    innocent: str = strawberry.field(
        description="The innocent explanation to ask about first; most findings have one."
    )
    chemicals: list[str] = strawberry.field(description="The watched chemicals meant.")
    consignors: list[Entity] = strawberry.field(
        description="Who sent it, the first 20: a trade fact and no accusation."
    )
    consignees: list[Entity] = strawberry.field(description="Who received it, the first 20.")
    context: list[Entity] = strawberry.field(description=CONTEXT)
    consignments: list[Entity] = strawberry.field(description="The first 20.")
    consignments_total: int = strawberry.field(description="How many there are.")
    observed: float = strawberry.field(description="A count, or kilograms for a quantity.")
    expected: float = strawberry.field(description="What the other trade leads to expect.")
    chance: float = strawberry.field(description="Of as much or more by chance, in [0, 1].")
    q: float = strawberry.field(description="Share of false ones among all told down to this.")

    @described("The records behind it.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its evidence."""
        ids = self.seen.snapshot.record_names(self.finding.records)
        return await record_page(self.seen, ids, first, after, fingerprint("unusual", ids))


@strawberry.type(description="Unusual trade, and out of how many tests it was told.")
class UnusualTrades:
    """`unusual_trade.UnusualTrade`."""

    findings: list[UnusualTrade] = strawberry.field(description="By `truncated.rankedBy`.")
    tests: int = strawberry.field(description="Tests of all kinds: one family.")
    looked_at: int = strawberry.field(description="Consignments of watched goods looked at.")
    false_share: float = strawberry.field(
        description="The share of false findings that is accepted among those told."
    )
    truncated: Truncated = strawberry.field(description="How many are shown.")


async def struck(
    seen: Seen, known: Commerce, over: Enum | None, limit: int, only: Wanted
) -> TradeBalances:
    """Balances.

    Raises:
        Refused: the limit is out of range.
    """
    within("limit", limit, ANSWERS_MAX)
    chosen = Over(str(over.value)) if over else Over.PARTY
    found = await asyncio.to_thread(balances, known, over=chosen, wanted=only)
    shown = found[:limit]
    return TradeBalances(
        balances=[_balance(seen, known, each) for each in shown],
        truncated=Truncated(shown=len(shown), total=len(found), ranked_by=LARGEST_GAP_FIRST),
    )


def _balance(seen: Seen, known: Commerce, told: Balance) -> TradeBalance:
    return TradeBalance(
        seen=seen,
        balance=told,
        party=None if told.party is None else Entity.of(seen, told.party),
        corridor=[RoutePlace.of(seen, known.places[row]) for row in told.corridor or ()],
        chemical=told.chemical,
        whole=TradeAmounts.of(told.whole),
        months=[TradeMonth(month=name, amounts=TradeAmounts.of(own)) for name, own in told.months],
        consignments=_named(seen, told.consignments),
        consignments_total=len(told.consignments),
        context=_named(seen, told.context),
    )


async def unexplained(
    seen: Seen, known: Commerce, threshold_kg: float, limit: int, only: Wanted
) -> UnusualTrades:
    """Unusual trade.

    Raises:
        Refused: the limit or the threshold is out of range.
    """
    within("limit", limit, ANSWERS_MAX)
    if not 0 < threshold_kg < float("inf"):
        told = f"`thresholdKg` is above 0, not {threshold_kg:g}; the usual is {THRESHOLD_KG:g}"
        raise Refused(Code.BAD_ARGUMENT, told)
    found = await asyncio.to_thread(unusual_trade, known, wanted=only, threshold_kg=threshold_kg)
    shown = found.found[:limit]
    return UnusualTrades(
        findings=[_finding(seen, each) for each in shown],
        tests=found.tests,
        looked_at=found.consignments,
        false_share=found.q_max,
        truncated=Truncated(shown=len(shown), total=len(found.found), ranked_by=RANKED_BY),
    )


def _finding(seen: Seen, told: TradeFinding) -> UnusualTrade:
    return UnusualTrade(
        seen=seen,
        finding=told,
        kind=told.kind,
        text=in_words(told),
        innocent=likeliest_innocent(told),
        chemicals=list(told.chemicals),
        consignors=_named(seen, told.consignors),
        consignees=_named(seen, told.consignees),
        context=_named(seen, told.context),
        consignments=_named(seen, told.consignments),
        consignments_total=len(told.consignments),
        observed=told.observed,
        expected=told.expected,
        chance=told.chance,
        q=told.q,
    )


def _named(seen: Seen, rows: tuple[int, ...]) -> list[Entity]:
    return [Entity.of(seen, row) for row in rows[:NAMED_MAX]]
