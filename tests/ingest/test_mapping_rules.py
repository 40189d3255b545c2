"""What a mapping can say, one entry at a time, on tables made for it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from reading_aloud import read, told

from tripoint_graph.model import Issue, Record
from tripoint_ingest.mapping import load_mapping, shipped_mappings
from tripoint_ingest.mapping.declaration import MappingError
from tripoint_ingest.mapping.parties import is_order, is_titled_person
from tripoint_ingest.mapping.values import BadValue, kilograms, number, typed

MANIFEST = {mapping.name: mapping for mapping in shipped_mappings()}["sea-manifest"]
PARTY = {
    "kind": "organisation",
    "needs": "party",
    "unless_order": True,
    "properties": {"name": {"columns": "party", "lines": "first"}, "registration_number": "tax"},
    "as_person": {
        "when": {"sort": ["individual"]},
        "titled": True,
        "properties": {"name": {"columns": "party", "lines": "first"}},
    },
}


def mapped(
    folder: Path, columns: str, rows: str, /, **entries: Any
) -> tuple[list[Record], list[Issue]]:
    """What a mapping of these entries makes of some rows."""
    names = columns.split(",")
    mapping = {
        "title": "made for a test",
        "source": {"category": "trade"},
        "columns": {name: [] for name in names},
        "required": names[:1],
        "mentions": {"it": {"kind": "consignment", "properties": {"bill": names[0]}}},
        **entries,
    }
    (folder / "mine.yaml").write_text(yaml.safe_dump(mapping), "utf-8")
    (folder / "rows.csv").write_text(f"{columns}\n{rows}\n", "utf-8")
    return read(load_mapping(folder / "mine.yaml"), folder / "rows.csv")


def party(folder: Path, row: str) -> Any:
    """The party of one row as (kind, properties), or None."""
    (record,), _ = mapped(folder, "bill,party,sort,tax", row, mentions={"party": PARTY})
    return told(record)["mentions"].get("party")


def test_a_party_is_the_first_line_of_its_cell_and_its_address_the_rest(tmp_path: Path) -> None:
    address = {"kind": "address", "properties": {"text": {"columns": "party", "lines": "rest"}}}
    (record,), _ = mapped(
        tmp_path,
        "bill,party",
        'B12345,"  PT Contoh Jaya\n\n12 Jalan Contoh\nSurabaya "',
        mentions={"party": {**PARTY, "as_person": None}, "address": address}
        | {"party": {"kind": "organisation", "properties": {"name": PARTY["properties"]["name"]}}},  # type: ignore[index]
    )
    found = told(record)["mentions"]
    assert found["party"][1] == {"name": "PT Contoh Jaya"}
    assert found["address"][1] == {"text": "12 Jalan Contoh, Surabaya"}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("B1,PT Contoh,,", "organisation"),
        ("B1,Budi Santoso,,", "organisation"),
        ("B1,Budi Santoso,Individual,", "person"),
        ("B1,Mr Budi Santoso,,", "person"),
        ("B1,Mr Budi Santoso,,12345", "organisation"),
        ("B1,Mr Price Trading Co,,", "organisation"),
    ],
)
def test_a_party_is_a_firm_unless_a_column_or_its_title_says_otherwise(
    row: str, kind: str, tmp_path: Path
) -> None:
    assert party(tmp_path, row)[0] == kind


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("TO THE ORDER OF BANK EXAMPLE", True),
        ("To Order", True),
        ("ORDER OF SHIPPER", True),
        ("to the  order", True),
        ("ORDER", True),
        ("Order Electronics Ltd", False),
        ("PT Order Indonesia", False),
    ],
)
def test_an_order_names_nobody(cell: str, order: bool, tmp_path: Path) -> None:
    assert is_order(cell) is order
    assert (party(tmp_path, f"B1,{cell},,") is None) is order


def test_an_order_is_noted_in_the_claims_that_ask_for_it(tmp_path: Path) -> None:
    (record,), _ = mapped(
        tmp_path,
        "bill,party,hs",
        "B12345,TO ORDER OF BANK EXAMPLE,690721",
        mentions={
            "it": {"kind": "consignment", "properties": {"bill": "bill"}},
            "party": {**PARTY, "properties": {"name": "party"}, "as_person": None},
            "goods": {"kind": "commodity", "properties": {"hs": "hs"}},
        },
        claims=[{"type": "CONTAINS", "source": "it", "target": "goods", "notes": "party"}],
    )
    assert record.claims[0].properties == {"party": "TO ORDER OF BANK EXAMPLE"}


def test_a_mention_is_made_under_its_condition_alone(tmp_path: Path) -> None:
    mentions = {
        kind: {"kind": kind, "when": {"mode": modes}, "properties": {name: "what"}}
        for kind, modes, name in (
            ("vessel", ["sea", "SHIP"], "name"),
            ("vehicle", "road", "plate"),
            ("flight", "", "designator"),
        )
    }
    records, _ = mapped(
        tmp_path, "bill,mode,what", "1,Sea,A\n2,road,A\n3,,A\n4,rail,A", mentions=mentions
    )
    assert [[m.kind for m in r.mentions] for r in records] == [
        ["vessel"],
        ["vehicle"],
        ["flight"],
        [],
    ]


def test_one_cell_makes_many_with_what_stands_beside_each(tmp_path: Path) -> None:
    box = {"kind": "container", "each": "boxes", "part_as": "number", "beside": {"seal": "seals"}}
    records, _ = mapped(
        tmp_path,
        "bill,boxes,seals",
        'B1,"MSKU1; MSKU2,MSKU1",S1;S2\nB2,MSKU1;MSKU2,S1\nB3,,S1',
        mentions={"box": box},
    )
    assert [[m.properties for m in r.mentions] for r in records] == [
        [
            {"number": ("MSKU1",), "seal": ("S1",)},
            {"number": ("MSKU2",), "seal": ("S2",)},
        ],
        [{"number": ("MSKU1",)}, {"number": ("MSKU2",)}],
        [],
    ]


def test_a_cell_of_too_many_parts_is_told_of(tmp_path: Path) -> None:
    box = {"kind": "container", "each": "boxes", "part_as": "number"}
    cell = ";".join(f"B{n}" for n in range(501))
    (record,), (issue,) = mapped(tmp_path, "bill,boxes", f"B1,{cell}", mentions={"box": box})
    assert record.mentions == ()
    assert (issue.field, issue.lost) == ("boxes", False)


def test_several_tariff_codes_are_each_recognised(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("bl_number,hs_code\nB12345,3102.30;690721\n", "utf-8")
    (record,), _ = read(MANIFEST, path)
    found = told(record)["mentions"]
    assert found["goods"][1]["watched"] == "ammonium_nitrate"
    assert found["goods-2"][1] == {"hs": "690721"}


def test_a_property_comes_from_the_first_origin_that_has_a_value(tmp_path: Path) -> None:
    place = {
        "locode": {"columns": "port", "like": "locode"},
        "name": [{"columns": "town"}, {"columns": "port", "unlike": "locode"}],
        "type": {"constant": "port"},
        "iata": {"columns": "town", "pattern": r"\((\w{3})\)"},
    }
    records, _ = mapped(
        tmp_path,
        "bill,port,town",
        "1,ID JKT,Jakarta (CGK)\n2,Port Klang,\n3,,Johor",
        mentions={"place": {"kind": "place", "properties": place}},
    )
    assert [dict(told(r)["mentions"]["place"][1]) for r in records] == [
        {"locode": "ID JKT", "name": "Jakarta (CGK)", "type": "port", "iata": "CGK"},
        {"name": "Port Klang", "type": "port"},
        {"name": "Johor", "type": "port"},
    ]


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("34.183", ".", "34.183"),
        ("-6.123", ".", "-6.123"),
        ("34.183", ",", "34183"),
        ("0,500", ".", "0.500"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("1,234,567.8", ".", "1234567.8"),
        ("1.234.567,8", ".", "1234567.8"),
        ("12,34,567.50", ".", "1234567.50"),
        ("1 234,5", ".", "1234.5"),
        ("1'234.5", ".", "1234.5"),
        ("+7", ".", "7"),
    ],
)
def test_numbers_are_read_with_the_marks_they_have(cell: str, decimal: str, value: str) -> None:
    assert number(cell, decimal) == value


@pytest.mark.parametrize("cell", ["heavy", "nan", "inf", "1e5", "1_000", "1.2.3", "--1", ".", "١٢"])
def test_what_is_no_number_is_none(cell: str) -> None:
    with pytest.raises(BadValue, match="no number"):
        number(cell)


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=3))
def test_a_number_is_read_back_with_and_without_its_thousands(value: Any) -> None:
    for text in (f"{value:f}", f"{value:,f}"):
        assert float(number(text)) == float(value)
    swapped = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert float(number(swapped, ",")) == float(value)


@pytest.mark.parametrize(
    ("cell", "unit", "weight"),
    [
        ("870", "", "870"),
        ("870", "KGM", "870"),
        ("12.5 t", "", "12500"),
        ("12.5 MT", "lb", "12500"),
        ("1,200", "LBS", "544.310844"),
        ("18.4", "TNE", "18400"),
    ],
)
def test_weights_are_turned_into_kilograms(cell: str, unit: str, weight: str) -> None:
    assert kilograms(cell, unit) == weight


@pytest.mark.parametrize(
    ("cell", "unit"), [("5 tons", ""), ("5", "bags"), ("many", ""), ("kg", "")]
)
def test_a_weight_of_no_known_unit_is_not_guessed(cell: str, unit: str) -> None:
    with pytest.raises(BadValue):
        kilograms(cell, unit)


def test_a_weight_stands_beside_what_the_row_said(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("bl_number,hs_code,Gross Weight,Weight UOM\nB12345,690721,18.4,TNE\n", "utf-8")
    (record,), _ = read(MANIFEST, path)
    assert record.mention_by_key["consignment"].first("gross_weight_kg") == "18400"
    (contains,) = [claim for claim in record.claims if claim.type == "CONTAINS"]
    assert contains.properties == {"gross_weight": "18.4", "gross_weight_unit": "TNE"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("07/01/2026", "2026-01-07"),
        ("2026-01-07", "2026-01-07"),
        ("2026-01", "2026-01"),
        ("2026", "2026"),
        ("2026-01-07 10:30", "2026-01-07T10:30"),
        ("2026-01-07T03:00:00+07:00", "2026-01-06T20:00"),
    ],
)
def test_dates_are_read_by_the_forms_given_and_by_iso_8601(cell: str, value: str) -> None:
    assert typed("date", cell, ("%d/%m/%Y",)) == value


@pytest.mark.parametrize(
    "cell",
    ["31/02/2026", "2026-13", "2026-02-30", "01/07/0026", "1026", "46029", "soon", "9999-12-31"],
)
def test_an_impossible_date_is_none(cell: str) -> None:
    with pytest.raises(BadValue, match="is "):
        typed("date", cell, ("%d/%m/%Y",))


@pytest.mark.parametrize(
    ("departed", "arrived", "lost", "field"),
    [
        ("31/02/2026", "2026-03-01", True, "departure_date"),
        ("2026-02-01", "2026-02-31", False, "arrival_date"),
        ("2026-02-01", "2026-01-01", False, "arrival_date"),
        ("31/02/2026", "0", True, "departure_date"),
    ],
)
def test_a_wrong_value_loses_the_row_only_where_it_says_what_or_when_it_is(
    departed: str, arrived: str, lost: bool, field: str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "bl_number,departure_date,arrival_date,consignor_name\n"
        f"B12345,{departed},{arrived},PT Contoh\n",
        "utf-8",
    )
    records, (issue,) = read(MANIFEST, path)
    assert (issue.lost, issue.field, issue.rule) == (lost, field, "impossible-value")
    assert len(records) == (not lost)
    for record in records:
        (claim,) = record.claims
        assert (claim.type, claim.valid_from, claim.valid_to) == ("CONSIGNOR_OF", "2026-02-01", "")


def test_a_wrong_number_leaves_the_row_in_without_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("bl_number,Gross Weight\nB12345,heavy\n", "utf-8")
    (record,), (issue,) = read(MANIFEST, path)
    assert (issue.field, issue.lost, issue.position) == ("Gross Weight", False, "line 2")
    assert record.mention_by_key["consignment"].properties.keys() == {"bill"}


def test_keys_of_different_parts_are_different_keys(tmp_path: Path) -> None:
    rows = "A/B,C\nA,B/C\nA%2FB,C\n,"
    records, issues = mapped(tmp_path, "one,two", rows, key=["one", "two"], required=[])
    assert len({record.source_key for record in records}) == len(records) == 3
    assert issues == []


def test_two_containers_of_one_bill_are_two_records(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "bl_number,hs_code,container_numbers\nB12345,690721,MSKU9070323\n"
        "B12345,690721,TCLU1234568\n",
        "utf-8",
    )
    records, _ = read(MANIFEST, path)
    assert len({record.source_key for record in records}) == 2


def test_each_json_record_is_read_by_its_own_names(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text(
        '[{"bl_number": "B12345"}, {"B/L No": "B12346", "shipper": {"name": "PT Contoh"}},'
        ' {"shipper": "PT Contoh"}]',
        "utf-8",
    )
    (_, second), (issue,) = read(MANIFEST, path)
    assert second.mention_by_key["consignor"].first("name") == "PT Contoh"
    assert (issue.rule, issue.position, issue.lost) == ("missing-value", "record 3", True)


def test_of_columns_that_mean_the_same_the_first_filled_counts(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("B/L No,HBL,Consignor\n,B12345,PT Contoh\n", "utf-8")
    (record,), issues = read(MANIFEST, path)
    assert record.mention_by_key["consignment"].first("bill") == "B12345"
    assert issues == []


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({"mentions": {"it": {"kind": "vessel", "wings": 2}}}, "mentions.it.wings: .*needs"),
        ({"source": {"category": "gossip"}}, "source.category: .*'trade'"),
        ({"source": {"category": "trade", "tlp": "PINK"}}, "source.tlp: .*'AMBER'"),
        ({"columns": {"bill": ["B/L"], "other": ["b l"]}}, "'b l' means both bill and other"),
        ({"key": ["nothing"]}, "nothing is said under `columns` of nothing; known: bill"),
        ({"mentions": {"it": {"kind": "vessel", "properties": {"wings": "bill"}}}}, "known: name"),
        ({"claims": [{"type": "HATES", "source": "it", "target": "it"}]}, "HATES.*known"),
        ({"claims": [{"type": "OWNS", "source": "it", "target": "it"}]}, "it is no person"),
        ({"claims": [{"type": "OWNS", "source": "it", "target": "he"}]}, "no mention 'he'"),
        ({"mentions": {"it": {"kind": "vessel", "each": "bill"}}}, "go together"),
        (
            {
                "mentions": {
                    "it": {
                        "kind": "place",
                        "properties": {"name": {"columns": "bill", "like": "x"}},
                    }
                }
            },
            "no property type 'x'",
        ),
        (
            {
                "mentions": {
                    "it": {
                        "kind": "place",
                        "properties": {"name": {"columns": "bill", "pattern": "("}},
                    }
                }
            },
            "regular expression",
        ),
        ({"file": {"header_row": 0}}, "file.header_row"),
        ({"nonsense": 1}, "nonsense: .*known: title"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_where_and_what_is_allowed(
    entries: dict[str, Any], says: str, tmp_path: Path
) -> None:
    with pytest.raises(MappingError, match=rf"(?s)mine\.yaml.*{says}"):
        mapped(tmp_path, "bill", "B1", **entries)


@given(st.text(max_size=60))
def test_no_name_makes_telling_people_from_firms_fail(name: str) -> None:
    assert not (is_order(name) and is_titled_person(name))
