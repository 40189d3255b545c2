"""Each kind's model: what it takes for one, what keeps two apart, and why, to the last weight."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from math import log
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_graph.model import Category, Handling, Mention, Record, RecordId, Tlp
from tripoint_graph.ports import StoredRecord
from tripoint_resolution.comparing import Comparison
from tripoint_resolution.profile import Profile, profile_of
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.contradictions import Known, contradiction
from tripoint_resolution.proposing.engine import Pair, scored
from tripoint_resolution.proposing.explaining import explained
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import SUREST, ModelError, load_model, shipped_model
from tripoint_resolution.proposing.resolve import SAME_FROM
from tripoint_resolution.proposing.thinning import enough, groups_of, twins
from tripoint_scenarios.doubles import MAKERS, Told
from tripoint_scenarios.doubles.told import SUBJECT

RULES = "blocking_rules_to_generate_predictions"
MODELS = {kind: shipped_model(each.model) for kind, each in MODELLED.items()}
REPORTS = {
    kind: json.loads(
        files("tripoint_resolution").joinpath(f"models/{each.model}.report.json").read_bytes()
    )
    for kind, each in MODELLED.items()
}


def told(kind: str, name: str, **known: str) -> Profile:
    return profile_of(Told("", kind, name, known).record("r"), SUBJECT)


def level(compared: Comparison, feature: str) -> str:
    return next(e.level for e in compared.evidence if e.feature == feature)


@pytest.mark.parametrize("kind", list(MODELLED))
def test_a_model_is_calibrated_in_a_world_that_it_has_not_seen(kind: str) -> None:
    report = REPORTS[kind]
    assert report["model"] == MODELLED[kind].model
    assert report["ece"] <= 0.01
    assert report["brier"] <= 0.03
    assert report["blocking_recall"] >= 0.94
    assert report["greatest_told"] == SUREST < 1
    assert report["told_surest_came_true"] >= 0.996, "what is told the most is not too much"


@pytest.mark.parametrize("kind", list(MODELLED))
def test_a_shipped_model_blocks_by_the_rules_of_its_kind(kind: str) -> None:
    declared = MODELLED[kind].settings().create_settings_dict("duckdb")[RULES]
    shipped = MODELS[kind].settings[RULES]
    assert [each["blocking_rule"] for each in shipped] == [
        each["blocking_rule"] for each in declared
    ]
    told = MODELS[kind].by_name, MODELS[kind].alone
    assert told == (MODELLED[kind].by_name, MODELLED[kind].alone)


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_a_large_store_is_not_blocked_by_names_alone_and_loses_next_to_nothing(kind: str) -> None:
    model = MODELS[kind].in_store(3_000_000)
    assert len(model.rules_for(0.5)[RULES]) == len(model.settings[RULES]) - model.by_name
    assert model.rules_for(0.0)[RULES] == MODELS[kind].rules_for(0.5)[RULES]
    rows = rows_of(kind, 500, seed=6)
    every = ids_of(scored(rows, replace(model, by_name=0)))
    kept = ids_of(scored(rows, model))
    assert kept <= every
    assert len(kept) >= 0.99 * len(every) > 100


@pytest.mark.parametrize("kind", list(MODELLED))
@given(seed=st.integers(5, 10_000), cut=st.floats(0.0, 1.0))
@settings(max_examples=3, deadline=None)
def test_a_batch_finds_just_the_pairs_that_all_at_once_would_have_found(
    kind: str, seed: int, cut: float
) -> None:
    """Old with old, and then the new ones with all: nothing is lost, nothing told otherwise."""
    rows = rows_of(kind, 25, seed)
    at = round(cut * len(rows))
    new = [str(row["unique_id"]) for row in rows[at:]]
    before = scored(rows[:at], MODELS[kind])
    lately = scored(rows, MODELS[kind], new=new)
    assert sorted([*before, *lately], key=lambda p: (p.left, p.right)) == scored(rows, MODELS[kind])


def rows_of(kind: str, things: int, seed: int) -> list[Row]:
    """A made-up world, as its model compares it."""
    return [
        {"unique_id": f"{n:05}", **MODELLED[kind].row(profile_of(each.record(str(n)), SUBJECT))}
        for n, each in enumerate(MAKERS[kind](things, seed))
    ]


def ids_of(pairs: list[Pair]) -> set[tuple[str, str]]:
    return {(pair.left, pair.right) for pair in pairs}


odd = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"])
    | st.sampled_from("အောင်ဆန်းจันทร์โอชา习近平ЁжٱلمِNguyễnʼ·-/.,'()123 \u200f\u00ad"),
    max_size=40,
)
dates = st.sampled_from(["", "1980", "1980-02", "1980-02-30", "00.00.1971", "circa 1970", "1370"])


@given(
    st.sampled_from(["person", "organisation", "vessel"]),
    st.lists(st.fixed_dictionaries({"name": odd, "birth_date": dates}), min_size=2, max_size=4),
)
@settings(max_examples=25, deadline=None)
def test_whatever_a_list_holds_is_compared_alike_from_both_sides(
    kind: str, told_of: list[dict[str, str]]
) -> None:
    """Any script, single names, signs alone, dates in part or wrong: no error, and one answer."""
    many = [told(kind, **each) for each in told_of]
    rows = [{"unique_id": f"{n}", **MODELLED[kind].row(who)} for n, who in enumerate(many)]
    for pair in scored(rows, MODELS[kind], least=0.0):
        one, other = many[int(pair.left)], many[int(pair.right)]
        for compared in (explained(one, other), explained(other, one)):
            assert compared.probability == pytest.approx(pair.probability, abs=1e-12)
            assert 0 < compared.probability <= SUREST


@pytest.mark.parametrize("kind", list(MODELLED))
@given(seed=st.integers(5, 10_000))
@settings(max_examples=3, deadline=None)
def test_what_is_explained_is_what_was_scored(kind: str, seed: int) -> None:
    profiles = {
        f"{n:04}": profile_of(each.record(str(n)), SUBJECT)
        for n, each in enumerate(MAKERS[kind](25, seed))
    }
    rows = [{"unique_id": id, **MODELLED[kind].row(who)} for id, who in profiles.items()]
    pairs = scored(rows, MODELS[kind], least=0.0)
    assert pairs
    for pair in pairs:
        why = explained(profiles[pair.left], profiles[pair.right])
        assert why.probability == pytest.approx(pair.probability, abs=1e-12)
        assert why.strength == pytest.approx(pair.strength, abs=1e-9)
        parts = sorted((e.feature, e.level, e.weight) for e in why.evidence)
        assert sorted(pair.weights) == [p for p in parts if p[0] not in ("prior", "limit")]


def test_two_sides_are_explained_alike() -> None:
    one = told("vessel", "MV Ocean Star 8", imo="9074729", flag="PAN")
    other = told("vessel", "Ocean Star 9", imo="9074720", flag="LBR")
    mine, theirs = explained(one, other), explained(other, one)
    assert [(e.feature, e.weight) for e in mine.evidence] == [
        (e.feature, e.weight) for e in theirs.evidence
    ]


SAME: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("person", {"name": "Mohd Faizal bin Hassan", "birth_date": "1980-02-03"},
     {"name": "HASSAN, MUHAMMAD FAIZAL", "birth_date": "1980-02-03"}),
    ("person", {"name": "Ma. Clara Reyes", "phone": "+639171234567"},
     {"name": "Maria Clara Reyes", "phone": "+63 917 123 4567"}),
    ("person", {"name": "Budi Santoso", "document": "B1180O37"},
     {"name": "Budi Santosa", "document": "B1180037"}),
    ("organisation", {"name": "P.T. Laut Jaya Kimia", "registration_number": "0112233445",
                      "registration_country": "IDN"},
     {"name": "Laut Jaya Kimia, PT", "registration_number": "0112233445",
      "registration_country": "Indonesia"}),
    ("organisation", {"name": "Sinar Coral Chemicals Sdn. Bhd.", "country": "MYS",
                      "address": "12 Jalan Ampang, Klang"},
     {"name": "SINAR CORAL CHEMICALS SENDIRIAN BERHAD", "country": "MY",
      "address": "Jln Ampang No. 12, Klang, 41000"}),
    ("vessel", {"name": "MV Bintang Laut 7", "mmsi": "525012345", "flag": "IDN"},
     {"name": "BINTANG LAUT 7", "mmsi": "525012345", "flag": "IDN"}),
    ("address", {"name": "Jl. Gajah Mada No. 12A, Medan, 20112"},
     {"name": "12A Jalan Gajah Mada, Medan, 20112, Indonesia"}),
]  # fmt: skip
APART: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("person", {"name": "Siti Rahmawati", "birth_date": "1980-02-03", "phone": "+628129870123"},
     {"name": "Budi Rahmawati", "birth_date": "2004-07-11", "phone": "+628129870123"}),
    ("organisation", {"name": "PT Laut Jaya Kimia", "address": "12 Jalan Ampang, Klang"},
     {"name": "PT Laut Jaya Tekstil", "address": "12 Jalan Ampang, Klang"}),
    ("vessel", {"name": "Bintang Laut 7", "flag": "IDN"},
     {"name": "Bintang Laut 8", "flag": "IDN"}),
    ("vessel", {"name": "Ocean Star", "imo": "9074729"}, {"name": "Ocean Star", "imo": "8814275"}),
    ("address", {"name": "12 Station Road, Medan"}, {"name": "48 Station Road, Medan"}),
    ("address", {"name": "12 Station Road, Medan"}, {"name": "12 Station Road, Karachi"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_two_ways_of_telling_of_one_thing(
    kind: str, one: dict[str, str], other: dict[str, str]
) -> None:
    assert explained(told(kind, **one), told(kind, **other)).probability >= SAME_FROM


@pytest.mark.parametrize(("kind", "one", "other"), APART)
def test_what_is_merely_alike_is_never_merged(
    kind: str, one: dict[str, str], other: dict[str, str]
) -> None:
    assert explained(told(kind, **one), told(kind, **other)).probability < 0.6 < SAME_FROM


def test_an_imo_number_that_fails_its_check_is_a_mistyped_one() -> None:
    right, mistyped = (told("vessel", "Ocean Star", imo=imo) for imo in ("9074729", "9074728"))
    compared = explained(right, mistyped)
    assert level(compared, "imo") == "one digit apart, one is not right"
    assert compared.probability > 0.9
    another = told("vessel", "Ocean Star", imo="9074731")
    assert another.of("imo")
    assert level(explained(right, another), "imo") == "two right numbers"


def known(profile: Profile, **more: Any) -> Known:
    return Known(RecordId("0" * 32), profile, **more)


def test_contradictions_of_each_kind() -> None:
    registers = [
        told("organisation", "Laut Jaya", registration_number=n, registration_country=c)
        for n, c in (("11223344", "IDN"), ("99887766", "IDN"), ("99887766", "MYS"))
    ]
    assert "one register has two numbers" in contradiction(*map(known, registers[:2]))
    assert contradiction(known(registers[0]), known(registers[2])) == ""
    ships = [told("vessel", "Ocean Star", imo=imo) for imo in ("9074729", "8814275", "9074728")]
    assert "two IMO numbers" in contradiction(*map(known, ships[:2]))
    assert contradiction(known(ships[0]), known(ships[2])) == "", "one of them is mistyped"
    born = [told("person", "Siti", birth_date=day) for day in ("1980-02-03", "1991-01-02")]
    listed = [known(who, source="un", reference="Q1") for who in born]
    assert "two birth dates" in contradiction(*listed)
    assert contradiction(*map(known, born)) == "", "records that are no list may err"
    entries = [known(born[0], source="un", reference=number) for number in ("Q1", "Q2")]
    assert "entries of their own" in contradiction(*entries)


def test_nobody_travels_after_their_death() -> None:
    def stored(category: Category, day: str, **facts: str) -> Known:
        mention = Mention("p", "person", {name: (value,) for name, value in facts.items()})
        handling = Handling("ID", Tlp.AMBER, category)
        record = Record("s", "k", handling, "1", observed_at=day, mentions=(mention,))
        return Known.of(
            StoredRecord(RecordId("0" * 32), record, datetime(2026, 3, 1, tzinfo=UTC), speaks=True),
            "id",
            mention,
        )

    dead = stored(Category.NETWORK, "2026-01-01", name="Budi", death_date="2020-05-01")
    traveller = stored(Category.PASSENGER, "2026-03-01T10:00", name="Budi")
    earlier = stored(Category.PASSENGER, "2019-03-01", name="Budi")
    assert "travelled on 2026-03-01" in contradiction(traveller, dead)
    assert contradiction(dead, earlier) == ""


def test_a_file_that_is_no_model_is_refused(tmp_path: Any) -> None:
    (tmp_path / "other.json").write_text('{"comparisons": []}')
    with pytest.raises(ModelError, match="no model for"):
        load_model(tmp_path / "other.json")
    with pytest.raises(ValueError, match="not compared"):
        explained(told("person", "Siti"), told("vessel", "Siti"))


several = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.floats(0.9, 0.999)
    ).filter(lambda p: p[0] < p[1]),
    unique_by=lambda p: p[:2],
)


@given(several, st.lists(st.integers(0, 2), min_size=8, max_size=8), st.sets(st.integers(0, 2)))
def test_fewer_pairs_make_the_same_groups_for_every_viewer(
    told: list[tuple[str, str, float]], handlings: list[int], seen: set[int]
) -> None:
    of = dict(zip("abcdefgh", handlings, strict=True))
    pairs = [Pair(*each) for each in told]

    def groups(some: list[Pair]) -> set[frozenset[str]]:
        visible = [(p.left, p.right) for p in some if {of[p.left], of[p.right]} <= seen]
        names = groups_of(visible)
        return {frozenset(id for id in names if names[id] == name) for name in names.values()}

    kept = enough(pairs, of.__getitem__)
    assert groups(kept) == groups(pairs)
    assert set(kept) <= set(pairs)


def test_a_firm_in_many_manifests_is_compared_by_two_of_them() -> None:
    firm = told("organisation", "PT Laut Jaya Kimia", country="IDN", phone="+62219870123")
    row = MODELLED["organisation"].row(firm)
    rows = [{"unique_id": f"{n:04}", **row} for n in range(400)]
    few = twins(rows, lambda id: "all")
    assert len(few.scored) == 2
    pairs = few.expanded(scored(few.scored, MODELS["organisation"]))
    assert len(enough(pairs, lambda id: "all")) == 399


def test_in_a_larger_store_the_same_evidence_is_worth_less() -> None:
    model = MODELS["person"]
    assert model.in_store(100).prior == model.prior
    assert model.in_store(10 * model.among).prior == pytest.approx(model.prior - log(10))
    one, other = (told("person", name) for name in ("Siti Rahmawati", "Rahmawati Siti"))
    odds = [explained(one, other, among=n).log_odds for n in (0, 10 * model.among)]
    assert odds[0] - odds[1] == pytest.approx(log(10))
