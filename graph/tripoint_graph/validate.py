"""Checks one record against the ontology and itself before a store takes it."""

from functools import lru_cache
from itertools import product
from typing import NoReturn

import orjson

from tripoint_graph.errors import InvalidEvidence
from tripoint_graph.ids import content_hash
from tripoint_graph.model import Claim, Mention, Record
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY

_TEXT = frozenset({str})


def check(record: Record) -> bytes:
    """Pass a record that hangs together.

    Returns:
        Its content hash, which has to be made to know that the record can be written at all.

    Raises:
        InvalidEvidence: it contradicts itself or the ontology. The message names the record by
            source and key, and the mention, property or claim at fault.
    """
    _check_head(record)
    kinds: dict[str, str] = {}
    for mention in record.mentions:
        if mention.key in kinds:
            _refuse(record, f"mention {mention.key!r} is there twice; give each its own key")
        kinds[mention.key] = mention.kind
        _check_mention(record, mention)
    for position, claim in enumerate(record.claims):
        _check_claim(record, position, claim, kinds)
    try:
        orjson.dumps((record.source, record.source_key, record.origin))
        return content_hash(record)
    except TypeError as error:  # what orjson raises for a lone surrogate or a value of no JSON type
        _refuse(record, f"something in it cannot be written as Unicode text ({error})")


def _check_head(record: Record) -> None:
    if not record.source or not record.source_key:
        _refuse(record, "a record needs a source and a key inside it")
    if "\0" in record.version:
        _refuse(record, "its version holds a NUL character")
    if not record.handling.owner:
        _refuse(record, "its handling names no owner")
    if record.withdrawn and (record.mentions or record.claims):
        _refuse(record, "it is withdrawn and yet says something; a withdrawal holds nothing")
    try:
        span(record.observed_at)
    except ValueError as error:
        _refuse(record, f"observed_at: {error}")


def _check_mention(record: Record, mention: Mention) -> None:
    kind = ONTOLOGY.kinds.get(mention.kind)
    if not mention.key:
        _refuse(record, f"a mention of kind {mention.kind!r} has an empty key")
    if kind is None:
        known = ", ".join(ONTOLOGY.kinds)
        _refuse(record, f"mention {mention.key!r}: no kind {mention.kind!r}; known: {known}")
    for name, values in mention.properties.items():
        if name not in kind.properties:
            why = f"kind {kind.name} has no property {name!r}; known: {', '.join(kind.properties)}"
            _refuse(record, f"mention {mention.key!r}: {why}")
        if not isinstance(values, tuple) or not _are_texts(values):
            _refuse(record, f"mention {mention.key!r}: {name} must be a tuple of texts")


def _are_texts(values: tuple[object, ...]) -> bool:
    # The set is asked at the speed of C, and answers for all but subclasses of `str`.
    return _TEXT.issuperset(map(type, values)) or all(isinstance(value, str) for value in values)


def _check_claim(record: Record, position: int, claim: Claim, kinds: dict[str, str]) -> None:
    ends = (kinds.get(claim.source), kinds.get(claim.target))
    if ends not in _ends(claim.type) or _backwards(claim.valid_from, claim.valid_to):
        _explain_claim(record, position, claim, kinds)


def _explain_claim(record: Record, position: int, claim: Claim, kinds: dict[str, str]) -> NoReturn:
    where = f"claim {position + 1} ({claim.type})"
    link = ONTOLOGY.links.get(claim.type)
    if link is None:
        _refuse(record, f"{where}: no such link; known: {', '.join(ONTOLOGY.links)}")
    for side, end in (("source", claim.source), ("target", claim.target)):
        if end not in kinds:
            _refuse(record, f"{where}: its {side} {end!r} is no mention of the record")
    if (kinds[claim.source], kinds[claim.target]) not in _ends(claim.type):
        _refuse(
            record,
            f"{where}: it may join {'/'.join(link.source)} to {'/'.join(link.target)}, "
            f"not {kinds[claim.source]} to {kinds[claim.target]}",
        )
    for moment in (claim.valid_from, claim.valid_to):
        try:
            span(moment)
        except ValueError as error:
            _refuse(record, f"{where}: {error}")
    _refuse(record, f"{where}: it ends ({claim.valid_to}) before it begins ({claim.valid_from})")


@lru_cache(maxsize=1024)
def _ends(link: str) -> frozenset[tuple[str | None, str | None]]:
    """The kinds that a link may join, source and target; nothing for no link."""
    declared = ONTOLOGY.links.get(link)
    return frozenset(product(declared.source, declared.target) if declared else ())


@lru_cache(maxsize=65_536)
def _backwards(begins: str, ends: str) -> bool:
    """Whether a time cannot be read or ends before it begins."""
    try:
        return span(begins)[0] > span(ends)[1]
    except ValueError:
        return True


def _refuse(record: Record, reason: str) -> NoReturn:
    raise InvalidEvidence(f"record {record.source_key!r} of source {record.source!r}: {reason}")
