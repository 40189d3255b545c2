"""Exact identity: what key a mention carries, and which exact rules could join it to another."""

from collections.abc import Iterator
from typing import NamedTuple

from tripoint_graph.model import Mention, Record
from tripoint_graph.moments import span
from tripoint_graph.normalise import normalise, plain
from tripoint_graph.ontology import ONTOLOGY, Kind, SameRule

SAME_DOCUMENT_AND_NAME = "same-document-and-name/1"
NO_GUARD = 0
_NAME_TOKEN_LENGTH = 3


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
    kind = ONTOLOGY.kind(mention.kind)
    for position, names in enumerate(kind.identity):
        if key := _joined(kind, mention, names):
            return f"{position}\x1f{key}"
    return ""


def rule_keys(record: Record, mention: Mention) -> Iterator[RuleKey]:
    """The keys by which exact rules join this mention to others of its kind.

    A shared travel document joins two people unless their birth dates contradict each other; if
    these do, sharing a word of the name beside the document still joins them (a typing error in
    one date is commoner than two people of one name on one passport).
    """
    kind = ONTOLOGY.kind(mention.kind)
    for rule in kind.same_when:
        if rule.by:
            if key := _joined(kind, mention, rule.by):
                yield RuleKey(rule.rule, key)
        else:
            yield from _keys_via(record, mention, rule)


def _keys_via(record: Record, mention: Mention, rule: SameRule) -> Iterator[RuleKey]:
    documents = [
        key
        for claim in record.claims
        if claim.type == rule.via and claim.source == mention.key
        if (key := identity_key(record.mention_by_key[claim.target]))
    ]
    if not documents:
        return
    guard = _birth_day(mention)
    names = [*mention.properties.get("name", ()), *mention.properties.get("alias", ())]
    words = {word for name in names for word in plain(name).split()}
    tokens = sorted(word for word in words if len(word) >= _NAME_TOKEN_LENGTH)
    for key in documents:
        yield RuleKey(rule.rule, key, guard)
        for token in tokens:
            yield RuleKey(SAME_DOCUMENT_AND_NAME, f"{key}\x1f{token}")


def _birth_day(mention: Mention) -> int:
    birth = normalise("date", mention.first("birth_date"))
    return span(birth)[0] // 86_400 if len(birth) == len("2026-11-23") else NO_GUARD


def _joined(kind: Kind, mention: Mention, names: tuple[str, ...]) -> str:
    parts = []
    for name in names:  # most mentions lack some part, so leave at the first one missing
        given = mention.first(name)
        part = normalise(kind.properties[name].type, given) if given else ""
        if not part:
            return ""
        parts.append(part)
    return "\x1f".join(parts)
