"""UN/LOCODE, airline routes and sea routes."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_aloud import read
from shared_data import shared

from tripoint_ingest.formats import detect
from tripoint_ingest.places import NoSeaRoutes, by_sea, sea_route
from tripoint_ingest.readers.airline_routes import AirlineRoutesReader
from tripoint_ingest.readers.un_locode import UnLocodeReader, degrees

JAKARTA, ROTTERDAM = (-6.1, 106.88), (51.9, 4.4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_part_is_read_in_whatever_encoding_it_comes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "part.csv"
    line = ',"XE","GOT","Göteborg i Exempel","Goteborg i Exempel",,"1-3-----","AI","0601",,,\r\n'
    path.write_bytes((',"XE",,".EXAMPLAND",,,,,,,,\r\n' + line).encode(encoding))
    assert detect(path).name == "un-locode"
    (record,), _ = read(UnLocodeReader(), path)
    assert record.mentions[0].properties["name"][0] == "Göteborg i Exempel"
    assert (record.source_key, record.version) == ("XE GOT", "2006-01")


def test_status_and_function_may_stand_in_either_order_below_a_header(tmp_path: Path) -> None:
    path = tmp_path / "part.csv"
    path.write_text(
        "Change,Country,Location,Name,NameWoDiacritics,Subdivision,Status,Function,Date,IATA,"
        "Coordinates,Remarks\n,XE,AMP,Example,Example,,AI,---4----,9501,,5130N 00000W,\n"
    )
    assert detect(path).name == "un-locode"
    (record,), issues = read(UnLocodeReader(), path)
    told = record.mentions[0]
    assert (told.first("iata"), told.first("type"), issues) == ("AMP", "airport", [])
    assert (told.first("latitude"), record.observed_at) == ("51.5", "1995-01")


@given(st.text(max_size=14))
def test_coordinates_are_read_or_are_none(text: str) -> None:
    found = degrees(text)
    assert found is None or all(abs(float(each)) <= 180 for each in found)


def test_every_real_airline_route_is_read_or_told_of() -> None:
    path = shared("reference/openflights/routes.dat")
    assert detect(path).name == "airline-routes"
    records, issues = read(AirlineRoutesReader(), path)
    lines = len(path.read_bytes().splitlines())
    assert len(records) + len(issues) == lines
    assert len(issues) <= 10
    assert len({record.source_key for record in records}) >= 0.99 * len(records)


def test_the_way_by_sea_goes_through_straits_and_round_what_is_closed() -> None:
    pytest.importorskip("searoute", reason='the extra is not installed: pip install -e ".[sea]"')
    way = sea_route(JAKARTA, ROTTERDAM)
    round_it = sea_route(JAKARTA, ROTTERDAM, closed=frozenset({"suez"}))
    assert {"suez", "babalmandab", "gibraltar"} <= set(way.passages)
    assert "suez" not in round_it.passages
    assert 15_000 < way.kilometres < round_it.kilometres < 25_000
    assert all(abs(y) <= 90 and abs(x) <= 180 for y, x in way.legs)


def test_without_its_package_a_way_by_sea_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "searoute", None)
    with pytest.raises(NoSeaRoutes, match=r"\.\[sea\]"):
        sea_route((1.0, 2.0), (3.0, 4.0))
    with pytest.raises(ValueError, match="latitude"):
        sea_route((91.0, 2.0), (3.0, 4.0))


HAMBURG, SINGAPORE, JEDDAH, CONSTANTA = (
    (53.54, 9.98),
    (1.26, 103.83),
    (21.48, 39.17),
    (44.17, 28.65),
)


@pytest.mark.parametrize(
    ("start", "end", "closed", "published"),
    [
        (HAMBURG, SINGAPORE, frozenset(), 8_377),
        (HAMBURG, SINGAPORE, frozenset({"suez"}), 11_864),
        (JEDDAH, CONSTANTA, frozenset(), 1_698),
        (JEDDAH, CONSTANTA, frozenset({"suez"}), 11_771),
    ],
)
def test_distances_by_sea_are_within_four_in_a_hundred_of_published_ones(
    start: tuple[float, float], end: tuple[float, float], closed: frozenset[str], published: int
) -> None:
    """Nautical miles, by the canal and round the Cape, as the canal's authority has them told."""
    pytest.importorskip("searoute", reason='the extra is not installed: pip install -e ".[sea]"')
    assert sea_route(start, end, closed=closed).kilometres / 1.852 == pytest.approx(
        published, rel=0.04
    )


def test_only_what_goes_by_sea_is_measured_along_sea_lanes() -> None:
    flown = by_sea(lambda start, end, mode: 7.0)
    assert flown(HAMBURG, SINGAPORE, "air") == flown(HAMBURG, SINGAPORE, "unknown") == 7.0
    with pytest.raises(ValueError, match="no passage; there are babalmandab"):
        by_sea(lambda start, end, mode: 7.0, frozenset({"rhine"}))
