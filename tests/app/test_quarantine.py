"""Rows in quarantine are listed, counted, written out, corrected and read again; and told of."""

from pathlib import Path

import orjson
import pytest
from asking import Tripoint
from paxlst_by_hand import interchange, message, passenger

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "sea-manifest.csv"
SECRET_WORDS = "2026_01_07"


@pytest.fixture
def manifest(installation: Path) -> Path:
    """Three rows: an impossible date, no number in two lines, and one that is well."""
    header, first, second, third, *_ = EXAMPLE.read_bytes().split(b"\n")
    first = first.replace(b"2026-01-07", SECRET_WORDS.encode(), 1)
    path = installation / "manifest.csv"
    good = first.replace(SECRET_WORDS.encode(), b"2026-01-07").replace(b"40990920", b"40990999")
    second = b"," + second.partition(b",")[2]
    path.write_bytes(b"\n".join((header, first, second, third, good, b"")))
    return path


def test_issues_of_all_runs_are_listed_narrowed_and_counted(
    tripoint: Tripoint, manifest: Path, tmp_path: Path
) -> None:
    bad = message(2, [passenger(2)])
    bad[-1] = "UNT+99+2"
    (tmp_path / "list.edi").write_text(interchange([bad]))
    assert tripoint("ingest", "auto", manifest, tmp_path / "list.edi").status == 3
    every = tripoint("issues", "--json").json
    assert {issue["rule"] for issue in every} == {
        "impossible-value",
        "missing-value",
        "segment-count",
    }
    assert [i["rule"] for i in tripoint("issues", "--rule", "missing-value", "--json").json] == [
        "missing-value"
    ]
    assert len(tripoint("issues", "--format", "paxlst", "--json").json) == 1
    assert len(tripoint("issues", "--source", "sea-manifest", "--json").json) == 2
    counts = tripoint("issues", "--counts", "--json").json
    assert [(c["rule"], c["issues"], c["lost"]) for c in counts if c["format"] == "paxlst"] == [
        ("segment-count", 1, 0)
    ]
    for issue in every:  # what is wrong, and apart from it what to do
        assert f"{issue['reason']}; {issue['hint']} [" in tripoint("issues").out.replace("\n", " ")
    told = tripoint("issues", "--limit", "1")
    assert "2 more" in told.out
    assert "3 issues" in told.out


def test_a_viewer_sees_no_issue_of_a_run_that_is_hidden_from_it(
    tripoint: Tripoint, manifest: Path
) -> None:
    (manifest.parent / "viewers.yaml").write_text(
        "viewers:\n  open: {member: XX, tlp: clear, categories: [list]}\n"
    )
    tripoint("ingest", "auto", manifest)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPOINT_VIEWERS", str(manifest.parent / "viewers.yaml"))
        assert tripoint("issues", "--viewer", "open", "--json").json == []
        assert tripoint("issues", "--viewer", "open", "--counts", "--json").json == []


def test_rows_written_out_and_corrected_load_and_close_their_issues(
    tripoint: Tripoint, manifest: Path
) -> None:
    tripoint("ingest", "auto", manifest)
    (run,) = tripoint("runs", "--json").json
    out = manifest.parent / "fix.csv"
    told = tripoint("issues", run["id"][:9], "--export", out, "--from", manifest)
    assert told.status == 0, told.err
    lines = out.read_bytes().split(b"\n")
    assert lines[:-1] == manifest.read_bytes().split(b"\n")[:4]  # header, a row, a row of two lines
    assert out.stat().st_mode & 0o077 == 0
    header, *rows = out.read_bytes().replace(SECRET_WORDS.encode(), b"2026-01-07").split(b"\n")
    out.write_bytes(b"\n".join((header, rows[0], b"EXSL40990777" + rows[1], *rows[2:])))
    told = tripoint("retry", out, "--json")
    (retried,) = told.json
    assert (told.status, retried["new"], retried["closed"]) == (0, 2, 2)
    assert tripoint("issues", "--json").json == []
    whole = tripoint("search", "EXSL40990920", "--json").json["hits"]
    assert len(whole) >= 1


def test_a_message_that_is_corrected_closes_the_issues_of_its_run(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    bad = message(2, [passenger(2)])
    good = list(bad)
    bad[-1] = "UNT+99+2"
    (path := tmp_path / "list.edi").write_text(interchange([bad]))
    (tmp_path / "other.edi").write_text(interchange([message(3, [passenger(3)])]))
    tripoint("ingest", path)
    (run,) = tripoint("runs", "--json").json
    told = tripoint("issues", run["id"], "--export", tmp_path / "fix.edi", "--from", path)
    assert told.status == 4
    assert f"tripoint retry --run {run['id'][:12]} FILE" in told.err.replace("\n", " ")
    path.write_text(interchange([good]))
    unsaid = tripoint("retry", path)
    assert "--run RUN" in unsaid.err
    assert tripoint("retry", tmp_path, "--run", run["id"][:12], "--json").json == []  # looked for
    told = tripoint("retry", "--run", run["id"][:12], path, "--json")
    assert (told.status, told.json[0]["closed"]) == (0, 1)
    assert tripoint("issues", "--json").json == []


def test_a_mapping_of_ones_own_is_asked_for_by_its_option(
    tripoint: Tripoint, manifest: Path
) -> None:
    mapping = (ROOT / "ingest/tripoint_ingest/mappings/sea-manifest.yaml").read_text("utf-8")
    own = manifest.parent / "mine2.yaml"
    own.write_text(mapping)
    tripoint("ingest", own, manifest)
    (run,) = tripoint("runs", "--json").json
    export = ("issues", run["id"], "--export", "fix.csv", "--from", manifest)
    refused = tripoint(*export)
    assert refused.status == 2
    assert "--mapping mine2.yaml" in refused.err
    told = tripoint(*export, "--mapping", own)
    assert f"tripoint retry fix.csv --mapping {own}" in told.out.replace("\n", "")
    out = manifest.parent / "fix.csv"
    out.write_bytes(out.read_bytes().replace(SECRET_WORDS.encode(), b"2026-01-07"))
    unread = tripoint("retry", out)
    assert unread.status == 2
    assert "--mapping mine2.yaml" in unread.err
    (retried,) = tripoint("retry", out, "--mapping", own, "--json").json
    assert retried["new"] == 1


def test_rows_deleted_instead_of_corrected_close_nothing(
    tripoint: Tripoint, manifest: Path
) -> None:
    tripoint("ingest", "auto", manifest)
    (run,) = tripoint("runs", "--json").json
    out = manifest.parent / "fix.csv"
    tripoint("issues", run["id"], "--export", out, "--from", manifest)
    header, first, *_ = out.read_bytes().replace(SECRET_WORDS.encode(), b"2026-01-07").split(b"\n")
    out.write_bytes(header + b"\n" + first + b"\n")
    (retried,) = tripoint("retry", out, "--json").json
    assert (retried["new"], retried["closed"]) == (1, 0)
    assert len(tripoint("issues", "--json").json) == 2


def test_only_the_file_that_a_run_has_read_is_written_out(
    tripoint: Tripoint, manifest: Path
) -> None:
    tripoint("ingest", "auto", manifest)
    (run,) = tripoint("runs", "--json").json
    told = tripoint("issues", run["id"], "--export", "x.csv", "--from", EXAMPLE)
    assert told.status == 2
    assert "is not the file" in told.err
    assert tripoint("issues", "--export", "x.csv").status == 2


def test_a_file_is_found_again_and_a_better_mapping_closes_what_it_can_read(
    tripoint: Tripoint, manifest: Path
) -> None:
    tripoint("ingest", "auto", manifest)
    (told,) = tripoint("retry", manifest.parent, "--json").json
    assert (told["before"], told["closed"]) == (2, 0)
    mapping = (ROOT / "ingest/tripoint_ingest/mappings/sea-manifest.yaml").read_text("utf-8")
    better = manifest.parent / "better.yaml"
    better.write_text(mapping.replace("dates: [", 'dates: ["%Y_%m_%d", ', 1))
    assert tripoint("retry", manifest, "--rule", "no-such-rule", "--json").json == []
    (told,) = tripoint("retry", manifest, "--mapping", better, "--json").json
    assert (told["new"], told["closed"]) == (1, 1)
    assert [issue["rule"] for issue in tripoint("issues", "--json").json] == ["missing-value"]


def test_events_are_a_line_each_and_quote_no_record(tripoint: Tripoint, manifest: Path) -> None:
    told = tripoint("ingest", "auto", manifest, "--events")
    events = [orjson.loads(line) for line in told.out.splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds == ["started", "issue", "issue", "progress", "file", "totals"]
    assert all(event["at"] for event in events)
    assert (events[-2]["rules"], events[-1]["status"]) == (
        {"impossible-value": 1, "missing-value": 1},
        3,
    )
    assert SECRET_WORDS not in told.out
    page = (ROOT / "docs" / "ingest.md").read_text("utf-8")
    for name in {f"`{name}`" for event in events for name in event}:
        assert name in page, f"{name} is not documented"


def test_metrics_count_files_records_and_rules_and_quote_nothing(
    tripoint: Tripoint, manifest: Path, tmp_path: Path
) -> None:
    target = tmp_path / "tripoint.prom"
    junk = tmp_path / "junk"
    junk.write_bytes(b"\0\1")
    assert tripoint("ingest", "auto", manifest, junk, "--metrics", target).status == 4
    lines = target.read_text().splitlines()
    assert 'tripoint_ingest_issues{format="sea-manifest",rule="impossible-value"} 1' in lines
    assert 'tripoint_ingest_records{format="sea-manifest",what="new"} 1' in lines
    assert 'tripoint_ingest_files{format="none",state="failed"} 1' in lines
    assert 'tripoint_ingest_rows_lost{format="sea-manifest"} 2' in lines
    assert SECRET_WORDS not in target.read_text()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
