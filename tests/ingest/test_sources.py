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
        ("sources:\n  qz:\n    owner: ID\n    colour: red", "line 4, sources.qz.colour"),
        ("sources: {qz: {owner: ''}}", "one word"),
        ("sources: {qz: {retention: long}}", "no retention rule 'long'; known: default"),
        ("sources: {qz: {grade: A1, credibility: 2}}", "either a grade"),
        ("sources: {qz: {credibility: 7}}", "less than or equal to 6"),
        ("shops: {}", "known: sources, retention"),
        ("", "the whole"),
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


def test_reliability_and_credibility_and_a_rule_of_retention_are_said_by_themselves(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(
        "retention: {api-5y: five years}\n"
        "sources: {qz: {credibility: 4, retention: api-5y, tlp: amber+strict}}"
    )
    sources = load_sources(path)
    source = sources.source(DEFAULT, "qz")
    assert (str(source.grade), source.handling.retention) == ("B4", "api-5y")
    assert (source.handling.tlp, sources.said_by) == (Tlp.AMBER_STRICT, str(path))
