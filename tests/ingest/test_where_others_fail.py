"""Messages that the nearest rival's tracker tells failed it: each must load here."""

from pathlib import Path

from paxlst_by_hand import interchange, message, passenger
from reading_aloud import read
from stores import SECRET
from test_pnrgov import LEG, TRAVELLER, booking, claims, properties, write

from tripoint_graph.ids import Ids
from tripoint_graph.open import open_store
from tripoint_graph.viewer import FULL
from tripoint_ingest.loading import Job, Loading
from tripoint_ingest.readers.paxlst import PaxlstReader
from tripoint_ingest.readers.pnrgov import PnrgovReader
from tripoint_ingest.runner import load

PAXLST, PNRGOV = PaxlstReader(), PnrgovReader()


def test_an_unusual_service_string_and_a_mistyped_segment_lose_that_segment_alone(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "m.edi", booking(*TRAVELLER, "R*+ODD", *LEG), una="UNA:+.\\*'")
    (record,), issues = read(PNRGOV, path)
    assert [p["name"] for p in properties(record, "person")] == ["ALI TAN"]
    (issue,) = [issue for issue in issues if issue.lost]
    assert (issue.rule, issue.position) == ("no-segment", "segment 10")


def test_a_message_that_failed_may_be_sent_again(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/evidence.db", SECRET)

    def sent(path: Path) -> tuple[int, int]:
        previous = {run.id: run for run in store.runs(FULL)}
        loading = Loading(store, Ids(SECRET), previous)
        outcome = load(Job(path, PNRGOV, PNRGOV.source), loading)
        return outcome.new, outcome.lost

    broken = write(tmp_path / "a.edi", booking("T*F+TAN+ALI:A:1", *LEG))
    assert sent(broken) == (1, 1)
    assert sent(write(tmp_path / "b.edi", booking(*TRAVELLER, *LEG), at="260301:0916"))[0] == 1
    (found,) = [s for s in store.page(FULL) if s.speaks]
    assert [p["name"] for p in properties(found.record, "person")] == ["ALI TAN"]
    store.close()


def test_a_passenger_without_a_document_is_a_passenger_with_what_is_known(tmp_path: Path) -> None:
    (record,), issues = read(PNRGOV, write(tmp_path / "m.edi", booking(*TRAVELLER, *LEG)))
    assert claims(record, "BOOKED_ON") == [("person", "flight")]
    assert issues == []
    bare = [segment for segment in passenger(1) if segment[:3] not in ("DOC", "DTM", "LOC")]
    (tmp_path / "p.edi").write_text(interchange([message(1, [bare, passenger(2)])]))
    people, issues = read(PAXLST, tmp_path / "p.edi")
    assert [claims(person, "TRAVELLED_ON") for person in people] == [[("person", "flight")]] * 2
    assert issues == []


def test_a_traveller_with_an_empty_name_fails_nobody(tmp_path: Path) -> None:
    nameless = ["TIF+++", "TIF", "REF+:P9"]
    path = write(tmp_path / "m.edi", booking(*nameless, *TRAVELLER, *LEG))
    (record,), _ = read(PNRGOV, path)
    assert "ALI TAN" in [p.get("name") for p in properties(record, "person")]
    without = ["NAD+FL", *passenger(1)[1:]]
    (tmp_path / "p.edi").write_text(interchange([message(1, [without, passenger(2)])]))
    people, _ = read(PAXLST, tmp_path / "p.edi")
    assert len(people) == 2
    assert claims(people[0], "HOLDS_DOCUMENT") == [("person", "document")]


def test_two_messages_that_load_alone_load_together_in_either_order(tmp_path: Path) -> None:
    first = write(tmp_path / "a.edi", booking(*TRAVELLER, *LEG))
    second = write(tmp_path / "b.edi", booking(*TRAVELLER, *LEG, locator="ZZZ999"))
    third = tmp_path / "c.edi"
    third.write_text(interchange([message(1, [passenger(1)]), message(1, [passenger(2)])]))
    digests = set()
    for number, order in enumerate([(first, second, third), (third, second, first, second)]):
        store = open_store(f"sqlite:///{tmp_path}/{number}.db", SECRET)
        for path in order:
            reader = PAXLST if path == third else PNRGOV
            load(Job(path, reader, reader.source), Loading(store, Ids(SECRET), {}))
        digests.add(store.info().digest)
        assert store.info().records == 4
        store.close()
    assert len(digests) == 1


def test_a_second_leg_with_another_carrier_is_another_flight(tmp_path: Path) -> None:
    other = "TVL+010326:1500:010326:1605+KUL+PEN+Q9+ABC12:Y"
    (record,), _ = read(PNRGOV, write(tmp_path / "m.edi", booking(*TRAVELLER, *LEG, other)))
    assert [f["carrier"] for f in properties(record, "flight")] == ["XY", "Q9"]
    legs = message(1, [passenger(1)])
    at = next(n for n, segment in enumerate(legs) if segment.startswith("NAD"))
    legs[at:at] = ["TDT+20+???9", "LOC+92+SIN", "DTM+189:2611021500:201", "LOC+92+PEN"]
    (tmp_path / "p.edi").write_text(interchange([legs]))
    (person,), issues = read(PAXLST, tmp_path / "p.edi")
    assert len(claims(person, "TRAVELLED_ON")) == 2
    assert "flight-designator" in {issue.rule for issue in issues}


def test_a_master_crew_list_is_read(tmp_path: Path) -> None:
    body = [
        segment.replace("BGM+745", "BGM+336+G").replace("NAD+FL", "NAD+FM")
        for segment in message(1, [passenger(1), passenger(2)])
    ]
    (tmp_path / "p.edi").write_text(interchange([[s for s in body if s[:3] not in ("TDT", "LOC")]]))
    people, _ = read(PAXLST, tmp_path / "p.edi")
    assert len(people) == 2
