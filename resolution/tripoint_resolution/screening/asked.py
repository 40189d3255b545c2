"""Somebody whom people ask about in words, as a record like any other."""

from collections.abc import Mapping, Sequence

from tripoint_graph.model import Category, Claim, Handling, Mention, Record
from tripoint_resolution.profile import KINDS

SUBJECT = "subject"
"""The key of who is asked about."""

_LINKED = {
    "document": ("HOLDS_DOCUMENT", "identity_document", "number"),
    "phone": ("USES_PHONE", "phone", "number"),
    "email": ("USES_EMAIL", "email", "address"),
}


def named(
    kind: str, names: Sequence[str], own: Mapping[str, str], linked: Mapping[str, str]
) -> Record:
    """Somebody told of in words, as a record that is never stored; its mention is `SUBJECT`.

    Args:
        kind: one of `KINDS`.
        names: what they are called.
        own: properties of their own ("birth_date").
        linked: "document", "phone" and "email"; a document as number or number/issuer.

    Raises:
        ValueError: no such kind is screened.
    """
    if kind not in KINDS:
        raise ValueError(f"no {kind!r} is screened; screened are {', '.join(KINDS)}")
    told = {name: (value,) for name, value in own.items() if value}
    mentions = [Mention(SUBJECT, kind, {"name": (names[0],), "alias": tuple(names[1:]), **told})]
    claims = []
    for what, (link, thing, name) in _LINKED.items():
        value, _, issuer = linked.get(what, "").partition("/")
        if value:
            given = {name: (value,)} | ({"issuer": (issuer,)} if issuer else {})
            mentions.append(Mention(what, thing, given))
            claims.append(Claim(link, SUBJECT, what))
    handling = Handling("*", category=Category.PASSENGER)
    return Record("asked", "asked", handling, mentions=tuple(mentions), claims=tuple(claims))
