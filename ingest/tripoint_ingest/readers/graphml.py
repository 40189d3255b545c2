"""GraphML, as NetworkX, igraph, Gephi and yEd write it: one record a node, one a tie.

Source: the GraphML primer and schema; yEd keeps what people see in elements of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tripoint_graph.model import Issue
from tripoint_graph.moments import span
from tripoint_ingest.networks.ties import (
    NETWORK,
    Node,
    Tie,
    kind_of,
    node_record,
    tie_record,
    ties_kinds,
)
from tripoint_ingest.passengers.protected import permitted
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, Found, Source
from tripoint_ingest.xml import elements, local, words_of

_TAGS = ("key", "node", "edge", "hyperedge")
_ROOT = re.compile(rb"<(?:\w+:)?graphml\b")
_YED_LABELS = ("NodeLabel", "EdgeLabel")
_LABELS = ("label", "name", "caption", "title")
_KIND = ("kind", "type", "mode")
_LAYER = ("layer", "link", "relation", "edge label", "label", "type", "kind")
_STRENGTH = ("weight", "strength")
_TIMES = (("valid_from", "start", "begin", "date"), ("valid_to", "end"))


@dataclass(frozen=True)
class GraphmlReader:
    """Reads the nodes and ties of every graph in a file."""

    name: str = "graphml"
    title: str = "Network: GraphML of NetworkX, igraph, Gephi, yEd"
    source: Source = NETWORK

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the root element stands here."""
        return bool(_ROOT.search(head))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """Nodes and ties in the order of the file."""
        network = f"{source.name}/{path.stem}" if source.name == NETWORK.name else source.name
        names: dict[str, str] = {}
        nodes: dict[str, Node] = {}
        for element in elements(path, _TAGS):
            tag = etree.QName(element).localname
            if tag == "key":
                names[element.get("id") or ""] = element.get("attr.name") or ""
            elif tag == "node" and (node := _node(element, names)) is not None:
                nodes[node.id] = node
        repeats: Counter[tuple[str, ...]] = Counter()
        for element in elements(path, _TAGS):
            tag = etree.QName(element).localname
            origin = f"{path.name} line {element.sourceline}"
            if tag == "node":
                node = nodes.get(element.get("id") or "")
                if node is None:
                    reason = "the node has no id, or is of a kind that is not known"
                    yield _issue(path, element, "bad-node", reason)
                else:
                    yield node_record(node, network, source, origin)
            elif tag in ("edge", "hyperedge"):
                tie = _tie(element, nodes, names, path)
                if isinstance(tie, str):
                    yield _issue(path, element, "bad-tie", tie)
                    continue
                alike = (tie.layer, tie.source.id, tie.target.id, tie.valid_from, tie.valid_to)
                repeats[alike] += 1
                yield tie_record(tie, network, source, number=repeats[alike], origin=origin)


def _node(element: etree._Element, names: dict[str, str]) -> Node | None:
    facts = permitted(_data(element, names))
    kind = kind_of(_take(facts, _KIND))
    label = _take(facts, _LABELS)
    reference = element.get("id") or ""
    return Node(reference, label, kind, facts) if reference and kind else None


def _tie(
    element: etree._Element, nodes: dict[str, Node], names: dict[str, str], path: Path
) -> Tie | str:
    if etree.QName(element).localname == "hyperedge":
        return "a tie of more than two ends is not read; draw it as an event with its people"
    ends = [nodes.get(element.get(end) or "") for end in ("source", "target")]
    source, target = ends
    if source is None or target is None:
        return "the tie names a node that the file does not hold, or that could not be read"
    if source.id == target.id:
        return "the tie begins and ends at the same node"
    if not ties_kinds(source.kind, target.kind):
        return f"no link joins {source.kind} to {target.kind}"
    facts = permitted(_data(element, names))
    times = [_take(facts, words) for words in _TIMES]
    for time in times:
        try:
            span(time)
        except ValueError as error:
            return str(error)
    owner = element.getparent()
    default = owner.get("edgedefault") if owner is not None else ""
    directed = {"true": True, "false": False}.get(
        element.get("directed") or "", default == "directed"
    )
    layer = _take(facts, _LAYER) or path.stem
    strength = _take(facts, _STRENGTH)
    return Tie(source, target, layer, strength, directed, times[0], times[1], facts)


def _data(element: etree._Element, names: dict[str, str]) -> dict[str, str]:
    """What the data elements of a node or tie say, by the name of their key."""
    told: dict[str, str] = {}
    for data in element.iterfind(local("data")):
        name = names.get(data.get("key") or "") or "label"
        value = " ".join((data.text or "").split())
        for inner in data.iter():
            if not value and etree.QName(inner).localname in _YED_LABELS:
                name, value = "label", " ".join((inner.text or "").split())
        if value:
            told.setdefault(name, value[:CELL_CHARACTERS_MAX])
    return told


def _take(facts: dict[str, str], words: tuple[str, ...]) -> str:
    """The first fact of these names, which is then used up."""
    for word in words:
        for name in list(facts):
            if name.lower() == word:
                return facts.pop(name)
    return ""


def _issue(path: Path, element: etree._Element, rule: str, reason: str) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {element.sourceline}",
        field="",
        rule=rule,
        reason=reason,
        hint="correct it and load again; the rest was loaded",
        excerpt=words_of(element)[:300],
    )
