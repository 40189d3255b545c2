"""Names side by side: what is one, what is not, and why."""

from itertools import pairwise
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_data import shared

from tripoint_resolution.naming.features import NAMES
from tripoint_resolution.naming.labelled import cases, is_held_out
from tripoint_resolution.naming.likeness import likeness, may_reach
from tripoint_resolution.naming.matching import match
from tripoint_resolution.naming.model import shipped
from tripoint_resolution.naming.tokens import Part, parsed

names = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "Abu",
                "Bakar",
                "bin",
                "Mohammed",
                "Siti",
                "Rahma",
                "al-",
                "Ba'asyir",
                "محمد",
                "习近平",
            ]
        ),
        max_size=6,
    ).map(" ".join),
)


@given(names, names, st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_two_names_have_a_probability_the_same_either_way(
    one: str, other: str, person: bool
) -> None:
    there, back = match(one, other, person=person), match(other, one, person=person)
    assert 0 < there.probability < 1
    assert there.probability == back.probability


@given(names, names)
@settings(max_examples=200, deadline=None)
def test_the_shares_and_the_base_add_up_to_the_answer(one: str, other: str) -> None:
    told = match(one, other, person=True).weighed
    odds = told.base + sum(share for _, share in told.shares)
    assert told.probability == pytest.approx(1 / (1 + exp(-odds)))
    assert {name for name, _ in told.shares} <= set(NAMES)
    sizes = [abs(share) for _, share in told.shares]
    assert all(a >= b for a, b in pairwise(sizes))


def test_a_forest_down_one_path_gives_what_its_leaves_hold() -> None:
    model = shipped()
    row = match("Usama bin Ladin", "Osama bin Laden", person=True).features.row()
    total = model.base
    for root in model.roots:
        node = int(root)
        total -= float(model.value[node])
        while model.feature[node] >= 0:
            left = row[model.feature[node]] <= model.threshold[node]
            node = int((model.left if left else model.right)[node])
        total += float(model.value[node])
    assert float(model.log_odds(np.array([row]))[0]) == pytest.approx(total)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Usama bin Ladin", "Osama bin Laden"),
        ("LADEN, Osama bin", "Osama bin Laden"),
        ("محمد علي", "Mohamed Ali"),
        ("Владимир Путин", "Vladimir Putin"),
        ("FridrichBuchenberg", "Friedrich Buchenberg"),
        ("Haji Mohammad Yaqub", "Muhammad Yaqoob"),
        ("Siti binti Rahma", "SITI RAHMA"),
        ("Ma. Theresa Dela Cruz", "MARIA THERESA DE LA CRUZ"),
        ("Mohd Faizal Hassan", "Mohammed Faizal Hassan"),
        ("MD RAHIM UDDIN", "Muhammad Rahim Uddin"),
        ("马俊峰", "Ma Junfeng"),
        ("Ma Junfeng", "MA JUN FENG"),
        ("Nguyễn Văn Minh", "NGUYEN VAN MINH"),
        ("김정은", "Kim Jong Un"),
        ("शेख हसीना", "Sheikh Hasina"),
        ("U Thant", "Thant"),
        ("Suharto", "SUHARTO"),
        ("FNU Zabihullah", "Zabihullah"),
        ("نضال الربيعي", "NIDAL AL-RABI'I"),
        ("إياد نظمي صالح خليل", "IYAD NAZMI SALIH KHALIL"),
        ("عامر راشد محمد العبيدي", "AMIR RASHID MUHAMMAD AL-UBAIDI"),
        ("عبد الله محمد", "Abdullah Mohammed"),
        ("Raju A/L Siva", "Raju Siva"),
    ],
)
def test_spellings_scripts_and_orders_of_one_name_match(one: str, other: str) -> None:
    assert match(one, other, person=True).probability > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed Qasim", "Mohammed Yahya"),
        ("Budi Santoso", "Bambang Santoso"),
        ("Abdul Latif Noori", "Abdul Latif Mansur"),
        ("习近朋", "习近平"),
        ("Md Ali", "Mary Ali"),
    ],
)
def test_another_name_in_the_place_of_one_does_not_match(one: str, other: str) -> None:
    assert match(one, other, person=True).probability < 0.5


def test_titles_particles_and_legal_forms_are_told_apart() -> None:
    tokens = parsed("Haji Ahmad bin Osman", person=True).tokens
    assert [t.part for t in tokens] == [Part.TITLE, Part.CORE, Part.PARTICLE, Part.CORE]
    firm = parsed("PT Garuda Kimia Tbk", person=False)
    assert firm.forms == {"pt", "tbk"}
    assert [t.text for t in firm.tokens] == ["garuda", "kimia"]
    assert match("OAO Gazprom", "Open Joint Stock Company Gazprom", person=False).probability > 0.5


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), st.booleans())
def test_a_word_is_like_itself_alone(word: str, abjad: bool) -> None:
    assert likeness(word, word, abjad) == 1.0
    assert likeness(word, word + "zzzz", abjad) < 1.0


def test_half_of_the_cases_is_kept_out_of_fitting() -> None:
    bench = list(cases(shared("er")))
    held_out = sum(map(is_held_out, bench))
    assert len(bench) * 0.4 < held_out < len(bench) * 0.6


def test_held_out_pairs_are_told_apart_better_than_nine_times_in_ten() -> None:
    bench = [case for case in cases(shared("er")) if is_held_out(case)]
    true = np.array([case["is_match"] == "true" for case in bench])
    told = np.array(
        [match(c["name1"], c["name2"], person=c["schema"] == "Person").probability for c in bench]
    )
    hits = int((true & (told > 0.5)).sum())
    f1 = 2 * hits / (int(true.sum()) + int((told > 0.5).sum()))
    assert f1 >= 0.9
    loss = -np.mean([log(p if t else 1 - p) for p, t in zip(told, true, strict=True)])
    assert loss < 0.35, "probabilities are calibrated, not saturated"


@given(one=st.text("abehimnoz", min_size=2, max_size=9), other=st.text("abehimnoz", max_size=9))
def test_words_that_are_alike_enough_are_never_said_not_to_be(one: str, other: str) -> None:
    if len(other) > 1 and likeness(one, other) >= 0.9:
        assert may_reach(one, other, 0.9)


def test_no_pair_of_names_has_greater_odds_than_the_model_can_give() -> None:
    names = ["Usama bin Ladin", "Osama bin Laden", "Siti Rahma", "MALIK/RAHMA", "Zulkarnaen"]
    rows = np.array([match(a, b, person=True).features.row() for a in names for b in names])
    assert (shipped().log_odds(rows) <= shipped().most + 1e-9).all()
