"""Where do these stand in a picture? Positions that repeat, and that never move what is placed."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import igraph
import numpy as np

from tripoint_algorithms.seeded import seeded
from tripoint_graph.columns import Floats
from tripoint_graph.snapshot import Snapshot

ROUNDS = 300
"""Rounds of moving apart and together."""

Point = tuple[float, float]


def layout(
    snapshot: Snapshot,
    entities: Sequence[int],
    links: Sequence[int],
    *,
    placed: Mapping[int, Point] | None = None,
) -> tuple[Point, ...]:
    """Lay a small graph out by forces, around what already has a place.

    Springs and repulsion of Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102, by
    igraph. Points to start from and the seed of its small shakes derive from the entities' ids;
    ids are content, so the same picture comes out of both stores.

    Args:
        snapshot: the viewer's world.
        entities: rows to place, each once.
        links: rows of links; those with an end outside `entities` are passed over.
        placed: row to where it stands, in the units of an earlier answer; it stays there.

    Returns:
        One (x, y) an entity, in its order. Neighbours are about 1 apart.
        O(n^2) a round for n entities: meant for up to 2,000.
    """
    place = {row: at for at, row in enumerate(entities)}
    fixed = {place[row]: point for row, point in (placed or {}).items() if row in place}
    pairs = sorted(
        {
            (min(one, other), max(one, other))
            for one, other in (
                (
                    place.get(int(snapshot.link_source[row])),
                    place.get(int(snapshot.link_target[row])),
                )
                for row in links
            )
            if one is not None and other is not None and one != other
        }
    )
    if len(fixed) == len(entities):
        return tuple(fixed[at] for at in range(len(entities)))
    names = snapshot.entity_names(entities)
    found = _settled(_start(names, pairs, fixed), pairs, fixed, seed=" ".join(names))
    return tuple(fixed.get(at, (float(x), float(y))) for at, (x, y) in enumerate(found))


def _settled(
    start: Floats, pairs: Sequence[tuple[int, int]], fixed: Mapping[int, Point], seed: str
) -> list[list[float]]:
    """Where forces bring points that start there; the fixed stay."""
    low, high = np.full_like(start, -np.inf), np.full_like(start, np.inf)
    for at, point in fixed.items():
        low[at] = high[at] = point
    with seeded(seed):
        found = igraph.Graph(n=len(start), edges=pairs).layout_fruchterman_reingold(
            seed=start.tolist(),
            niter=ROUNDS,
            grid=False,
            minx=low[:, 0].tolist(),
            maxx=high[:, 0].tolist(),
            miny=low[:, 1].tolist(),
            maxy=high[:, 1].tolist(),
        )
    coords: list[list[float]] = found.coords
    return coords


def _start(
    names: Sequence[str], pairs: Sequence[tuple[int, int]], fixed: Mapping[int, Point]
) -> Floats:
    """A point for each: its own place, else beside placed neighbours, else from its id."""
    spread = float(np.sqrt(len(names)))
    start = np.array([_point(name) for name in names], np.float64).reshape(-1, 2) * spread
    if fixed:
        start += np.mean(list(fixed.values()), axis=0)
    beside: dict[int, list[Point]] = {}
    for one, other in pairs:
        for near, far in ((one, other), (other, one)):
            if far in fixed:
                beside.setdefault(near, []).append(fixed[far])
    for at, points in beside.items():
        start[at] = np.mean(points, axis=0) + _point(names[at])
    for at, point in fixed.items():
        start[at] = point
    return start


def _point(name: str) -> Point:
    """A point of the square from -0.5 to 0.5 that derives from an id."""
    digest = blake2b(name.encode(), digest_size=8).digest()
    x, y = (int.from_bytes(digest[at : at + 4]) / 2**32 - 0.5 for at in (0, 4))
    return x, y
