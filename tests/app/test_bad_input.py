"""Bad files, given to the command as people give them: told, bounded, nothing half-committed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from asking import Tripoint
from paxlst_by_hand import interchange, message, passenger, write_passengers

MEMORY_MIB_MAX = 400
# What the kernel tells of a child when it has ended counts the process that it was forked from.
TELLING_ITS_PEAK = """
import sys
from pathlib import Path
from tripoint.__main__ import main
try:
    main()
finally:
    sys.stderr.write(Path("/proc/self/status").read_text())
"""
UN_LIST = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00"><INDIVIDUALS><INDIVIDUAL>
<DATAID>110{number}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>
<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.{number}</REFERENCE_NUMBER>
<LISTED_ON>2020-01-01</LISTED_ON></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""
EXTERNAL = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file://{path}">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def told_issues(tripoint: Tripoint, run: str) -> list[dict[str, object]]:
    issues = tripoint("issues", run, "--json").json
    assert all(i["file"] and i["position"] and i["rule"] and i["reason"] for i in issues)
    return list(issues)


def test_a_truncated_passenger_list_keeps_whole_people_and_says_where_it_ends(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    path = write_passengers(tmp_path / "list.edi", 20, each=10)
    text = path.read_text()
    path.write_text(text[: text.rindex("DOC+P")])
    told = tripoint("ingest", "auto", path, "--json")
    assert told.status == 3
    (file,) = told.json["files"]
    assert 10 <= file["new"] <= 20
    assert told_issues(tripoint, file["run"])
    assert tripoint("store", "check").status == 0


def test_a_wrong_segment_count_is_noted_and_the_people_are_loaded(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    path = tmp_path / "list.edi"
    good, bad = message(1, [passenger(1)]), message(2, [passenger(2)])
    bad[-1] = "UNT+99+2"
    path.write_text(interchange([good, bad]))
    told = tripoint("ingest", "auto", path, "--json")
    assert told.status == 3
    (file,) = told.json["files"]
    assert (file["new"], file["lost"]) == (2, 0)
    assert any(
        "UNT" in str(i["position"]) + str(i["reason"]) for i in told_issues(tripoint, file["run"])
    )


@pytest.mark.parametrize("encoding", ["utf-16", "cp037"])
def test_a_file_in_a_wrong_encoding_is_told_and_loads_nothing_wrong(
    tripoint: Tripoint, tmp_path: Path, encoding: str
) -> None:
    path = write_passengers(tmp_path / "list.edi", 3)
    path.write_bytes(path.read_text().encode(encoding))
    told = tripoint("ingest", "paxlst", path, "--json")
    assert told.status in (3, 4)
    assert told.json["totals"]["new"] == 0


def test_an_external_entity_is_not_followed(tripoint: Tripoint, tmp_path: Path) -> None:
    treasure = tmp_path / "treasure"
    treasure.write_text("TREASURE")
    path = tmp_path / "list.xml"
    doctype = EXTERNAL.format(path=treasure)
    path.write_text(UN_LIST.format(doctype=doctype, name="&secret;", number=100))
    told = tripoint("ingest", "un-sc-list", path)
    assert told.status in (3, 4)
    assert tripoint("search", "treasure", "--json").json["hits"] == []
    assert "TREASURE" not in told.out + told.err


def test_a_billion_laughs_are_refused(tripoint: Tripoint, tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(UN_LIST.format(doctype=LAUGHS, name="&j;", number=100))
    other = tmp_path / "other.xml"
    other.write_text(UN_LIST.format(doctype="", name="ALI", number=200))
    told = tripoint("ingest", "un-sc-list", path, other, "--json")
    assert told.status == 4
    assert [file["state"] for file in told.json["files"]] == ["failed", "finished"]
    assert told.json["totals"]["new"] == 1


def test_an_impossible_date_is_told_with_its_field(tripoint: Tripoint, tmp_path: Path) -> None:
    path = tmp_path / "list.edi"
    path.write_text(interchange([message(1, [passenger(1, born="801399"), passenger(2)])]))
    told = tripoint("ingest", "auto", path, "--json")
    assert told.status == 3
    (issue, *_) = told_issues(tripoint, told.json["files"][0]["run"])
    assert issue["field"]
    assert "801399" in str(issue["reason"]) + str(issue["excerpt"])
    assert told.json["totals"]["new"] >= 1


@pytest.mark.slow
@pytest.mark.parametrize("format", ["paxlst", "un-sc-list", "sea-manifest", "auto"])
def test_a_line_of_200_megabytes_is_told_in_little_memory(
    installation: Path, tmp_path: Path, format: str
) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as stream:
        stream.write(
            {"paxlst": b"UNB+UNOA:4+A+B+261101:0900+1'UNH+1+PAXLST:D:12B:UN'"}.get(format, b"")
        )
        for _ in range(200):
            stream.write(b"x" * 2**20)
    loading = subprocess.Popen(
        [sys.executable, "-c", TELLING_ITS_PEAK, "ingest", format, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=installation,
    )
    out, err = loading.communicate(timeout=120)
    peak = re.search(rb"VmHWM:\s+(\d+) kB", err)
    assert peak, err.decode()
    assert loading.returncode in (3, 4), err.decode()
    assert b"Traceback" not in err
    assert b"long.csv" in out
    assert int(peak[1]) / 1024 < MEMORY_MIB_MAX
    assert os.environ["TRIPOINT_SECRET_FILE"].startswith(str(installation))
