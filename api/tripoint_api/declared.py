"""The ontology, the viewer and the service itself as GraphQL types."""

import strawberry

from tripoint_algorithms.topology import STANDARD
from tripoint_api.enums import ActorClass, EntityKind, LinkKind
from tripoint_graph.model import Category
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.viewer import Viewer as ModelViewer
from tripoint_ingest.formats import known_formats


@strawberry.type(description="A property of a kind.")
class PropertyDeclared:
    """`ontology.Property`."""

    name: str = strawberry.field(description="Its name in records.")
    type: str = strawberry.field(description="How its values are read.")
    searchable: bool = strawberry.field(description="Whether `search` looks at it.")
    personal: bool = strawberry.field(description="Passenger data, masked when its time is over.")


@strawberry.type(description="A kind of thing.")
class KindDeclared:
    """`ontology.Kind`."""

    name: str = strawberry.field(graphql_type=EntityKind, description="The kind.")
    label: str = strawberry.field(description="What people read for one.")
    plural: str = strawberry.field(description="What people read for several.")
    strand: str = strawberry.field(description="The colour it is drawn in.")
    icon: str = strawberry.field(description="The picture it is drawn with.")
    shape: str = strawberry.field(description="The shape it is drawn in.")
    bridges: bool = strawberry.field(description="Whether a chain may pass through one.")
    properties: list[PropertyDeclared] = strawberry.field(
        description="What records can say of one."
    )


@strawberry.type(description="A kind of link.")
class LinkDeclared:
    """`ontology.LinkKind`."""

    name: str = strawberry.field(graphql_type=LinkKind, description="The kind of link.")
    sources: list[str] = strawberry.field(
        graphql_type=list[EntityKind],  # type: ignore[valid-type]  # made from the ontology
        description="Kinds it may start at.",
    )
    targets: list[str] = strawberry.field(
        graphql_type=list[EntityKind],  # type: ignore[valid-type]  # made from the ontology
        description="Kinds it may point at.",
    )
    nature: str = strawberry.field(
        description="conduct: something done or owned; context: something many merely share."
    )
    sentence: str = strawberry.field(description="How it reads, with {source} and {target}.")


@strawberry.type(description="An actor class, derived from records by rules.")
class ClassDeclared:
    """`ontology.ActorClass`."""

    name: str = strawberry.field(graphql_type=ActorClass, description="The class.")
    label: str = strawberry.field(description="What people read.")
    strand: str = strawberry.field(description="The colour it is drawn in.")
    meaning: str = strawberry.field(description="Who is in it, in words.")
    rules: list[str] = strawberry.field(description="Names and versions of its rules.")


@strawberry.type(description="Everything that is declared: kinds, links and actor classes.")
class OntologyDeclared:
    """`ontology.Ontology`."""

    kinds: list[KindDeclared] = strawberry.field(description="Kinds of things, as declared.")
    links: list[LinkDeclared] = strawberry.field(description="Kinds of links, as declared.")
    classes: list[ClassDeclared] = strawberry.field(description="Actor classes, as declared.")


@strawberry.type(description="Who asks, and what that lets them see.")
class Viewer:
    """`viewer.Viewer`."""

    name: str = strawberry.field(description="Its name at this installation.")
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

    name: str = strawberry.field(description="What it is called.")
    cost_model: str = strawberry.field(description="Version of what chains are ranked by.")
    cost_max: int = strawberry.field(description="What a request may cost at most.")
    depth_max: int = strawberry.field(description="Fields inside each other, at most.")
    aliases_max: int = strawberry.field(description="Aliases in a request, at most.")
    tokens_max: int = strawberry.field(description="Tokens in a request, at most.")
    first_max: int = strawberry.field(description="Items of a page, at most.")
    caution: str = strawberry.field(description="What to bear in mind with every answer.")
    viewers: list[str] = strawberry.field(
        description="Whom one can ask as, until sign-in exists: names for `X-Tripoint-Viewer`."
    )


@strawberry.type(description="A format that files can be read as.")
class FormatDeclared:
    """`reading.Reader`."""

    name: str = strawberry.field(description="Its name, as `ingestRuns` tells it.")
    title: str = strawberry.field(description="What it reads, in a line.")
    source: str = strawberry.field(description="The source that speaks where none is named.")
    family: str = strawberry.field(
        description="The sort of information that it gives where nobody says otherwise."
    )


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


def formats() -> list[FormatDeclared]:
    """Every reader, by name."""
    readers = sorted(known_formats().values(), key=lambda each: each.name)
    return [
        FormatDeclared(
            name=each.name,
            title=each.title,
            source=each.source.name,
            family=str(each.source.handling.category),
        )
        for each in readers
    ]


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
