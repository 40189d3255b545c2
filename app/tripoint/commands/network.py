"""Which network a command is about: its options, and how it is cut out of a world."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

import typer

from tripoint.ends import entities_at
from tripoint.told.trade import period
from tripoint.wiring import Session, UsageError
from tripoint_algorithms import networks
from tripoint_algorithms.links.connections import HOPS_MAX
from tripoint_algorithms.links.neighbourhood import SHOWN_MAX
from tripoint_algorithms.networks import Network
from tripoint_algorithms.topology import Filter
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

_option = typer.Option

Around = Annotated[
    str,
    _option(
        "--around", metavar="END", help="A class, id, text:WORDS, saved:NAME; else everything."
    ),
]
Hops = Annotated[int, _option("--hops", min=1, max=HOPS_MAX, help="Steps from there, at most.")]
Limit = Annotated[int, _option("--limit", min=1, max=SHOWN_MAX, help="Entities of the network.")]
Layers = Annotated[
    list[str] | None, _option("--layer", metavar="LINK", help="A kind of link that ties; else all.")
]
Since = Annotated[str, _option("--since", metavar="DAY", help="Ties that held from then on.")]
Until = Annotated[str, _option("--until", metavar="DAY", help="Ties that held up to then.")]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which network is asked for.

    Attributes:
        around: the end that it begins at; "" for everything.
        hops, limit: steps from there, and entities, at most.
        layers: kinds of links that tie; empty for all.
        only: which links may be used.
    """

    around: str
    hops: int
    limit: int
    layers: frozenset[str]
    only: Filter

    def cut(self, asked: Session, store: EvidenceReader, world: Snapshot) -> Network:
        """The network."""
        start = entities_at(asked, store, world, self.around) if self.around else None
        return networks.around(
            world, start, hops=self.hops, limit=self.limit, layers=self.layers, only=self.only
        )


def scope(
    around: str,
    size: tuple[int, int],
    layers: list[str] | None,
    *,
    conduct_only: bool,
    during: tuple[str, str] = ("", ""),
) -> Scope:
    """What the options of a command ask for.

    Args:
        around: the end that it begins at; "" for everything.
        size: steps from there, and entities, at most.
        layers: kinds of links that tie; None for all.
        conduct_only: leave out what people merely share.
        during: the first and the last day on which ties held; "" is open.

    Raises:
        UsageError: there is no such kind of link, or one is no day.
    """
    only = Filter(conduct_only=conduct_only, during=window(*during))
    return Scope(around, *size, declared("--layer", layers or (), ONTOLOGY.links.keys()), only)


def window(since: str, until: str) -> tuple[int, int] | None:
    """First and last second of a period; None where neither day is given.

    Raises:
        UsageError: one is no date.
    """
    return period(since, until) if since or until else None


def declared(option: str, given: Collection[str], known: Collection[str]) -> frozenset[str]:
    """The names given, if the ontology declares them.

    Raises:
        UsageError: it does not.
    """
    wrong = set(given) - set(known)
    if wrong:
        raise UsageError(f"{option} {sorted(wrong)[0]}: one of {', '.join(known)}")
    return frozenset(given)
