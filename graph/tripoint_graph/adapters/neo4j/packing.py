"""What snapshots read of a record, packed: a few bytes a mention, claim and rule key.

One record carries its own columns, so that an export reads records and nothing else: several
times faster than reading every mention and claim. All numbers are big-endian.
"""

from collections.abc import Sequence
from struct import Struct

import numpy as np
import numpy.typing as npt

from tripoint_graph.adapters.neo4j.naming import Numbering
from tripoint_graph.rows import RecordRows

MENTION = np.dtype([("id", ">u8", 2), ("atom", ">u8", 2), ("kind", ">i4"), ("marks", ">i8")])
CLAIM = np.dtype(
    [
        ("id", ">u8", 2),
        ("source", ">i4"),  # places of its ends among the record's mentions
        ("target", ">i4"),
        ("type", ">i4"),
        ("start", ">i8"),
        ("end", ">i8"),
    ]
)
RULE = np.dtype([("key", ">u8", 2), ("mention", ">i4"), ("code", ">i4"), ("guard", ">i4")])
_MENTION = Struct(">16s16siq")
_CLAIM = Struct(">16siiiqq")
_RULE = Struct(">16siii")

Packed = npt.NDArray[np.void]


def pack_mentions(rows: RecordRows) -> bytes:
    """The mentions of a record, in its order."""
    return b"".join(
        _MENTION.pack(bytes.fromhex(m.id), bytes.fromhex(m.atom), m.kind, m.marks)
        for m in rows.mentions
    )


def pack_claims(rows: RecordRows) -> bytes:
    """The claims of a record, in its order."""
    return b"".join(
        _CLAIM.pack(bytes.fromhex(c.id), c.source, c.target, c.type, c.start, c.end)
        for c in rows.claims
    )


def pack_rules(rows: RecordRows, codes: Numbering) -> bytes:
    """The exact-identity keys of a record's mentions; `codes` number the rules."""
    return b"".join(
        _RULE.pack(bytes.fromhex(rule.key), place, codes[rule.rule], rule.guard)
        for place, mention in enumerate(rows.mentions)
        for rule in mention.rules
    )


def unpacked(
    kind: "np.dtype[np.void]", packed: Sequence[bytes]
) -> tuple[Packed, npt.NDArray[np.intp]]:
    """The rows of many records behind each other, and for each row the place of its record."""
    rows = np.frombuffer(b"".join(packed), kind)
    counts = np.array([len(each) for each in packed], np.intp) // kind.itemsize
    return rows, np.repeat(np.arange(len(packed)), counts)
