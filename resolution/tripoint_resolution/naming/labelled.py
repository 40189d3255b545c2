"""Labelled pairs of names: which a model may be fitted to, and which it is measured on."""

import csv
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

Case = dict[str, str]
"""A row of the open name benchmark: name1, name2, schema, is_match, case_group, and notes."""


def cases(folder: Path) -> Iterator[Case]:
    """The pairs in `name_bench/cases.csv` of a folder."""
    with (folder / "name_bench" / "cases.csv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def is_held_out(case: Case) -> bool:
    """Whether a pair is of the half that no model is fitted to, told by a hash of its text."""
    text = "|".join(case[name] for name in ("case_group", "schema", "name1", "name2"))
    return bool(blake2b(text.encode()).digest()[0] % 2)
