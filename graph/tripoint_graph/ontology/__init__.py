"""The ontology: every kind, link and actor class, declared once in the YAML files beside this."""

from tripoint_graph.ontology.declaration import (
    ActorClass,
    ClassRule,
    Kind,
    LinkKind,
    Mark,
    Nature,
    Ontology,
    Property,
    SameRule,
    Step,
    Strand,
    Walk,
    load_ontology,
)

ONTOLOGY = load_ontology()

__all__ = [
    "ONTOLOGY",
    "ActorClass",
    "ClassRule",
    "Kind",
    "LinkKind",
    "Mark",
    "Nature",
    "Ontology",
    "Property",
    "SameRule",
    "Step",
    "Strand",
    "Walk",
    "load_ontology",
]
