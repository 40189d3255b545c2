"""Which links a command's search may walk, as people say it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from tripoint.commands.network import window
from tripoint.wiring import UsageError
from tripoint_algorithms.topology import Filter
from tripoint_graph.ontology import ONTOLOGY

Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="LINK", help="Walk these kinds alone.")
]
Without = Annotated[
    list[str] | None, typer.Option("--without", metavar="LINK", help="Leave a kind out.")
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0, max=1, help="Leave out less sure links.")
]
Since = Annotated[str, typer.Option("--since", metavar="DAY", help="Held on it or later.")]
Until = Annotated[str, typer.Option("--until", metavar="DAY", help="Held on it or before.")]


def walked(
    conduct_only: bool,
    among: Sequence[str] | None,
    without: Sequence[str] | None,
    confidence_min: float,
    during: tuple[str, str],
) -> Filter:
    """The filter of a question.

    Args:
        conduct_only: leave out what people merely share.
        among: kinds of links to walk alone; none for all.
        without: kinds of links to leave out.
        confidence_min: leave out links that are less sure.
        during: leave out links that cannot have held from one day to another; "" is open.

    Raises:
        UsageError: there is no such kind, or one is no day.
    """
    known = ONTOLOGY.links.keys()
    if wrong := sorted({*(among or ()), *(without or ())} - known):
        raise UsageError(f"{wrong[0]} is no kind of link: one of {', '.join(known)}")
    return Filter(
        conduct_only=conduct_only,
        among=frozenset(among or ()),
        without=frozenset(without or ()),
        confidence_min=confidence_min,
        during=window(*during),
    )
