"""Faith, health, opinion, private life: planted into every format's example, and found nowhere."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from reading_aloud import read
from test_mapping_examples import EXAMPLES

from tripoint_ingest.formats import detect
from tripoint_ingest.mapping.declaration import MappingError
from tripoint_ingest.mapping.mapped import load_mapping
from tripoint_ingest.passengers.protected import is_protected_column, kept

MARKER = "ZQXPLANTED"
NAMES = ("Religion", "Meal_Code", "Health", "agama", "political")
_ENTRIES = re.compile(
    rb"(</(?:\w+:)?(?:INDIVIDUAL|ENTITY|sanctionEntity|sdnEntry|DistinctParty|Consignment|GoodsShipment)>)"
)
FIXED = ("ofac-sdn-csv", "ofac-consolidated-csv")
"""Formats of fixed columns without names: they have no place for anything else."""


def in_rows(data: bytes) -> bytes:
    text = data.decode("utf-8-sig")
    dialect = csv.Sniffer().sniff(text[:2000], delimiters=",;\t|")
    header, *rows = list(csv.reader(io.StringIO(text), dialect))
    out = io.StringIO()
    writer = csv.writer(out, dialect)
    writer.writerow([*header, *NAMES])
    writer.writerows([*row, *[MARKER] * len(NAMES)] for row in rows)
    return out.getvalue().encode()


def in_json(data: bytes) -> bytes:
    def planted(value: object, depth: int = 0) -> object:
        if isinstance(value, list):
            return [planted(each, depth) for each in value]
        if isinstance(value, dict):
            told = {name: planted(each, depth + 1) for name, each in value.items()}
            return told | {name.lower(): MARKER for name in NAMES} if depth < 2 else told
        return value

    lines = data.splitlines()
    if len(lines) > 1 and all(line.startswith(b"{") and line.endswith(b"}") for line in lines):
        return b"\n".join(orjson.dumps(_ftm(orjson.loads(line))) for line in lines) + b"\n"
    whole = orjson.loads(data)
    if "objects" in whole:
        whole["objects"] = [each | {"x_religion": MARKER} for each in whole["objects"]]
        return orjson.dumps(whole)
    return orjson.dumps(planted(whole))


def _ftm(entity: dict[str, dict[str, list[str]]]) -> object:
    return entity | {
        "properties": entity["properties"]
        | {name: [MARKER] for name in ("religion", "ethnicity", "political")}
    }


def in_xml(data: bytes) -> bytes:
    if b"<graphml" in data:
        key = b'<key id="zz" for="node" attr.name="religion" attr.type="string"/>'
        data = data.replace(b"<graph ", key + b"<graph ", 1)
        return data.replace(b"</node>", f'<data key="zz">{MARKER}</data></node>'.encode())
    return _ENTRIES.sub(rb"<RELIGION>" + MARKER.encode() + rb"</RELIGION>\1", data)


def in_edifact(data: bytes) -> bytes:
    text = data.decode("latin-1")
    text = text.replace("NAT+2", f"FTX+AAI+++{MARKER}'\nNAT+2")
    text = text.replace("TKT+", f"SSR+MOML:HK:1:XY:::::{MARKER}'\nIFT+4:28::XY+{MARKER}'\nTKT+")
    text = text.replace(
        "APD+", f"SSR+WCHR:HK:1:XY:::::{MARKER}'\nSSR+SPEQ:HK:1:XY:::::{MARKER}'\nAPD+"
    )
    return text.replace("LTS+", f"OSI+XY+{MARKER}'\nLTS+{MARKER}").encode("latin-1")


def in_gml(data: bytes) -> bytes:
    return data.replace(b"label ", b'religion "' + MARKER.encode() + b'" label ')


def in_pajek(data: bytes) -> bytes:
    return data.replace(b'"Citra Contoh"', b'"Citra Contoh" religion ' + MARKER.encode())


PLANT: dict[str, Callable[[bytes], bytes]] = {
    ".csv": in_rows,
    ".json": in_json,
    ".xml": in_xml,
    ".graphml": in_xml,
    ".gml": in_gml,
    ".net": in_pajek,
    ".edi": in_edifact,
}
GOODS = (
    "cuscar.edi",
    "iftmcs.edi",
    "un-locode.csv",
    "airline-routes.dat",
    "openflights-airports.dat",
)
"""About goods and places, by fixed columns: they have no place for what somebody is."""
CARRYING = sorted(
    name for name, path in EXAMPLES.items() if path.parent.name not in FIXED and name not in GOODS
)


@pytest.mark.parametrize("name", CARRYING)
def test_nothing_protected_comes_out_of_any_reader(name: str, tmp_path: Path) -> None:
    example = EXAMPLES[name]
    reader = detect(example)
    planted = PLANT[example.suffix](example.read_bytes())
    assert MARKER.encode() in planted, f"add a way to plant into {name}"
    for beside in example.parent.glob("*") if example.parent.name == reader.name else ():
        (tmp_path / beside.name).write_bytes(beside.read_bytes())
    path = tmp_path / example.name
    path.write_bytes(planted)
    before, _ = read(reader, example)
    records, issues = read(reader, path)
    assert len(records) == len(before), "what is left out takes nothing else with it"
    for found in (*records, *issues):
        assert MARKER not in repr(found)


@pytest.mark.parametrize(
    ("header", "protected"),
    [
        ("RELIGION", True),
        ("Wheelchair request", True),
        ("blood_type", True),
        ("Golongan-Darah", True),
        ("SUKU BANGSA", True),
        ("region", False),
        ("trace number", False),
        ("Menurut", False),
        ("race", True),
    ],
)
def test_a_column_is_told_by_whole_words(header: str, protected: bool) -> None:
    assert is_protected_column(header) is protected


def test_no_request_is_both_kept_and_counted_as_left_out() -> None:
    assert kept().ssr & kept().counted.keys() == set()
    assert kept().without_text <= kept().ssr


def test_a_mapping_that_reads_a_protected_column_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "title: guests\nsource: {name: hotel, owner: MY, category: passenger, grade: C3}\n"
        "columns: {name: [Name], note: [Agama]}\nrequired: [name]\nkey: [name]\n"
        "mentions:\n  guest: {kind: person, properties: {name: name, note: note}}\nclaims: []\n"
    )
    with pytest.raises(MappingError, match=r"Agama.*\n?.*never kept"):
        load_mapping(mine)
