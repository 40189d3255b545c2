"""Lists of the United States and the European Union: one party, whatever file it came in."""

import json
from collections import Counter
from pathlib import Path

import pytest
from reading_aloud import read, told
from shared_data import ROOT, shared

from tripoint_graph.model import Record
from tripoint_ingest.batch import files_in
from tripoint_ingest.formats import detect
from tripoint_ingest.readers.ftm import FtmReader
from tripoint_ingest.readers.ofac_csv import OfacCsvReader
from tripoint_ingest.readers.stix import StixReader
from tripoint_ingest.reading import Edition, Unreadable

EXAMPLES = ROOT / "docs" / "examples"
OFAC = ("ofac-sdn-csv/sdn.csv", "ofac-sdn-xml.xml", "ofac-sdn-advanced.xml")


def _facts(record: Record) -> tuple[object, ...]:
    """What the three files can all tell: not the day of listing, original script or words."""
    left_out = {"listed_on", "name_original"}
    mentions = {
        (m.kind, name, tuple(sorted(values)))
        for m in record.mentions
        for name, values in m.properties.items()
        if name not in left_out
    }
    ends = {
        frozenset((record.mention_by_key[c.source].kind, record.mention_by_key[c.target].kind))
        for c in record.claims
    }
    return record.source_key, frozenset(mentions), frozenset(ends)


def test_the_same_party_has_the_same_key_and_facts_in_all_three_files_of_the_us_list() -> None:
    by_file = [read(detect(EXAMPLES / name), EXAMPLES / name) for name in OFAC]
    assert all(issues == [] for _, issues in by_file)
    first, *others = ([_facts(r) for r in records] for records, _ in by_file)
    assert len(first) == 4
    for other in others:
        assert other == first


@pytest.mark.parametrize("name", ["ofac-sdn-xml.xml", "ofac-sdn-advanced.xml", "eu-fsf-xml.xml"])
def test_a_list_says_its_edition_before_its_entries(name: str) -> None:
    reader = detect(EXAMPLES / name)
    assert next(reader.read(EXAMPLES / name, reader.source)) == Edition("2026-11-20")


def test_an_entry_of_the_european_list_has_names_papers_and_where_it_is_doubted() -> None:
    path = EXAMPLES / "eu-fsf-xml.xml"
    (person, firm), (issue,) = read(detect(path), path)
    mention = person.mention_by_key["person"].properties
    assert mention["name"] == ("Tarek Exemplar",)
    assert mention["weak_alias"] == ("Abu Sample",)
    assert mention["birth_date"] == ("1970-02-05", "1970", "1972")
    assert told(person)["mentions"]["document"][1]["note"] == "knownExpired"
    assert firm.mentions[0].kind == "organisation"
    assert (issue.rule, issue.field) == ("missing-key", "logicalId")


@pytest.mark.parametrize("name", ["ofac-sdn-xml.xml", "ofac-sdn-advanced.xml", "eu-fsf-xml.xml"])
def test_a_list_with_a_document_type_or_cut_short_is_refused_with_its_line(
    name: str, tmp_path: Path
) -> None:
    whole = (EXAMPLES / name).read_text("utf-8")
    head, _, body = whole.partition("?>")
    path = tmp_path / name
    path.write_text(f'{head}?><!DOCTYPE x [<!ENTITY a "haha">]>{body}', "utf-8")
    reader = detect(EXAMPLES / name)
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read(reader, path)
    path.write_text(whole[: len(whole) // 2], "utf-8")
    with pytest.raises(Unreadable, match="line"):
        read(reader, path)


def test_a_row_of_the_wrong_width_and_a_missing_file_are_told_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sdn.csv"
    rows = (EXAMPLES / OFAC[0]).read_text("utf-8")
    path.write_text('7,"SHORT ROW"\n' + rows, "utf-8")
    records, issues = read(OfacCsvReader(), path)
    assert len(records) == 4
    assert Counter(issue.rule for issue in issues) == {"file-beside-missing": 3, "bad-row": 1}


def test_the_real_us_list_is_read_whole_with_whom_its_entries_link_to() -> None:
    path = shared("sanctions/ofac_sdn_2020/sdn.csv")
    records, issues = read(detect(path), path)
    assert issues == []
    kinds = Counter(record.mentions[0].kind for record in records)
    assert kinds == {"person": 3845, "vessel": 323, "aircraft": 217, "organisation": 2994}
    linked = [
        record.mention_by_key[claim.target].first("list_reference")
        for record in records
        for claim in record.claims
        if claim.properties.get("basis") == "Linked To"
    ]
    assert len(linked) >= 2_403
    assert sum(map(bool, linked)) >= 2_239


def test_a_folder_with_a_list_in_four_files_is_one_file_to_load(tmp_path: Path) -> None:
    given = sorted((EXAMPLES / "ofac-sdn-csv").iterdir())
    for path in given:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert [path.name for path in files_in([tmp_path])] == ["sdn.csv"]
    (tmp_path / "sdn.csv").unlink()
    assert len(files_in([tmp_path])) == len(given) - 1, "without the first each stands alone"


STATEMENTS = (
    ("Q1", "Person", "id", "ext-1"),
    ("Q1", "Person", "name", "Budi Contoh"),
    ("Q1", "LegalEntity", "country", "id"),
    ("Q1", "Person", "religion", "told"),
    ("Q2", "Company", "name", "PT Contoh"),
    ("O1", "Ownership", "owner", "Q1"),
    ("O1", "Ownership", "asset", "Q2"),
)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_statements_become_the_entities_that_they_are_of(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"statements.{form}"
    if form == "csv":
        lines = [f"{e},x,{p},string,{s},{v},made-up,2024-01-01" for e, s, p, v in STATEMENTS]
        header = "canonical_id,entity_id,prop,prop_type,schema,value,dataset,last_seen"
    else:
        header = ""
        lines = [
            json.dumps({"id": "h", "canonical_id": e, "schema": s, "prop": p, "value": v,
                        "dataset": "made-up", "last_seen": "2024-01-01"})
            for e, s, p, v in STATEMENTS
        ]  # fmt: skip
    path.write_text("\n".join(filter(None, [header, *lines])) + "\n")
    assert detect(path).name == "ftm-json-lines"
    (person, firm, owned), (left_out,) = read(FtmReader(), path)
    assert (person.source_key, person.version) == ("Q1", "2024-01-01")
    assert person.mentions[0].kind == "person"
    assert person.mentions[0].first("name") == "Budi Contoh"
    assert firm.mentions[0].kind == "organisation"
    assert [claim.type for claim in owned.claims] == ["OWNS"]
    assert (left_out.rule, left_out.lost) == ("protected-left-out", False)


def test_a_bundle_with_sightings_accounts_and_objects_of_ones_own_is_read_as_far_as_it_goes(
    tmp_path: Path,
) -> None:
    def thing(type_: str, number: int, **told: object) -> dict[str, object]:
        when = {"created": "2024-01-01T00:00:00Z", "modified": "2024-01-02T00:00:00Z"}
        return {"type": type_, "id": f"{type_}--{number}", "spec_version": "2.1", **when, **told}

    objects = [
        thing("relationship", 1, relationship_type="works-for", source_ref="identity--1",
              target_ref="identity--2"),
        thing("identity", 1, name="Budi", identity_class="individual",
              contact_information="desk 4"),
        thing("identity", 2, name="PT Contoh", identity_class="organization"),
        thing("location", 3, country="ID"),
        thing("sighting", 4, sighting_of_ref="identity--1", where_sighted_refs=["location--3"]),
        thing("sighting", 5, sighting_of_ref="identity--1"),
        thing("x-contoh-vessel", 6, name="MV Contoh"),
        thing("incident", 7, name="Seizure", description="at a made-up port"),
        thing("identity", 8, name="gone", identity_class="individual", revoked=True),
        {"type": "email-addr", "id": "email-addr--9", "value": "a@example.org",
         "belongs_to_ref": "user-account--10"},
        {"type": "user-account", "id": "user-account--10", "account_login": "contoh"},
        "no object",
    ]  # fmt: skip
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps({"type": "bundle", "id": "bundle--1", "objects": objects}))
    records, issues = read(StixReader(), path)
    by_key = {record.source_key: record for record in records}
    assert [c.type for c in by_key["relationship--1"].claims] == ["EMPLOYED_BY"]
    assert [c.type for c in by_key["sighting--4"].claims] == ["PRESENT_IN"]
    assert "desk 4" in by_key["identity--1"].mentions[0].first("note")
    assert by_key["incident--7"].mentions[0].first("description") == "Seizure. at a made-up port"
    assert by_key["identity--8"].withdrawn
    assert [c.type for c in by_key["email-addr--9"].claims] == ["ASSOCIATE_OF"]
    assert by_key["user-account--10"].mentions[0].first("number") == "contoh"
    assert sorted(issue.rule for issue in issues) == [
        "link-without-ends",
        "no-object",
        "type-not-held",
    ]
