"""`tripoint ingest`, and what runs, issues and the store say afterwards."""

from pathlib import Path

import pytest
from asking import Tripoint
from paxlst_by_hand import interchange, message, passenger, write_passengers

INFO_KEYS = {
    "url",
    "records",
    "mentions",
    "claims",
    "entities",
    "links",
    "judgements",
    "issues",
    "classes",
    "last_commit_at",
    "digest",
}
FILE_KEYS = {
    "file",
    "format",
    "source",
    "run",
    "state",
    "read",
    "new",
    "known",
    "silent",
    "superseded",
    "changed",
    "withdrawn",
    "kept",
    "edition",
    "loaded_as",
    "issues",
    "lost",
    "error",
}


def test_loading_a_folder_tells_each_file_and_the_sums(tripoint: Tripoint, tmp_path: Path) -> None:
    write_passengers(tmp_path / "one.edi", 10)
    (tmp_path / "below").mkdir()
    write_passengers(tmp_path / "below" / "two.edi", 5, start=100)
    told = tripoint("ingest", "auto", tmp_path / "below", tmp_path / "one.edi", "--json")
    assert told.status == 0
    assert told.json["totals"]["new"] == 15
    assert [set(each) for each in told.json["files"]] == [FILE_KEYS, FILE_KEYS]
    assert [Path(each["file"]).name for each in told.json["files"]] == ["two.edi", "one.edi"]
    info = tripoint("store", "info", "--json").json
    assert set(info) == INFO_KEYS
    assert (info["records"], info["judgements"]) == (15, 0)
    assert len(tripoint("runs", "--json").json) == 2


def test_a_format_need_not_be_named(tripoint: Tripoint, tmp_path: Path) -> None:
    one, two = write_passengers(tmp_path / "a.edi", 2), write_passengers(tmp_path / "b.edi", 3)
    told = tripoint("ingest", one, two, "--json").json
    assert [each["format"] for each in told["files"]] == ["paxlst", "paxlst"]
    nowhere = tripoint("ingest", one, tmp_path / "c.edi")
    assert nowhere.status == 2
    assert "c.edi" in nowhere.err
    alone = tripoint("ingest", "paxlst")
    assert alone.status == 2
    assert "tripoint ingest paxlst PATH" in alone.err


def test_a_second_time_nothing_changes(tripoint: Tripoint, tmp_path: Path) -> None:
    path = write_passengers(tmp_path / "list.edi", 10)
    tripoint("ingest", "paxlst", path)
    before = tripoint("store", "info", "--json").out, tripoint("runs", "--json").out
    again = tripoint("ingest", "auto", path, "--json").json
    assert again["totals"]["new"] == 0
    assert (tripoint("store", "info", "--json").out, tripoint("runs", "--json").out) == before


def test_a_dry_run_makes_no_store(tripoint: Tripoint, tmp_path: Path, installation: Path) -> None:
    path = write_passengers(tmp_path / "list.edi", 10)
    told = tripoint("ingest", "auto", path, "--dry-run", "--json").json
    assert (told["dry_run"], told["totals"]["new"]) == (True, 10)
    assert not list(installation.glob("*.db*"))
    assert "would be new" in tripoint("ingest", "auto", path, "--dry-run").out


def test_the_store_may_be_named_before_or_after_the_command(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    path = write_passengers(tmp_path / "list.edi", 3)
    url = f"sqlite:///{tmp_path}/elsewhere.db"
    assert tripoint("--store", url, "ingest", "auto", path).status == 0
    assert tripoint("store", "info", "--json", f"--store={url}").json["records"] == 3
    assert tripoint("search", "given1", "--json", "--store", url).json["of"] == 1


def test_a_source_can_be_named_and_graded(
    tripoint: Tripoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "sources.yaml"
    settings.write_text("sources: {qz-airline: {owner: MY, grade: D4}}")
    monkeypatch.setenv("TRIPOINT_SOURCES", str(settings))
    path = write_passengers(tmp_path / "list.edi", 1)
    told = tripoint("ingest", "paxlst", path, "--source", "qz-airline", "--json").json
    assert told["files"][0]["source"] == "qz-airline"
    (hit,) = tripoint("search", "given0", "--json").json["hits"]
    (name, *_) = tripoint("entity", hit["id"], "--json").json["properties"]
    assert (name["statements"][0]["source"], name["statements"][0]["grade"]) == ("qz-airline", "D4")


def test_one_file_under_two_names_is_told(tripoint: Tripoint, tmp_path: Path) -> None:
    path = write_passengers(tmp_path / "list.edi", 2)
    one = tripoint("ingest", path, "--source", "mine", "--json").json["files"][0]
    assert one["loaded_as"] is None
    again = tripoint("ingest", path, "--source", "mine", "--json").json["files"][0]
    assert again["loaded_as"] is None
    told = tripoint("ingest", path, "--source", "theirs", "--dry-run")
    assert f"ALREADY as 'mine' (run {one['run'][:12]})" in told.out.replace("\n", " ")
    other = tripoint("ingest", path, "--source", "theirs", "--json").json["files"][0]
    assert other["loaded_as"] == {"source": "mine", "run": one["run"]}
    events = tripoint("ingest", path, "--source", "third", "--events").out
    assert '"loaded_as":{"source":"mine"' in events


def test_a_correction_of_the_same_time_is_told_when_it_does_not_speak(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    def told_in_order(store: str, *births: str) -> list[dict[str, object]]:
        files = []
        for born in births:
            path = tmp_path / f"{born}.edi"
            path.write_text(interchange([message(1, [passenger(1, born=born)])]))
            url = f"sqlite:///{tmp_path}/{store}.db"
            files += tripoint("ingest", path, "--json", "--store", url).json["files"]
        return files

    forwards = told_in_order("one", "800101", "810202")[1]
    backwards = told_in_order("other", "810202", "800101")[1]
    assert {(each["new"], each["silent"]) for each in (forwards, backwards)} == {(1, 0), (1, 1)}
    silent = ("800101", "810202") if forwards["silent"] else ("810202", "800101")
    for born in silent:
        metrics = tmp_path / f"{born}.prom"
        told = tripoint("ingest", tmp_path / f"{born}.edi", "--metrics", metrics)
    assert "1 of the new does not speak: a version of the same time" in told.out.replace("\n", " ")
    counted = 'tripoint_ingest_records{format="paxlst",what="silent"} 1'
    assert counted in metrics.read_text().splitlines()


def test_what_was_wrong_is_listed_under_the_run(tripoint: Tripoint, tmp_path: Path) -> None:
    path = tmp_path / "list.edi"
    path.write_text(interchange([message(1, [passenger(1, born="801399"), passenger(2)])]))
    told = tripoint("ingest", "auto", path, "--json")
    assert told.status == 3
    run = told.json["files"][0]["run"]
    issues = tripoint("issues", run[:8], "--json").json
    assert len(issues) == told.json["files"][0]["issues"] >= 1
    assert all(issue["file"] == "list.edi" and issue["reason"] for issue in issues)
    assert "list.edi" in tripoint("issues", run[:8]).out
    assert tripoint("issues", "0000").status == 2


def test_a_carrier_is_called_by_its_code_and_its_joins_are_few(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    lists = [message(1 + n, [passenger(n)]) for n in range(30)]
    (path := tmp_path / "list.edi").write_text(interchange(lists))
    tripoint("ingest", path)
    (hit,) = tripoint("search", "qz", "--kind", "organisation", "--json").json["hits"]
    assert hit["caption"] == "QZ"
    told = tripoint("entity", hit["id"]).out
    joins = tripoint("entity", hit["id"], "--json").json["joins"]
    assert len(joins) > 20
    assert told.count("two mentions are one by same-carrier-code/1") == 20
    assert f"shown 20 of {len(joins)} joins" in told
    first = joins[0]
    for side in ("left_record", "right_record"):
        assert f"{first[side]['source_key']} [{first[side]['record']}]" in told


def test_passenger_data_is_not_there_for_a_viewer_without_it(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    tripoint("ingest", "auto", write_passengers(tmp_path / "list.edi", 5))
    (hit,) = tripoint("search", "given1", "--json").json["hits"]
    assert tripoint("search", "given1", "--viewer", "trade", "--json").json["hits"] == []
    assert tripoint("runs", "--viewer", "trade", "--json").json == []
    hidden = tripoint("entity", hit["id"], "--viewer", "trade")
    unknown = tripoint("entity", hit["id"][::-1], "--viewer", "trade")
    assert hidden.status == unknown.status == 2
    assert hidden.err.replace(hit["id"], "ID") == unknown.err.replace(hit["id"][::-1], "ID")


def test_the_past_can_be_asked_for(tripoint: Tripoint, tmp_path: Path) -> None:
    tripoint("ingest", "auto", write_passengers(tmp_path / "list.edi", 5))
    assert tripoint("search", "given1", "--json", "--as-known-at", "2020").json["of"] == 0
    assert tripoint("search", "given1", "--json", "--as-known-at", "2999-01-01").json["of"] == 1
    assert tripoint("search", "given1", "--as-known-at", "yesterday").status == 2


def test_a_backup_fills_an_empty_store_with_the_same(tripoint: Tripoint, tmp_path: Path) -> None:
    tripoint("ingest", "auto", write_passengers(tmp_path / "list.edi", 5))
    digest = tripoint("store", "info", "--json").json["digest"]
    assert tripoint("store", "backup", tmp_path / "all.ndjson").status == 0
    other = f"sqlite:///{tmp_path}/other.db"
    assert tripoint("store", "restore", tmp_path / "all.ndjson", "--store", other).status == 0
    assert tripoint("store", "info", "--json", "--store", other).json["digest"] == digest
    assert tripoint("store", "check", "--json", "--store", other).json == {"ok": True, "faults": []}
    assert tripoint("store", "restore", tmp_path / "all.ndjson", "--store", other).status == 4


def test_a_question_to_no_store_makes_none(tripoint: Tripoint, installation: Path) -> None:
    told = tripoint("search", "anything")
    assert told.status == 4
    assert "tripoint ingest" in told.err
    assert list(installation.iterdir()) == [] or not list(installation.glob("*.db"))


def test_a_password_is_never_said(tripoint: Tripoint) -> None:
    told = tripoint("store", "info", "--store", "redis://neo4j:hush@127.0.0.1:1")
    assert told.status == 4
    assert "hush" not in told.err + told.out


@pytest.mark.parametrize(
    "args",
    [
        ("ingest", "no-such-format", "."),
        ("ingest", "auto", "no-such-file"),
        ("ingest", "no-such-mapping.yaml", "."),
        ("search", "x", "--kind", "dragon"),
        ("no-such-command",),
    ],
)
def test_what_cannot_be_understood_ends_with_status_2(
    tripoint: Tripoint, args: tuple[str, ...]
) -> None:
    told = tripoint(*args)
    assert told.status == 2
    assert told.err
    assert "Traceback" not in told.err


def test_a_name_cannot_move_the_cursor(tripoint: Tripoint, tmp_path: Path) -> None:
    path = tmp_path / "list.edi"
    evil = ["NAD+FL+++EVIL\x1b[2JNAME:GIVEN", *passenger(1)[1:]]
    path.write_text(interchange([message(1, [evil])]))
    tripoint("ingest", "paxlst", path)
    for told in (tripoint("search", "evil"), tripoint("runs")):
        assert "\x1b[2J" not in told.out
