"""Chains as documents: who, how sure, a sentence a step, and the records behind each."""

from collections.abc import Iterable, Sequence
from typing import Any

from tripoint.told.assurance import Assurance, assurance_document, heading
from tripoint.told.entity import record_heading
from tripoint_algorithms.links.chains import Chain, Step, link_name, roles
from tripoint_algorithms.topology import Topology
from tripoint_graph.captions import sentence
from tripoint_graph.classes import labels_of
from tripoint_graph.hydrate import captions, days, kind_of, records
from tripoint_graph.model import RecordId
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredRecord
from tripoint_graph.snapshot import ClassLabel

RANKED_BY = "cost: unsure, unspecific and long chains cost more"


def chain_documents(
    store: EvidenceReader,
    graph: Topology,
    chains: Sequence[Chain],
    assurances: Sequence[Assurance] = (),
) -> list[dict[str, Any]]:
    """Each chain with everything that stands on a screen, read from the store in two calls.

    Args:
        store: where names and records are read.
        graph: the world, under the filter of the question.
        chains: what was found.
        assurances: how far each can be relied on, where that was worked out.
    """
    world = graph.snapshot
    entities = [entity for chain in chains for entity in chain.entities]
    steps = [step for chain in chains for step in chain.steps]
    ends = {end: labels_of(world, end) for each in chains for end in _ends(each)}
    further = [record for told in assurances for record in told.records(world)]
    further += [label.records[0] for labels in ends.values() for label in labels]
    names = names_of(store, graph, entities, steps, further)
    documents = [_chain(names, chain, rank) for rank, chain in enumerate(chains, start=1)]
    for document, chain in zip(documents, chains, strict=True):
        document["because"] = [
            _label(names, end, label) for end in _ends(chain) for label in ends[end]
        ]
    for document, told in zip(documents, assurances, strict=False):
        document.update(assurance_document(world, told))
        document["headings"] = {name: heading(names.held[name]) for name in told.records(world)}
    return documents


def _ends(chain: Chain) -> list[int]:
    return list(dict.fromkeys((chain.entities[0], chain.entities[-1])))


def _label(names: "Names", end: int, label: ClassLabel) -> dict[str, Any]:
    """Why an end of a chain is in a class: without it, whoever asks for the class finds it not."""
    return {
        "entity": names.graph.snapshot.entity_name(end),
        "caption": names.named[end],
        "class": label.name,
        "rule": label.rule,
        "support": len(label.records),
        "record": heading(names.held[label.records[0]]),
    }


class Names:
    """What is needed to write chains of one world down."""

    def __init__(
        self, graph: Topology, named: dict[int, str], held: dict[RecordId, StoredRecord]
    ) -> None:
        self.graph = graph
        self.named = named
        self.held = held

    def entity(self, entity: int) -> dict[str, Any]:
        """One entity of a chain."""
        world = self.graph.snapshot
        return {
            "id": world.entity_name(entity),
            "kind": kind_of(world, entity),
            "caption": self.named[entity],
            "classes": [name for name, mask in world.classes.items() if mask[entity]],
        }

    def link(self, link: int) -> dict[str, Any]:
        """One link, in words."""
        world = self.graph.snapshot
        source, target = int(world.link_source[link]), int(world.link_target[link])
        name = link_name(self.graph, link)
        return {
            "type": name,
            "nature": str(ONTOLOGY.link(name).nature),
            "sentence": sentence(name, self.named[source], self.named[target]),
            "when": days(int(world.link_start[link]), int(world.link_end[link])),
            "confidence": float(world.link_confidence[link]),
            "sources": world.sources_of(link),
        }


def names_of(
    store: EvidenceReader,
    graph: Topology,
    entities: Iterable[int],
    steps: Iterable[Step],
    further: Iterable[RecordId] = (),
) -> Names:
    """What is needed to write down these entities and steps, and further records."""
    world = graph.snapshot
    links = {link for step in steps for link in step.links}
    behind = {record for link in links for record in world.records_of(link)} | set(further)
    return Names(graph, captions(store, world, entities), records(store, world, behind))


def _chain(names: Names, chain: Chain, rank: int) -> dict[str, Any]:
    steps = [step_document(names, step) for step in chain.steps]
    parts = [
        names.entity(entity) | {"role": str(role)}
        for entity, role in zip(chain.entities, roles(names.graph, chain), strict=True)
    ]
    weakest = min(steps, key=lambda step: step["confidence"], default=None)
    return {
        "rank": rank,
        "from": parts[0],
        "to": parts[-1],
        "hops": len(steps),
        "confidence": chain.confidence,
        "cost": chain.cost,
        "sources": sorted({source for step in steps for source in step["sources"]}),
        "weakest_step": steps.index(weakest) + 1 if weakest else None,
        "entities": parts,
        "steps": steps,
        "records": sorted({record["record"] for step in steps for record in step["records"]}),
    }


def step_document(names: Names, step: Step) -> dict[str, Any]:
    """One step, with the records behind it."""
    world = names.graph.snapshot
    behind = sorted({record for link in step.links for record in world.records_of(link)})
    return {
        "from": world.entity_name(step.source),
        "to": world.entity_name(step.target),
        **names.link(step.link),
        "context": step.context,
        "also": [names.link(link) for link in step.links if link != step.link],
        "records": [record_heading(names.held[record]) for record in behind],
    }
