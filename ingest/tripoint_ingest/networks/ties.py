"""A node and a tie of a network, whatever file drew them; and the records they make.

Layers are never pooled: each tie of each layer is a record of its own, with its strength and the
time it is told to have held. A layer that means a link of the ontology becomes that link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tripoint_graph.model import Category, Grade, Handling, Record, Tlp
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.building import RecordParts
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, RAW_CHARACTERS_MAX, Source

NETWORK = Source("network", Handling("open", Tlp.AMBER, Category.NETWORK), Grade("C", 3))
GENERIC = "ASSOCIATE_OF"

_LAYERS = (  # words in a layer's name -> link; the first that fits both ends
    (r"kin|famil|marri|sibling|parent|spouse|cousin", "FAMILY_OF"),
    (r"communic|phone|call|wiretap|e-?mail|messag|sms", "COMMUNICATED_WITH"),
    (r"meet|sight|attend|training|met_with", "MET_WITH"),
    (r"classmate|friend|acquaint|soulmate|school|knows|prior ?contact", "KNOWS"),
    (r"pay|paid|transfer|transaction|remit", "PAID"),
    (r"employ", "EMPLOYED_BY"),
    (r"member", "MEMBER_OF"),
    (r"direct", "DIRECTOR_OF"),
    (r"own", "OWNS"),
)
_BY_ENDS = {  # (source kind, target kind) -> what a tie of no known layer means
    ("person", "event"): "NAMED_IN",
    ("organisation", "event"): "NAMED_IN",
    ("person", "place"): "PRESENT_IN",
    ("organisation", "place"): "PRESENT_IN",
    ("person", "phone"): "USES_PHONE",
    ("person", "email"): "USES_EMAIL",
    ("person", "account"): "HOLDS_ACCOUNT",
    ("person", "address"): "HAS_ADDRESS",
}
_KINDS = (
    (r"|actor|person|people|individual|man|woman|suspect|1|agent", "person"),
    (r"organi[sz]ation|organi[sz]|group|company|business|entity|gang|cell", "organisation"),
    (r"event.*|incident|attack|meeting|2", "event"),
    (r"place|location|territory|country|city", "place"),
    (r"(?:tele)?phone.*|mobile.*|cell ?phone", "phone"),
    (r"e-?mail.*", "email"),
    (r"address|residence|house", "address"),
    (r"(?:bank )?account|wallet", "account"),
    (r"vehicle|car|truck", "vehicle"),
    (r"vessel|ship|boat", "vessel"),
    (r"aircraft|plane|airplane", "aircraft"),
)
_CAPTIONS = {
    "event": "description",
    "phone": "number",
    "email": "address",
    "address": "text",
    "account": "number",
    "vehicle": "plate",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its id in the network, what people call it, its kind, and what else is told."""

    id: str
    label: str = ""
    kind: str = "person"
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of one layer between two nodes.

    Attributes:
        layer: the layer's name as the source has it.
        strength: weight as written, or "".
        valid_from, valid_to: when it held, in the forms of `Claim.valid_from`.
        facts: what else is told.
    """

    source: Node
    target: Node
    layer: str
    strength: str = ""
    directed: bool = False
    valid_from: str = ""
    valid_to: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def kind_of(word: str) -> str:
    """The kind that a network's word for a sort of node means, or "" for none.

    >>> kind_of("actor"), kind_of("event_or_group"), kind_of("Telephone"), kind_of("widget")
    ('person', 'event', 'phone', '')
    """
    bare = word.strip().lower()
    if bare in ONTOLOGY.kinds:
        return bare
    return next((kind for words, kind in _KINDS if re.fullmatch(words, bare)), "")


def link_of(layer: str, source: str, target: str) -> str:
    """The link that a layer means between two kinds; the generic one where it means none."""
    exact = layer.strip().upper().replace(" ", "_")
    named = [exact] if exact in ONTOLOGY.links else []
    words = re.sub(r"[^a-z-]+", " ", layer.lower())
    named += [link for pattern, link in _LAYERS if re.search(rf"(?:\b|_)(?:{pattern})", words)]
    named += [_BY_ENDS[(source, target)]] if (source, target) in _BY_ENDS else []
    for link in named:
        if source in ONTOLOGY.links[link].source and target in ONTOLOGY.links[link].target:
            return link
    return GENERIC


def ties_kinds(source: str, target: str) -> bool:
    """Whether any link can tie these kinds."""
    generic = ONTOLOGY.links[GENERIC]
    return source in generic.source and target in generic.target


def node_record(node: Node, network: str, source: Source, origin: str) -> Record:
    """The record of a node."""
    parts = RecordParts()
    _mention(parts, node, network, whole=True)
    told = "; ".join(f"{name}: {value}" for name, value in node.facts.items() if value)
    raw = f"{node.id}; {node.label}; {told}"
    return _record(parts, f"{network}/node/{node.id}", source, "", raw=raw, origin=origin)


def tie_record(tie: Tie, network: str, source: Source, *, number: int, origin: str) -> Record:
    """The record of a tie; `number` tells apart ties that are alike."""
    parts = RecordParts()
    drawn = (tie.source, tie.target)
    if not tie.directed and _backward(tie):  # a tie without direction may be drawn either way
        drawn = (tie.target, tie.source)
    ends = [_mention(parts, node, network, whole=False) for node in drawn]
    begins, ends_on = _times(tie)
    told = {name: value[:CELL_CHARACTERS_MAX] for name, value in tie.facts.items() if value}
    parts.claim(
        link_of(tie.layer, drawn[0].kind, drawn[1].kind),
        *ends,
        **told
        | {
            "valid_from": begins,
            "valid_to": ends_on,
            "layer": tie.layer,
            "strength": tie.strength,
            "directed": "yes" if tie.directed else "no",
        },
    )
    names = (tie.layer, tie.source.id, tie.target.id, tie.valid_from, tie.valid_to)
    key = "/".join([network, "tie", *names]) + (f"#{number}" if number > 1 else "")
    raw = "; ".join(filter(None, [*names, tie.strength, *map(": ".join, told.items())]))
    return _record(parts, key, source, begins, raw=raw, origin=origin)


def _backward(tie: Tie) -> bool:
    kinds = (tie.source.kind, tie.target.kind)
    return link_of(tie.layer, *kinds) == GENERIC != link_of(tie.layer, *reversed(kinds))


def _mention(parts: RecordParts, node: Node, network: str, *, whole: bool) -> str:
    known = ONTOLOGY.kind(node.kind).properties
    facts = {_CAPTIONS.get(node.kind, "name"): node.label or node.id}
    facts |= {"registry": network, "registry_reference": node.id}
    if whole:
        stray = {name: value for name, value in node.facts.items() if name not in known}
        facts |= {name: value for name, value in node.facts.items() if name in known}
        note = "; ".join(f"{name}: {value}" for name, value in stray.items() if value)
        facts["note"] = facts.get("note", "") or note[:CELL_CHARACTERS_MAX]
    return parts.mention(node.kind, "node", **{n: v for n, v in facts.items() if n in known})


def _record(
    parts: RecordParts, key: str, source: Source, observed_at: str, *, raw: str, origin: str
) -> Record:
    return Record(
        source=source.name,
        source_key=key,
        handling=source.handling,
        grade=source.grade,
        observed_at=observed_at,
        mentions=parts.mentions,
        claims=parts.claims,
        raw=raw[:RAW_CHARACTERS_MAX],
        origin=origin,
    )


def _times(tie: Tie) -> tuple[str, str]:
    try:
        in_order = span(tie.valid_from)[0] <= span(tie.valid_to)[1]
    except ValueError:
        return "", ""
    return (tie.valid_from, tie.valid_to) if in_order else ("", "")
