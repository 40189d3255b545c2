"""A world against the plainest way of making it: dictionaries, one join at a time."""

from itertools import combinations
from math import prod
from typing import Any

import numpy as np
import pytest
from evidence_by_hand import HANDLINGS, IDS, VIEWERS, Evidence, evidence, export_of, mention_id
from hypothesis import given, settings

from tripoint_graph.canonical import canonical
from tripoint_graph.classes import labels_of
from tripoint_graph.columns import LIVE
from tripoint_graph.identity import identity_key, rule_keys
from tripoint_graph.ids import content_hash
from tripoint_graph.joins import RULE_PROBABILITY
from tripoint_graph.model import Claim, Grade, Judgement, Mention, Record, Verdict
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.world import world

FULL = VIEWERS[0]


def speaking(full: Evidence) -> list[Record]:
    newest: dict[tuple[str, str], Record] = {}
    for _, record in full.records:
        key = (record.source, record.source_key)
        rank = (record.version, record.withdrawn, content_hash(record)[:16])
        best = newest.get(key)
        if best is None or rank > (best.version, best.withdrawn, content_hash(best)[:16]):
            newest[key] = record
    return list(newest.values())


def atom(record: Record, mention: Mention) -> str:
    key = identity_key(mention)
    return IDS.atom(mention.kind, key) if key else mention_id(record, mention.key)


def rule_pairs(records: list[Record]) -> list[tuple[float, str, str]]:
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for record in records:
        for mention in record.mentions:
            for key in rule_keys(record, mention):
                member = (key.guard, mention_id(record, mention.key))
                groups.setdefault((key.rule, key.key), []).append(member)
    pairs = []
    for members in groups.values():
        guards = {guard for guard, _ in members} - {0}
        for (guard, one), (other_guard, other) in combinations(members, 2):
            if len(guards) <= 1 or (guard == other_guard != 0):
                pairs.append((RULE_PROBABILITY, min(one, other), max(one, other)))
    return pairs


def entity_of_atoms(full: Evidence) -> dict[str, str]:
    records = speaking(full)
    atoms = {atom(r, m) for r in records for m in r.mentions}
    group = {name: {name} for name in atoms}
    apart = set()
    pairs = rule_pairs(records)
    for _, end, judgement in full.judgements:
        if end < LIVE or not {judgement.left, judgement.right} <= atoms:
            continue
        ends = sorted((judgement.left, judgement.right))
        if judgement.verdict is Verdict.SAME:
            pairs.append((judgement.probability, ends[0], ends[1]))
        elif judgement.verdict is Verdict.DIFFERENT:
            apart.add(frozenset(ends))
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        both = group[one] | group[other]
        if not any(frozenset(pair) in apart for pair in combinations(both, 2)):
            for name in both:
                group[name] = both
    return {name: min(members) for name, members in group.items()}


def links(full: Evidence) -> dict[tuple[str, str, int], list[tuple[str, float]]]:
    entity = entity_of_atoms(full)
    found: dict[tuple[str, str, int], list[tuple[str, float]]] = {}
    for record in speaking(full):
        for claim in record.claims:
            ends = [record.mention_by_key[key] for key in (claim.source, claim.target)]
            source, target = (entity[atom(record, end)] for end in ends)
            if source != target:
                link = (source, target, ONTOLOGY.link_codes[claim.type])
                found.setdefault(link, []).append((record.source, record.grade.probability))
    return found


def confidence(said: list[tuple[str, float]]) -> float:
    best: dict[str, float] = {}
    for source, probability in said:
        best[source] = max(best.get(source, 0.0), probability)
    return 1 - prod(1 - p for p in best.values())


@given(evidence())
@settings(max_examples=300, deadline=None)
def test_a_world_is_what_the_plain_way_makes(full: Evidence) -> None:
    seen = world(canonical(export_of(full)), FULL)
    assert seen.entity_names(range(seen.entities)) == sorted(set(entity_of_atoms(full).values()))
    expected = links(full)
    names = seen.entity_names(range(seen.entities))
    found = [
        (names[s], names[t], int(k))
        for s, t, k in zip(seen.link_source, seen.link_target, seen.link_type, strict=True)
    ]
    assert found == sorted(expected), "links are sorted, each once, none missing"
    for row, link in enumerate(found):
        assert seen.link_confidence[row] == pytest.approx(confidence(expected[link]))
        assert seen.link_independent[row] == len({source for source, _ in expected[link]})
        assert len(seen.claims_of(row)) == len(expected[link])


def person(key: str, **properties: str) -> Record:
    mention = Mention("person", "person", {n: (v,) for n, v in properties.items() if n != "number"})
    number = properties.get("number", "")
    document = Mention("document", "identity_document", {"number": (number,), "issuer": ("IDN",)})
    return Record(
        "alpha",
        key,
        HANDLINGS[0],
        mentions=(mention, document),
        claims=(Claim("HOLDS_DOCUMENT", "person", "document"),),
    )


def people(*records: Record, judged: Any = ()) -> list[set[str]]:
    seen = world(
        canonical(export_of(Evidence(tuple((1, r) for r in records), tuple(judged)))), FULL
    )
    rows = np.flatnonzero(seen.entity_kind == ONTOLOGY.kind_codes["person"])
    names = {mention_id(r, "person"): r.source_key for r in records}
    return sorted(({names[m] for m in seen.members(int(row))} for row in rows), key=sorted)


def test_one_document_makes_one_person_however_the_name_is_spelled() -> None:
    a = person("a", name="Aziz KARIMOV", number="C7431902", birth_date="1980-05-17")
    b = person("b", name="KARIMOF AZEEZ", number="C 743-1902", birth_date="1980-05-17")
    c = person("c", name="A. Karimov", number="C7431902")
    assert people(a, b, c) == [{"a", "b", "c"}]


def test_two_birth_dates_and_no_shared_name_on_one_document_stay_two_people() -> None:
    a = person("a", name="Aziz Karimov", number="C7431902", birth_date="1980-05-17")
    b = person("b", name="Siti Rahma", number="C7431902", birth_date="2019-01-02")
    assert people(a, b) == [{"a"}, {"b"}]


def test_a_typing_error_in_a_birth_date_does_not_part_a_shared_document_and_name() -> None:
    a = person("a", name="Aziz Karimov", number="C7431902", birth_date="1980-05-17")
    b = person("b", name="KARIMOV, Aziz", number="C7431902", birth_date="1980-05-11")
    assert people(a, b) == [{"a", "b"}]


def test_a_placeholder_for_a_document_number_joins_nobody() -> None:
    a, b = person("a", name="X", number="123456789"), person("b", name="Y", number="123456789")
    assert people(a, b) == [{"a"}, {"b"}]


NO_NUMBERS = [
    "UNKNOWN", "n/a", "0000000", "XXXXX", "Tidak ada", "tidak diketahui", "not visible",
    "Illegible",
    "OBLITERATED", "removed", "Filed off", "no serial number", "TBA", "9999999",
]  # fmt: skip
NUMBERED = [
    ("organisation", {"registration_number": "", "registration_country": "IDN"}),
    ("organisation", {"registration_number": "", "name": "Sinar Jaya"}),
    ("weapon", {"make": "Kestrel", "serial": ""}),
    ("vessel", {"call_sign": ""}),
    ("vehicle", {"plate": "", "country": "MYS"}),
    ("booking", {"locator": "", "carrier": "XY"}),
    ("consignment", {"bill": ""}),
    ("seizure", {"reference": "", "agency": "customs"}),
]


@pytest.mark.parametrize(("kind", "told"), NUMBERED, ids=lambda told: str(told)[:40])
def test_what_is_written_where_there_is_no_number_joins_nothing(
    kind: str, told: dict[str, str]
) -> None:
    def parted(number: str) -> int:
        properties = {name: (value or number,) for name, value in told.items()}
        records = [
            Record("s", key, HANDLINGS[0], mentions=(Mention("m", kind, properties),))
            for key in "ab"
        ]
        return world(canonical(export_of(Evidence(tuple((1, r) for r in records)))), FULL).entities

    assert parted("AB7412963") == 1, "a number joins"
    assert {number: parted(number) for number in NO_NUMBERS} == dict.fromkeys(NO_NUMBERS, 2)


def judgement(left: Record, right: Record, verdict: Verdict, probability: float) -> Any:
    ends = mention_id(left, "person"), mention_id(right, "person")
    return (1, LIVE, Judgement(*ends, verdict, "analyst:rahim", probability))


def test_a_difference_is_kept_and_the_weakest_join_gives_way() -> None:
    a, b, c = (person(key, name="Budi Santoso") for key in "abc")
    joined = [judgement(a, b, Verdict.SAME, 0.9), judgement(b, c, Verdict.SAME, 0.8)]
    assert people(a, b, c, judged=joined) == [{"a", "b", "c"}]
    joined.append(judgement(a, c, Verdict.DIFFERENT, 0.99))
    assert people(a, b, c, judged=joined) == [{"a", "b"}, {"c"}]


def labelled(seen: Snapshot, name: str) -> list[str]:
    return [
        label.rule
        for row in np.flatnonzero(seen.classes[name])
        for label in labels_of(seen, int(row))
    ]


def test_class_labels_name_the_rule_and_the_records_they_rest_on() -> None:
    firm = Mention("firm", "organisation", {"name": ("PT Pupuk",)})
    bill = Mention("bill", "consignment", {"bill": ("MAEU5512087",)})
    goods = Mention("goods", "commodity", {"hs": ("310230",), "watched": ("ammonium_nitrate",)})
    shipped = Record(
        "alpha",
        "a",
        HANDLINGS[2],
        grade=Grade("B", 2),
        mentions=(firm, bill, goods),
        claims=(Claim("CONSIGNOR_OF", "firm", "bill"), Claim("CONTAINS", "bill", "goods")),
    )
    # The same tariff code elsewhere, not recognised as the chemical, makes no supplier.
    other = Record(
        "alpha",
        "b",
        HANDLINGS[2],
        mentions=(
            Mention("firm", "organisation", {"name": ("PT Cat",)}),
            Mention("bill", "consignment", {"bill": ("OOLU8837261",)}),
            Mention("goods", "commodity", {"hs": ("310230",)}),
        ),
        claims=(Claim("CONSIGNOR_OF", "firm", "bill"), Claim("CONTAINS", "bill", "goods")),
    )
    seen = world(canonical(export_of(Evidence(((1, shipped), (1, other))))), FULL)
    supplier = seen.find(mention_id(shipped, "firm"))
    assert supplier is not None
    assert np.flatnonzero(seen.classes["CHEMICAL_SUPPLIER"]).tolist() == [supplier]
    (label,) = labels_of(seen, supplier)
    assert label.rule == "CHEMICAL_SUPPLIER/1"
    assert label.records == (IDS.record("alpha", "a", content_hash(shipped)),)
    assert labelled(seen, "FTF") == []


def test_links_count_one_source_once() -> None:
    def said(source: str, key: str) -> Record:
        return Record(
            source,
            key,
            HANDLINGS[0],
            grade=Grade("B", 2),
            mentions=(
                Mention("bill", "consignment", {"bill": ("MAEU5512087",)}),
                Mention("box", "container", {"number": ("MSKU9070323",)}),
            ),
            claims=(Claim("PACKED_IN", "bill", "box"),),
        )

    p = Grade("B", 2).probability
    for records, expected in (
        ([said("alpha", "a"), said("alpha", "b")], p),
        ([said("alpha", "a"), said("beta", "a")], 1 - (1 - p) ** 2),
    ):
        seen = world(canonical(export_of(Evidence(tuple((1, r) for r in records)))), FULL)
        assert seen.link_confidence[0] == pytest.approx(expected)
