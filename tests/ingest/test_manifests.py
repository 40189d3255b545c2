"""CUSCAR and IFTMCS: consignments, their parties, goods and containers; change and cancel."""

from itertools import permutations
from pathlib import Path

import pytest
from reading_aloud import read, told
from stores import SECRET

from tripoint_graph.ids import Ids
from tripoint_graph.model import Record
from tripoint_graph.open import open_store
from tripoint_graph.viewer import FULL
from tripoint_ingest.loading import Job, Loading
from tripoint_ingest.readers.manifests import ManifestReader
from tripoint_ingest.runner import load

CUSCAR, IFTMCS = ManifestReader("CUSCAR"), ManifestReader("IFTMCS")
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def consignment(bill: str, *segments: str) -> list[str]:
    return ["CNI+1", f"RFF+BM:{bill}", *segments]


def manifest(
    path: Path, *consignments: list[str], does: str = "9", at: str = "202603020825"
) -> Path:
    body = [
        "UNH+1+CUSCAR:D:95B:UN",
        f"BGM+785+MAN1+{does}",
        f"DTM+137:{at}:203",
        "TDT+20+118W+1++CTL:172:20+++9074729:146::MV CONTOH:ID",
        *(segment for each in consignments for segment in each),
    ]
    whole = ["UNB+UNOC:3+LINE+MY+260302:0830+7", *body, f"UNT+{len(body) + 1}+1", "UNZ+1+7"]
    path.write_text("".join(f"{segment}'\n" for segment in whole))
    return path


def claims(record: Record, type_: str) -> list[tuple[str, str]]:
    return [(c.source, c.target) for c in record.claims if c.type == type_]


def test_a_manifest_is_its_consignments() -> None:
    (first, second), issues = read(CUSCAR, EXAMPLES / "cuscar.edi")
    assert issues == []
    assert first.source_key == "CONTOHLINE/CTL26030001"
    parties = {key: m["name"] for key, (_, m) in told(first)["mentions"].items() if "name" in m}
    assert parties["consignor"] == "PT CONTOH PUPUK"
    assert parties["consignee"] == "PERNIAGAAN CONTOH SDN BHD"
    assert first.mention_by_key["notify"].kind == "person"
    assert claims(first, "USES_PHONE") == [("consignor", "phone")]
    goods = first.mention_by_key["goods"]
    assert goods.first("watched") == "ammonium_nitrate"
    assert "HS 3102.30" in goods.first("watched_reason")
    assert claims(second, "CONSIGNEE_OF") == [], "TO THE ORDER names nobody"
    assert second.mention_by_key["goods"].first("watched") == ""
    boxes = [
        [m.first("number") for m in r.mentions if m.kind == "container"] for r in (first, second)
    ]
    assert boxes == [["MSKU6011672"], ["TGHU3344556"]]
    assert second.mention_by_key["consignment"].first("gross_weight_kg") == "9500"


def test_a_contract_status_is_one_consignment() -> None:
    (record,), issues = read(IFTMCS, EXAMPLES / "iftmcs.edi")
    assert issues == []
    assert record.mention_by_key["consignment"].first("value") == "18500"
    assert record.mention_by_key["vessel"].first("call_sign") == "9V1234"
    assert record.mention_by_key["consignee"].kind == "person"


def test_what_a_consignment_says_of_its_carriage_goes_before_the_messages_own(
    tmp_path: Path,
) -> None:
    own = consignment("B1", "TDT+20+7X+1", "LOC+9+SGSIN", "GID+1+1:CT")
    (record,), _ = read(CUSCAR, manifest(tmp_path / "m.edi", own))
    voyage = record.mention_by_key["voyage"]
    assert (voyage.first("number"), voyage.first("imo")) == ("7X", "9074729")


@pytest.mark.parametrize(
    ("party", "name", "address"),
    [
        ("NAD+CZ+++FIRMA+JALAN 1+KOTA+++ID", "FIRMA", "JALAN 1, KOTA"),
        ("NAD+CZ++FIRMA:JALAN 1:KOTA", "FIRMA", "JALAN 1, KOTA"),
        ("NAD+CZ++++FIRMA+KOTA", "FIRMA", "KOTA"),
    ],
)
def test_a_party_is_named_wherever_its_name_stands(
    party: str, name: str, address: str, tmp_path: Path
) -> None:
    (record,), _ = read(CUSCAR, manifest(tmp_path / "m.edi", consignment("B1", party)))
    assert record.mention_by_key["consignor"].first("name") == name
    assert record.mention_by_key["address"].first("text") == address


def test_air_cargo_is_carried_on_a_flight(tmp_path: Path) -> None:
    flown = ["TDT+20+0880+4++XY:172:3", "DTM+133:202603010930:203", "GID+1+3:PK"]
    (record,), _ = read(CUSCAR, manifest(tmp_path / "m.edi", consignment("618-1", *flown)))
    flight = record.mention_by_key["flight"]
    assert (flight.first("carrier"), flight.first("number")) == ("XY", "880")


def test_originals_changes_and_cancellations_come_to_the_same_in_any_order(tmp_path: Path) -> None:
    files = [
        manifest(tmp_path / "a.edi", consignment("B1", "GID+1+1:CT"), consignment("B2")),
        manifest(tmp_path / "b.edi", consignment("B1", "GID+1+9:CT"), does="4", at="202603020900"),
        manifest(tmp_path / "c.edi", consignment("B2"), does="1", at="202603021000"),
    ]
    digests = set()
    for number, order in enumerate(permutations(files)):
        store = open_store(f"sqlite:///{tmp_path}/{number}.db", SECRET)
        for path in order:
            load(Job(path, CUSCAR, CUSCAR.source), Loading(store, Ids(SECRET), {}))
        spoken = {s.record.source_key: s.record for s in store.page(FULL) if s.speaks}
        assert spoken["LINE/B2"].withdrawn
        assert [
            c.properties["packages"] for c in spoken["LINE/B1"].claims if c.type == "CONTAINS"
        ] == ["9"]
        digests.add(store.info().digest)
        store.close()
    assert len(digests) == 1


def test_a_cancellation_that_lists_nothing_is_told(tmp_path: Path) -> None:
    records, (issue,) = read(CUSCAR, manifest(tmp_path / "m.edi", does="1"))
    assert records == []
    assert issue.rule == "cancelled-whole"
    assert "MAN1" in issue.reason


@pytest.mark.parametrize(
    ("goods", "watched"),
    [
        (["FTX+AAA+++FERTILISER NITROGENOUS OTHER", "PIA+5+310290:HS"], ""),
        (["FTX+AAA+++UREA AND AMMONIUM NITRATE MIX", "PIA+5+310280:HS"], None),
        (["PIA+5+282919:HS", "FTX+AAA+++CHLORATES OTHER"], ""),
    ],
)
def test_a_residual_code_alone_makes_no_watched_chemical(
    goods: list[str], watched: str | None, tmp_path: Path
) -> None:
    (record,), _ = read(
        CUSCAR, manifest(tmp_path / "m.edi", consignment("B1", "GID+1+1:BG", *goods))
    )
    commodity = record.mention_by_key["goods"]
    if watched is not None:
        assert commodity.first("watched") == watched
    assert bool(commodity.first("watched")) == bool(commodity.first("watched_reason"))
