"""Joins an export and a later one into one, so that a store is never read whole twice."""

from dataclasses import fields
from typing import Any, TypeVar

import numpy as np

from tripoint_graph.columns import Export, Ints, order_of
from tripoint_graph.model import Handling

T = TypeVar("T", bound=Handling | str)
_JUDGED = (
    "judgement_id",
    "judgement_left",
    "judgement_right",
    "judgement_verdict",
    "judgement_probability",
    "judgement_from",
    "judgement_to",
)
_NAMED = {"handlings": "record_handling", "sources": "record_source", "rules": "rule_code"}


def merged(old: Export, new: Export) -> Export:
    """What one export of everything would hold.

    Args:
        old: everything up to a commit.
        new: all that changed after that commit.

    Raises:
        ValueError: `new` does not begin where `old` ends.
    """
    if new.since != old.commit:
        raise ValueError(f"an export since {new.since} does not follow one up to {old.commit}")
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(old, name), getattr(new, name)])
        for name in (f.name for f in fields(Export))
        if name not in ("since", "commit", *_NAMED)
    }
    for names, codes in _NAMED.items():
        arrays[names], arrays[codes] = _one_list(
            getattr(old, names), getattr(new, names), getattr(old, codes), getattr(new, codes)
        )
    kept = _latest_intervals(arrays["judgement_id"], arrays["judgement_from"])
    arrays |= {name: arrays[name][kept] for name in _JUDGED}
    # A judgement taken back and made again is exported with what it used a second time.
    used = np.concatenate([arrays["judged_on"], arrays["judged_on_judgement"]], axis=1)
    used = np.unique(used, axis=0)
    arrays["judged_on"], arrays["judged_on_judgement"] = used[:, :2], used[:, 2:]
    return Export(since=old.since, commit=new.commit, **arrays)


def _one_list(
    old: tuple[T, ...], new: tuple[T, ...], old_codes: Ints, new_codes: Ints
) -> tuple[tuple[T, ...], Ints]:
    names = list(dict.fromkeys([*old, *new]))
    moved = np.array([names.index(name) for name in new], np.int32)
    return tuple(names), np.concatenate([old_codes, moved[new_codes] if len(new) else new_codes])


def _latest_intervals(ids: Any, begun: Any) -> Any:  # noqa: ANN401 - arrays of an export
    """Rows that stand: of two with one id and one beginning, the later tells how it ended."""
    order = order_of(ids)
    order = order[np.lexsort((order, begun[order], ids[order, 1], ids[order, 0]))]
    same = (ids[order][1:] == ids[order][:-1]).all(axis=1)
    same &= begun[order][1:] == begun[order][:-1]
    return order[np.append(~same, True)[: len(order)]]
