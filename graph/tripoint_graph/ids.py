"""Ids: keyed hashes of content, never sequence numbers.

A gap in a sequence tells that something is hidden, two stores must agree on ids, and a bare
hash of a passport number can be guessed back. So every id is BLAKE2b (RFC 7693) keyed with the
installation's secret.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2b

import orjson

from tripoint_graph.model import (
    Claim,
    ClaimId,
    EntityId,
    Judgement,
    JudgementId,
    Mention,
    MentionId,
    Record,
    RecordId,
    RunId,
)

ID_BYTES = 16


def content_hash(record: Record) -> bytes:
    """The 32-byte hash of all that a record says; where it was read from is left out."""
    return blake2b(
        orjson.dumps(
            [
                record.version,
                record.withdrawn,
                str(record.grade),
                record.observed_at,
                _handling_parts(record),
                [[m.key, m.kind, _sorted(m.properties)] for m in record.mentions],
                [
                    [c.type, c.source, c.target, c.valid_from, c.valid_to, _sorted(c.properties)]
                    for c in record.claims
                ],
                record.raw,
            ]
        ),
        digest_size=32,
    ).digest()


def _sorted(properties: Mapping[str, object]) -> list[tuple[str, object]]:
    # Names differ, so values are never compared.
    return sorted(properties.items()) if len(properties) > 1 else [*properties.items()]


def _handling_parts(record: Record) -> list[object]:
    handling = record.handling
    return [
        handling.owner,
        int(handling.tlp),
        str(handling.category),
        list(handling.releasable_to),
        handling.retention,
    ]


class Ids:
    """Makes ids under one installation's secret.

    Args:
        secret: at least 16 bytes; up to 64 are used.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) < ID_BYTES:
            raise ValueError("the installation's secret needs at least 16 bytes")
        self._keyed = blake2b(digest_size=ID_BYTES, key=secret[:64])
        self.fingerprint = self._hash("fingerprint", "tripoint")

    def record(self, source: str, source_key: str, content: bytes) -> RecordId:
        """One version of one record."""
        return RecordId(self._hash("record", source, source_key, content.hex()))

    def source_key(self, source: str, source_key: str) -> str:
        """What all versions of one record share."""
        return self._hash("source-key", source, source_key)

    def mention(self, source_key: str, mention: Mention) -> MentionId:
        """One mention, the same in every version of its record: judgements on it outlive an
        update of the list that it stands in.

        Args:
            source_key: the record's `Ids.source_key`.
            mention: the mention; its key names it inside the record.
        """
        return MentionId(self.mentions(source_key)(mention.key))

    def mentions(self, source_key: str) -> Callable[[str], str]:
        """Gives the mentions of one record: key inside the record -> id."""
        return self._begun("mention", source_key)

    def claim(self, record: RecordId, position: int, claim: Claim) -> ClaimId:
        """One claim inside a record; `position` counts its claims from 0."""
        return ClaimId(self.claims(record)(f"{position}\x1f{claim.type}"))

    def claims(self, record: RecordId) -> Callable[[str], str]:
        """Gives the claims of one record: position and type with 0x1F between -> id."""
        return self._begun("claim", record)

    def atom(self, kind: str, key: str) -> EntityId:
        """A thing that is its identifier: the same key is the same thing, by definition."""
        return EntityId(self._hash("atom", kind, key))

    def rule_key(self, rule: str, key: str) -> str:
        """What two mentions share when an exact identity rule joins them."""
        return self._hash("rule", rule, key)

    def judgement(self, judgement: Judgement) -> JudgementId:
        """A judgement: one opinion of one judge on one pair."""
        left, right = sorted((judgement.left, judgement.right))
        return JudgementId(
            self._hash("judgement", left, right, judgement.verdict, judgement.by, judgement.reason)
        )

    def run(self, source: str, format_name: str, file_hash: str) -> RunId:
        """One file read by one reader as one source."""
        return RunId(self._hash("run", source, format_name, file_hash))

    def _hash(self, *parts: str) -> str:
        hashed = self._keyed.copy()  # the key is worked in once, not for every id
        hashed.update("\x1f".join(parts).encode("utf-8", "surrogatepass"))
        return hashed.hexdigest()

    def _begun(self, *parts: str) -> Callable[[str], str]:
        """Hashes that all begin with these parts, which are worked in once."""
        begun = self._keyed.copy()
        begun.update("\x1f".join([*parts, ""]).encode("utf-8", "surrogatepass"))

        def rest(text: str) -> str:
            hashed = begun.copy()
            hashed.update(text.encode("utf-8", "surrogatepass"))
            return hashed.hexdigest()

        return rest
