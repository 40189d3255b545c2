"""The example file of every format, and the records that it makes (`golden/`).

`python tests/ingest/test_mapping_examples.py` writes the golden files anew; read the difference.
"""

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import orjson
import pytest
from reading_aloud import read

from tripoint_ingest.formats import detect
from tripoint_ingest.mapping import load_mapping, shipped_mappings
from tripoint_ingest.mapping.declaration import (
    ClaimEntry,
    FileEntry,
    JoinEntry,
    Mapping,
    MentionEntry,
    PersonEntry,
    RecordEntry,
    RowValue,
    SourceEntry,
    Value,
)
from tripoint_ingest.reading import Unreadable
from tripoint_ingest.reference import airports, world_port_index

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
FOLDER = ROOT / "docs" / "examples"


def examples() -> dict[str, Path]:
    """Each example by name; in a folder named for a format, what others are only read with."""
    found = {
        path.name: path for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".md"
    }
    for path in sorted(FOLDER.glob("*/*")):
        with suppress(Unreadable):
            if detect(path).name == path.parent.name:
                found[f"{path.parent.name}-{path.name}"] = path
    return found


EXAMPLES = examples()
MODELS = (
    Mapping,
    SourceEntry,
    FileEntry,
    JoinEntry,
    RecordEntry,
    RowValue,
    MentionEntry,
    PersonEntry,
    Value,
    ClaimEntry,
)


def written(path: Path) -> bytes:
    """What an example file makes, as JSON to read."""
    records, issues = read(detect(path), path)
    found = {
        "records": [asdict(record) | {"grade": str(record.grade)} for record in records],
        "issues": [asdict(issue) for issue in issues],
    }
    return orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_makes_the_records_that_are_kept_beside_it(name: str) -> None:
    expected = orjson.loads((GOLDEN / f"{name}.records.json").read_bytes())
    assert orjson.loads(written(EXAMPLES[name])) == expected


def test_every_shipped_mapping_has_an_example() -> None:
    assert {each.name for each in shipped_mappings()} <= {
        detect(path).name for path in EXAMPLES.values()
    }


@pytest.mark.parametrize(
    ("path", "name"), [(world_port_index(), "world-port-index"), (airports(), "airports")]
)
def test_the_places_that_come_with_the_product_load_without_an_issue(path: Path, name: str) -> None:
    reader = detect(path)
    records, issues = read(reader, path)
    assert (reader.name, issues) == (name, [])
    assert len(records) > 3_000
    assert len({record.source_key for record in records}) == len(records)


def test_the_page_on_mappings_names_every_entry_and_its_example_can_be_used(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "mappings.md").read_text("utf-8")
    for model in MODELS:
        for entry in model.model_fields:
            assert f"`{entry}`" in page, f"{model.__name__}.{entry}"
    mine = tmp_path / "mine.yaml"
    mine.write_text(page.split("```yaml\n")[1].split("```")[0], "utf-8")
    rows = tmp_path / "rows.csv"
    rows.write_text("Nama Tamu;No. Paspor;Negara;Tanggal\nContoh;P1000001A;ID;1.2.2026\n", "utf-8")
    (record,), issues = read(load_mapping(mine), rows)
    assert issues == []
    assert [claim.valid_from for claim in record.claims] == ["2026-02-01"]


if __name__ == "__main__":
    for example, place in EXAMPLES.items():
        (GOLDEN / f"{example}.records.json").write_bytes(written(place))
