"""Watched chemicals: what makes goods one, what does not, and what is said of doubts."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import shared

from tripoint_graph.normalise import normalise
from tripoint_ingest.watched.chemicals import chemicals, title
from tripoint_ingest.watched.goods import recognise

DISAGREE = "they disagree"


@pytest.mark.parametrize(
    ("hs", "cas", "text", "substance"),
    [
        ("3102.30.00", "", "", "ammonium_nitrate"),
        ("", "6484-52-2", "fertiliser", "ammonium_nitrate"),
        ("", "6484-52-3", "a wrong check digit", None),
        ("282919", "", "", None),
        ("282919", "", "CHLORATES, OTHER", None),
        ("282919", "", "potassium chlorate", "potassium_chlorate"),
        ("282919", "3811-04-9", "", "potassium_chlorate"),
        ("310240", "", "calcium ammonium nitrate", "calcium_ammonium_nitrate"),
        ("310240", "6484-52-2", "CAN 27", "calcium_ammonium_nitrate"),
        ("310590", "", "pupuk urea", "urea"),
        ("310590", "", "CAN in bulk", "calcium_ammonium_nitrate"),
        ("731021", "", "drink CAN", None),
        ("330499", "", "cosmetics with urea", None),
        ("390910", "", "urea formaldehyde resin", None),
        ("292690", "", "acetone cyanohydrin", None),
        ("320890", "", "acetone-free paint", None),
        ("401519", "", "gloves resistant to nitric acid", None),
        ("841381", "", "pumps for nitric acid", None),
        ("690721", "", "ceramic tiles", None),
        ("", "", "", None),
    ],
)
def test_goods_are_recognised_by_code_number_and_name(
    hs: str, cas: str, text: str, substance: str | None
) -> None:
    known = recognise(hs, cas, text)
    assert (known.substance if known else None) == substance
    if known:
        assert title(known.substance) in known.reason
        assert DISAGREE not in known.reason


@pytest.mark.parametrize(
    ("hs", "cas", "text", "substance", "told"),
    [
        ("690721", "", "AMMONIUM NITRATE", "ammonium_nitrate", "6907.21"),
        ("310230", "57-13-6", "", "urea", "3102.30"),
        ("310230", "50-00-0", "", "ammonium_nitrate", "50-00-0"),
        ("310230", "", "urea fertilizer", "ammonium_nitrate", "urea fertilizer"),
        ("282919", "50-00-0", "potassium chlorate", "potassium_chlorate", "50-00-0"),
    ],
)
def test_what_disagrees_is_recognised_and_said(
    hs: str, cas: str, text: str, substance: str, told: str
) -> None:
    known = recognise(hs, cas, text)
    assert known is not None
    assert known.substance == substance
    assert DISAGREE in known.reason
    assert told in known.reason


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("AMONIUM NITRAT 34,5% N", "ammonium_nitrate"),
        ("ปุ๋ยแอมโมเนียมไนเตรตเกรดเอ", "ammonium_nitrate"),
        ("NITRATE D'AMMONIUM", "ammonium_nitrate"),
        ("硝酸铵钙", "calcium_ammonium_nitrate"),
        ("亚硝酸钠", None),  # a nitrite
        ("次氯酸钠", None),  # bleach
        ("Уксусный Ангидрид", "acetic_anhydride"),
        ("phân urê", "urea"),
        ("Ácido Nítrico 68%", "nitric_acid"),
        ("bột nhôm", "aluminium_powder"),
    ],
)
def test_names_are_known_in_the_languages_of_trade(text: str, substance: str | None) -> None:
    known = recognise("", "", text)
    assert (known.substance if known else None) == substance


def test_every_chemical_is_known_by_each_code_number_and_name_of_its_own() -> None:
    assert len(chemicals().by_key) == 14
    for key, chemical in chemicals().by_key.items():
        for number in chemical.cas:
            assert normalise("cas", number) == number, "the check digit is right"
        asked = [(hs, "", "") for hs in chemical.hs]
        asked += [("", cas, "") for cas in chemical.cas]
        asked += [("", "", name.upper()) for name in chemical.names]
        asked += [(f"{min(chemical.chapters)}9999", "", name) for name in chemical.near]
        for question in asked:
            known = recognise(*question)
            assert known is not None, question
            assert known.substance == key, question
        assert not any(recognise(code, "", "") for code in chemical.basket)


@given(st.sampled_from(sorted(chemicals().of_basket)), st.text(alphabet="xyz 0123-", max_size=30))
def test_a_code_that_holds_other_goods_makes_nothing_beside_any_words_but_a_name(
    code: str, words: str
) -> None:
    assert recognise(code, "", words) is None


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=200))
def test_no_declaration_makes_it_fail(hs: str, cas: str, text: str) -> None:
    known = recognise(hs, cas, text)
    assert known is None or known.reason


def test_the_codes_and_numbers_are_those_of_the_programmes_table() -> None:
    with shared("reference/pgs_salw/pgs_precursors_hs_cas.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    table = chemicals()
    assert {line["hs6"] for line in lines} == table.of_code.keys() | table.of_basket.keys()
    residual = {line["hs6"] for line in lines if "residual" in line["note"]}
    assert residual == table.of_basket.keys()
    numbers = {part.strip() for line in lines for part in line["cas"].split("+")}
    beside = {number for chemical in table.by_key.values() for number in chemical.cas_beside}
    assert numbers == table.of_number.keys() | beside


@pytest.mark.parametrize(
    ("text", "watched"),
    [
        ("HYDROGEN PEROXIDE 50 PERCENT", True),
        ("HYDROGEN PEROXIDE 30-35%", True),
        ("hydrogen peroxide solution 3 %", False),
        ("hidrogen peroksida 6 persen", False),
        ("HYDROGEN PEROXIDE, 40 drums of 5 kg", True),
    ],
)
def test_goods_declared_weaker_than_the_limit_are_not_watched_and_it_says_so(
    text: str, watched: bool
) -> None:
    found = recognise("284700", "7722-84-1", text)
    assert found is not None
    assert (found.substance == "hydrogen_peroxide") is watched
    assert ("below 12 %" in found.reason) is not watched


def test_a_transport_number_of_its_own_tells_a_chemical() -> None:
    told = recognise("", "", "OXIDISING SOLID", "UN1942")
    assert told is not None
    assert told.substance == "ammonium_nitrate"
    assert recognise("", "", "FERTILISER", "2067") is None, "several chemicals bear this number"
    against = recognise("690721", "", "ceramic tiles", "1942")
    assert against is not None
    assert DISAGREE in against.reason
