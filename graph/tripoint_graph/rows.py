"""What every store keeps of a record beside its own words: ids, atoms, marks, keys, times.

All of it is derived from the record, the ontology and the installation's secret, so two stores
agree, and a store can make it anew when the ontology changes.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple

import orjson

from tripoint_graph.identity import identity_key, rule_keys
from tripoint_graph.ids import Ids
from tripoint_graph.marks import marks_of
from tripoint_graph.model import ClaimId, EntityId, Mention, MentionId, Record, RecordId
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.searching import searchable_texts
from tripoint_graph.validate import check

DERIVATION = 2
"""Counts up whenever the code that derives (normalise, identity, marks, ids) does so otherwise."""
_SHOWN = {"label", "plural", "strand", "icon", "shape", "caption", "bridges", "nature", "sentence"}


@cache
def derivation() -> str:
    """Names how rows are derived: stores make theirs anew when it changes."""
    declared = [
        [entry.model_dump(mode="json", exclude=_SHOWN) for entry in entries.values()]
        for entries in (ONTOLOGY.kinds, ONTOLOGY.links, ONTOLOGY.marks)
    ]
    return f"{DERIVATION}-{blake2b(orjson.dumps(declared), digest_size=16).hexdigest()}"


class RuleRow(NamedTuple):
    """One exact-identity key of a mention: rule name, `Ids.rule_key` and guard."""

    rule: str
    key: str
    guard: int


class MentionRow(NamedTuple):
    """What is kept of one mention; `kind` is its ontology code."""

    id: MentionId
    key: str
    kind: int
    atom: EntityId
    marks: int
    rules: tuple[RuleRow, ...]
    texts: frozenset[str]


class ClaimRow(NamedTuple):
    """What is kept of one claim; `source` and `target` count the record's mentions from 0."""

    id: ClaimId
    type: int
    source: int
    target: int
    start: int
    end: int


class RecordRows(NamedTuple):
    """What is kept of one record; `key` is what its versions share, `content` its 32-byte hash."""

    id: RecordId
    key: str
    content: bytes
    record: Record
    mentions: tuple[MentionRow, ...]
    claims: tuple[ClaimRow, ...]


def admitted(ids: Ids, records: Sequence[Record]) -> dict[RecordId, tuple[Record, bytes]]:
    """Records and their content hashes by id, each once, in the order given.

    Raises:
        InvalidEvidence: one of them contradicts itself or the ontology.
    """
    found: dict[RecordId, tuple[Record, bytes]] = {}
    for record in records:
        content = check(record)
        found[ids.record(record.source, record.source_key, content)] = (record, content)
    return found


def rows_of(ids: Ids, id: RecordId, record: Record, content: bytes) -> RecordRows:
    """Derive everything that is kept of one valid record."""
    key = ids.source_key(record.source, record.source_key)
    mentions = _mention_rows(ids, key, record)
    return RecordRows(id, key, content, record, mentions, _claim_rows(ids, id, record))


def withdrawal_of(record: Record) -> Record:
    """The record that takes this one back."""
    return Record(
        source=record.source,
        source_key=record.source_key,
        handling=record.handling,
        version=record.version,
        withdrawn=True,
    )


def _mention_rows(ids: Ids, key: str, record: Record) -> tuple[MentionRow, ...]:
    named = ids.mentions(key)
    rows = []
    for mention in record.mentions:
        id, described = MentionId(named(mention.key)), _described(ids, mention)
        rules: tuple[RuleRow, ...] = ()
        if described.may_share and (found := dict.fromkeys(rule_keys(record, mention))):
            rules = tuple([RuleRow(r.rule, ids.rule_key(r.rule, r.key), r.guard) for r in found])
        atom, texts = described.atom or EntityId(id), described.texts
        rows.append(
            MentionRow(id, mention.key, described.kind, atom, described.marks, rules, texts)
        )
    return tuple(rows)


class _Described(NamedTuple):
    """What follows from a mention's kind and properties alone; `atom` is None where it has none."""

    kind: int
    atom: EntityId | None
    marks: int
    texts: frozenset[str]
    may_share: bool


def _described(ids: Ids, mention: Mention) -> _Described:
    """Carriers, ports and flights stand in record after record, and are worked out once."""
    return _described_once(ids, mention.kind, tuple(mention.properties.items()))


@lru_cache(maxsize=65_536)
def _described_once(
    ids: Ids, kind: str, properties: tuple[tuple[str, tuple[str, ...]], ...]
) -> _Described:
    mention = Mention("", kind, dict(properties))
    identity = identity_key(mention)
    return _Described(
        ONTOLOGY.kind_codes[kind],
        ids.atom(kind, identity) if identity else None,
        marks_of(mention),
        frozenset(searchable_texts(mention)),
        bool(ONTOLOGY.kinds[kind].same_when),
    )


def _claim_rows(ids: Ids, id: RecordId, record: Record) -> tuple[ClaimRow, ...]:
    if not record.claims:
        return ()
    place = {mention.key: at for at, mention in enumerate(record.mentions)}
    named, codes = ids.claims(id), ONTOLOGY.link_codes
    return tuple(
        [
            ClaimRow(
                ClaimId(named(f"{position}\x1f{claim.type}")),
                codes[claim.type],
                place[claim.source],
                place[claim.target],
                span(claim.valid_from)[0],
                span(claim.valid_to)[1],
            )
            for position, claim in enumerate(record.claims)
        ]
    )
