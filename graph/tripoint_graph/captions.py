"""What people see of an entity: its caption and its facts, from its visible mentions alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tripoint_graph.model import MentionId, RecordId
from tripoint_graph.normalise import normalise
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import StoredMention


@dataclass(frozen=True, slots=True)
class Statement:
    """One record giving one value: the value as given, and where it stands."""

    value: str
    mention: MentionId
    record: RecordId


@dataclass(frozen=True, slots=True)
class Fact:
    """One property's value, and every statement of it.

    Attributes:
        property: its name in the ontology.
        value: the way of writing it that most statements use (ties: the first in the alphabet).
        normalised: the form in which they agree.
        statements: who says so, by record id.
    """

    property: str
    value: str
    normalised: str
    statements: tuple[Statement, ...]


def caption(kind: str, mentions: Sequence[StoredMention]) -> str:
    """The name people see: the commonest value of the first caption property that has one."""
    for name in ONTOLOGY.kind(kind).caption:
        values = [v for m in mentions for v in m.mention.properties.get(name, ()) if v.strip()]
        if values:
            return _commonest(values)
    return ONTOLOGY.kind(kind).label


def facts(mentions: Sequence[StoredMention]) -> list[Fact]:
    """All that is said of an entity, property by property in the ontology's order; within one
    property the best supported value first. Contradictions stand side by side.
    """
    found: list[Fact] = []
    for kind in sorted({m.mention.kind for m in mentions}):
        for name, declared in ONTOLOGY.kind(kind).properties.items():
            grouped = _by_normal_form(name, declared.type, mentions)
            ranked = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
            found += [
                Fact(name, _commonest([s.value for s in said]), normal, tuple(said))
                for normal, said in ranked
            ]
    return found


def _by_normal_form(
    name: str, type_name: str, mentions: Sequence[StoredMention]
) -> Mapping[str, list[Statement]]:
    grouped: dict[str, list[Statement]] = {}
    for stored in sorted(mentions, key=lambda m: (m.record, m.id)):
        for value in stored.mention.properties.get(name, ()):
            if value.strip():
                normal = normalise(type_name, value) or value.strip()
                grouped.setdefault(normal, []).append(Statement(value, stored.id, stored.record))
    return grouped


def _commonest(values: Sequence[str]) -> str:
    counted = Counter(" ".join(value.split()) for value in values)
    return min(counted, key=lambda value: (-counted[value], value))


def sentence(link: str, source: str, target: str) -> str:
    """How a chain reads one link, from the captions of its ends."""
    return ONTOLOGY.link(link).sentence.format(source=source, target=target)
