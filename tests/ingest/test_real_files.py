"""The real data that a developer has beside the project: every row is loaded, or told of."""

import pytest
from reading_aloud import read
from shared_data import shared

from tripoint_ingest.batch import files_in
from tripoint_ingest.formats import detect

FILES = {
    "reference/un_locode/locode_bsd_2021.csv": ("un-locode-table", 85_288, set()),
    "reference/airportsdata/airports.csv": ("airports", 28_298, set()),
    "reference/openflights/airports.dat": ("openflights-airports", 7_698, set()),
    "reference/openflights/routes.dat": ("airline-routes", 67_662, {"no-route"}),
    "reference/world_port_index/UpdatedPub150.csv": ("world-port-index", 3_768, set()),
    "sanctions/us_bis_dpl/dpl.txt": ("bis-denied-persons", 545, {"impossible-value"}),
    "sanctions/eu_journal/32001R2580.csv": ("eu-journal", 36, set()),
    "sanctions/eu_journal/32016R1686.csv": ("eu-journal", 23, {"impossible-value"}),
    "sanctions/ofac_sdn_2020/sdn.csv": ("ofac-sdn-csv", 7_379, set()),
    "sanctions/ofac_nonsdn/cons_prim.csv": ("ofac-consolidated-csv", 442, set()),
    "sanctions/un_consolidated_2020/consolidated.xml": ("un-sc-list", 1_018, set()),
}


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_found_by_its_content_and_read_whole(name: str) -> None:
    format_, expected, rules = FILES[name]
    path = shared(name)
    assert detect(path).name == format_
    records, issues = read(detect(path), path)
    assert len(records) == expected
    assert {issue.rule for issue in issues} <= rules
    rows = path.read_bytes().count(b"\n")
    if path.suffix in {".csv", ".txt", ".dat"}:
        lost = sum(issue.lost for issue in issues)
        assert rows - 1 <= len(records) + lost <= rows + 1


def test_no_file_of_a_network_is_left_unread() -> None:
    strangers = []
    for path in files_in([shared("covert")]):
        if path.suffix == ".csv":
            assert detect(path).name == "edge-list", path
        else:  # notes, and networks of tools whose files nobody asked to read
            strangers.append(path.suffix)
    assert set(strangers) <= {".md", ".json", ".gml", ".net", ".txt"}
