"""Groupings of a network's entities that need nothing but the network: classes, and groups."""

from enum import StrEnum

import numpy as np

from tripoint_algorithms.groups.partitions import Method, partition
from tripoint_algorithms.networks import Network

ORDINARY = "none"
"""The group of those who are in no actor class."""


class Grouping(StrEnum):
    """What brokers stand between.

    class: actor classes, and those in none; one of several classes is of all together.
    group: groups that modularity finds (`groups`), by number, the largest first.
    country: where somebody sits: registration, seat, residence, flag.
    issuer: the country that issued the document held.
    """

    CLASS = "class"
    GROUP = "group"
    COUNTRY = "country"
    ISSUER = "issuer"


def by_class(network: Network) -> dict[int, str]:
    """Entity row to its actor classes, joined by +."""
    classes = network.snapshot.classes
    return {
        row: "+".join(sorted(name for name, mask in classes.items() if mask[row])) or ORDINARY
        for row in network.rows.tolist()
    }


def by_group(network: Network) -> dict[int, str]:
    """Entity row to its group's number, from 1; who is tied to nobody has none."""
    found = partition(network.graph, Method.MODULARITY, 1.0, network.seed("grouping"))
    tied = np.array(network.graph.degree(), np.int64) > 0 if len(found) else found
    pairs = zip(network.rows[tied > 0].tolist(), found[tied > 0].tolist(), strict=True)
    return {row: str(number + 1) for row, number in pairs}
