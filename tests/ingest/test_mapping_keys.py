"""What names the record of a row."""

from pathlib import Path

from reading_aloud import read

from tripoint_ingest.mapping import load_mapping


def test_a_row_without_a_key_is_named_by_its_cells_in_whatever_order_they_stand(
    tmp_path: Path,
) -> None:
    mapping = tmp_path / "own.yaml"
    mapping.write_text(
        "title: Own\nsource: {category: trade}\ncolumns: {a: [A], b: [B]}\nrequired: [a]\n"
        "mentions: {party: {kind: organisation, properties: {name: a}}}\n"
    )
    keys = []
    for text in ("A,B\nx,y\n", "B,A\ny,x\n", "A,B\ny,x\n"):
        path = tmp_path / "rows.csv"
        path.write_text(text)
        keys.append(read(load_mapping(mapping), path)[0][0].source_key)
    assert keys[0] == keys[1] != keys[2]


def test_a_long_key_stays_readable_and_is_told_from_others_by_a_hash(tmp_path: Path) -> None:
    mapping = tmp_path / "own.yaml"
    mapping.write_text(
        "title: Own\nsource: {category: trade}\ncolumns: {a: [A], b: [B]}\nrequired: [a]\n"
        "key: [a, b]\nmentions: {party: {kind: organisation, properties: {name: a}}}\n"
    )
    path = tmp_path / "rows.csv"
    path.write_text(f"A,B\nEXPL1,short\nEXPL1,{'x' * 400}\nEXPL1,{'x' * 399}y\n")
    keys = [record.source_key for record in read(load_mapping(mapping), path)[0]]
    assert keys[0] == "EXPL1/short"
    assert all(len(key) <= 200 and key.startswith("EXPL1/xxx") for key in keys[1:])
    assert len(set(keys)) == 3
