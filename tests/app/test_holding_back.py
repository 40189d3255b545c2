"""Dry runs that foretell, and batches that are held until somebody accepts or drops them."""

from pathlib import Path

from asking import Tripoint
from paxlst_by_hand import interchange, message, passenger, write_passengers

LIST = """<CONSOLIDATED_LIST dateGenerated="{date}"><INDIVIDUALS>{people}</INDIVIDUALS>
</CONSOLIDATED_LIST>"""
PERSON = """<INDIVIDUAL><DATAID>{id}</DATAID><VERSIONNUM>1</VERSIONNUM>
<FIRST_NAME>{name}</FIRST_NAME>
<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.{id}</REFERENCE_NUMBER>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>{number}</NUMBER>
<ISSUING_COUNTRY>Indonesia</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT></INDIVIDUAL>"""


def un_list(path: Path, date: str, *people: tuple[int, str, str]) -> Path:
    """An edition of the list: (id, name, passport) of each person."""
    told = "".join(PERSON.format(id=id, name=name, number=number) for id, name, number in people)
    path.write_text(LIST.format(date=date, people=told))
    return path


def test_a_dry_run_says_what_would_be_new_changed_withdrawn_and_merged(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    first = un_list(
        tmp_path / "a.xml", "2025-01-01", (1, "Ali", "X1234567"), (2, "Budi", "B7654321")
    )
    second = un_list(
        tmp_path / "b.xml", "2026-01-01", (1, "Aly", "X1234567"), (3, "Eko", "X1234567")
    )
    assert tripoint("ingest", "auto", first).status == 0
    before = tripoint("store", "info", "--json").json
    told = tripoint("ingest", "auto", second, "--dry-run", "--json").json
    assert told["dry_run"] is True
    counts = ("read", "new", "known", "changed", "withdrawn", "lost")
    assert {name: told["totals"][name] for name in counts} == {
        "read": 2,
        "new": 3,
        "known": 0,
        "changed": 1,
        "withdrawn": 1,
        "lost": 0,
    }
    world = told["world"]
    assert world["entering"]["FTF"]["total"] == 0, "Eko is one with Ali, who was there"
    assert [e["caption"] for e in world["leaving"]["FTF"]["entities"]] == ["Budi"]
    assert world["rules"]["same-document/1"] >= 1
    assert tripoint("store", "info", "--json").json == before
    assert tripoint("editions", "--json").json[0]["edition"] == "2025-01-01T00:00:00"
    real = tripoint("ingest", "auto", second, "--json").json
    assert real["totals"] == told["totals"]


def test_a_dry_run_makes_no_store(tripoint: Tripoint, tmp_path: Path, installation: Path) -> None:
    path = write_passengers(tmp_path / "list.edi", 3)
    told = tripoint("ingest", "auto", path, "--dry-run")
    assert "would be new" in told.out
    assert "new entities" in told.out
    assert not (installation / "tripoint.db").exists()
    assert not (installation / "drafts").exists()


def test_a_draft_is_asked_accepted_or_dropped(tripoint: Tripoint, tmp_path: Path) -> None:
    tripoint("ingest", "auto", write_passengers(tmp_path / "known.edi", 3))
    before = tripoint("store", "info", "--json").json
    people = [passenger(n) for n in range(1, 6)]
    (tmp_path / "new.edi").write_text(interchange([message(1, people)]))
    held = tripoint("ingest", "auto", tmp_path / "new.edi", "--draft", "monday", "--json").json
    assert held["draft"] == "monday"
    assert tripoint("store", "info", "--json").json == before
    assert len(tripoint("runs", "--json").json) == 1
    assert len(tripoint("runs", "--json", "--draft", "monday").json) == 2
    with_draft = tripoint("store", "info", "--json", "--draft", "monday").json
    assert with_draft["records"] == before["records"] + held["totals"]["new"]
    (listed,) = tripoint("drafts", "list", "--json").json
    assert (listed["name"], listed["records"]) == ("monday", held["totals"]["new"])
    shown = tripoint("drafts", "show", "monday", "--json").json
    assert shown["entities_new"] > 0
    assert tripoint("drafts", "accept", "monday").status == 0
    after = tripoint("store", "info", "--json").json
    assert {**after, "last_commit_at": ""} | {"digest": ""} == {
        **with_draft,
        "last_commit_at": "",
        "digest": "",
    }
    assert tripoint("drafts", "list", "--json").json == []
    assert len(tripoint("runs", "--json").json) == 2


def test_an_accepted_draft_leaves_the_store_as_if_its_files_were_loaded(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    path = write_passengers(tmp_path / "list.edi", 5)
    tripoint("ingest", "auto", path, "--draft", "a")
    tripoint("drafts", "accept", "a")
    tripoint("ingest", "auto", path, "--store", "sqlite:///other.db")
    digests = [
        tripoint("store", "info", "--json", "--store", url).json["digest"]
        for url in ("sqlite:///tripoint.db", "sqlite:///other.db")
    ]
    assert digests[0] == digests[1]


def test_a_dropped_draft_leaves_no_trace(
    tripoint: Tripoint, tmp_path: Path, installation: Path
) -> None:
    tripoint("ingest", "auto", write_passengers(tmp_path / "known.edi", 3))
    before = tripoint("store", "info", "--json").json
    tripoint("ingest", "auto", write_passengers(tmp_path / "more.edi", 9), "--draft", "a")
    assert tripoint("drafts", "drop", "a").status == 0
    assert tripoint("store", "info", "--json").json == before
    assert [p for p in (installation / "drafts").rglob("*") if p.is_file()] == []
    gone = tripoint("runs", "--draft", "a")
    assert gone.status == 2
    assert "no draft 'a'" in gone.err


def test_a_draft_made_against_an_older_list_is_not_accepted(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    ali, budi = (1, "Ali", "A1"), (2, "Budi", "B1")
    tripoint("ingest", "auto", un_list(tmp_path / "a.xml", "2024-01-01", ali, budi))
    tripoint("ingest", "auto", un_list(tmp_path / "b.xml", "2025-01-01", ali), "--draft", "a")
    tripoint("ingest", "auto", un_list(tmp_path / "c.xml", "2026-01-01", ali, budi))
    refused = tripoint("drafts", "accept", "a")
    assert refused.status == 4
    assert "2026-01-01" in refused.err
    assert "load its files again" in refused.err


def test_what_writes_into_the_store_refuses_a_draft(tripoint: Tripoint, tmp_path: Path) -> None:
    refused = tripoint("watch", tmp_path, "--once", "--draft", "a")
    tripoint("ingest", "auto", write_passengers(tmp_path / "known.edi", 3))
    assert refused.status in (0, 2)  # nothing was waiting, or it was refused
    assert tripoint("drafts", "accept", "x", "--draft", "a").status == 2
    assert tripoint("runs", "--draft", "../etc").status == 2


def test_editions_tell_what_changed_field_by_field(tripoint: Tripoint, tmp_path: Path) -> None:
    first = un_list(tmp_path / "a.xml", "2025-01-01", (1, "Ali", "A1"), (2, "Budi", "B1"))
    second = un_list(tmp_path / "b.xml", "2026-01-01", (1, "Aly", "A1"), (3, "Citra", "C1"))
    tripoint("ingest", "auto", second, first)  # in the wrong order
    told = tripoint("editions", "un-sc-list", "--json").json
    assert (told["added"], told["removed"], told["changed"]) == (1, 1, 1)
    assert [(e["key"], e["what"]) for e in told["entries"]] == [
        ("1", "changed"),
        ("2", "removed"),
        ("3", "added"),
    ]
    assert told["entries"][0]["fields"] == [
        {"field": "person.name", "before": ["Ali"], "after": ["Aly"]}
    ]
    prose = tripoint("editions", "un-sc-list", "--from", "2025", "--to", "2026").out
    assert "person.name: Ali -> Aly" in prose
    assert "1 added, 1 removed, 1 changed" in prose
    assert tripoint("editions", "un-sc-list", "--from", "2019").status == 2
    assert tripoint("editions", "ofac-sdn").status == 2
