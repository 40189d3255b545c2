"""The UN list: entries, references between them, and files that attack."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from reading_aloud import read, told
from shared_data import shared

from tripoint_ingest.formats import detect
from tripoint_ingest.readers.un_list import UnListReader
from tripoint_ingest.reading import Unreadable

GOLDEN = Path(__file__).parent / "golden" / "list.xml"
READER = UnListReader()


def test_an_entry_is_a_person_with_names_document_and_references() -> None:
    (person, group), (issue,) = read(READER, GOLDEN)
    mention = person.mention_by_key["person"].properties
    assert mention["name"] == ("Aziz KARIMOV",)
    assert mention["alias"] == ("Azeez Karimoff", "Abu Example")
    assert mention["name_original"] == ("عزيز كريموف",)
    assert mention["birth_date"] == ("1979", "1981")
    assert mention["list_regime"] == ("UN SC 1267/1989/2253",)
    assert (person.source_key, person.version) == ("7000001", "2021-05-06/000002")
    found = told(person)
    assert found["mentions"]["document"][1] == {
        "type": "Passport",
        "number": "C7431902",
        "issuer": "Indonesia",
    }
    assert ("ASSOCIATE_OF", "person", "referenced-organisation") in found["claims"]
    assert ("ASSOCIATE_OF", "person", "referenced-person") in found["claims"]
    assert ("HAS_ADDRESS", "person", "address") in found["claims"]
    assert group.mentions[0].first("list_regime") == "UN SC 1988"
    assert [m.kind for m in group.mentions] == ["organisation"], "a country alone is no address"
    assert (issue.rule, issue.field, issue.position) == ("missing-key", "DATAID", "line 5")


BOMB = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/list.dtd">'


@pytest.mark.parametrize("door", [BOMB, EXTERNAL, OUTSIDE])
def test_a_file_with_a_document_type_is_refused_before_anything_is_read(
    door: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.xml"
    path.write_text(f"{door}<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>", "utf-8")
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read(READER, path)


def test_a_cut_file_tells_the_line_after_what_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(GOLDEN.read_bytes()[:-60])
    found = READER.read(path, READER.source)
    assert next(found)
    with pytest.raises(Unreadable, match="line"):
        list(found)


def test_the_real_list_is_read_whole() -> None:
    folder = "sanctions/un_consolidated_2020"
    records, issues = read(READER, shared(f"{folder}/consolidated.xml"))
    assert issues == []
    kinds = Counter(record.mentions[0].kind for record in records)
    assert kinds == {"person": 713, "organisation": 305}
    documents = sum(m.kind == "identity_document" for r in records for m in r.mentions)
    assert documents == 428
    own = {r.mentions[0].first("list_reference"): r for r in records}
    with shared(f"{folder}/inline_reference_edges.csv").open(encoding="utf-8") as file:
        edges = {(row["source_ref"], row["target_ref"]) for row in csv.DictReader(file)}
    found = {
        (source, record.mention_by_key[claim.target].first("list_reference"))
        for source, record in own.items()
        for claim in record.claims
        if claim.type == "ASSOCIATE_OF"
    }
    assert len(edges & found) >= 0.98 * len(edges)


def test_odd_entries_are_read_with_what_they_tell(tmp_path: Path) -> None:
    path = tmp_path / "odd.xml"
    aliases = "".join(
        f"<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Other {n}; Next {n}</ALIAS_NAME>"
        "</INDIVIDUAL_ALIAS>"
        for n in range(500)
    )
    path.write_text(
        '<?xml version="1.0"?><CONSOLIDATED_LIST xmlns="urn:x" dateGenerated="2026-01-01T00:00:00">'
        "<INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><VERSIONNUM/>"
        "<NAME_ORIGINAL_SCRIPT>مثال</NAME_ORIGINAL_SCRIPT>"
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE>"
        "<YEAR>circa 1951</YEAR></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH>"
        "<DATE>05 Feb 1970</DATE></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH>"
        "<FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
        "<INDIVIDUAL_DATE_OF_BIRTH><DATE>unknown</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
        "<INDIVIDUAL_DOCUMENT/><INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>"
        f"{aliases}</INDIVIDUAL><INDIVIDUAL/><INDIVIDUAL><DATAID>2</DATAID></INDIVIDUAL>"
        "</INDIVIDUALS><ENTITIES><ENTITY><DATAID>3</DATAID><FIRST_NAME>  Contoh   Group "
        "</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>"
    )
    assert detect(path).name == "un-sc-list"
    (first, second, third), (issue,) = read(READER, path)
    said = first.mentions[0].properties
    assert said["name"] == ("مثال",)
    assert said["birth_date"] == ("1951", "1970-02-05", "1960", "1962")
    assert len(said["alias"]) == 1_000
    assert (second.source_key, third.mentions[0].first("name")) == ("2", "Contoh Group")
    assert issue.rule == "missing-key"
