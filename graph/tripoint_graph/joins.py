"""Which atoms are one entity for a viewer: exact rules and visible judgements, the surest first.

Exact rules are not stored as judgements: a judgement that tied two of a man's records to a
third, hidden one would fall apart, or tell, when that one is hidden. They are applied afresh to
what the viewer sees.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tripoint_graph.canonical import Columns
from tripoint_graph.columns import Floats, Ids, Ints
from tripoint_graph.snapshot import Mask
from tripoint_graph.viewer import Viewer

RULE_PROBABILITY = 0.99
"""How sure an exact rule is. Declared, not measured: identity keys are mistyped or lent."""

SAME, DIFFERENT = 1, -1
Pairs = npt.NDArray[np.int32]  # shape (j, 2)


@dataclass(frozen=True, eq=False)
class Joins:
    """The joins that hold, and what they make of the atoms.

    Attributes:
        root: (a,) the smallest atom of each atom's entity.
        merged: (a,) whether an atom shares its entity with another.
        left, right: (j,) mention rows of the columns that each join ties together.
        by: rule or judge of each join; probability: (j,) how sure; judgement: (j, 2) its id,
            zeros for a rule.
        clique: (j,) a number that joins by one shared key have in common; -1 for a judgement.
    """

    root: Ints
    merged: Mask
    left: Ints
    right: Ints
    by: tuple[str, ...]
    probability: Floats
    judgement: Ids
    clique: Ints


def joins_of(columns: Columns, records: Mask, mentions: Ints, viewer: Viewer, commit: int) -> Joins:
    """Join atoms in falling order of probability, never two that are judged different.

    Args:
        columns: everything in the store.
        records: (r,) which records speak for this viewer at this commit.
        mentions: rows of the mentions in them.
        viewer: who asks.
        commit: when.
    """
    pairs, code, clique = _by_rules(columns, records)
    judged, rows = _visible_judgements(columns, mentions, viewer, commit)
    verdict = columns.judgement_verdict[rows]
    different = columns.mention_atom[judged[verdict == DIFFERENT]]
    judged, rows = judged[verdict == SAME], rows[verdict == SAME]
    root = np.arange(len(columns.atom_id), dtype=np.int32)
    tied = _Ties(columns.mention_atom[np.concatenate([pairs, judged])])
    questioned = tied.in_question(different)
    if len(questioned):
        # Every pair of a clique counts where one of them may be refused; a chain would not do.
        doubtful = np.unique(clique[np.isin(tied.label_of(pairs[:, 0], columns), questioned)])
        pairs, code, clique = _all_pairs(pairs, code, clique, doubtful)
        tied = _Ties(columns.mention_atom[np.concatenate([pairs, judged])])
    probability = np.concatenate(
        [np.full(len(pairs), RULE_PROBABILITY), columns.judgement_probability[rows]]
    )
    tied.settle(root, probability, different)
    zeros = np.zeros((len(pairs), 2), np.uint64)
    return Joins(
        root=root,
        merged=np.bincount(root, minlength=len(root))[root] > 1,
        left=np.concatenate([pairs[:, 0], judged[:, 0]]),
        right=np.concatenate([pairs[:, 1], judged[:, 1]]),
        by=tuple(columns.rules[c] for c in code) + ("judgement",) * len(rows),
        probability=probability,
        judgement=np.concatenate([zeros, columns.judgement_id[rows]]),
        clique=np.concatenate([clique, np.full(len(rows), -1, np.int32)]),
    )


def _by_rules(columns: Columns, records: Mask) -> tuple[Pairs, Ints, Ints]:
    """Pairs of mention rows that an exact rule joins, each rule's code, and the clique of each.

    A clique is the mentions that share one key; each is paired with the next. Two known guards
    (birth dates) that differ contradict each other: then a clique is the mentions of one guard.
    """
    rows = np.flatnonzero(records[columns.mention_record[columns.rule_mention]])
    group, guard = columns.rule_group[rows], columns.rule_guard[rows]
    mention, code = columns.rule_mention[rows], columns.rule_code[rows]
    same_group = group[1:] == group[:-1]
    same_guard = guard[1:] == guard[:-1]
    first = np.flatnonzero(np.append(len(rows) > 0, ~same_group))
    # Rows are sorted by guard inside a group: count the known guards that each group begins.
    begins = np.append(len(rows) > 0, ~(same_group & same_guard))[: len(rows)] & (guard != 0)
    known = np.add.reduceat(begins.astype(np.int32), first) if len(first) else begins
    contradicted = np.repeat(known > 1, np.diff(np.append(first, len(rows))))
    joins = same_group & (~contradicted[1:] | (same_guard & (guard[1:] != 0)))
    clique = np.cumsum(np.append(len(rows) > 0, ~joins)).astype(np.int32)
    at = np.flatnonzero(joins)
    return np.stack([mention[at], mention[at + 1]], axis=1), code[at], clique[at]


def _all_pairs(pairs: Pairs, code: Ints, clique: Ints, doubtful: Ints) -> tuple[Pairs, Ints, Ints]:
    """The pairs with those of the doubtful cliques replaced by every pair of each clique."""
    among = np.isin(clique, doubtful)
    wide: list[tuple[int, int]] = []
    codes: list[int] = []
    numbers: list[int] = []
    for number in doubtful:
        chain = clique == number
        members = np.unique(pairs[chain]).tolist()
        found = list(combinations(members, 2))
        wide += found
        codes += [int(code[chain][0])] * len(found)
        numbers += [int(number)] * len(found)
    extra = np.array(wide, np.int32).reshape(-1, 2)
    return (
        np.concatenate([pairs[~among], extra]),
        np.concatenate([code[~among], np.array(codes, np.int32)]),
        np.concatenate([clique[~among], np.array(numbers, np.int32)]),
    )


def _visible_judgements(
    columns: Columns, mentions: Ints, viewer: Viewer, commit: int
) -> tuple[Pairs, Ints]:
    """Judgements that hold and that the viewer may see: both mentions, and all records used.

    Returns:
        Their pairs of mention rows, and their rows.
    """
    holds = (columns.judgement_from <= commit) & (commit < columns.judgement_to)
    seen = np.array([viewer.sees(handling) for handling in columns.handlings], np.bool_)
    usable = seen[columns.record_handling] & (columns.record_added <= commit)
    hidden = columns.judged_on < 0
    hidden[~hidden] = ~usable[columns.judged_on[~hidden]]
    holds &= ~np.isin(columns.judgement_number, columns.judged_on_judgement[hidden])
    rows = np.flatnonzero(holds).astype(np.int32)
    row_of_number = np.full(len(columns.mention_id) + 1, -1, np.int32)  # the last one is for -1
    row_of_number[columns.mention_number[mentions]] = mentions
    left = row_of_number[columns.judgement_left[rows]]
    right = row_of_number[columns.judgement_right[rows]]
    both = (left >= 0) & (right >= 0)
    return np.stack([left[both], right[both]], axis=1), rows[both]


class _Ties:
    """Atoms that pairs tie together, and the components they make."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.atoms, place = np.unique(pairs, return_inverse=True)
        self.place = place.reshape(-1, 2)
        self.label = self._components(np.ones(len(pairs), np.bool_))

    def _components(self, used: Mask) -> Ints:
        ends, size = self.place[used], len(self.atoms)
        graph = coo_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), (size, size))
        return connected_components(graph, directed=False)[1] if size else np.empty(0, np.int32)

    def label_of(self, mentions: Ints, columns: Columns) -> Ints:
        """The component of each of some tied mentions."""
        return self.label[np.searchsorted(self.atoms, columns.mention_atom[mentions])]

    def in_question(self, apart: Pairs) -> Ints:
        """Components that would hold two atoms judged different."""
        if not len(self.atoms) or not len(apart):
            return np.empty(0, np.int32)
        at = np.minimum(np.searchsorted(self.atoms, apart), len(self.atoms) - 1)
        labels = self.label[at[(self.atoms[at] == apart).all(axis=1)]]
        return np.unique(labels[labels[:, 0] == labels[:, 1], 0])

    def settle(self, root: Ints, probability: Floats, apart: Pairs) -> None:
        """Point the root of every tied atom at the smallest atom of its entity."""
        careful = np.isin(self.label[self.place[:, 0]], self.in_question(apart))
        # Atoms are sorted by id: the first of a label is its smallest.
        _, first, inverse = np.unique(
            self._components(~careful), return_index=True, return_inverse=True
        )
        root[self.atoms] = self.atoms[first][inverse]
        for members in self._with_care(careful, probability, apart):
            root[sorted(members)] = min(members)

    def _with_care(self, careful: Mask, probability: Floats, apart: Pairs) -> list[set[int]]:
        """Join one pair after another, the surest first, ties by atom; skip what may not be."""
        ends = np.sort(self.pairs[careful], axis=1)
        order = np.lexsort((ends[:, 1], ends[:, 0], -probability[careful]))
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
        return list({id(members): members for members in group.values()}.values())
