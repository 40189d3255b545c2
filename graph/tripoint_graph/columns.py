"""The store's rows as numpy arrays, in an order that depends only on what is stored.

`Export` is what a store hands over: arrays in any order, ends named by id. `Columns` is the same
sorted by content id, with ends as row numbers: two stores, and any order of loading, give equal
columns. Ids are (n, 2) uint64 arrays: the 16 bytes, big-endian.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tripoint_graph.model import Handling

Ids = npt.NDArray[np.uint64]  # shape (n, 2)
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.bytes_]

LIVE = 2**62
"""The commit at which a judgement that still holds ceases to."""


@dataclass(frozen=True)
class Export:
    """What changed after one commit, up to and including another.

    Rows are in any order; an id occurs once. Lists of names say what the codes mean.

    Attributes:
        since: the commit after which this begins.
        commit: the newest commit in it.
        handlings, sources: what `record_handling` and `record_source` number.
        record_id: (r, 2); record_handling, record_source: (r,) codes.
        record_probability: (r,) the grade's probability.
        record_added: (r,) the commit it came with.
        record_key: (r, 2) `Ids.source_key`: what versions of one record share.
        record_version: (r,) UTF-8 bytes; record_withdrawn: (r,); record_content: (r, 2) the
            first 16 bytes of the content hash. Of the records of one key that a viewer may see,
            the one with the greatest (version, withdrawn, content) speaks, for that viewer.
        mention_id: (m, 2), the same in every version of its record; mention_record: (m, 2)
            record ids; a row is one mention in one record. mention_kind: (m,) ontology code.
        mention_atom: (m, 2) the id of what it is: `Ids.atom` of kind and key, or the mention id.
        mention_marks: (m,) bits.
        claim_id, claim_record, claim_source, claim_target: (c, 2), the last two the ids of
            mentions in the same record.
        claim_type: (c,) ontology code; claim_start, claim_end: (c,) seconds since 1970 (UTC):
            the earliest and the latest second at which it can have held.
        rule_mention, rule_record: (k, 2) a mention in a record; rule_key: (k, 2)
            `Ids.rule_key`; rule_code: (k,) index into `rules`; rule_guard: (k,).
        judgement_id, judgement_left, judgement_right: (j, 2), the last two mention ids.
        judgement_verdict: (j,) 1 same, -1 different, 0 unsure; judgement_probability: (j,).
        judgement_from, judgement_to: (j,) the commits between which it held:
            from <= commit < to, `LIVE` while it still does; one row an interval, every interval
            that began or ended after `since`.
        judged_on: (e, 2) record ids used; judged_on_judgement: (e, 2) judgement ids.
    """

    since: int
    commit: int
    handlings: tuple[Handling, ...]
    sources: tuple[str, ...]
    rules: tuple[str, ...]
    record_id: Ids
    record_handling: Ints
    record_source: Ints
    record_probability: Floats
    record_added: Longs
    record_key: Ids
    record_version: Texts
    record_withdrawn: Flags
    record_content: Ids
    mention_id: Ids
    mention_record: Ids
    mention_kind: Ints
    mention_atom: Ids
    mention_marks: Longs
    claim_id: Ids
    claim_record: Ids
    claim_source: Ids
    claim_target: Ids
    claim_type: Ints
    claim_start: Longs
    claim_end: Longs
    rule_mention: Ids
    rule_record: Ids
    rule_key: Ids
    rule_code: Ints
    rule_guard: Ints
    judgement_id: Ids
    judgement_left: Ids
    judgement_right: Ids
    judgement_verdict: Ints
    judgement_probability: Floats
    judgement_from: Longs
    judgement_to: Longs
    judged_on: Ids
    judged_on_judgement: Ids


def ids_from_hex(values: list[str]) -> Ids:
    """32-digit hex ids as an (n, 2) array.

    >>> ids_from_hex(["00000000000000010000000000000002"]).tolist()
    [[1, 2]]
    """
    return ids_from_bytes([bytes.fromhex(value) for value in values])


def ids_from_bytes(values: list[bytes]) -> Ids:
    """16-byte ids as an (n, 2) array."""
    packed = np.frombuffer(b"".join(values), dtype=">u8")
    return packed.astype(np.uint64).reshape(-1, 2)


def hex_of(ids: Ids) -> list[str]:
    """The 32-digit hex form of each id of an (n, 2) array."""
    packed = np.ascontiguousarray(ids).astype(">u8").tobytes()
    text = packed.hex()
    return [text[at : at + 32] for at in range(0, len(text), 32)]


def order_of(ids: Ids) -> npt.NDArray[np.intp]:
    """The permutation that sorts an (n, 2) array of ids."""
    order = np.argsort(ids[:, 0])
    first = ids[order, 0]
    # Sorting by one half is several times faster, and hashes next to never agree in it.
    if (first[1:] == first[:-1]).any():
        return np.lexsort((ids[:, 1], ids[:, 0]))
    return order
