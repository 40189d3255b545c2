"""Columns read in pieces, or kept on disk, are the columns of everything at once."""

from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from evidence_by_hand import Evidence, evidence, export_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_graph import rows
from tripoint_graph.cache import load, save
from tripoint_graph.canonical import Columns, canonical
from tripoint_graph.columns import LIVE, Export
from tripoint_graph.merging import merged


def same(one: Columns, other: Columns) -> None:
    for field in fields(Columns):
        np.testing.assert_array_equal(
            getattr(one, field.name), getattr(other, field.name), field.name
        )


def since(full: Evidence, commit: int) -> Evidence:
    """What came, or ended, after a commit."""
    return Evidence(
        tuple((at, r) for at, r in full.records if at > commit),
        tuple(j for j in full.judgements if j[0] > commit or commit < j[1] < LIVE),
    )


@given(evidence(), st.integers(0, 4))
@settings(max_examples=200, deadline=None)
def test_an_export_read_in_two_pieces_is_the_export_of_everything(
    full: Evidence, commit: int
) -> None:
    whole = export_of(full)
    old = replace(export_of(full.as_of(commit)), commit=commit)
    new = replace(export_of(since(full, commit)), since=commit, commit=whole.commit)
    together = canonical(merged(old, new))
    same(together, canonical(whole))


@given(evidence())
@settings(max_examples=25, deadline=None)
def test_columns_come_back_from_disk_as_they_went(full: Evidence) -> None:
    export = export_of(full)
    columns = canonical(export)
    with TemporaryDirectory() as name:
        folder = Path(name)
        save(folder, export)
        save(folder, columns)
        kept: Any = load(Columns, folder)
        same(kept, columns)
        again = load(Export, folder)
        assert again is not None
        same(canonical(again), columns)


def test_columns_that_were_derived_in_another_way_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = export_of(Evidence(()))
    save(tmp_path, export)
    save(tmp_path, canonical(export))
    assert load(Columns, tmp_path) is not None
    monkeypatch.setattr(rows, "DERIVATION", rows.DERIVATION + 1)
    rows.derivation.cache_clear()
    try:
        assert load(Columns, tmp_path) is None
        assert load(Export, tmp_path) is None
    finally:
        monkeypatch.undo()
        rows.derivation.cache_clear()


def test_a_cache_that_was_not_finished_is_not_read(tmp_path: Path) -> None:
    save(tmp_path, canonical(export_of(Evidence(()))))
    (tmp_path / "columns" / "names.json").unlink()
    assert load(Columns, tmp_path) is None
