"""Small worlds for tests: Hypothesis strategies of records, and the plainest possible export."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tripoint_graph.columns import LIVE, Export, ids_from_bytes, ids_from_hex
from tripoint_graph.identity import identity_key, rule_keys
from tripoint_graph.ids import Ids, content_hash
from tripoint_graph.marks import marks_of
from tripoint_graph.model import (
    Category,
    Claim,
    Grade,
    Handling,
    Judgement,
    Mention,
    MentionId,
    Record,
    RecordId,
    Tlp,
    Verdict,
)
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.viewer import Viewer

IDS = Ids(b"a secret of at least sixteen bytes")
HANDLINGS = (
    Handling("UN", Tlp.CLEAR, Category.LIST),
    Handling("ID", Tlp.AMBER, Category.PASSENGER),
    Handling("ID", Tlp.AMBER, Category.TRADE),
    Handling("MY", Tlp.RED, Category.SEIZURE, ("ID",)),
)
VIEWERS = (
    Viewer("full"),
    Viewer("trade", categories=frozenset(Category) - {Category.PASSENGER}),
    Viewer("travel", categories=frozenset(Category) - {Category.TRADE}),
    Viewer("amber", member="ID", tlp=Tlp.AMBER),
)


@dataclass(frozen=True)
class Evidence:
    """Records with the commit each came in, and judgements with the commits they held between."""

    records: tuple[tuple[int, Record], ...]
    judgements: tuple[tuple[int, int, Judgement], ...] = ()

    def without_hidden(self, viewer: Viewer) -> "Evidence":
        """The world in which what the viewer may not see never existed."""
        kept = tuple((at, r) for at, r in self.records if viewer.sees(r.handling))
        names = {record_id(r) for _, r in kept}
        mentioned = {mention_id(r, m.key) for _, r in kept for m in r.mentions}
        return Evidence(
            kept,
            tuple(
                (start, end, j)
                for start, end, j in self.judgements
                if {j.left, j.right} <= mentioned and set(j.records) <= names
            ),
        )

    def as_of(self, commit: int) -> "Evidence":
        """The world as it was when a commit had just landed."""
        return Evidence(
            tuple((at, r) for at, r in self.records if at <= commit),
            tuple(
                (start, end if end <= commit else LIVE, j)
                for start, end, j in self.judgements
                if start <= commit
            ),
        )


def record_id(record: Record) -> RecordId:
    return IDS.record(record.source, record.source_key, content_hash(record))


def mention_id(record: Record, key: str) -> MentionId:
    shared = IDS.source_key(record.source, record.source_key)
    return IDS.mention(shared, Mention(key, "person"))


_DOCUMENTS = ("C7431902", "B1180437", "X5520186")
_PHONES = ("+62 812 9870 1234", "+60 12-345 6789")
_BILLS = ("MAEU5512087", "OOLU8837261")


@st.composite
def _records(draw: st.DrawFn) -> Record:
    """A person with a document, or a firm with a consignment, or a seizure of an arm."""
    mentions, claims = draw(st.sampled_from([_traveller, _listed, _trader, _seizure]))(draw)
    return Record(
        source=draw(st.sampled_from(["alpha", "beta"])),
        source_key=draw(st.sampled_from("abcdefgh")),
        version=draw(st.sampled_from(["1", "2", "3"])),
        handling=draw(st.sampled_from(HANDLINGS)),
        grade=draw(st.sampled_from([Grade("A", 1), Grade("B", 2), Grade("C", 3)])),
        mentions=mentions,
        claims=claims,
        withdrawn=False,
    )


Parts = tuple[tuple[Mention, ...], tuple[Claim, ...]]


def _person(draw: st.DrawFn, key: str = "person") -> Mention:
    properties: dict[str, tuple[str, ...]] = {
        "name": (draw(st.sampled_from(["Budi Santoso", "Aziz Karimov", "Siti Rahma"])),)
    }
    if born := draw(st.sampled_from(["", "1980-05-17", "1991-01-02"])):
        properties["birth_date"] = (born,)
    return Mention(key, "person", properties)


def _document(draw: st.DrawFn) -> Mention:
    number = draw(st.sampled_from(_DOCUMENTS))
    return Mention("document", "identity_document", {"number": (number,), "issuer": ("IDN",)})


def _phone(draw: st.DrawFn) -> Mention:
    return Mention("phone", "phone", {"number": (draw(st.sampled_from(_PHONES)),)})


def _traveller(draw: st.DrawFn) -> Parts:
    day = draw(st.sampled_from(["2026-03-01", "2026-03-02"]))
    flight = Mention("flight", "flight", {"carrier": ("GA",), "number": ("880",), "date": (day,)})
    return (_person(draw), _document(draw), flight, _phone(draw)), (
        Claim("HOLDS_DOCUMENT", "person", "document"),
        Claim("TRAVELLED_ON", "person", "flight", valid_from=day, valid_to=day),
        Claim("USES_PHONE", "person", "phone"),
    )


def _listed(draw: st.DrawFn) -> Parts:
    listed = Mention(
        "person",
        "person",
        {
            **_person(draw).properties,
            "list": ("UN",),
            "list_reference": (draw(st.sampled_from(["QDi.9001", "QDi.9002"])),),
            "list_regime": ("UN SC 1267/1989/2253",),
        },
    )
    return (listed, _document(draw)), (Claim("HOLDS_DOCUMENT", "person", "document"),)


def _trader(draw: st.DrawFn) -> Parts:
    firm = Mention(
        "consignor",
        "organisation",
        {
            "name": ("PT Pupuk",),
            "registration_number": (draw(st.sampled_from(["0112233", "0445566"])),),
            "registration_country": ("IDN",),
        },
    )
    bill = Mention("consignment", "consignment", {"bill": (draw(st.sampled_from(_BILLS)),)})
    watched = {"watched": ("ammonium_nitrate",)} if draw(st.booleans()) else {}
    goods = Mention("goods", "commodity", {"hs": ("310230",), **watched})
    port = Mention("port", "place", {"locode": (draw(st.sampled_from(["IDJKT", "SGSIN"])),)})
    return (firm, bill, goods, port, _phone(draw)), (
        Claim("LOADED_AT", "consignment", "port", valid_from="2026-02-03"),
        Claim("CONSIGNOR_OF", "consignor", "consignment", valid_from="2026-02"),
        Claim("CONTAINS", "consignment", "goods"),
        Claim("USES_PHONE", "consignor", "phone"),
    )


def _seizure(draw: st.DrawFn) -> Parts:
    seizure = Mention("seizure", "seizure", {"reference": ("S-2026-17",), "agency": ("BC",)})
    arm = Mention(
        "arm", "weapon", {"type": ("pistol",), "make": ("Pindad",), "serial": ("A 4471",)}
    )
    return (seizure, arm, _person(draw), _document(draw)), (
        Claim("SEIZED", "seizure", "arm", valid_from="2026-02-11"),
        Claim("SEIZED_FROM", "seizure", "person"),
        Claim("HOLDS_DOCUMENT", "person", "document"),
    )


@st.composite
def evidence(draw: st.DrawFn, commits: int = 4) -> Evidence:
    """Up to 12 records in up to four commits, some of them withdrawals, and some judgements."""
    drawn = draw(st.lists(st.tuples(st.integers(1, commits), _records()), max_size=12))
    known: dict[RecordId, tuple[int, Record]] = {}
    for at, drawn_record in sorted(drawn, key=lambda pair: pair[0]):
        record = drawn_record
        if draw(st.sampled_from([False] * 7 + [True])):
            record = replace(record, mentions=(), claims=(), withdrawn=True)
        known.setdefault(record_id(record), (at, record))
    records = tuple(known.values())
    people = sorted(
        {
            mention_id(r, m.key): record_id(r)
            for _, r in records
            for m in r.mentions
            if m.kind == "person"
        }.items()
    )
    judgements: list[tuple[int, int, Judgement]] = []
    if len(people) > 1:
        for _ in range(draw(st.integers(0, 4))):
            pair = draw(st.lists(st.sampled_from(people), min_size=2, max_size=2, unique=True))
            judgements.append(_judged(draw, pair, records, commits))
    return Evidence(
        records, tuple({IDS.judgement(j): (s, e, j) for s, e, j in judgements}.values())
    )


def _judged(
    draw: st.DrawFn, pair: list[tuple[MentionId, RecordId]], records: Any, commits: int
) -> tuple[int, int, Judgement]:
    used = draw(st.lists(st.sampled_from([record_id(r) for _, r in records]), max_size=2))
    start = draw(st.integers(1, commits))
    return (
        start,
        draw(st.sampled_from([start + 1, LIVE])),
        Judgement(
            left=pair[0][0],
            right=pair[1][0],
            verdict=draw(
                st.sampled_from([Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE])
            ),
            by="analyst:rahim",
            probability=draw(st.sampled_from([0.6, 0.9, 0.995])),
            records=tuple(sorted(set(used))),
        ),
    )


def export_of(world: Evidence, order: Sequence[int] | None = None) -> Export:
    """The export of a store that holds this evidence, written as plainly as can be.

    Args:
        world: what the store holds.
        order: a permutation of its records, to show that order does not matter.
    """
    records = [world.records[i] for i in order] if order else list(world.records)
    handlings = list(dict.fromkeys(r.handling for _, r in records))
    sources = list(dict.fromkeys(r.source for _, r in records))
    mentions = [(r, m) for _, r in records for m in r.mentions]
    claims = [(r, at, c) for _, r in records for at, c in enumerate(r.claims)]
    keys = [(r, m, k) for r, m in mentions for k in rule_keys(r, m)]
    rules = list(dict.fromkeys(k.rule for _, _, k in keys))
    verdicts = {Verdict.SAME: 1, Verdict.DIFFERENT: -1, Verdict.UNSURE: 0}
    judged = world.judgements
    used = [(name, IDS.judgement(j)) for _, _, j in judged for name in j.records]
    ends = [*(at for at, _ in records), *(x for s, e, _ in judged for x in (s, e) if x < LIVE)]
    return Export(
        since=0,
        commit=max(ends, default=0),
        handlings=tuple(handlings),
        sources=tuple(sources),
        rules=tuple(rules),
        record_id=ids_from_hex([record_id(r) for _, r in records]),
        record_handling=_ints([handlings.index(r.handling) for _, r in records]),
        record_source=_ints([sources.index(r.source) for _, r in records]),
        record_probability=np.array([r.grade.probability for _, r in records], np.float64),
        record_added=_longs([at for at, _ in records]),
        record_key=ids_from_hex([IDS.source_key(r.source, r.source_key) for _, r in records]),
        record_version=np.array([r.version.encode() for _, r in records], np.bytes_),
        record_withdrawn=np.array([r.withdrawn for _, r in records], np.bool_),
        record_content=ids_from_bytes([content_hash(r)[:16] for _, r in records]),
        mention_id=ids_from_hex([mention_id(r, m.key) for r, m in mentions]),
        mention_record=ids_from_hex([record_id(r) for r, _ in mentions]),
        mention_kind=_ints([ONTOLOGY.kind_codes[m.kind] for _, m in mentions]),
        mention_atom=ids_from_hex([_atom(r, m) for r, m in mentions]),
        mention_marks=_longs([marks_of(m) for _, m in mentions]),
        claim_id=ids_from_hex([IDS.claim(record_id(r), at, c) for r, at, c in claims]),
        claim_record=ids_from_hex([record_id(r) for r, _, _ in claims]),
        claim_source=ids_from_hex([mention_id(r, c.source) for r, _, c in claims]),
        claim_target=ids_from_hex([mention_id(r, c.target) for r, _, c in claims]),
        claim_type=_ints([ONTOLOGY.link_codes[c.type] for _, _, c in claims]),
        claim_start=_longs([span(c.valid_from)[0] for _, _, c in claims]),
        claim_end=_longs([span(c.valid_to)[1] for _, _, c in claims]),
        rule_mention=ids_from_hex([mention_id(r, m.key) for r, m, _ in keys]),
        rule_record=ids_from_hex([record_id(r) for r, _, _ in keys]),
        rule_key=ids_from_hex([IDS.rule_key(k.rule, k.key) for _, _, k in keys]),
        rule_code=_ints([rules.index(k.rule) for _, _, k in keys]),
        rule_guard=_ints([k.guard for _, _, k in keys]),
        judgement_id=ids_from_hex([IDS.judgement(j) for _, _, j in judged]),
        judgement_left=ids_from_hex([j.left for _, _, j in judged]),
        judgement_right=ids_from_hex([j.right for _, _, j in judged]),
        judgement_verdict=_ints([verdicts[j.verdict] for _, _, j in judged]),
        judgement_probability=np.array([j.probability for _, _, j in judged], np.float64),
        judgement_from=_longs([start for start, _, _ in judged]),
        judgement_to=_longs([end for _, end, _ in judged]),
        judged_on=ids_from_hex([name for name, _ in used]),
        judged_on_judgement=ids_from_hex([name for _, name in used]),
    )


def _atom(record: Record, mention: Mention) -> str:
    key = identity_key(mention)
    return IDS.atom(mention.kind, key) if key else mention_id(record, mention.key)


def _ints(values: list[int]) -> Any:
    return np.array(values, np.int32)


def _longs(values: list[int]) -> Any:
    return np.array(values, np.int64)
