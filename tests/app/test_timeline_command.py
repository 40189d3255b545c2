"""`tripoint timeline` on a scenario: in the order of time, counted, and no more exact than told."""

import pytest
from asking import Tripoint


def test_a_timeline_is_in_order_and_says_what_it_leaves_out(asked: Tripoint) -> None:
    told = asked("timeline", "FTF", "--limit", 10, "--json").json
    assert told["shown"] == len(told["events"]) == 10 < told["total"]
    begins = [(each["at"] or each["until"])["earliest"] for each in told["events"]]
    assert begins == sorted(begins)
    assert all(each["records"] and each["entities"] for each in told["events"])
    assert {"undated_links", "undated_records", "unread_records"} <= told.keys()


def test_it_can_be_narrowed_to_days_and_links(asked: Tripoint) -> None:
    every = asked("timeline", "FTF", "--kind", "link", "--limit", 2_000, "--json").json["events"]
    day = next(each["at"]["text"] for each in every if each["at"]["precision"] == "day")
    some = asked("timeline", "FTF", "--since", day, "--until", day, "--json").json
    assert 0 < some["total"] < len(every)
    phones = asked("timeline", "FTF", "--kind", "link", "--link", "TRAVELLED_ON", "--json").json
    assert phones["events"]
    assert {each["nature"] for each in phones["events"]} == {"context"}


def test_prose_says_how_much_is_shown_and_what_is_context(asked: Tripoint) -> None:
    told = asked("timeline", "FTF", "--limit", 30).out
    assert "shown 30 of" in told
    assert "ranked by time, the latest kept" in told
    assert "tell no date" in told
    assert ", context)" in told


@pytest.mark.parametrize(
    "words", [("nobody",), ("FTF", "--link", "LIKES"), ("FTF", "--since", "soon")]
)
def test_what_cannot_be_asked_is_refused(asked: Tripoint, words: tuple[str, ...]) -> None:
    assert asked("timeline", *words).status == 2
