"""The content digest: what a store holds as one number, whatever the order, store or secret.

Every record and every live judgement is hashed by content; the hashes are summed modulo 2^256,
so that order does not matter and a thing held twice would show.
"""

from collections.abc import Iterable
from hashlib import blake2b

import orjson

from tripoint_graph.wire import PortableJudgement

_BYTES = 32
_MODULUS = 1 << (8 * _BYTES)


def digest_of(
    records: Iterable[tuple[str, str, bytes]], judgements: Iterable[PortableJudgement]
) -> str:
    """The digest, 64 hex digits, of (source, source_key, content hash) rows and judgements.

    Judgements that no longer hold count for nothing.
    """
    total = sum(
        _hash(["record", source, source_key, content.hex()])
        for source, source_key, content in records
    )
    total += sum(_judgement(judgement) for judgement in judgements if judgement.live)
    return format(total % _MODULUS, "064x")


def _judgement(portable: PortableJudgement) -> int:
    said = portable.judgement
    ends = sorted((portable.left, portable.right))
    return _hash(
        [
            "judgement",
            [[end.source, end.source_key, end.mention] for end in ends],
            str(said.verdict),
            said.by,
            said.probability,
            said.reason,
            sorted(said.features.items()),
            [[r.source, r.source_key, r.content] for r in sorted(portable.records)],
        ]
    )


def _hash(parts: list[object]) -> int:
    return int.from_bytes(blake2b(orjson.dumps(parts), digest_size=_BYTES).digest(), "big")
