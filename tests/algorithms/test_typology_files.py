"""Files of typologies: what is wrong is told by file, line and field; what is enabled stays."""

from pathlib import Path

import pytest

from tripoint_algorithms.typologies.library import (
    PINS,
    check_pinned,
    library,
    pins_text,
    read_pins,
    shipped,
)
from tripoint_algorithms.typologies.reading import PatternError, parse_pattern, read_pattern

GOOD = """\
name: shared-phone
version: 1
title: Two people use one phone number
strand: people
source: made up for a test
says: "{one} and {other} both use {phone}."
innocent: Families share a number.
nodes:
  one: {kind: person, class: FTF}
  other:
    kind: person
    where:
      - {property: role, known: true}
  phone: {kind: phone}
links:
  one_uses: {from: one, is: USES_PHONE, to: phone}
  other_uses: {from: other, is: USES_PHONE, to: phone}
times:
  - {first: one_uses, then: other_uses, at_most_days: 3}
"""

WRONG = [
    ("kind: phone", "kind: telephone", 14, "nodes.phone", "no kind 'telephone'; known: person"),
    ("class: FTF", "class: FIGHTER", 9, "nodes.one", "no class 'FIGHTER'"),
    ("property: role", "property: gender", 13, "nodes.other", "a protected attribute (gender)"),
    ("property: role", "property: nationality", 13, "nodes.other", "stands for a protected"),
    ("property: role", "property: rolle", 13, "nodes.other", "no property 'rolle'; it has name"),
    ("known: true", "known: maybe", 13, "nodes.other.where.0.known", "valid boolean"),
    ("known: true", "at_leest: 3", 13, "nodes.other.where.0.at_leest", "mend its spelling"),
    (
        "is: USES_PHONE, to: phone}\n  other",
        "is: PHONES, to: phone}\n  other",
        16,
        "one_uses",
        "PHONES",
    ),
    ("{from: other,", "{from: another,", 17, "links.other_uses.from", "none of one, other, phone"),
    ("then: other_uses", "then: other_used", 19, "times.0.then", "'other_used'"),
    ("at_most_days: 3", "at_most_days: -3", 19, "times.0", "nothing fits"),
    ("title: Two", "titel: Two", 3, "titel", "take it out"),
    ("version: 1", "version: one", 2, "version", "valid integer"),
    ("version: 1", "version: 1\nversion: 2", 3, "version", "told twice"),
    ("{one} and", "{won} and", 6, "says", "'won'"),
    (
        "  other_uses: {from: other, is: USES_PHONE, to: phone}\n",
        "",
        1,
        "times.0.then",
        "other_uses",
    ),
    (
        "from: other, is: USES_PHONE",
        "from: other, is: CONTAINS",
        17,
        "links.other_uses",
        "runs from",
    ),
    ("nodes:", "nodes: ]", 8, "", "not YAML"),
]


@pytest.mark.parametrize(("was", "becomes", "line", "field", "why"), WRONG)
def test_an_error_tells_file_line_field_and_why(
    was: str, becomes: str, line: int, field: str, why: str
) -> None:
    assert GOOD.count(was) >= 1
    with pytest.raises(PatternError) as told:
        parse_pattern(GOOD.replace(was, becomes, 1), "here.yaml")
    message = str(told.value)
    assert message.startswith("here.yaml line ")
    assert field in message
    assert why in message
    assert f"line {line}" in message


def test_a_good_file_is_read() -> None:
    assert parse_pattern(GOOD, "here.yaml").pattern.key == "shared-phone/1"


@pytest.mark.parametrize("text", ["", "- a", "name: [", "a: &x [*x]", "\x00", "name: 1\n" * 9000])
def test_whatever_is_no_pattern_is_refused_in_words(text: str) -> None:
    with pytest.raises(PatternError, match=r"here\.yaml"):
        parse_pattern(text, "here.yaml")


def test_nodes_that_nothing_joins_are_refused() -> None:
    loose = GOOD.replace("nodes:\n", "nodes:\n  third: {kind: person}\n")
    with pytest.raises(PatternError, match="hang together"):
        parse_pattern(loose, "here.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shared-phone.yaml").write_text(GOOD, "utf-8")
    declared = [read_pattern(tmp_path / "shared-phone.yaml")]
    (tmp_path / PINS).write_text(pins_text(declared), "utf-8")
    return tmp_path


def test_an_enabled_pattern_is_in_the_library(folder: Path) -> None:
    assert library(folder).named("shared-phone").pattern.version == 1
    assert library(folder).named("shared-phone/1")
    with pytest.raises(PatternError, match=r"known: .*shared-phone/1"):
        library(folder).named("shared-phone/2")


def test_a_changed_file_of_one_version_is_refused_with_what_to_do(folder: Path) -> None:
    path = folder / "shared-phone.yaml"
    path.write_text(GOOD.replace("at_most_days: 3", "at_most_days: 30"), "utf-8")
    with pytest.raises(PatternError, match="set `version: 2`, try it and enable it, or take"):
        library(folder)
    with pytest.raises(PatternError, match="never changes"):
        check_pinned(read_pattern(path), read_pins(folder))
    path.write_text("# a comment is no change\n" + GOOD, "utf-8")
    assert library(folder).named("shared-phone")


def test_a_pattern_that_nobody_enabled_is_refused(folder: Path) -> None:
    (folder / "new.yaml").write_text(GOOD.replace("version: 1", "version: 2"), "utf-8")
    with pytest.raises(PatternError, match=r"not enabled.*tripoint patterns try"):
        library(folder)


def test_the_newest_version_is_run(folder: Path) -> None:
    text = GOOD.replace("version: 1", "version: 2").replace("at_most_days: 3", "at_most_days: 9")
    (folder / "newer.yaml").write_text(text, "utf-8")
    declared = [read_pattern(path) for path in folder.glob("*.yaml")]
    (folder / PINS).write_text(pins_text(declared), "utf-8")
    assert library(folder).named("shared-phone").pattern.version == 2


def test_a_shipped_version_cannot_be_told_otherwise(tmp_path: Path) -> None:
    own = shipped().named("split-lots")
    text = Path(own.file).read_text("utf-8").replace("at_least: 4", "at_least: 3")
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    declared = [read_pattern(tmp_path / "mine.yaml")]
    (tmp_path / PINS).write_text(pins_text(declared), "utf-8")
    with pytest.raises(PatternError, match="raise the version"):
        library(tmp_path)


def test_damaged_pins_are_told(folder: Path) -> None:
    (folder / PINS).write_text("shared-phone/1 abc\n", "utf-8")
    with pytest.raises(PatternError, match=r"pins\.txt line 1"):
        library(folder)


def test_shipped_patterns_stay_as_they_were_enabled() -> None:
    for each in shipped().patterns.values():
        assert each.digest in (Path(each.file).parent / PINS).read_text("utf-8")
