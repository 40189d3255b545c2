"""Who stands where in a network: measures of single entities, and of the network as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import igraph
import numpy as np

from tripoint_algorithms.who_matters.pagerank import pagerank
from tripoint_graph.columns import Floats


class Measure(StrEnum):
    """What standing is measured by; the greater, the more an entity matters.

    degree: ties (L. C. Freeman 1978, doi:10.1016/0378-8733(78)90021-7).
    betweenness: share of the shortest ways between others that lead through it, in [0, 1] (there).
    closeness: others within reach, squared, over the sum of the distances to them and over all
        others, in [0, 1] (S. Wasserman, K. Faust 1994, "Social Network Analysis", 5.2.2).
    harmonic: the mean of 1 / distance to all others, 0 where none leads there, in [0, 1]
        (M. Marchiori, V. Latora 2000, doi:10.1016/S0378-4371(00)00311-3); closeness that bears
        networks in pieces.
    eigenvector: ties to those who have many ties, the greatest 1 (P. Bonacich 1987,
        doi:10.1086/228631); in a network in pieces only the largest counts.
    pagerank: where a walk that starts anew in one of seven steps mostly is (S. Brin, L. Page
        1998, doi:10.1016/S0169-7552(98)00110-X); the shares add up to 1.
    brokerage: 1 - Burt's constraint, how little its contacts are tied among themselves
        (R. S. Burt 1992, "Structural Holes"); 0 where it has no contacts. It may be below 0.
    """

    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    CLOSENESS = "closeness"
    HARMONIC = "harmonic"
    EIGENVECTOR = "eigenvector"
    PAGERANK = "pagerank"
    BROKERAGE = "brokerage"


def standing(graph: igraph.Graph, measure: Measure) -> Floats:
    """(n,) a measure of every vertex of an undirected network without loops and parallel ties.

    Exact to eight digits. Time O(n m) for betweenness and harmonic, O(m) an iteration for
    eigenvector and pagerank, O(m d) for brokerage with greatest degree d.
    """
    if graph.vcount() == 0:
        return np.zeros(0)
    # What is beyond eight digits is rounding, which would order entities that stand alike.
    return np.round(np.array(_MEASURES[measure](graph), np.float64), 8).astype(np.float64)


def _betweenness(graph: igraph.Graph) -> Floats:
    others = max(graph.vcount() - 1, 1) * max(graph.vcount() - 2, 1) / 2
    share: Floats = np.array(graph.betweenness(directed=False), np.float64) / others
    return share


def _closeness(graph: igraph.Graph) -> Floats:
    pieces = graph.connected_components()
    reach = np.array([pieces.size(piece) for piece in pieces.membership], np.float64) - 1
    share: Floats = reach / max(graph.vcount() - 1, 1)
    return share * np.nan_to_num(np.array(graph.closeness(mode="all"), np.float64))


def _eigenvector(graph: igraph.Graph) -> Floats:
    if graph.ecount() == 0:
        return np.zeros(graph.vcount())
    largest = max(graph.connected_components(), key=len)
    found: Floats = np.zeros(graph.vcount(), np.float64)
    found[largest] = graph.induced_subgraph(largest).eigenvector_centrality()
    return found


def _brokerage(graph: igraph.Graph) -> Floats:
    constraint = np.array(graph.constraint(), np.float64)
    constraint[np.isnan(constraint)] = 1.0
    found: Floats = 1.0 - constraint
    return found


_MEASURES: dict[Measure, Callable[[igraph.Graph], object]] = {
    Measure.DEGREE: lambda graph: graph.degree(),
    Measure.BETWEENNESS: _betweenness,
    Measure.CLOSENESS: _closeness,
    Measure.HARMONIC: lambda graph: np.nan_to_num(graph.harmonic_centrality(mode="all")),
    Measure.EIGENVECTOR: _eigenvector,
    Measure.PAGERANK: pagerank,
    Measure.BROKERAGE: _brokerage,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A network as a whole.

    Attributes:
        entities, ties: how many.
        density: ties of all that there could be, in [0, 1].
        components: pieces that nothing ties; largest: entities of the largest.
        mean_distance: of two that some way joins, in the largest piece; 0 without any.
        diameter: the greatest such distance, in the largest piece.
        transitivity: share of tied triples whose ends are tied, in [0, 1].
        cut_vertices: vertices without which a piece would fall apart, ascending.
        bridges: ties without which one would, as vertex pairs.
    """

    entities: int
    ties: int
    density: float
    components: int
    largest: int
    mean_distance: float
    diameter: int
    transitivity: float
    cut_vertices: tuple[int, ...]
    bridges: tuple[tuple[int, int], ...]


def shape(graph: igraph.Graph) -> Shape:
    """The shape of an undirected network without loops and parallel ties. Time O(n m)."""
    pieces = graph.connected_components()
    largest = graph.induced_subgraph(max(pieces, key=len)) if len(pieces) else graph
    tied = largest.vcount() > 1
    return Shape(
        entities=graph.vcount(),
        ties=graph.ecount(),
        density=graph.density() if graph.vcount() > 1 else 0.0,
        components=len(pieces),
        largest=largest.vcount(),
        mean_distance=largest.average_path_length(directed=False) if tied else 0.0,
        diameter=largest.diameter(directed=False) if tied else 0,
        transitivity=graph.transitivity_undirected(mode="zero"),
        cut_vertices=tuple(sorted(graph.articulation_points())),
        bridges=tuple(sorted((e.source, e.target) for e in graph.es[graph.bridges()])),
    )
