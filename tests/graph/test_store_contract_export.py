"""What every store promises of columns, backups and upkeep."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from contract_evidence import (
    IDS,
    LIST,
    PASSENGER,
    UNKNOWN,
    claim_id,
    loads,
    mention_id,
    person,
    record_id,
    same,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import OTHER_SECRET, StoreHouse
from test_store_contract_judgements import ISSUE, run_of

from tripoint_graph.columns import LIVE, Export, Ids, hex_of
from tripoint_graph.errors import StoreError
from tripoint_graph.identity import identity_key, rule_keys
from tripoint_graph.ids import content_hash
from tripoint_graph.marks import marks_of
from tripoint_graph.model import Claim, Judgement, Mention, Record, RecordId
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START, span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL

HOLDER = Record(
    source="border",
    source_key="h",
    handling=PASSENGER,
    version="2026-11-23T10:30",
    mentions=(
        Mention("who", "person", {"name": ("Nur Habib",), "birth_date": ("1990-05-06",)}),
        Mention("paper", "identity_document", {"number": ("C1234576",), "issuer": ("IDN",)}),
    ),
    claims=(Claim("HOLDS_DOCUMENT", "who", "paper", valid_from="2026-11"),),
)
A, B = person("a", "Nur"), person("b", "Mai", phone="+628111222333", handling=PASSENGER)


def rows(export: Export, prefix: str) -> dict[str, list[Any]]:
    """The columns of one table as plain lists, ids as text and codes as names."""
    columns: dict[str, list[Any]] = {}
    for field in fields(Export):
        if field.name.startswith(prefix):
            values = getattr(export, field.name)
            columns[field.name] = list(hex_of(values)) if values.ndim == 2 else values.tolist()
    names: dict[str, Sequence[Any]] = {
        "record_handling": export.handlings,
        "record_source": export.sources,
        "rule_code": export.rules,
    }
    for column in columns.keys() & names.keys():
        columns[column] = [names[column][code] for code in columns[column]]
    return columns


def table(export: Export, prefix: str) -> dict[object, tuple[object, ...]]:
    """Rows by what makes them one: the last one of each counts, as when deltas are merged."""
    columns = rows(export, prefix)
    keys = {
        "record_": ("record_id",),
        "mention_": ("mention_id", "mention_record"),
        "claim_": ("claim_id",),
        "rule_": ("rule_mention", "rule_record", "rule_key", "rule_code"),
        "judgement_": ("judgement_id", "judgement_from"),
        "judged_": ("judged_on", "judged_on_judgement"),
    }[prefix]
    named = zip(*(columns[key] for key in keys), strict=True)
    return dict(zip(named, zip(*columns.values(), strict=True), strict=True))


TABLES = ("record_", "mention_", "claim_", "rule_", "judgement_", "judged_")


def merged(*exports: Export) -> list[dict[object, tuple[object, ...]]]:
    found: list[dict[object, tuple[object, ...]]] = []
    for prefix in TABLES:
        rows: dict[object, tuple[object, ...]] = {}
        for export in exports:
            rows |= table(export, prefix)
        found.append(rows)
    return found


def test_columns_say_what_the_evidence_says(store: EvidenceStore) -> None:
    store.append([HOLDER])
    export = store.export()
    assert (export.since, export.commit) == (0, 1)
    content = content_hash(HOLDER)
    assert rows(export, "record_") == {
        "record_id": [record_id(HOLDER)],
        "record_handling": [PASSENGER],
        "record_source": ["border"],
        "record_probability": [HOLDER.grade.probability],
        "record_added": [1],
        "record_key": [IDS.source_key("border", "h")],
        "record_version": [b"2026-11-23T10:30"],
        "record_withdrawn": [False],
        "record_content": [content[:16].hex()],
    }
    who, paper = HOLDER.mentions
    assert table(export, "mention_") == {
        (mention_id(HOLDER, m.key), record_id(HOLDER)): (
            mention_id(HOLDER, m.key),
            record_id(HOLDER),
            ONTOLOGY.kind_codes[m.kind],
            atom,
            marks_of(m),
        )
        for m, atom in (
            (who, mention_id(HOLDER, "who")),
            (paper, IDS.atom("identity_document", identity_key(paper))),
        )
    }
    assert rows(export, "claim_") == {
        "claim_id": [claim_id(HOLDER)],
        "claim_record": [record_id(HOLDER)],
        "claim_source": [mention_id(HOLDER, "who")],
        "claim_target": [mention_id(HOLDER, "paper")],
        "claim_type": [ONTOLOGY.link_codes["HOLDS_DOCUMENT"]],
        "claim_start": [span("2026-11")[0]],
        "claim_end": [UNKNOWN_END],
    }
    wanted = {
        (mention_id(HOLDER, "who"), record_id(HOLDER), IDS.rule_key(r.rule, r.key), r.rule): r.guard
        for r in rule_keys(HOLDER, who)
    }
    assert wanted
    found = rows(export, "rule_")
    keys = ("rule_mention", "rule_record", "rule_key", "rule_code")
    named = zip(*(found[key] for key in keys), strict=True)
    assert dict(zip(named, found["rule_guard"], strict=True)) == wanted


def test_an_empty_store_exports_empty_columns_of_the_right_shapes(store: EvidenceStore) -> None:
    export = store.export()
    assert (export.since, export.commit) == (0, 0)
    for field in fields(Export)[2:]:
        values = getattr(export, field.name)
        if isinstance(values, np.ndarray):
            assert len(values) == 0
            assert values.shape in ((0,), (0, 2))


def test_columns_have_the_types_they_promise(store: EvidenceStore) -> None:
    store.append([HOLDER, A, B])
    store.judge([same(A, B)])
    export = store.export()
    kinds = {"record_version": "S", "record_withdrawn": "b", "record_probability": "f",
             "judgement_probability": "f"}  # fmt: skip
    for field in fields(Export)[5:]:
        values = getattr(export, field.name)
        expected = "u" if values.ndim == 2 else kinds.get(field.name, "i")
        assert values.dtype.kind == expected, field.name
        assert values.flags.c_contiguous, field.name


def test_unknown_times_are_open_at_both_ends(store: EvidenceStore) -> None:
    claim = replace(B.claims[0], valid_from="", valid_to="")
    store.append([replace(B, claims=(claim,))])
    export = store.export()
    assert (export.claim_start.tolist(), export.claim_end.tolist()) == (
        [UNKNOWN_START],
        [UNKNOWN_END],
    )


def test_a_judgement_exports_one_row_for_each_time_it_held(store: EvidenceStore) -> None:
    store.append([A, B])
    judgement = same(A, B)
    store.judge([judgement])
    store.unjudge([IDS.judgement(judgement)])
    store.judge([judgement])
    export = store.export()
    assert sorted(zip(export.judgement_from, export.judgement_to, strict=True)) == [
        (2, 3),
        (4, LIVE),
    ]
    assert set(hex_of(export.judgement_id)) == {IDS.judgement(judgement)}
    assert export.judgement_verdict.tolist() == [1, 1]
    assert sorted(hex_of(export.judged_on)) == sorted(judgement.records)
    assert [len(store.export(since).judgement_id) for since in range(5)] == [2, 2, 2, 1, 0]


steps = st.lists(
    st.one_of(
        loads.filter(bool).map(lambda batches: ("append", [r for b in batches for r in b])),
        st.sampled_from(["one", "two", "three"]).map(lambda reason: ("judge", reason)),
        st.sampled_from(["one", "two", "three"]).map(lambda reason: ("unjudge", reason)),
    ),
    min_size=1,
    max_size=6,
)
contract = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def judgement_of(reason: object) -> Judgement:
    return same(person("k1", "Nur"), person("k2", "Nur"), reason=str(reason))


def apply(store: EvidenceStore, step: tuple[str, object]) -> None:
    action, what = step
    if action == "append" and isinstance(what, list):
        store.append(what)
    elif action == "judge":
        store.judge([judgement_of(what)])
    else:
        store.unjudge([IDS.judgement(judgement_of(what))])


@contract
@given(work=steps, data=st.data())
def test_an_export_and_what_came_after_it_make_the_whole(
    house: StoreHouse, work: list[tuple[str, object]], data: st.DataObject
) -> None:
    store = house.fresh()
    store.append([person("k1", "Nur"), person("k2", "Nur")])
    cut = data.draw(st.integers(0, len(work)))
    for step in work[:cut]:
        apply(store, step)
    early = store.export()
    for step in work[cut:]:
        apply(store, step)
    assert merged(early, store.export(early.commit)) == merged(store.export())


@contract
@given(work=steps)
def test_a_backup_restores_the_same_store_even_under_another_secret(
    house: StoreHouse, tmp_path: Path, work: list[tuple[str, object]]
) -> None:
    store = house.fresh()
    store.append([person("k1", "Nur"), person("k2", "Nur")], run=run_of("a.xml", LIST).id)
    for step in work:
        apply(store, step)
    store.save_run(run_of("a.xml", LIST), [ISSUE, ISSUE])
    store.save_run(run_of("b.xml", PASSENGER))
    file = tmp_path / "evidence.ndjson"
    store.backup(file)
    info, times, runs = store.info(), store.commit_times(), store.runs(FULL)
    everything = merged(store.export())
    restored = house.fresh()
    restored.restore(file)
    again = restored.info()
    assert replace(again, url="") == replace(info, url="")
    assert list(restored.commit_times()) == list(times)
    assert restored.runs(FULL) == runs
    assert restored.issues(runs[0].id, FULL) + restored.issues(runs[1].id, FULL) == [ISSUE] * 2
    assert merged(restored.export()) == everything
    assert restored.check() == []
    second = tmp_path / "again.ndjson"
    restored.backup(second)
    assert second.read_bytes() == file.read_bytes()
    elsewhere = house.fresh(OTHER_SECRET)
    elsewhere.restore(file)
    assert elsewhere.info().digest == info.digest


def cut_off(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def last_line_lost(whole: bytes) -> bytes:
    return whole[: whole.rstrip().rindex(b"\n") + 1]


def changed(whole: bytes) -> bytes:
    return whole.replace(b"Nur", b"Run")


@pytest.mark.parametrize(
    "damage", [cut_off, last_line_lost, changed, lambda whole: b"", lambda whole: b"{}\n"]
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_restored(
    house: StoreHouse, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    store = house.fresh()
    store.append([A, B])
    file = tmp_path / "evidence.ndjson"
    store.backup(file)
    file.write_bytes(damage(file.read_bytes()))
    empty = house.fresh()
    with pytest.raises(StoreError, match=r"evidence\.ndjson"):
        empty.restore(file)
    assert (empty.head().number, empty.info().records) == (0, 0)
    empty.append([A])


def test_only_an_empty_store_is_restored_into(store: EvidenceStore, tmp_path: Path) -> None:
    store.append([A])
    file = tmp_path / "evidence.ndjson"
    store.backup(file)
    with pytest.raises(StoreError, match="empty"):
        store.restore(file)
    with pytest.raises(StoreError):
        store.restore(tmp_path / "nothing.ndjson")


def test_a_judgement_on_unknown_things_survives_a_backup(house: StoreHouse, tmp_path: Path) -> None:
    store = house.fresh()
    store.append([A])
    store.judge([replace(same(A, B), records=(RecordId(UNKNOWN), record_id(A)))])
    file = tmp_path / "evidence.ndjson"
    store.backup(file)
    digest = store.info().digest
    restored = house.fresh()
    restored.restore(file)
    assert restored.info().digest == digest


def test_a_healthy_store_has_nothing_wrong(store: EvidenceStore) -> None:
    store.append([A, B, HOLDER])
    store.append([person("a", "Nur", version="2"), person("b", withdrawn=True)])
    store.judge([same(A, B)])
    store.save_run(run_of("a.xml", LIST), [ISSUE])
    assert store.check() == []


def test_threads_read_whole_commits_while_another_writes(store: EvidenceStore) -> None:
    size, seen, wrong = 5, set[int](), list[int]()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            found = len(store.search("nur", FULL))
            seen.add(found)
            if found % size:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for batch in range(20):
        store.append([person(f"k{batch}-{n}", "Nur") for n in range(size)])
    done.set()
    for thread in readers:
        thread.join()
    assert wrong == []
    assert len(store.search("nur", FULL)) == 20 * size


def test_threads_that_write_at_once_each_land_their_own_commit(store: EvidenceStore) -> None:
    def write(name: str) -> None:
        for n in range(5):
            store.append([person(f"{name}{n}", "Nur")])

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert store.head().number == 20
    assert store.info().records == 20
    assert [c.number for c in store.commit_times()] == list(range(1, 21))


def ids_once(ids: Ids) -> bool:
    return len(set(hex_of(ids))) == len(ids)


def test_ids_occur_once(store: EvidenceStore) -> None:
    store.append([A, B, HOLDER])
    store.append([A, person("a", "Nur", version="2")])
    export = store.export()
    assert ids_once(export.record_id)
    assert ids_once(export.claim_id)
