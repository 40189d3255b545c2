"""The resolved view as files for `neo4j-admin database import full`."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tripoint_graph.adapters.neo4j import viewing
from tripoint_graph.adapters.neo4j.bulk import mention_key, tables
from tripoint_graph.adapters.neo4j.tables import Table
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

AT_ONCE = 1_000
"""Entities whose mentions are read at once."""

_GIVEN = ("id", "caption", "state")
_PART_OF = (":START_ID(Mention)", ":END_ID(Entity)")
_LINK = (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", "confidence:double",
         "valid_from:datetime", "valid_to:datetime", "sources:string[]", "records:string[]",
         "record_count:long", "state:long")  # fmt: skip


def write_view(folder: Path, store: EvidenceReader, snapshot: Snapshot) -> None:
    """Write entities, what is part of them, and the links among them.

    Raises:
        ValueError: the snapshot's viewer does not see everything: the view is for administrators.
    """
    if not snapshot.viewer.sees_everything:
        raise ValueError("the view inside Neo4j is made of what the full viewer sees")
    columns = {f"Entity-{kind}": _entity_header(kind) for kind in ONTOLOGY.kinds}
    with tables(folder, {**columns, "PART_OF": _PART_OF, "LINKS": _LINK}) as made:
        _write_entities(made, store, snapshot)
        links = viewing.Links(snapshot)
        for row in range(snapshot.links):
            link = links.link(row)
            names = [each.partition(":")[0] for each in _LINK[3:]]
            said = [link["said"][name] for name in names]
            made["LINKS"].add(link["source"], link["target"], link["type"], *said)


def _properties(kind: str) -> list[str]:
    return [name for name in ONTOLOGY.kinds[kind].properties if name not in _GIVEN]


def _entity_header(kind: str) -> list[str]:
    return ["id:ID(Entity)", "caption", "state:long", ":LABEL", *_properties(kind)]


def _write_entities(made: Mapping[str, Table], store: EvidenceReader, snapshot: Snapshot) -> None:
    states = viewing.entity_states(snapshot)
    kinds = tuple(ONTOLOGY.kinds)
    for start in range(0, snapshot.entities, AT_ONCE):
        rows = np.arange(start, min(start + AT_ONCE, snapshot.entities)).tolist()
        for row, entity in zip(rows, viewing.entities(store, snapshot, rows), strict=True):
            kind = kinds[snapshot.entity_kind[row]]
            said, state = entity["said"], int(states[row])
            cells = [said.get(name) for name in _properties(kind)]
            table = made[f"Entity-{kind}"]
            table.add(entity["id"], said["caption"], state, entity["labels"], *cells)
            for part in viewing.parts(snapshot, row):
                made["PART_OF"].add(mention_key(part.mention, part.record), part.entity)
