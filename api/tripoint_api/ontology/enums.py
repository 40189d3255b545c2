"""The ontology's names as GraphQL enums: kinds, link kinds and actor classes, as declared."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_graph.ontology import ONTOLOGY


def described_enum(name: str, description: str, told: Mapping[str, tuple[str, str]]) -> type[Enum]:
    """A GraphQL enum: name of a value to what it stands for in Python, and to its description.

    Fields that hold one stay plain strings in Python (`graphql_type=`), because a type checker
    cannot know names that are read from a file.
    """
    values = {key: strawberry.enum_value(it, description=text) for key, (it, text) in told.items()}
    # mypy reads only literal members; these come from the ontology's YAML.
    made: type[Enum] = Enum(name, values)  # type: ignore[misc]
    return strawberry.enum(made, name=name, description=description)


def _enum(name: str, description: str, told: Mapping[str, str]) -> type[Enum]:
    """An enum whose names are the ontology's own."""
    return described_enum(name, description, {key: (key, text) for key, text in told.items()})


EntityKind = _enum(
    "EntityKind",
    "A kind of thing, as the ontology declares it.",
    {name: f"{kind.label}." for name, kind in ONTOLOGY.kinds.items()},
)

LinkKind = _enum(
    "LinkKind",
    "A kind of link, as the ontology declares it.",
    {
        name: f"{link.sentence.format(source='…', target='…')} ({link.nature})."
        for name, link in ONTOLOGY.links.items()
    },
)

ActorClass = _enum(
    "ActorClass",
    "A class that rules derive from records: a lead, not a verdict.",
    {name: f"{actor.label}. {actor.meaning}" for name, actor in ONTOLOGY.classes.items()},
)


RunState = _enum(
    "RunState",
    "How far the reading of a file came.",
    {
        "running": "It is being read, or the reading was cut off.",
        "finished": "It was read to its end.",
        "failed": "It could not be read to its end; `error` says why.",
    },
)

VerdictSaid = _enum(
    "Verdict",
    "What is said of two mentions.",
    {
        "same": "They are one and the same.",
        "different": "They are two; whatever else ties them, they are kept apart.",
        "unsure": "Nobody can tell yet.",
    },
)

Kinds = Annotated[
    list[Enum] | None,
    strawberry.argument(
        graphql_type=list[EntityKind] | None,  # type: ignore[valid-type]  # made from the ontology
        description="Only things of these kinds.",
    ),
]
LinkKinds = Annotated[
    list[Enum] | None,
    strawberry.argument(
        graphql_type=list[LinkKind] | None,  # type: ignore[valid-type]  # made from the ontology
        description="Only links of these kinds.",
    ),
]


def names(chosen: Iterable[Enum] | None) -> list[str]:
    """The ontology's names of some values, sorted and once each; none for null."""
    return sorted({str(each.value) for each in chosen or ()})
