"""Groups over time: each event by hand, and the real networks whose ties die with the attack."""

import csv
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from covert_networks import loaded
from hypothesis import given
from hypothesis import strategies as st
from shared_data import shared
from worlds_by_hand import Link, Span, snapshot

from tripoint_algorithms.groups import changes as module
from tripoint_algorithms.groups.calendar_windows import WINDOWS_MAX, Every, windows
from tripoint_algorithms.groups.changes import Event, group_changes, in_words, matched
from tripoint_algorithms.groups.detection import TooLarge
from tripoint_algorithms.networks import network
from tripoint_algorithms.topology import Filter
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START


def who(*groups: str) -> list[frozenset[int]]:
    return [frozenset(map(ord, each)) for each in groups]


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ([], ["abc"], Event.BORN),
        (["abc"], [], Event.DIED),
        (["abc"], ["abcd"], Event.GREW),
        (["abcd"], ["abc"], Event.SHRANK),
        (["abcd"], ["abce"], Event.KEPT),
        (["abcdef"], ["abc", "def"], Event.SPLIT),
        (["abcdefghi"], ["abc", "def", "ghi"], Event.SPLIT),
        (["abc", "def"], ["abcdef"], Event.MERGED),
        (["abcd", "efgh"], ["abef", "cdgh"], Event.REGROUPED),
    ],
)
def test_each_event_is_told(before: list[str], after: list[str], event: Event) -> None:
    (change,) = matched(who(*before), who(*after))
    assert change.event is event
    assert {chr(each) for each in change.joined} == set("".join(after)) - set("".join(before))
    assert {chr(each) for each in change.left} == set("".join(before)) - set("".join(after))


def test_another_group_of_a_few_of_the_same_people_is_another_group() -> None:
    found = matched(who("abcdef"), who("fghijk"))
    assert {each.event for each in found} == {Event.DIED, Event.BORN}


letters = st.sets(st.sampled_from(range(12)), min_size=3)


@given(st.lists(letters, max_size=4), st.lists(letters, max_size=4))
def test_every_group_has_one_fate(before: list[set[int]], after: list[set[int]]) -> None:
    found = matched([frozenset(e) for e in before], [frozenset(e) for e in after])
    assert sorted(at for each in found for at in each.before) == list(range(len(before)))
    assert sorted(at for each in found for at in each.after) == list(range(len(after)))


DAY = 86_400


def clique(rows: range, span: Span) -> dict[tuple[int, int, str], Span]:
    return {(a, b, "ASSOCIATE_OF"): span for a in rows for b in rows if a < b}


def test_a_planted_split_is_told_in_words_and_untimed_ties_are_counted() -> None:
    held = clique(range(6), (0, 1 * DAY))
    held |= clique(range(3), (0, 3 * DAY)) | clique(range(3, 6), (0, 3 * DAY))
    held |= {(6, 7, "ASSOCIATE_OF"): (UNKNOWN_START, UNKNOWN_END)}
    links: list[Link] = [(*tie, 1.0) for tie in held]
    world = snapshot(["person"] * 8, links, times=held)
    spans = [(0, DAY - 1), (2 * DAY, 3 * DAY)]
    found = group_changes(world, spans, missing=0.0)
    (turn,) = found.turns
    assert (turn.kept, turn.begun, turn.ended, found.untimed) == (7, 0, 9, 1)
    (split,) = turn.changes
    names = {row: f"P{row}" for row in range(8)}
    told = in_words(split, found.groups[0], found.groups[1], names)
    assert told == "a group of 6 around P0 split into 3 around P0, 3 around P3: 0 joined, 0 left"


def test_what_begins_or_ends_at_the_turn_of_a_window_is_in_both_it_can_have_held() -> None:
    held = clique(range(3), (DAY, 2 * DAY))
    world = snapshot(["person"] * 3, [(*tie, 1.0) for tie in held], times=held)
    found = group_changes(world, [(0, DAY), (DAY + 1, 2 * DAY), (3 * DAY, 4 * DAY)], missing=0.0)
    assert [each.total for each in found.groups] == [1, 1, 0]
    assert [[c.event for c in turn.changes] for turn in found.turns] == [[Event.KEPT], [Event.DIED]]
    assert found.turns[1].changes[0].tied == 0


def test_one_window_and_too_many_ties_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    world = snapshot(["person"] * 3, [(0, 1, "ASSOCIATE_OF", 1.0)])
    with pytest.raises(ValueError, match="two windows"):
        group_changes(world, [(0, 1)])
    monkeypatch.setattr(module, "TIES_MAX", 1)
    with pytest.raises(TooLarge, match="fewer windows"):
        group_changes(world, [(0, 1), (0, 1)])


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(0, 200), st.sampled_from(Every))
def test_windows_follow_one_another_and_hold_their_days(
    first: date, days: int, every: Every
) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found = windows(first, last, every)
    assert all(end + 1 == start for (_, end), (start, _) in pairwise(found))
    assert _day(found[0][0]) <= first <= _day(found[0][1])
    assert _day(found[-1][0]) <= last <= _day(found[-1][1])


def _day(second: int) -> date:
    return datetime.fromtimestamp(second, UTC).date()


def test_windows_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="before the first"):
        windows(date(2026, 1, 2), date(2026, 1, 1), Every.WEEK)
    with pytest.raises(ValueError, match=f"more than {WINDOWS_MAX}"):
        windows(date(1900, 1, 1), date(2026, 1, 1), Every.YEAR)


BALI = {2000: 97, 2001: 99, 2002: 156, 2003: 52, 2004: 11, 2005: 11, 2006: 10, 2007: 4}
"""Ties a year, as published: the attack was in October 2002."""


def dated(name: str, folder: Path) -> Path:
    """A network's ties, one row for each period in which it is published that they held.

    Layers are named for periods: 1985_1989, 2002, or a half of a year, 2005_1.
    """
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["layer", "source", "target", "valid_from", "valid_to"])
        told = shared(f"covert/{name}/edges.csv").read_text("utf-8-sig").splitlines()
        for row in csv.DictReader(told):
            first, _, last = row["layer"].partition("_")[2].partition("_")
            start, end = {
                "1": (f"{first}-01", f"{first}-06"),
                "2": (f"{first}-07", f"{first}-12"),
            }.get(last, (first, last or first))
            writer.writerow(["known", row["source"], row["target"], start, end])
    return path


def test_ties_and_groups_die_after_the_bali_attack_of_2002(tmp_path: Path) -> None:
    world, _ = loaded(dated("bali2002_ji", tmp_path), tmp_path)
    years = windows(date(2000, 1, 1), date(2007, 12, 31), Every.YEAR)
    found = group_changes(world, years)
    assert [each.ties for each in found.groups] == list(BALI.values())
    assert found.untimed == 0
    ended = dict(zip(list(BALI)[1:], (turn.ended for turn in found.turns), strict=True))
    assert max(ended, key=lambda year: ended[year]) == 2003
    grouped = [sum(len(each.members) for each in window.groups) for window in found.groups]
    assert grouped[4] < grouped[2] / 2  # 2004 beside 2002
    events = [{change.event for change in turn.changes} for turn in found.turns]
    assert Event.DIED not in events[0] | events[1]
    assert Event.DIED in events[2] | events[3]


def test_ties_die_after_the_bali_attack_of_2005(tmp_path: Path) -> None:
    world, _ = loaded(dated("bali2005", tmp_path), tmp_path)
    halves = windows(date(2004, 1, 1), date(2006, 6, 30), Every.QUARTER)[::2]
    found = group_changes(world, halves)
    assert [each.ties for each in found.groups] == [50, 50, 82, 90, 1]
    last = found.turns[-1]
    assert {change.event for change in last.changes} == {Event.DIED}
    assert (last.kept, last.begun, last.ended) == (1, 0, 89)
    assert last.ended > 3 * max(turn.ended for turn in found.turns[:-1])


def test_a_tie_that_was_and_is_again_was_not_meanwhile(tmp_path: Path) -> None:
    world, _ = loaded(dated("bali2002_ji", tmp_path), tmp_path)
    ties = {
        year: network(world, only=Filter(during=(_year(year), _year(year + 1) - 1)))
        for year in BALI
    }
    assert {year: cut.ties for year, cut in ties.items()} == BALI
    assert all(len(cut.record) == cut.ties for cut in ties.values())


def _year(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
