"""WCO Data Model XML: declarations and cargo reports under any namespace."""

from pathlib import Path

import pytest
from reading_aloud import read

from tripoint_ingest.formats import detect
from tripoint_ingest.readers.wco_xml import WcoXmlReader
from tripoint_ingest.reading import Unreadable

READER = WcoXmlReader()
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
DECLARATION = EXAMPLES / "wco-xml-declaration.xml"
REPORT = EXAMPLES / "wco-xml-cargo-report.xml"


def test_a_declaration_is_one_record_with_its_goods_and_parties() -> None:
    (record,), issues = read(READER, DECLARATION)
    assert issues == []
    goods = [m for m in record.mentions if m.kind == "commodity"]
    assert [m.first("hs") for m in goods] == ["28291900", "481910"]
    assert goods[0].first("watched_reason") == "CAS 3811-04-9 is the number of potassium chlorate"
    assert goods[1].first("watched") == ""
    roles = {c.type: c.source for c in record.claims if c.type.endswith("_OF")}
    assert roles["CONSIGNOR_OF"] == "consignor"
    assert roles["CONSIGNEE_OF"] == "consignee"
    (held, _) = [c for c in record.claims if c.type == "CONTAINS"]
    assert held.properties["gross_weight_kg"] == "10200"
    assert held.properties["un_number"] == "1485"
    assert record.version == "2026-03-10T09:15"


def test_a_cargo_report_is_its_consignments() -> None:
    (first, second), issues = read(READER, REPORT)
    assert issues == []
    flight = first.mention_by_key["flight"]
    assert (flight.first("carrier"), flight.first("number")) == ("XY", "880")
    assert [c.type for c in second.claims if c.type == "CONSIGNEE_OF"] == []
    assert (first.version, second.version) == ("2026-03-11T07:45",) * 2


@pytest.mark.parametrize("path", [DECLARATION, REPORT])
def test_a_cancellation_takes_back_what_it_names(path: Path, tmp_path: Path) -> None:
    told, _ = read(READER, path)
    text = path.read_text("utf-8").replace("FunctionCode>9<", "FunctionCode>1<")
    (tmp_path / path.name).write_text(text.replace("2026031", "2026032").replace("03-11", "03-12"))
    taken, _ = read(READER, tmp_path / path.name)
    assert [r.source_key for r in taken] == [r.source_key for r in told]
    assert all(r.withdrawn and not r.mentions for r in taken)
    assert all(later.version > before.version for later, before in zip(taken, told, strict=True))


def test_namespaces_and_prefixes_of_a_country_change_nothing(tmp_path: Path) -> None:
    (expected,), _ = read(READER, DECLARATION)
    text = DECLARATION.read_text("utf-8")
    other = text.replace("urn:wco:datamodel:WCO:DEC-DMS:2", "urn:example:national:wco:datamodel:1")
    (tmp_path / "d.xml").write_text(other)
    (record,), _ = read(READER, tmp_path / "d.xml")
    assert (record.mentions, record.claims) == (expected.mentions, expected.claims)
    assert detect(tmp_path / "d.xml").name == "wco-xml"


def test_a_declaration_without_a_number_is_set_aside(tmp_path: Path) -> None:
    text = DECLARATION.read_text("utf-8").replace("FunctionalReferenceID", "Other")
    (tmp_path / "d.xml").write_text(text)
    records, (issue,) = read(READER, tmp_path / "d.xml")
    assert (records, issue.rule, issue.lost) == ([], "missing-key", True)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    text = DECLARATION.read_text("utf-8").replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    (tmp_path / "d.xml").write_text(text)
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read(READER, tmp_path / "d.xml")
