"""GML networks (Graph Modelling Language), as NetworkX, igraph, Gephi and yEd write them.

Source: M. Himsolt, GML: a portable graph file format (1997). Blocks of keys and values; what stands
in blocks within a node or an edge (how it is drawn) is told as its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

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
from tripoint_ingest.readers.lines import Lines, decoded
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, SNIFF_BYTES, Found, Source

_BEGINS = re.compile(
    r'\s*(?:#[^\n]*\n\s*|(?!graph\b)\w+\s+(?:"[^"]*"|[^\s"\[\]]+)\s+)*graph\s*\[', re.IGNORECASE
)
_TOKEN = re.compile(r'"([^"]*)"|([\[\]])|([^\s"\[\]]+)')
_LABELS = ("label", "name", "caption", "text")
_KIND = ("kind", "type", "mode")
_LAYER = ("layer", "link", "relation", "label", "type", "kind")
_STRENGTH = ("weight", "value", "strength")
_TIMES = (("valid_from", "start", "begin", "date"), ("valid_to", "end"))
_FACTS_MAX = 1_000
_DEPTH_MAX = 50
_HINT = "correct it and load again; the rest was loaded"


@dataclass(frozen=True)
class GmlReader:
    """Reads the nodes and edges of one graph."""

    name: str = "gml"
    title: str = "Network: GML of NetworkX, igraph, Gephi, yEd"
    source: Source = NETWORK

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a graph's block begins here."""
        return bool(_BEGINS.match(decoded(head[:4096])))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """Nodes and ties in the order of the file."""
        network = f"{source.name}/{path.stem}" if source.name == NETWORK.name else source.name
        made = _Made(path, network, source)
        with path.open("rb") as stream:
            head = stream.read(SNIFF_BYTES)
            stream.seek(0)
            lines = Lines(path.name, stream, head)
            for block in _blocks(path.name, lines):
                yield from block if isinstance(block, list) else made.of(block)
        yield from lines.issues


@dataclass(slots=True)
class _Block:
    """A node or an edge: the line at which it begins, and what it says, names in lower case."""

    name: str
    line: int
    directed: bool
    facts: dict[str, str] = field(default_factory=dict)


def _blocks(file: str, lines: Lines) -> Iterator[_Block | list[Issue]]:
    """The nodes and edges of a file as they end, and what was wrong with its lines."""
    within: list[str] = []  # names of the open blocks
    name, directed = "", False
    block: _Block | None = None
    for line in lines:
        lines.forget()
        if lines.issues:
            yield [*lines.issues]
            lines.issues.clear()
        for quoted, bracket, bare in _TOKEN.findall("" if line.lstrip()[:1] == "#" else line):
            if bracket == "[":
                within = [*within, name][:_DEPTH_MAX]
                if block is None and name in ("node", "edge"):
                    block = _Block(name, lines.number, directed)
                name = ""
            elif bracket == "]":
                if block is not None and within[-1:] == [block.name]:
                    yield block
                    block = None
                within, name = within[:-1], ""
            elif not name:
                name = (quoted or bare).lower()[:CELL_CHARACTERS_MAX]
            else:
                value = unescape(quoted or bare)[:CELL_CHARACTERS_MAX]
                if block is not None and len(block.facts) < _FACTS_MAX:
                    block.facts.setdefault(name, value)
                elif block is None and name == "directed":
                    directed = value == "1"
                name = ""
    if block is not None:
        where, why = f"line {block.line}", f"the file ends within this {block.name}"
        yield [issue(file, where, "file-cut", why, hint="get the whole file", excerpt="")]


class _Made:
    """What becomes of the blocks of one file."""

    def __init__(self, path: Path, network: str, source: Source) -> None:
        self._path = path
        self._network = network
        self._source = source
        self._nodes: dict[str, Node] = {}
        self._repeats: Counter[tuple[str, ...]] = Counter()

    def of(self, block: _Block) -> Iterator[Found]:
        """The record of a node or an edge, or why there is none."""
        origin = f"{self._path.name} line {block.line}"
        made = self._node(block) if block.name == "node" else self._tie(block)
        if isinstance(made, str):
            yield issue(
                self._path.name,
                f"line {block.line}",
                "bad-node" if block.name == "node" else "bad-tie",
                made,
                hint=_HINT,
                excerpt=" ".join(f"{n} {v}" for n, v in permitted(block.facts).items()),
            )
        elif isinstance(made, Node):
            yield node_record(made, self._network, self._source, origin)
        else:
            alike = (made.layer, made.source.id, made.target.id, made.valid_from, made.valid_to)
            self._repeats[alike] += 1
            number = self._repeats[alike]
            yield tie_record(made, self._network, self._source, number=number, origin=origin)

    def _node(self, block: _Block) -> Node | str:
        facts = permitted(block.facts)
        id, kind = facts.pop("id", ""), kind_of(_take(facts, _KIND))
        if not id or not kind:
            return "the node has no id, or is of a kind that is not known"
        if id in self._nodes:
            return "the node is there twice"
        node = self._nodes[id] = Node(id, _take(facts, _LABELS), kind, facts)
        return node

    def _tie(self, block: _Block) -> Tie | str:
        facts = permitted(block.facts)
        source = self._nodes.get(facts.pop("source", ""))
        target = self._nodes.get(facts.pop("target", ""))
        if source is None or target is None:
            return "the tie names a node that stands not before it, or that could not be read"
        if source is target:
            return "the tie begins and ends at the same node"
        if not ties_kinds(source.kind, target.kind):
            return f"no link joins {source.kind} to {target.kind}"
        begins, ends = (_take(facts, words) for words in _TIMES)
        try:
            span(begins), span(ends)
        except ValueError as error:
            return str(error)
        layer, strength = _take(facts, _LAYER) or self._path.stem, _take(facts, _STRENGTH)
        return Tie(source, target, layer, strength, block.directed, begins, ends, facts)


def _take(facts: dict[str, str], names: tuple[str, ...]) -> str:
    """The first fact of these names, which is then used up."""
    return next((facts.pop(name) for name in names if name in facts), "")
