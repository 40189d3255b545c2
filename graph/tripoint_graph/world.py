"""Makes one viewer's snapshot from a store's columns: the mask, then everything from scratch.

Non-interference is how a world is made, not a filter on answers: rows that the viewer may not
see, or that were not known yet, are dropped first, and entities, links, confidences and classes
are computed from the rest alone.
"""

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tripoint_graph.canonical import Columns
from tripoint_graph.classes import classify
from tripoint_graph.columns import Floats, Ints, Longs
from tripoint_graph.joins import Joins, joins_of
from tripoint_graph.snapshot import Mask, Snapshot
from tripoint_graph.viewer import Viewer

N = TypeVar("N", bound=np.generic)
T = TypeVar("T")


def world(columns: Columns, viewer: Viewer, known_at: int | None = None) -> Snapshot:
    """The snapshot of what one viewer may see, as known at a commit.

    Args:
        columns: everything in the store.
        viewer: who asks.
        known_at: a commit number; None for the newest in the columns.

    Returns:
        The world; its arrays are equal to those made from columns that never held what the
        viewer may not see, or what came after that commit.
    """
    commit = columns.commit if known_at is None else min(known_at, columns.commit)
    records = speaking(columns, viewer, commit)
    mentions = np.flatnonzero(records[columns.mention_record]).astype(np.int32)
    joins = joins_of(columns, records, mentions, viewer, commit)
    roots, entity_of_atom = _entities(columns, mentions, joins)
    claims = np.flatnonzero(records[columns.claim_record]).astype(np.int32)
    visible = np.flatnonzero(records).astype(np.int32)
    mention_row = _ranks(mentions, len(columns.mention_id))
    record_row = _ranks(visible, len(records))
    snapshot = Snapshot(
        viewer=viewer,
        commit=commit,
        entity_id=columns.atom_id[roots],
        entity_kind=columns.atom_kind[roots],
        **_links(columns, claims, entity_of_atom, joins.merged),
        **_claims(columns, claims, mention_row, record_row),
        **_records(columns, visible),
        mention_id=_taken(columns.mention_id, mentions),
        mention_record=_renumbered(columns.mention_record, mentions, record_row),
        mention_entity=entity_of_atom[_taken(columns.mention_atom, mentions)],
        mention_marks=_taken(columns.mention_marks, mentions),
        mention_atom=_numbered(_taken(columns.mention_atom, mentions), len(columns.atom_id)),
        join_left=mention_row[joins.left],
        join_right=mention_row[joins.right],
        join_by=joins.by,
        join_probability=joins.probability,
        join_judgement=joins.judgement,
        join_clique=joins.clique,
    )
    classify(snapshot)
    return snapshot


def _claims(columns: Columns, claims: Ints, mention_row: Ints, record_row: Ints) -> dict[str, Any]:
    """The columns of the visible claims, their ends and records as rows of the snapshot."""
    return {
        "claim_id": _taken(columns.claim_id, claims),
        "claim_type": _taken(columns.claim_type, claims),
        "claim_source": _renumbered(columns.claim_source, claims, mention_row),
        "claim_target": _renumbered(columns.claim_target, claims, mention_row),
        "claim_record": _renumbered(columns.claim_record, claims, record_row),
        "claim_start": _taken(columns.claim_start, claims),
        "claim_end": _taken(columns.claim_end, claims),
    }


def _records(columns: Columns, visible: Ints) -> dict[str, Any]:
    """The columns of the visible records; sources and handlings that none has are left out."""
    sources, record_source = _used(columns.sources, columns.record_source[visible])
    handlings, record_handling = _used(columns.handlings, columns.record_handling[visible])
    return {
        "record_id": columns.record_id[visible],
        "record_probability": columns.record_probability[visible],
        "record_source": record_source,
        "sources": sources,
        "record_handling": record_handling,
        "handlings": handlings,
    }


def speaking(columns: Columns, viewer: Viewer, commit: int) -> Mask:
    """Which records speak for their key, for this viewer at this commit. Shape (r,)."""
    seen = np.array([viewer.sees(handling) for handling in columns.handlings], np.bool_)
    known = seen[columns.record_handling] & (columns.record_added <= commit)
    in_order = np.flatnonzero(known[columns.version_order])
    keys = columns.version_key[in_order]
    newest = in_order[np.append(keys[1:] != keys[:-1], True)] if len(keys) else in_order
    speaks = np.zeros(len(known), np.bool_)
    speaks[columns.version_order[newest]] = True
    return speaks


def _taken(column: npt.NDArray[N], rows: Ints) -> npt.NDArray[N]:
    # Where everything is visible the column itself will do; copies of 5 M rows are not free.
    return column if len(rows) == len(column) else column[rows]


def _renumbered(column: Ints, rows: Ints, ranks: Ints) -> Ints:
    # Where nothing is hidden, everything keeps its number.
    taken = _taken(column, rows)
    return taken if len(rows) == len(column) and (ranks >= 0).all() else ranks[taken]


def _taken_rows(rows: Ints, chosen: Ints, size: int) -> Ints:
    # Rows that are all there are count as they stand.
    return chosen if len(rows) == size else rows[chosen]


def _ranks(rows: Ints, size: int) -> Ints:
    ranks = np.full(size, -1, np.int32)
    ranks[rows] = np.arange(len(rows), dtype=np.int32)
    return ranks


def _numbered(rows: Ints, size: int) -> Ints:
    """The rows' ranks among those that occur: how many others there are leaves no trace."""
    occurs = np.zeros(size, np.bool_)
    occurs[rows] = True
    return _ranks(np.flatnonzero(occurs).astype(np.int32), size)[rows]


def _used(names: tuple[T, ...], codes: Ints) -> tuple[tuple[T, ...], Ints]:
    used = np.unique(codes)
    return tuple(names[code] for code in used), _ranks(used.astype(np.int32), len(names))[codes]


def _entities(columns: Columns, mentions: Ints, joins: Joins) -> tuple[Ints, Ints]:
    """The atom that names each entity, and the entity of each atom (-1 where it is hidden)."""
    visible = np.zeros(len(columns.atom_id), np.bool_)
    visible[_taken(columns.mention_atom, mentions)] = True
    own_root = joins.root == np.arange(len(visible), dtype=np.int32)
    roots = np.flatnonzero(visible & own_root).astype(np.int32)
    entity_of_atom = _ranks(roots, len(visible))[joins.root]
    entity_of_atom[~visible] = -1
    return roots, entity_of_atom


def _links(columns: Columns, claims: Ints, entity_of_atom: Ints, merged: Mask) -> dict[str, Any]:
    order, source, target = _claims_by_link(columns, claims, entity_of_atom, merged)
    rows = _taken_rows(claims, order, len(columns.claim_id)).astype(np.intp)  # cast once
    kind = columns.claim_type[rows]
    first = np.flatnonzero(_starts(source, target, kind))
    offsets = _offsets(first, len(rows))
    doubt = np.log1p(-columns.record_probability)
    begins = rows[first]
    link = {
        "doubt": doubt[columns.claim_record[begins]],
        "independent": np.ones(len(first), np.int32),
        "start": columns.claim_start[begins],
        "end": columns.claim_end[begins],
    }
    # Most links stand on one claim; only the others have anything to be put together.
    several = np.flatnonzero(np.diff(offsets) > 1)
    if len(several):
        for name, values in _together(columns, rows, offsets, several, doubt).items():
            link[name][several] = values
    return {
        "link_source": source[first],
        "link_target": target[first],
        "link_type": kind[first],
        "link_confidence": -np.expm1(link["doubt"]),
        "link_independent": link["independent"],
        "link_start": link["start"],
        "link_end": link["end"],
        "claim_offset": offsets,
        "link_claim": order,
    }


def _together(
    columns: Columns,
    rows: npt.NDArray[np.intp],
    offsets: Longs,
    several: npt.NDArray[np.intp],
    doubt: Floats,
) -> dict[str, npt.NDArray[Any]]:
    """What links of several claims come to: by source and by link, over runs of claims."""
    counts = (offsets[several + 1] - offsets[several]).astype(np.intp)
    ends = np.cumsum(counts)
    first = ends - counts
    at = np.arange(ends[-1]) + np.repeat(offsets[several] - first, counts)
    claims = rows[at]
    new_link = np.zeros(len(at), np.bool_)
    new_link[first] = True
    new_said = new_link | _starts(columns.claim_said_by[claims])
    first_said = np.flatnonzero(new_said)
    # One source's ten copies count once: its best record speaks for it.
    per_source = np.minimum.reduceat(doubt[columns.claim_record[claims]], first_said)
    said = _offsets((np.cumsum(new_said, dtype=np.int32) - 1)[first], len(first_said))
    return {
        "doubt": np.add.reduceat(per_source, said[:-1]),
        "independent": (said[1:] - said[:-1]).astype(np.int32),
        "start": np.minimum.reduceat(columns.claim_start[claims], first),
        "end": np.maximum.reduceat(columns.claim_end[claims], first),
    }


def _offsets(first: npt.NDArray[np.integer[Any]], end: int) -> Longs:
    """Where each run begins, and where the last one ends."""
    offsets = np.empty(len(first) + 1, np.int64)
    offsets[:-1], offsets[-1] = first, end
    return offsets


def _starts(*keys: Ints) -> Mask:
    """True where any of the keys differs from the row before; the first row starts too."""
    start = np.zeros(len(keys[0]), np.bool_)
    if len(start):
        start[0] = True
    for key in keys:
        start[1:] |= key[1:] != key[:-1]
    return start


def _claims_by_link(
    columns: Columns, claims: Ints, entity_of_atom: Ints, merged: Mask
) -> tuple[Ints, Ints, Ints]:
    """Places in `claims` by (source entity, target entity, type, source, id), and their ends.

    The columns hold claims sorted by atoms. Entities are numbered in the order of their atoms,
    so only claims that touch atoms which joins merged are out of place: those are sorted and
    put back among the rest. A claim inside one entity makes no link.
    """
    source_atom = _taken(columns.claim_source_atom, claims)
    target_atom = _taken(columns.claim_target_atom, claims)
    source, target = entity_of_atom[source_atom], entity_of_atom[target_atom]
    moved = merged[source_atom] | merged[target_atom]
    two_ends = source != target
    stay, move = np.flatnonzero(two_ends & ~moved), np.flatnonzero(two_ends & moved)
    pair = source.astype(np.int64) * (int(entity_of_atom.max(initial=0)) + 1) + target
    kinds = max(1, len(columns.sources)) * (int(columns.claim_type.max(initial=0)) + 1)
    kind = columns.claim_type[claims[move]].astype(np.int64) * max(1, len(columns.sources))
    kind += columns.claim_said_by[claims[move]]
    # Equal keys keep the order of the columns, which is that of ids.
    move = move[np.argsort(pair[move] * kinds + kind, kind="stable")]
    # Two sorted runs behind each other, which a stable sort finds and merges in one pass. A
    # merged entity has no unmerged atom, so the two share no link.
    both = np.concatenate([stay, move]).astype(np.int32)
    kept = both[np.argsort(pair[both], kind="stable")]
    return kept, source[kept], target[kept]
