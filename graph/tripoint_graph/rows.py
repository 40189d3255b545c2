"""What every store keeps of a record beside its own words: ids, atoms, marks, keys, times.

All of it is derived from the record, the ontology and the installation's secret, so two stores
agree, and a store can make it anew when the ontology changes.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import orjson

from tripoint_graph.identity import (
    RuleKey,
    document_keys,
    goes_by_documents,
    identity_key,
    own_keys,
)
from tripoint_graph.ids import Ids
from tripoint_graph.marks import marks_of
from tripoint_graph.model import ClaimId, EntityId, Mention, MentionId, Record, RecordId
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.searching import searchable_texts
from tripoint_graph.validate import check

DERIVATION = 2
"""Counts up whenever the code that derives (normalise, identity, marks, ids) does so otherwise."""
DESCRIBED_MAX = 65_536
"""Different mentions that one `Derivation` remembers at most."""
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


def withdrawal_of(record: Record) -> Record:
    """The record that takes this one back."""
    return Record(
        source=record.source,
        source_key=record.source_key,
        handling=record.handling,
        version=record.version,
        withdrawn=True,
    )


class Derivation:
    """Derives the rows of records; carriers, ports and flights, which stand in record after
    record, are described once.

    What it remembers is personal data: make one for a batch, and let it go with the batch.

    Args:
        ids: ids under the store's secret.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._known: dict[tuple[object, ...], _Described] = {}

    def rows_of(self, id: RecordId, record: Record, content: bytes) -> RecordRows:
        """Derive everything that is kept of one valid record."""
        key = self._ids.source_key(record.source, record.source_key)
        mentions = self._mention_rows(key, record)
        return RecordRows(id, key, content, record, mentions, _claim_rows(self._ids, id, record))

    def _mention_rows(self, key: str, record: Record) -> tuple[MentionRow, ...]:
        named = self._ids.mentions(key)
        rows = []
        for mention in record.mentions:
            id, (_, kind, atom, marks, texts, rules, linked) = named(mention.key), self._of(mention)
            if linked and (found := [*document_keys(record, mention, self._identity)]):
                rules = tuple(dict.fromkeys([*rules, *_rule_rows(self._ids, found)]))
            rows.append(
                MentionRow(
                    MentionId(id), mention.key, kind, atom or EntityId(id), marks, rules, texts
                )
            )
        return tuple(rows)

    def _identity(self, mention: Mention) -> str:
        return self._of(mention).identity

    def _of(self, mention: Mention) -> "_Described":
        told = (mention.kind, *mention.properties.items())
        found = self._known.get(told)
        if found is None:
            if len(self._known) == DESCRIBED_MAX:
                self._known.clear()
            found = self._known[told] = _described(self._ids, mention)
        return found


class _Described(NamedTuple):
    """What follows from a mention's kind and properties alone; `atom` is None where it has none,
    `linked` tells whether a link to a document may join it to others.
    """

    identity: str
    kind: int
    atom: EntityId | None
    marks: int
    texts: frozenset[str]
    rules: tuple[RuleRow, ...]
    linked: bool


def _described(ids: Ids, mention: Mention) -> _Described:
    identity = identity_key(mention)
    return _Described(
        identity,
        ONTOLOGY.kind_codes[mention.kind],
        ids.atom(mention.kind, identity) if identity else None,
        marks_of(mention),
        frozenset(searchable_texts(mention)),
        _rule_rows(ids, dict.fromkeys(own_keys(mention))),
        goes_by_documents(mention.kind),
    )


def _rule_rows(ids: Ids, keys: Iterable[RuleKey]) -> tuple[RuleRow, ...]:
    return tuple([RuleRow(k.rule, ids.rule_key(k.rule, k.key), k.guard) for k in keys])


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
