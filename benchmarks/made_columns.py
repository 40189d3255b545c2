"""A made-up store's columns of any size, straight as arrays: for timing what is made of them."""

import numpy as np
import numpy.typing as npt

from tripoint_graph.columns import LIVE, Export, Ids
from tripoint_graph.model import Category, Handling, Tlp
from tripoint_graph.ontology import ONTOLOGY

HUB_LINKS = 39_000
"""Links of the busiest entity: a large forwarder's."""


def made_export(entities: int, links: int, seed: int = 1) -> Export:
    """About `entities` things joined by `links` claims.

    Two fifths as many records as links, one mention an end of a claim shared as real messages
    share them, three handlings (passenger, trade, list), six sources, exact rules over a fifth
    of the things, three judgements for every ten, and one entity with a hub's links.
    """
    rng = np.random.default_rng(seed)
    records = links * 2 // 5
    record_id = _ids(rng, records)
    of_record = np.sort(rng.integers(0, records, links))
    atom_id, atom_kind = _ids(rng, entities), rng.integers(0, len(ONTOLOGY.kinds), entities)
    atom = _popular(rng, entities, links)
    mention_id = _ids(rng, links)
    # A claim runs from a mention to the next one of the same record, or of its neighbour's.
    other = np.where(np.roll(of_record, -1) == of_record, np.roll(np.arange(links), -1), -1)
    other = np.where(other < 0, np.roll(np.arange(links), 1), other)
    same_record = of_record[other] == of_record
    source, target = np.flatnonzero(same_record), other[same_record]
    one_each = np.unique(atom, return_index=True)[1]
    ruled = rng.choice(one_each, len(one_each) // 5, replace=False)
    judged = rng.choice(one_each, (len(one_each) * 3 // 10, 2))
    judgement_id = _ids(rng, len(judged))
    key = _ids(rng, len(ruled) // 3)[rng.integers(0, len(ruled) // 3, len(ruled))]
    return Export(
        since=0,
        commit=100,
        handlings=_HANDLINGS,
        sources=tuple(f"source-{number}" for number in range(6)),
        rules=("same-document/1", "same-registration/1"),
        record_id=record_id,
        record_handling=rng.integers(0, len(_HANDLINGS), records).astype(np.int32),
        record_source=rng.integers(0, 6, records).astype(np.int32),
        record_probability=rng.choice([0.86, 0.74, 0.64], records),
        record_added=rng.integers(1, 101, records),
        record_key=_ids(rng, records),
        record_version=np.full(records, b"2026-03-01", np.bytes_),
        record_withdrawn=np.zeros(records, np.bool_),
        record_content=_ids(rng, records),
        mention_id=mention_id,
        mention_record=record_id[of_record],
        mention_kind=atom_kind[atom].astype(np.int32),
        mention_atom=atom_id[atom],
        mention_marks=rng.choice(np.array([0] * 60 + [1, 2, 4]), links).astype(np.int64),
        claim_id=_ids(rng, len(source)),
        claim_record=record_id[of_record[source]],
        claim_source=mention_id[source],
        claim_target=mention_id[target],
        claim_type=rng.integers(0, len(ONTOLOGY.links), len(source)).astype(np.int32),
        claim_start=rng.integers(1_700_000_000, 1_790_000_000, len(source)),
        claim_end=np.full(len(source), 2**62),
        rule_mention=mention_id[ruled],
        rule_record=record_id[of_record[ruled]],
        rule_key=key,
        rule_code=np.zeros(len(ruled), np.int32),
        rule_guard=np.zeros(len(ruled), np.int32),
        judgement_id=judgement_id,
        judgement_left=mention_id[judged[:, 0]],
        judgement_right=mention_id[judged[:, 1]],
        judgement_verdict=np.ones(len(judged), np.int32),
        judgement_probability=rng.uniform(0.7, 1.0, len(judged)),
        judgement_from=np.full(len(judged), 50),
        judgement_to=np.full(len(judged), LIVE),
        judged_on=record_id[of_record[judged[:, 0]]],
        judged_on_judgement=judgement_id,
    )


_HANDLINGS = (
    Handling("OWN", Tlp.AMBER, Category.PASSENGER),
    Handling("OWN", Tlp.AMBER, Category.TRADE),
    Handling("UN", Tlp.CLEAR, Category.LIST),
)


def _ids(rng: np.random.Generator, count: int) -> Ids:
    return rng.integers(0, 2**64, (count, 2), dtype=np.uint64)


def _popular(rng: np.random.Generator, entities: int, draws: int) -> npt.NDArray[np.int64]:
    atom = (entities * rng.random(draws) ** 1.6).astype(np.int64)
    atom[rng.choice(draws, min(HUB_LINKS, draws // 10), replace=False)] = entities - 1
    return atom
