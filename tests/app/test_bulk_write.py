"""`tripoint store bulk-write`: files for a first load, from files or from a store."""

from pathlib import Path

from asking import Tripoint

from tripoint_scenarios import write_scenario


def test_files_and_a_store_of_the_same_files_are_written_alike(
    tripoint: Tripoint, tmp_path: Path
) -> None:
    write_scenario(tmp_path / "world", size=500, seed=4)
    told = tripoint("store", "bulk-write", str(tmp_path / "one"), str(tmp_path / "world"))
    assert f"sh {tmp_path / 'one' / 'import.sh'}" in told.out.replace("\n", "")
    assert told.status == 0
    tripoint("ingest", "auto", str(tmp_path / "world"))
    assert tripoint("store", "bulk-write", str(tmp_path / "two")).status == 0
    for name in ("Mention.csv", "CLAIM.csv", "LINKS.csv", "PART_OF.csv", "Store.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert not list(tmp_path.rglob("evidence.db"))


def test_a_folder_in_use_is_refused(tripoint: Tripoint, tmp_path: Path) -> None:
    write_scenario(tmp_path / "world", size=500, seed=4)
    told = tripoint("store", "bulk-write", str(tmp_path), str(tmp_path / "world"))
    assert told.status != 0
    assert "not empty" in told.err.replace("\n", " ")
