"""`tripoint map` and `tripoint sources`: a table that nobody described, from file to store."""

from pathlib import Path

from asking import Tripoint

TABLE = (
    "No. Konosemen;Nama Pengirim;Nama Penerima;Uraian Barang;Tanggal\n"
    "EXPL0000001;Contoh A;Contoh B;Ubin;13.1.2026\n"
    "EXPL0000002;TO THE ORDER;Contoh B;Ubin;45.1.2026\n"
)


def test_a_table_goes_from_a_proposal_to_the_store(tripoint: Tripoint, tmp_path: Path) -> None:
    table, mapping = tmp_path / "table.csv", tmp_path / "mine.yaml"
    table.write_text(TABLE, "utf-8")
    assert tripoint("map", "suggest", str(table), "--out", str(mapping)).status == 0
    assert mapping.read_text("utf-8") == tripoint("map", "suggest", str(table)).out
    again = tripoint("map", "suggest", str(table), "--out", str(mapping))
    assert (again.status, "there already" in again.err) == (2, True)
    told = tripoint("map", "check", str(mapping), str(table))
    assert told.status == 3
    assert "1 loaded, 1 lost" in told.out
    assert "Nama Pengirim: Contoh A" in told.out
    assert tripoint("ingest", str(mapping), str(table)).status == 3
    assert "Contoh B" in tripoint("search", "Contoh B").out


def test_a_check_tells_machines_what_is_never_used(tripoint: Tripoint, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("B/L No,Foo\nEXPL0000001,1\n")
    told = tripoint("map", "check", "sea-manifest", str(table), "--json").json
    assert (told["rows"], told["loaded"], told["headers_not_used"]) == (1, 1, ["Foo"])
    assert "consignment.master_bill" in told["properties_never_filled"]
    assert told["claims"]["CARRIED_ON consignment -> voyage"] == 0


def test_what_cannot_be_proposed_or_checked_is_told(tripoint: Tripoint, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a,b\n1,2\n")
    assert "trade, passengers" in tripoint("map", "suggest", str(table)).err
    assert tripoint("map", "suggest", str(table), "--as", "fish").status == 2
    assert tripoint("map", "check", "paxlst", str(table)).status == 2


def test_sources_are_listed_with_who_says_what_holds(tripoint: Tripoint, tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("sources: {paxlst: {owner: ID}, desk: {tlp: red}}")
    told = {
        each["source"]: each for each in tripoint("sources", "--check", str(path), "--json").json
    }
    assert (told["paxlst"]["owner"], told["paxlst"]["said_by"]) == ("ID", str(path))
    assert told["un-sc-list"]["said_by"] == "the format"
    assert (told["desk"]["tlp"], told["desk"]["grade"]) == ("red", "the format")
    path.write_text("sources: {paxlst: {owner: }, desk: {tlp: mauve}}")
    wrong = tripoint("sources", "--check", str(path))
    assert (wrong.status, "line 1, sources.desk.tlp" in wrong.err) == (4, True)
