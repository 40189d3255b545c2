"""The file of saved searches."""

from pathlib import Path

import pytest

from tripoint.saved import SavedError, load_saved
from tripoint_graph.sought import Sought


def test_saved_searches_are_read(tmp_path: Path) -> None:
    file = tmp_path / "searches.yaml"
    file.write_text(
        "searches:\n  firms: {text: selat, kinds: [organisation]}\n  all: {classes: [FTF]}\n"
    )
    assert load_saved(file) == {
        "firms": Sought("selat", frozenset({"organisation"})),
        "all": Sought(classes=frozenset({"FTF"})),
    }
    assert load_saved(None) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("searches: {x: {kinds: [warship]}}", "'warship' is neither a kind nor a class"),
        ("searches: {x: {}}", "asks for nothing"),
        ("searches: {x: {name: a}}", "Extra inputs"),
        ("- a", "readable file of searches"),
    ],
)
def test_what_is_no_file_of_searches_is_refused(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "searches.yaml"
    file.write_text(text)
    with pytest.raises(SavedError, match=told):
        load_saved(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SavedError, match="not a readable file"):
        load_saved(tmp_path / "none.yaml")
