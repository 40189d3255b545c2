"""Which atoms are one entity for a viewer: exact rules and visible judgements, in order.

Exact rules are not stored as judgements: a judgement that tied two of a man's records to a
third, hidden one would fall apart, or tell, when that one is hidden. They are applied afresh to
what the viewer sees.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tripoint_graph.canonical import Columns, rows_of
from tripoint_graph.columns import Floats, Ids, Ints
from tripoint_graph.snapshot import Mask
from tripoint_graph.viewer import Viewer

RULE_PROBABILITY = 0.99
"""How sure an exact rule is. Declared, not measured: identity keys are mistyped or lent."""

SAME, DIFFERENT = 1, -1


@dataclass(frozen=True, eq=False)
class Joins:
    """The joins that hold, and what they make of the atoms.

    Attributes:
        root: (a,) the smallest atom of each atom's entity.
        merged: (a,) whether an atom shares its entity with another.
        left, right: (j,) mention rows of the columns that each join ties together.
        by: rule or judge of each join; probability: (j,) how sure; judgement: (j, 2) its id,
            zeros for a rule.
    """

    root: Ints
    merged: Mask
    left: Ints
    right: Ints
    by: tuple[str, ...]
    probability: Floats
    judgement: Ids


@dataclass(frozen=True, eq=False)
class _Judged:
    left: Ints  # mention rows
    right: Ints
    rows: Ints  # judgement rows


def joins_of(columns: Columns, records: Mask, mentions: Ints, viewer: Viewer, commit: int) -> Joins:
    """Join atoms in falling order of probability, never two that are judged different.

    Args:
        columns: everything in the store.
        records: (r,) which records speak for this viewer at this commit.
        mentions: rows of the mentions in them.
        viewer: who asks.
        commit: when.
    """
    left, right, code = _by_rules(columns, records)
    judged = _visible_judgements(columns, records, mentions, viewer, commit)
    verdict = columns.judgement_verdict[judged.rows]
    same, different = verdict == SAME, verdict == DIFFERENT
    rows = judged.rows[same]
    joined = Joins(
        root=np.arange(len(columns.atom_id), dtype=np.int32),
        merged=np.zeros(len(columns.atom_id), np.bool_),
        left=np.concatenate([left, judged.left[same]]),
        right=np.concatenate([right, judged.right[same]]),
        by=tuple(columns.rules[c] for c in code) + (("judgement",) * len(rows)),
        probability=np.concatenate(
            [np.full(len(left), RULE_PROBABILITY), columns.judgement_probability[rows]]
        ),
        judgement=np.concatenate([np.zeros((len(left), 2), np.uint64), columns.judgement_id[rows]]),
    )
    atom = columns.mention_atom
    pairs = np.stack([atom[joined.left], atom[joined.right]], axis=1)
    apart = np.stack([atom[judged.left[different]], atom[judged.right[different]]], axis=1)
    _merge(joined, pairs, apart)
    return joined


def _by_rules(columns: Columns, records: Mask) -> tuple[Ints, Ints, Ints]:
    """Pairs of mentions that an exact rule joins: each with the next of its kind and key.

    Two known guards (birth dates) that differ contradict each other: then only mentions of one
    and the same known guard are joined.
    """
    seen = records[columns.mention_record[columns.rule_mention]]
    rows = np.flatnonzero(seen)
    group, guard = columns.rule_group[rows], columns.rule_guard[rows]
    mention, code = columns.rule_mention[rows], columns.rule_code[rows]
    if not len(rows):
        return mention, mention, code
    same_group = group[1:] == group[:-1]
    same_guard = guard[1:] == guard[:-1]
    # Rows are sorted by guard inside a group: count the known guards that each group begins.
    begins = np.append(True, ~(same_group & same_guard)) & (guard != 0)
    first = np.flatnonzero(np.append(True, ~same_group))
    known = np.add.reduceat(begins.astype(np.int32), first)
    contradicted = np.repeat(known > 1, np.diff(np.append(first, len(rows))))
    joins = same_group & (~contradicted[1:] | (same_guard & (guard[1:] != 0)))
    at = np.flatnonzero(joins)
    return mention[at], mention[at + 1], code[at]


def _visible_judgements(
    columns: Columns, records: Mask, mentions: Ints, viewer: Viewer, commit: int
) -> _Judged:
    """Judgements that hold and that the viewer may see: both mentions, and all records used."""
    none = np.empty(0, np.int32)
    if not len(columns.judgement_id) or not len(mentions):
        return _Judged(none, none, none)
    holds = (columns.judgement_from <= commit) & (commit < columns.judgement_to)
    seen = np.array([viewer.sees(handling) for handling in columns.handlings], np.bool_)
    usable = seen[columns.record_handling] & (columns.record_added <= commit)
    hidden = (columns.judged_on < 0) | ~usable[columns.judged_on]
    # What a judgement used is noted at the first of its rows; its other rows share the fate.
    blind = columns.judgement_id[columns.judged_on_judgement[hidden]]
    if len(blind):
        blocked = np.zeros(len(holds), np.bool_)
        for one in np.unique(blind, axis=0):
            blocked |= (columns.judgement_id == one).all(axis=1)
        holds &= ~blocked
    rows = np.flatnonzero(holds).astype(np.int32)
    visible = columns.mention_id[mentions]
    left = rows_of(visible, columns.judgement_left[rows])
    right = rows_of(visible, columns.judgement_right[rows])
    both = (left >= 0) & (right >= 0)
    return _Judged(mentions[left[both]], mentions[right[both]], rows[both])


def _merge(joins: Joins, pairs: npt.NDArray[np.int32], apart: npt.NDArray[np.int32]) -> None:
    """Fill in `root` and `merged`."""
    if not len(pairs):
        return
    touched, place = np.unique(pairs, return_inverse=True)
    place = place.reshape(-1, 2)
    label = _components(place, len(touched))
    if len(apart):
        tied = _in_question(touched, label, apart)
        bad = np.isin(label[place[:, 0]], tied)
        label = _components(place[~bad], len(touched))
        _join_with_care(joins, pairs, apart, bad=bad, touched=touched, label=label)
    # Atoms are sorted by id and `touched` by atom: the first of a label is its smallest.
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    joins.root[touched] = touched[first][inverse]
    joins.merged[touched] = np.bincount(inverse)[inverse] > 1


def _components(place: npt.NDArray[np.intp], size: int) -> Ints:
    ones = np.ones(len(place), np.int8)
    graph = coo_array((ones, (place[:, 0], place[:, 1])), shape=(size, size))
    label: Ints = connected_components(graph, directed=False)[1]
    return label


def _in_question(touched: Ints, label: Ints, apart: npt.NDArray[np.int32]) -> Ints:
    """Labels of components that would hold two atoms judged different."""
    at = np.minimum(np.searchsorted(touched, apart), len(touched) - 1)
    known = (touched[at] == apart).all(axis=1)
    labels = label[at[known]]
    return np.unique(labels[labels[:, 0] == labels[:, 1], 0])


def _join_with_care(
    joins: Joins,
    pairs: npt.NDArray[np.int32],
    apart: npt.NDArray[np.int32],
    *,
    bad: Mask,
    touched: Ints,
    label: Ints,
) -> None:
    """Join one pair after another, the surest first, ties by atom, and skip what may not be."""
    rows = np.flatnonzero(bad)
    ends = np.sort(pairs[rows], axis=1)
    order = np.lexsort((ends[:, 1], ends[:, 0], -joins.probability[rows]))
    group = {int(atom): {int(atom)} for atom in np.unique(ends)}
    enemies: dict[int, set[int]] = {}
    for one, other in apart.tolist():
        enemies.setdefault(one, set()).add(other)
        enemies.setdefault(other, set()).add(one)
    for one, other in ends[order].tolist():
        mine, theirs = group[one], group[other]
        if mine is theirs or any(enemies.get(atom, set()) & theirs for atom in mine):
            continue
        mine |= theirs
        for atom in theirs:
            group[atom] = mine
    place = {int(atom): at for at, atom in enumerate(touched)}
    for atoms in group.values():
        label[[place[atom] for atom in atoms]] = label[place[min(atoms)]]
