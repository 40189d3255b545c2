"""The ontology, the viewer and the service itself as GraphQL types."""

import strawberry

from tripoint_algorithms.topology import STANDARD
from tripoint_graph.model import Category
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.viewer import Viewer as ModelViewer


@strawberry.type(description="A property of a kind.")
class PropertyDeclared:
    """`ontology.Property`."""

    name: str
    type: str = strawberry.field(description="How its values are read.")
    searchable: bool
    personal: bool = strawberry.field(description="Passenger data, masked when its time is over.")


@strawberry.type(description="A kind of thing.")
class KindDeclared:
    """`ontology.Kind`."""

    name: str
    label: str
    plural: str
    strand: str
    icon: str
    shape: str
    bridges: bool = strawberry.field(description="Whether a chain may pass through one.")
    properties: list[PropertyDeclared]


@strawberry.type(description="A kind of link.")
class LinkDeclared:
    """`ontology.LinkKind`."""

    name: str
    sources: list[str] = strawberry.field(description="Kinds it may start at.")
    targets: list[str] = strawberry.field(description="Kinds it may point at.")
    nature: str
    sentence: str


@strawberry.type(description="An actor class, derived from records by rules.")
class ClassDeclared:
    """`ontology.ActorClass`."""

    name: str
    label: str
    strand: str
    meaning: str
    rules: list[str] = strawberry.field(description="Names and versions of its rules.")


@strawberry.type(description="Everything that is declared: kinds, links and actor classes.")
class OntologyDeclared:
    """`ontology.Ontology`."""

    kinds: list[KindDeclared]
    links: list[LinkDeclared]
    classes: list[ClassDeclared]


@strawberry.type(description="Who asks, and what that lets them see.")
class Viewer:
    """`viewer.Viewer`."""

    name: str
    member: str = strawberry.field(description='The Member it belongs to; "*" stands for all.')
    tlp: str = strawberry.field(description="The highest TLP level it may see.")
    categories: list[str] = strawberry.field(description="Sorts of information it may see.")

    @classmethod
    def of(cls, viewer: ModelViewer) -> "Viewer":
        """The type of a viewer."""
        return cls(
            name=viewer.name,
            member=viewer.member,
            tlp=viewer.tlp.name,
            categories=[str(each) for each in Category if each in viewer.categories],
        )


@strawberry.type(description="The service, its cost model, and its limits.")
class About:
    """What answers are made with."""

    name: str
    cost_model: str = strawberry.field(description="Version of what chains are ranked by.")
    cost_max: int = strawberry.field(description="What a request may cost at most.")
    depth_max: int
    aliases_max: int
    tokens_max: int
    first_max: int
    caution: str


CAUTION = (
    "Answers are leads to check against the records they name. A chain is a possible link and no "
    "finding; being context on one implies nothing."
)
COST_MODEL = STANDARD.version


def ontology() -> OntologyDeclared:
    """The ontology as declared, in its order."""
    return OntologyDeclared(
        kinds=[_kind(name) for name in ONTOLOGY.kinds],
        links=[_link(name) for name in ONTOLOGY.links],
        classes=[_class(name) for name in ONTOLOGY.classes],
    )


def _kind(name: str) -> KindDeclared:
    kind = ONTOLOGY.kind(name)
    return KindDeclared(
        name=name,
        label=kind.label,
        plural=kind.plural,
        strand=str(kind.strand),
        icon=kind.icon,
        shape=kind.shape,
        bridges=kind.bridges,
        properties=[
            PropertyDeclared(name=p, type=d.type, searchable=d.searchable, personal=d.personal)
            for p, d in kind.properties.items()
        ],
    )


def _link(name: str) -> LinkDeclared:
    link = ONTOLOGY.link(name)
    return LinkDeclared(
        name=name,
        sources=list(link.source),
        targets=list(link.target),
        nature=str(link.nature),
        sentence=link.sentence,
    )


def _class(name: str) -> ClassDeclared:
    actor = ONTOLOGY.classes[name]
    return ClassDeclared(
        name=name,
        label=actor.label,
        strand=str(actor.strand),
        meaning=actor.meaning,
        rules=[rule.rule for rule in actor.rules],
    )
