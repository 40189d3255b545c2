"""Lists of the United States and the European Union: one party, whatever file it came in."""

from collections import Counter
from pathlib import Path

import pytest
from reading_aloud import read, told
from shared_data import ROOT, shared

from tripoint_graph.model import Record
from tripoint_ingest.batch import files_in
from tripoint_ingest.formats import detect
from tripoint_ingest.readers.ofac_csv import OfacCsvReader
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
