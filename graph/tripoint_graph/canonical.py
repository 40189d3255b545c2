"""Columns: an export sorted by content id, with ends as row numbers and the sorts done once.

Two stores, and any order of loading, give equal columns for equal evidence.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tripoint_graph.columns import (
    Export,
    Floats,
    Ids,
    Ints,
    Longs,
    order_of,
)
from tripoint_graph.errors import StoreError
from tripoint_graph.model import Handling


@dataclass(frozen=True, eq=False)
class Columns:
    """A store's evidence up to one commit. All numbers are rows of the arrays named.

    Attributes:
        commit: the newest commit in it.
        handlings, sources, rules: sorted; `*_handling`, `*_source`, `rule_code` number them.
        record_*: (r,) sorted by id.
        version_order: (r,) record rows by (source key, version, withdrawn, content);
            version_key: (r,) the number of the source key at each place of that order.
        atom_id, atom_kind: (a,) everything mentioned, sorted by id.
        mention_*: (m,) sorted by (id, record); mention_atom, mention_record are rows;
            mention_number counts distinct ids: the same mention in several versions.
        claim_*: (c,) sorted by (source atom, target atom, type, said_by, id): nearly the order
            of links. claim_source, claim_target are mention rows, claim_source_atom and
            claim_target_atom theirs; claim_said_by is the source.
        rule_*: (k,) sorted by (rule, key, guard, mention); rule_group numbers equal keys.
        judgement_*: (j,) sorted by (id, from); judgement_number counts distinct ids;
            judgement_left, judgement_right are mention numbers, -1 where nothing is so named.
        judged_on, judged_on_judgement: (e,) record row (-1: unknown) and judgement number.
    """

    commit: int
    handlings: tuple[Handling, ...]
    sources: tuple[str, ...]
    rules: tuple[str, ...]
    record_id: Ids
    record_handling: Ints
    record_source: Ints
    record_probability: Floats
    record_added: Longs
    version_order: Ints
    version_key: Ints
    atom_id: Ids
    atom_kind: Ints
    mention_id: Ids
    mention_number: Ints
    mention_record: Ints
    mention_atom: Ints
    mention_marks: Longs
    claim_id: Ids
    claim_record: Ints
    claim_type: Ints
    claim_source: Ints
    claim_target: Ints
    claim_source_atom: Ints
    claim_target_atom: Ints
    claim_said_by: Ints
    claim_start: Longs
    claim_end: Longs
    rule_mention: Ints
    rule_code: Ints
    rule_group: Ints
    rule_guard: Ints
    judgement_id: Ids
    judgement_number: Ints
    judgement_left: Ints
    judgement_right: Ints
    judgement_verdict: Ints
    judgement_probability: Floats
    judgement_from: Longs
    judgement_to: Longs
    judged_on: Ints
    judged_on_judgement: Ints


T = TypeVar("T", str, Handling)


def canonical(export: Export) -> Columns:
    """Sort an export into columns.

    Raises:
        StoreError: an end of something is missing: the store is damaged.
    """
    handlings, record_handling = _recoded(export.handlings, export.record_handling)
    sources, record_source = _recoded(export.sources, export.record_source)
    rules, rule_code = _recoded(export.rules, export.rule_code)
    by_record = order_of(export.record_id)
    record_id = export.record_id[by_record]
    version_order, version_key = _versions(export, by_record)
    mentions = _Mentions(export, record_id)
    claims = _claims(export, record_id, mentions, record_source[by_record], len(sources))
    return Columns(
        commit=export.commit,
        handlings=handlings,
        sources=sources,
        rules=rules,
        record_id=record_id,
        record_handling=record_handling[by_record],
        record_source=record_source[by_record],
        record_probability=export.record_probability[by_record],
        record_added=export.record_added[by_record],
        version_order=version_order,
        version_key=version_key,
        atom_id=mentions.atom_id,
        atom_kind=mentions.atom_kind,
        mention_id=mentions.id,
        mention_number=mentions.number,
        mention_record=mentions.record,
        mention_atom=mentions.atom,
        mention_marks=mentions.marks,
        **claims,
        **_rules(export, mentions, rule_code),
        **_judgements(export, record_id, mentions),
    )


def rows_of(ids: Ids, wanted: Ids) -> Ints:
    """The row of each wanted id in a sorted (n, 2) array; -1 where it is not there."""
    if not len(ids):
        return np.full(len(wanted), -1, np.int32)
    # Looking up in order is kind to the processor's caches: several times faster in all.
    order = np.argsort(wanted[:, 0])
    at = np.empty(len(wanted), np.intp)
    at[order] = np.searchsorted(np.ascontiguousarray(ids[:, 0]), wanted[order, 0])
    at = np.minimum(at, len(ids) - 1)
    found = (ids[at] == wanted).all(axis=1)
    for place in np.flatnonzero(~found):  # two ids whose first halves agree: next to never
        row = int(at[place])
        while row < len(ids) and ids[row, 0] == wanted[place, 0]:
            if ids[row, 1] == wanted[place, 1]:
                at[place], found[place] = row, True
                break
            row += 1
    return np.where(found, at, -1).astype(np.int32)


def _recoded(names: tuple[T, ...], codes: Ints) -> tuple[tuple[T, ...], Ints]:
    order = sorted(range(len(names)), key=names.__getitem__)
    new = np.empty(len(names), np.int32)
    new[order] = np.arange(len(names), dtype=np.int32)
    return tuple(names[i] for i in order), new[codes] if len(names) else codes


def _versions(export: Export, by_record: npt.NDArray[np.intp]) -> tuple[Ints, Ints]:
    key = export.record_key[by_record]
    content = export.record_content[by_record]
    order = np.lexsort(
        (
            content[:, 1],
            content[:, 0],
            export.record_withdrawn[by_record],
            export.record_version[by_record],
            key[:, 1],
            key[:, 0],
        )
    )
    return order.astype(np.int32), _group_numbers(key[order])


def _group_numbers(ids: npt.NDArray[np.generic]) -> Ints:
    """0, 0, 1, 2, 2, ...: which run of equal rows each row of a sorted (n, w) array is in."""
    if not len(ids):
        return np.empty(0, np.int32)
    changes = (ids[1:] != ids[:-1]).any(axis=1)
    return np.concatenate([[0], np.cumsum(changes)]).astype(np.int32)


def _occurrence(mention: Ids, record: Ids) -> Ids:
    """One id for a mention in a record. Both halves are keyed hashes, so XOR keeps them apart."""
    return mention ^ record[:, ::-1]


class _Mentions:
    """The mention rows of an export, sorted, with their atoms; looks up (mention, record)."""

    def __init__(self, export: Export, record_id: Ids) -> None:
        record = _known(rows_of(record_id, export.mention_record), "a mention's record")
        order = order_of(export.mention_id)
        self.number = _group_numbers(export.mention_id[order])
        if len(order) and self.number[-1] + 1 < len(order):  # several versions of some mention
            order = order[np.lexsort((record[order], self.number))]
        self.id = export.mention_id[order]
        self.record = record[order]
        self.marks = export.mention_marks[order]
        self.atom_id, self.atom, first = _distinct(export.mention_atom[order])
        self.atom_kind = export.mention_kind[order][first]
        occurrence = _occurrence(self.id, record_id[self.record])
        self._order = order_of(occurrence)
        self._sorted = occurrence[self._order]

    def rows(self, mention: Ids, record: Ids, what: str) -> Ints:
        """The row of each mention in its record."""
        at = _known(rows_of(self._sorted, _occurrence(mention, record)), what)
        return self._order[at].astype(np.int32) if len(at) else at

    def numbers(self, mention: Ids) -> Ints:
        """The number of each mention id; -1 where nothing is so named."""
        at = rows_of(self.id, mention)
        return np.where(at < 0, -1, self.number[at]).astype(np.int32) if len(self.id) else at


def _distinct(ids: Ids) -> tuple[Ids, Ints, npt.NDArray[np.intp]]:
    """Sorted distinct ids, the place of each row among them, and one row of each."""
    order = order_of(ids)
    number = _group_numbers(ids[order])
    place = np.empty(len(ids), np.int32)
    place[order] = number
    first = order[np.flatnonzero(np.diff(number, prepend=-1))]
    return ids[first], place, first


def _known(rows: Ints, what: str) -> Ints:
    if len(rows) and rows.min() < 0:
        raise StoreError(f"the store is damaged: {what} is missing; run `tripoint store check`")
    return rows


def _claims(
    export: Export, record_id: Ids, mentions: _Mentions, record_source: Ints, sources: int
) -> dict[str, Any]:
    record = _known(rows_of(record_id, export.claim_record), "a claim's record")
    source = mentions.rows(export.claim_source, export.claim_record, "the start of a claim")
    target = mentions.rows(export.claim_target, export.claim_record, "the end of a claim")
    said_by = record_source[record]
    source_atom, target_atom = mentions.atom[source], mentions.atom[target]
    pair = source_atom.astype(np.int64) * len(mentions.atom_id) + target_atom
    kind = export.claim_type.astype(np.int64) * sources + said_by
    by_id = order_of(export.claim_id)
    order = by_id[np.lexsort((kind[by_id], pair[by_id]))]
    return {
        "claim_id": export.claim_id[order],
        "claim_record": record[order],
        "claim_type": export.claim_type[order],
        "claim_source": source[order],
        "claim_target": target[order],
        "claim_source_atom": source_atom[order],
        "claim_target_atom": target_atom[order],
        "claim_said_by": said_by[order],
        "claim_start": export.claim_start[order],
        "claim_end": export.claim_end[order],
    }


def _rules(export: Export, mentions: _Mentions, rule_code: Ints) -> dict[str, Any]:
    mention = mentions.rows(export.rule_mention, export.rule_record, "the mention of a rule key")
    key = export.rule_key
    order = np.lexsort((mention, export.rule_guard, key[:, 1], key[:, 0], rule_code))
    return {
        "rule_mention": mention[order],
        "rule_code": rule_code[order],
        # `Ids.rule_key` hashes the rule into the key: equal keys are of one rule.
        "rule_group": _group_numbers(key[order]),
        "rule_guard": export.rule_guard[order],
    }


def _judgements(export: Export, record_id: Ids, mentions: _Mentions) -> dict[str, Any]:
    ids = export.judgement_id
    order = np.lexsort((export.judgement_from, ids[:, 1], ids[:, 0]))
    number = _group_numbers(ids[order])
    distinct = ids[order][np.flatnonzero(np.diff(number, prepend=-1))]
    at = _known(rows_of(distinct, export.judged_on_judgement), "the judgement of a record used")
    judged_on = rows_of(record_id, export.judged_on)
    by = np.lexsort((judged_on, at))
    return {
        "judgement_id": ids[order],
        "judgement_number": number,
        "judgement_left": mentions.numbers(export.judgement_left[order]),
        "judgement_right": mentions.numbers(export.judgement_right[order]),
        "judgement_verdict": export.judgement_verdict[order],
        "judgement_probability": export.judgement_probability[order],
        "judgement_from": export.judgement_from[order],
        "judgement_to": export.judgement_to[order],
        "judged_on": judged_on[by],
        "judged_on_judgement": at[by],
    }
