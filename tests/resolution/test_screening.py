"""Screening: who is found, why, and what it never goes by."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from math import exp
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from people_by_hand import entry, somebody

from tripoint_graph.model import Category, Handling, Mention, Record
from tripoint_graph.protected import PROTECTED
from tripoint_resolution.comparing import compare
from tripoint_resolution.criteria import Criteria, CriteriaError, load_criteria
from tripoint_resolution.naming.tokens import parsed
from tripoint_resolution.profile import Profile, profile_of
from tripoint_resolution.screening.disparity import disparity, script, wilson
from tripoint_resolution.screening.index import NameIndex
from tripoint_resolution.screening.leads import (
    Decision,
    DecisionRefused,
    LeadState,
    state_after,
)
from tripoint_resolution.screening.screen import Screen

TODAY = date(2026, 11, 23)
CRITERIA = load_criteria()
LISTED = (
    "Usama bin Muhammad bin Ladin",
    "Abu Bakar Ba'asyir",
    "Muthanna Harith al-Dari",
    "Riduan Isamuddin",
    "محمد عبد الرحمن الزهيري",
    "Владимир Трофимов",
    "Noordin Mohamad Top",
    "Sulaiman Jassem Abu Ghayth",
)
known_names = st.sampled_from(LISTED)
words = st.sampled_from(
    ["abu", "bakar", "noordin", "ladin", "siti", "rahma", "zulkarnaen", "isamuddin", "top", "al"]
)
names = st.one_of(known_names, st.lists(words, min_size=1, max_size=4).map(" ".join))
dates = st.sampled_from(["", "1960", "1957-03-10", "1957-10-03", "1971-08-17", "1972"])


@st.composite
def people(draw: st.DrawFn) -> Profile:
    known = {"birth_date": draw(dates), "nationality": draw(st.sampled_from(["", "IDN", "SAU"]))}
    return somebody(draw(names), **{name: value for name, value in known.items() if value})


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("OSAMA BIN LADEN", LISTED[0]),
        ("BAASYIR/ABUBAKAR", LISTED[1]),
        ("RIDWAN ISAMUDIN", LISTED[3]),
        ("Mohammed Abdulrahman Al-Zuhairi", LISTED[4]),
        ("TROFIMOV, Vladimir", LISTED[5]),
        ("Nordin Mohd Top", LISTED[6]),
    ],
)
def test_spellings_orders_and_scripts_lead_to_the_entry(asked: str, listed: str) -> None:
    index = NameIndex((name, True) for name in LISTED)
    rows = index.candidates(parsed(asked, person=True)).rows
    assert listed in [index.names[row].given for row in rows]


@given(st.sampled_from([n for n in LISTED if n.isascii()]), st.integers(0), st.data())
@settings(max_examples=150, deadline=None)
def test_one_wrong_letter_in_a_word_of_four_hides_nobody(
    name: str, seed: int, data: st.DataObject
) -> None:
    at = seed % len(name)
    word = next(word for word in name.split() if at < name.index(word) + len(word))
    assume(name[at].isalpha() and len(word) > 3)
    letter = data.draw(st.sampled_from(["", "a", "k", "z", name[at] * 2]))
    index = NameIndex((each, True) for each in LISTED)
    rows = index.candidates(parsed(name[:at] + letter + name[at + 1 :], person=True)).rows
    assert name in [index.names[row].given for row in rows]


@given(people(), people())
@settings(max_examples=200, deadline=None)
def test_every_probability_is_the_sum_of_its_parts(one: Profile, other: Profile) -> None:
    told = compare(one, other, CRITERIA)
    assert told.probability == pytest.approx(1 / (1 + exp(-told.log_odds)))
    assert 0 < told.probability <= CRITERIA.surest + 1e-12
    name = told.evidence[1]
    assert name.weight == pytest.approx(sum(weight for _, weight in name.details))


@given(people(), people())
@settings(max_examples=100, deadline=None)
def test_it_makes_no_difference_who_is_compared_with_whom(one: Profile, other: Profile) -> None:
    there, back = compare(one, other, CRITERIA), compare(other, one, CRITERIA)
    assert there.log_odds == pytest.approx(back.log_odds)


@given(st.lists(people(), min_size=1, max_size=8), people(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_a_list_makes_no_difference(
    listed: list[Profile], asked: Profile, random: Random
) -> None:
    made = [entry(number, who) for number, who in enumerate(listed)]
    mixed = made[:]
    random.shuffle(mixed)
    first, second = (Screen(each, CRITERIA).screen([asked], TODAY) for each in (made, mixed))
    assert first == second


@given(st.lists(people(), min_size=1, max_size=8), people())
@settings(max_examples=150, deadline=None)
def test_what_is_not_compared_closely_would_have_been_no_hit(
    listed: list[Profile], asked: Profile
) -> None:
    made = [entry(number, who) for number, who in enumerate(listed)]
    (found,) = Screen(made, CRITERIA).screen([asked], TODAY)
    shown = {hit.entry.mention: hit.probability for hit in found}
    index = NameIndex((name, who.is_person) for who in listed for name in who.names)
    near = {
        index.names[row].given
        for name in asked.names
        for row in index.candidates(parsed(name, person=asked.is_person)).rows
    }
    for each in made:
        told = compare(asked, each.profile, CRITERIA)
        if near & set(each.profile.names) and told.evidence[1].other in near:
            assert (each.mention in shown) == (told.probability >= CRITERIA.show_from)


@given(st.lists(people(), min_size=1, max_size=6), people(), people())
@settings(max_examples=60, deadline=None)
def test_a_hit_is_as_probable_whoever_else_is_listed(
    listed: list[Profile], more: Profile, asked: Profile
) -> None:
    made = [entry(number, who) for number, who in enumerate(listed)]
    (alone,) = Screen(made, CRITERIA).screen([asked], TODAY)
    (beside,) = Screen([*made, entry(99, more)], CRITERIA).screen([asked], TODAY)
    told = {hit.entry.mention: hit.comparison for hit in beside}
    assert all(told[hit.entry.mention] == hit.comparison for hit in alone)


@given(known_names, st.integers(1, 2000), st.integers(0, 2000))
@settings(max_examples=40, deadline=None)
def test_expired_entries_never_match(name: str, before: int, after: int) -> None:
    gone = entry(1, somebody(name), expires_on=str(TODAY - timedelta(before)))
    holds = entry(2, somebody(name), expires_on=str(TODAY + timedelta(after)))
    (hits,) = Screen([gone, holds], CRITERIA).screen([somebody(name)], TODAY)
    assert [hit.entry for hit in hits] == [holds]
    assert Screen([gone], CRITERIA).screen([somebody(name)], TODAY) == [[]]


def test_an_entry_expires_at_the_end_of_what_it_says() -> None:
    for told, last in (("2026-11-22", False), ("2026-11", True), ("2026", True), ("2025", False)):
        screen = Screen([entry(1, somebody(LISTED[0]), expires_on=told)], CRITERIA)
        assert bool(screen.screen([somebody(LISTED[0])], TODAY)[0]) is last


def test_a_review_that_is_overdue_is_told() -> None:
    old = entry(1, somebody(LISTED[0]), updated_on="2024-05-01")
    ((hit,),) = Screen([old], CRITERIA).screen([somebody(LISTED[0])], TODAY)
    assert (str(hit.review_by), hit.review_overdue) == ("2025-05-01", True)


def test_a_birth_date_tells_namesakes_apart() -> None:
    listed = entry(1, somebody("Abdul Karim", birth_date="1971-08-17"))
    screen = Screen([listed], CRITERIA)
    asked = [somebody("Abdul Karim", birth_date=day) for day in ("1971-08-17", "1994-02-11")]
    same, other = screen.screen(asked, TODAY)
    assert [hit.entry for hit in same] == [listed]
    assert other == []


def _criteria(change: Callable[[dict[str, object]], None], folder: Path) -> Path:
    told = CRITERIA.model_dump()
    change(told)
    path = folder / "criteria.yaml"
    path.write_text(yaml.safe_dump(told))
    return path


@pytest.mark.parametrize("word", sorted(PROTECTED))
def test_a_criterion_that_names_what_is_protected_is_refused(word: str, tmp_path: Path) -> None:
    levels = {"same": {"same": 0.9, "chance": 0.1}}
    for name in (word, f"{word}_of_parents", f"Stated {word.title()}"):
        path = _criteria(lambda told, name=name: told["features"].update({name: levels}), tmp_path)  # type: ignore[misc]  # a tree of YAML
        with pytest.raises(CriteriaError, match="protected attribute"):
            load_criteria(path)


def test_criteria_name_no_value_and_nothing_unknown(tmp_path: Path) -> None:
    def of_a_country(told: dict[str, object]) -> None:
        told["features"] = {"nationality": {"SYR": {"same": 0.9, "chance": 0.1}}}

    def unknown(told: dict[str, object]) -> None:
        told["features"] = {"shoe_size": {"same": {"same": 0.9, "chance": 0.1}}}

    for change in (of_a_country, unknown):
        with pytest.raises(CriteriaError):
            load_criteria(_criteria(change, tmp_path))
    assert load_criteria(_criteria(lambda told: None, tmp_path)) == CRITERIA


def test_gender_and_title_make_no_difference() -> None:
    handling = Handling("ID", category=Category.PASSENGER)

    def told(**more: tuple[str, ...]) -> Profile:
        mention = Mention("p", "person", {"name": (LISTED[0],), **more})
        return profile_of(Record("s", "k", handling, mentions=(mention,)), "p")

    assert told() == told(gender=("F",), title=("Haji",), occupation=("teacher",))


@given(st.permutations(["IDN", "SAU", "FRA"]))
def test_which_nationality_it_is_makes_no_difference(countries: list[str]) -> None:
    one, other, _ = countries
    for mine, theirs in ((one, one), (one, other)):
        pair = [somebody(LISTED[0], nationality=each) for each in (mine, theirs)]
        base = [
            somebody(LISTED[0], nationality=each)
            for each in ("IDN", "IDN" if mine == theirs else "SAU")
        ]
        told, expected = (compare(a, b, CRITERIA) for a, b in (pair, base))
        assert told.probability == expected.probability


def test_a_name_without_a_word_says_nothing() -> None:
    """Signs alone, and nothing to read them by, are no agreement."""
    compared = compare(somebody("???"), somebody("!!!"), CRITERIA)
    (name,) = (part for part in compared.evidence if part.feature == "name")
    assert (name.level, name.weight) == ("not known", 0.0)
    alike = compare(somebody("???", "Siti Rahma"), somebody("Siti Rahma"), CRITERIA)
    once = compare(somebody("Siti Rahma"), somebody("Siti Rahma"), CRITERIA)
    assert alike.probability == once.probability


def test_of_two_many_kinds_only_the_same_are_compared() -> None:
    firm = somebody("Ladin Trading", kind="organisation")
    with pytest.raises(ValueError, match="no organisation"):
        compare(somebody("Ladin"), firm, CRITERIA)
    assert Screen([entry(1, firm)], CRITERIA).screen([somebody("Ladin Trading")], TODAY) == [[]]


def _decided(to: LeadState, by: str = "person:rahim", reason: str = "same passport") -> Decision:
    return Decision(by, to, reason, "another birth date", datetime(2026, 1, 1, tzinfo=UTC))


def test_a_lead_goes_nowhere_without_review() -> None:
    assert state_after([]) is LeadState.NEW
    for first, second in product(LeadState, LeadState):
        steps = [_decided(first), _decided(second)]
        allowed = first is LeadState.IN_REVIEW and second in (
            LeadState.CONFIRMED,
            LeadState.DISMISSED,
        )
        if allowed:
            assert state_after(steps) is second
        else:
            with pytest.raises(DecisionRefused):
                state_after(steps)


@pytest.mark.parametrize("by", ["", "splink:person/1", "person:", "rahim"])
def test_only_a_named_person_decides(by: str) -> None:
    with pytest.raises(DecisionRefused, match="nobody"):
        state_after([_decided(LeadState.IN_REVIEW, by=by)])


def test_a_decision_needs_its_reasons() -> None:
    with pytest.raises(DecisionRefused, match="what speaks for"):
        state_after([_decided(LeadState.IN_REVIEW, reason=" ")])


def test_hit_rates_come_with_their_intervals() -> None:
    asked = [somebody("Ali", nationality="IDN")] * 40 + [somebody("محمد")] * 10
    rates = {(r.by, r.group): r for r in disparity(asked, [True] * 4 + [False] * 46)}
    assert (rates["nationality", "IDN"].hit, rates["nationality", "IDN"].screened) == (4, 40)
    assert rates["script", "ARABIC"].rate == 0.0 < rates["script", "ARABIC"].high
    assert rates["nationality", "not told"].screened == 10
    assert script(somebody("Владимир")) == "CYRILLIC"


@given(st.integers(1, 500), st.integers(0, 500))
def test_an_interval_holds_the_rate(of: int, hits: int) -> None:
    low, high = wilson(min(hits, of), of)
    assert 0 <= low <= min(hits, of) / of <= high + 1e-12 <= 1 + 1e-12


def test_the_shipped_criteria_are_fixed() -> None:
    assert isinstance(CRITERIA, Criteria)
    assert CRITERIA.version == "screening-1"
    with pytest.raises(ValueError, match="frozen"):
        CRITERIA.one_in = 2.0  # type: ignore[misc]  # that it cannot be set is the point
