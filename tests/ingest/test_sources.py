"""Sources: the format's own, renamed, and what a file of settings overrides."""

from pathlib import Path

import pytest

from tripoint_graph.model import Category, Grade, Handling, Tlp
from tripoint_ingest.reading import Source
from tripoint_ingest.sources import Sources, SourcesError, load_sources

DEFAULT = Source("paxlst", Handling("OWN", Tlp.AMBER, Category.PASSENGER), Grade("B", 2))


def test_without_settings_a_source_is_the_format_s_own_renamed() -> None:
    assert Sources().source(DEFAULT) == DEFAULT
    assert Sources().source(DEFAULT, "qz").name == "qz"
    assert Sources().source(DEFAULT, "qz").handling == DEFAULT.handling


def test_settings_override_what_they_name_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("sources: {qz: {owner: ID, tlp: red, grade: c3, releasable_to: [MY]}}")
    sources = load_sources(path)
    handling = Handling("ID", Tlp.RED, Category.PASSENGER, ("MY",))
    assert sources.source(DEFAULT, "qz") == Source("qz", handling, Grade("C", 3))
    assert sources.source(DEFAULT) == DEFAULT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sources: {qz: {grade: G7}}", "A1 to F6"),
        ("sources: {qz: {grade: best}}", "A1 to F6"),
        ("sources: {qz: {tlp: purple}}", "amber_strict"),
        ("sources: {qz: {colour: red}}", "colour"),
        ("[", r"sources\.yaml"),
    ],
)
def test_settings_that_are_wrong_are_refused_with_what_is_right(
    tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(text)
    with pytest.raises(SourcesError, match=told):
        load_sources(path)
