"""The ontology, the viewer and the service itself as GraphQL types."""

import strawberry

from tripoint_algorithms.topology import STANDARD
from tripoint_api.ontology.enums import ActorClass, EntityKind, LinkKind
from tripoint_graph.model import Category, Grade
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.viewer import Viewer as ModelViewer
from tripoint_ingest.formats import known_formats
from tripoint_ingest.sources import Known, Sources, known_sources


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
    may_load: bool = strawberry.field(
        description="Whether it holds the right to load files: to hold, accept and drop drafts."
    )

    @classmethod
    def of(cls, viewer: ModelViewer, *, may_load: bool) -> "Viewer":
        """The type of a viewer."""
        return cls(
            name=viewer.name,
            member=viewer.member,
            tlp=viewer.tlp.name,
            categories=[str(each) for each in Category if each in viewer.categories],
            may_load=may_load,
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
    upload_max: int = strawberry.field(description="Bytes of a file that is sent, at most.")
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


@strawberry.type(description="A source, whose it is, and how far it is to be believed.")
class SourceDeclared:
    """`sources.Known`; null where each format says so itself."""

    name: str = strawberry.field(description="Its name, as records tell it.")
    owner: str | None = strawberry.field(description="The Member or body whose records they are.")
    tlp: str | None = strawberry.field(description="Their Traffic Light Protocol 2.0 level.")
    category: str | None = strawberry.field(description="What sort of information it gives.")
    releasable_to: list[str] | None = strawberry.field(description="Members they may go to.")
    retention: str | None = strawberry.field(description="The retention rule that applies.")
    reliability: str | None = strawberry.field(description="Of the source, A to F.")
    credibility: int | None = strawberry.field(
        description="Of what it says where a record does not tell, 1 to 6."
    )
    grade: str | None = strawberry.field(description="Both together, A1 to F6.")
    grade_probability: float | None = strawberry.field(
        description="The chance, in (0, 1), that what a record of this grade says is so."
    )

    @classmethod
    def of(cls, known: Known) -> "SourceDeclared":
        """The type of a source."""
        graded = known.reliability is not None and known.credibility is not None
        grade = Grade(known.reliability or "", known.credibility or 0) if graded else None
        return cls(
            name=known.name,
            owner=known.owner,
            tlp=None if known.tlp is None else known.tlp.name,
            category=None if known.category is None else str(known.category),
            releasable_to=None if known.releasable_to is None else list(known.releasable_to),
            retention=known.retention,
            reliability=known.reliability,
            credibility=known.credibility,
            grade=None if grade is None else str(grade),
            grade_probability=None if grade is None else grade.probability,
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


def sources(told: Sources, viewer: ModelViewer) -> list[SourceDeclared]:
    """The sources whose records a viewer would see; of unknown handling, who sees everything."""
    readers = sorted(known_formats().values(), key=lambda each: each.name)
    known = known_sources(told, (each.source for each in readers))
    seen = [each for each in known if viewer.sees_all([each.handling] if each.handling else [])]
    return [SourceDeclared.of(each) for each in sorted(seen, key=lambda each: each.name)]


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
