"""Exact identity: what key a mention carries, and which exact rules could join it to another."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tripoint_graph.model import Mention, Record
from tripoint_graph.moments import span
from tripoint_graph.normalise import normalise, plain
from tripoint_graph.ontology import ONTOLOGY, Kind

SAME_DOCUMENT_AND_NAME = "same-document-and-name/1"
NO_GUARD = 0
_NAME_TOKEN_LENGTH = 3
Typed = tuple[tuple[str, str], ...]  # names of properties, each with its type


class RuleKey(NamedTuple):
    """Two mentions of one kind with an equal key are the same thing, by this rule.

    Attributes:
        rule: the rule's name and version ("same-document/1").
        key: what must be equal.
        guard: a birth date in days since 1970, or 0 where none is known. Two known and
            different guards contradict each other, and the rule does not join across them.
    """

    rule: str
    key: str
    guard: int = NO_GUARD


def identity_key(mention: Mention) -> str:
    """The key of a mention whose kind is its identifier, or "" where it has no full key."""
    for position, names in _identity(mention.kind):
        if key := _joined(mention, names):
            return f"{position}\x1f{key}"
    return ""


def rule_keys(record: Record, mention: Mention) -> Iterator[RuleKey]:
    """The keys by which exact rules join this mention to others of its kind."""
    yield from own_keys(mention)
    yield from document_keys(record, mention)


def own_keys(mention: Mention) -> Iterator[RuleKey]:
    """The keys that rest on properties of the mention itself."""
    for rule, names in _rules_by(mention.kind):
        if key := _joined(mention, names):
            yield RuleKey(rule, key)


def document_keys(
    record: Record, mention: Mention, identity: Callable[[Mention], str] = identity_key
) -> Iterator[RuleKey]:
    """The keys that rest on keyed things to which the record links the mention.

    A shared travel document joins two people unless their birth dates contradict each other; if
    these do, sharing a word of the name beside the document still joins them (a typing error in
    one date is commoner than two people of one name on one passport).

    Args:
        record: where the mention stands.
        mention: whose keys are asked for.
        identity: `identity_key`, or what remembers its answers.
    """
    for rule, via in _rules_via(mention.kind):
        targets = record.targets.get((via, mention.key), ())
        found = [identity(record.mention_by_key[target]) for target in targets]
        if documents := [key for key in found if key]:
            yield from _keys_via(rule, mention, documents)


def goes_by_documents(kind: str) -> bool:
    """Whether `document_keys` can give a mention of this kind any."""
    return bool(_rules_via(kind))


def _keys_via(rule: str, mention: Mention, documents: list[str]) -> Iterator[RuleKey]:
    guard = _birth_day(mention)
    names = [*mention.properties.get("name", ()), *mention.properties.get("alias", ())]
    words = {word for name in names for word in plain(name).split()}
    tokens = sorted(word for word in words if len(word) >= _NAME_TOKEN_LENGTH)
    for key in documents:
        yield RuleKey(rule, key, guard)
        for token in tokens:
            yield RuleKey(SAME_DOCUMENT_AND_NAME, f"{key}\x1f{token}")


def _birth_day(mention: Mention) -> int:
    birth = normalise("date", mention.first("birth_date"))
    return span(birth)[0] // 86_400 if len(birth) == len("2026-11-23") else NO_GUARD


def _joined(mention: Mention, names: Typed) -> str:
    parts = []
    properties = mention.properties
    for name, type_name in names:  # most mentions lack some part: leave at the first one missing
        given = properties.get(name)
        part = normalise(type_name, given[0]) if given and given[0] else ""
        if not part:
            return ""
        parts.append(part)
    return "\x1f".join(parts)


@cache
def _identity(kind: str) -> tuple[tuple[int, Typed], ...]:
    declared = ONTOLOGY.kind(kind)
    return tuple((at, _typed(declared, names)) for at, names in enumerate(declared.identity))


@cache
def _rules_by(kind: str) -> tuple[tuple[str, Typed], ...]:
    declared = ONTOLOGY.kind(kind)
    return tuple((r.rule, _typed(declared, r.by)) for r in declared.same_when if r.by)


@cache
def _rules_via(kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((r.rule, r.via) for r in ONTOLOGY.kind(kind).same_when if r.via)


def _typed(kind: Kind, names: tuple[str, ...]) -> Typed:
    return tuple((name, kind.properties[name].type) for name in names)
