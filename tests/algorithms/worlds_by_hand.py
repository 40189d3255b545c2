"""Snapshots made from a list of links, for tests of algorithms."""

from collections.abc import Mapping, Sequence

import numpy as np

from tripoint_graph.columns import Ids
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL

Link = tuple[int, int, str, float]
Span = tuple[int, int]


def snapshot(
    kinds: Sequence[str],
    links: Sequence[Link],
    classes: Mapping[str, Sequence[int]] | None = None,
    times: Mapping[tuple[int, int, str], Span] | None = None,
) -> Snapshot:
    """A world of entities of these kinds and links (source, target, type, confidence).

    Links held from second 0 to second 0, or when `times` says. Entity i has the id i + 1; link i
    stands on record i, all of one source.
    """
    size = len(kinds)
    rows = sorted({(s, t, ONTOLOGY.link_codes[k]): p for s, t, k, p in links if s != t}.items())
    count = len(rows)
    columns = np.array([key for key, _ in rows], np.int32).reshape(-1, 3)
    masks = {name: np.zeros(size, np.bool_) for name in ONTOLOGY.classes}
    for name, members in (classes or {}).items():
        masks[name][list(members)] = True
    named = [(s, t, list(ONTOLOGY.links)[kind]) for (s, t, kind), _ in rows]
    spans = [(times or {}).get(name, (0, 0)) for name in named]
    held = np.array(spans, np.int64).reshape(-1, 2)
    return Snapshot(
        viewer=FULL,
        commit=1,
        entity_id=_ids(size),
        entity_kind=np.array([ONTOLOGY.kind_codes[kind] for kind in kinds], np.int32),
        link_source=columns[:, 0],
        link_target=columns[:, 1],
        link_type=columns[:, 2],
        link_confidence=np.array([p for _, p in rows], np.float64),
        link_independent=np.ones(count, np.int32),
        link_start=held[:, 0],
        link_end=held[:, 1],
        claim_offset=np.arange(count + 1, dtype=np.int64),
        link_claim=np.arange(count, dtype=np.int32),
        claim_id=_ids(count),
        claim_type=columns[:, 2],
        claim_source=columns[:, 0],
        claim_target=columns[:, 1],
        claim_record=np.arange(count, dtype=np.int32),
        claim_start=held[:, 0],
        claim_end=held[:, 1],
        record_id=_ids(count),
        record_probability=np.array([p for _, p in rows], np.float64),
        record_source=np.zeros(count, np.int32),
        sources=("alpha",),
        mention_id=_ids(size),
        mention_record=np.zeros(size, np.int32),
        mention_entity=np.arange(size, dtype=np.int32),
        mention_marks=np.zeros(size, np.int64),
        mention_atom=np.arange(size, dtype=np.int32),
        join_left=np.empty(0, np.int32),
        join_right=np.empty(0, np.int32),
        join_by=(),
        join_probability=np.empty(0, np.float64),
        join_judgement=np.empty((0, 2), np.uint64),
        join_clique=np.empty(0, np.int32),
        classes=masks,
    )


def _ids(count: int) -> Ids:
    return np.stack([np.zeros(count, np.uint64), np.arange(1, count + 1, dtype=np.uint64)], axis=1)
