"""Actor classes: the ontology's rules applied to one world, and the records behind each label."""

import numpy as np

from tripoint_graph.columns import Ints
from tripoint_graph.model import RecordId
from tripoint_graph.ontology import ONTOLOGY, ClassRule, Step, Walk
from tripoint_graph.snapshot import ClassLabel, Mask, Snapshot


def classify(snapshot: Snapshot) -> None:
    """Fill in `snapshot.classes`: for each actor class which entities are in it. Shape (n,)."""
    for name, actor in ONTOLOGY.classes.items():
        mask = np.zeros(snapshot.entities, np.bool_)
        for rule in actor.rules:
            mask |= _reaches(snapshot, rule)[0]
        snapshot.classes[name] = mask


def labels_of(snapshot: Snapshot, entity: int) -> list[ClassLabel]:
    """Why an entity is in each of its classes: the rules that hold and the records they rest on."""
    labels: list[ClassLabel] = []
    for name, actor in ONTOLOGY.classes.items():
        if snapshot.classes[name][entity]:
            labels += [
                ClassLabel(name, rule.rule, records)
                for rule in actor.rules
                if (records := _witnesses(snapshot, rule, entity))
            ]
    return labels


def _reaches(snapshot: Snapshot, rule: ClassRule) -> list[Mask]:
    """Which entities satisfy the rule from its start, and from each of its steps on.

    Worked out backwards from the last step: [0] is the class itself.
    """
    after = [np.ones(snapshot.entities, np.bool_)]
    for step in reversed(rule.steps):
        near, far, _ = _crossed(snapshot, step)
        ok = after[0][snapshot.mention_entity[far]] & _marked(snapshot, far, step.mark)
        before = np.zeros(snapshot.entities, np.bool_)
        before[snapshot.mention_entity[near[ok]]] = True
        after.insert(0, before)
    after[0] = after[0] & _starts(snapshot, rule)
    return after


def _starts(snapshot: Snapshot, rule: ClassRule) -> Mask:
    kinds = [ONTOLOGY.kind_codes[kind] for kind in rule.kinds]
    mask: Mask = np.isin(snapshot.entity_kind, kinds)
    if rule.mark:
        marked = np.zeros(snapshot.entities, np.bool_)
        bit = ONTOLOGY.mark_bits[rule.mark]
        marked[snapshot.mention_entity[(snapshot.mention_marks & bit) != 0]] = True
        mask &= marked
    return mask


def _crossed(snapshot: Snapshot, step: Step) -> tuple[Ints, Ints, Ints]:
    """Near mention, far mention and row of every claim that a step can cross."""
    claims = np.flatnonzero(snapshot.claim_type == ONTOLOGY.link_codes[step.link])
    source, target = snapshot.claim_source[claims], snapshot.claim_target[claims]
    near, far = (source, target) if step.walk is Walk.FORWARD else (target, source)
    return near, far, claims.astype(np.int32)


def _marked(snapshot: Snapshot, mentions: Ints, mark: str) -> Mask:
    if not mark:
        return np.ones(len(mentions), np.bool_)
    found: Mask = (snapshot.mention_marks[mentions] & ONTOLOGY.mark_bits[mark]) != 0
    return found


def _witnesses(snapshot: Snapshot, rule: ClassRule, entity: int) -> tuple[RecordId, ...]:
    """The records of every way in which the rule holds for one entity; empty where it does not.

    Walks from the entity along the rule's steps, then back to leave out what led nowhere: only
    claims near the entity are looked at.
    """
    if int(snapshot.entity_kind[entity]) not in [ONTOLOGY.kind_codes[k] for k in rule.kinds]:
        return ()
    own = snapshot.member_rows(entity)
    own = own[_marked(snapshot, own, rule.mark)]
    if not len(own):
        return ()
    records = [snapshot.mention_record[own]] if rule.mark else []
    here = np.array([entity], np.int32)
    walked = []
    for step in rule.steps:
        near, far, claims = _crossed_from(snapshot, step, here)
        here = np.unique(far)
        walked.append((near, far, claims))
    for near, far, claims in reversed(walked):
        ok = np.isin(far, here)
        records.append(snapshot.claim_record[claims[ok]])
        here = np.unique(near[ok])
    return tuple(snapshot.record_names(np.concatenate(records))) if len(here) else ()


def _crossed_from(snapshot: Snapshot, step: Step, here: Ints) -> tuple[Ints, Ints, Ints]:
    """Near entity, far entity and row of every claim that a step can cross from some entities."""
    forward = step.walk is Walk.FORWARD
    claims = (snapshot.claims_from if forward else snapshot.claims_to).of_all(here)
    claims = claims[snapshot.claim_type[claims] == ONTOLOGY.link_codes[step.link]]
    source, target = snapshot.claim_source[claims], snapshot.claim_target[claims]
    near, far = (source, target) if forward else (target, source)
    ok = _marked(snapshot, far, step.mark)
    return snapshot.mention_entity[near[ok]], snapshot.mention_entity[far[ok]], claims[ok]
