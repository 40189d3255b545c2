"""Pajek networks (.net), which UCINET, igraph and NetworkX write too: a record a node, one a tie.

Source: the reference manual of Pajek (V. Batagelj, A. Mrvar). Sections begin with a star; each arc
(directed) and edge (not) names its ends by their numbers. A network of two modes has people in the
first and events in the second.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tripoint_graph.model import Issue
from tripoint_ingest.networks.ties import (
    NETWORK,
    Node,
    Tie,
    kind_of,
    node_record,
    tie_record,
    ties_kinds,
)
from tripoint_ingest.readers.lines import Lines, decoded
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, SNIFF_BYTES, Found, Source

_BEGINS = re.compile(r"\s*(?:%[^\n]*\n\s*|\*network\b[^\n]*\n\s*)*\*vertices\s+\d", re.IGNORECASE)
_SECTION = re.compile(
    r"\*(?P<name>\w+)\s*(?::?\s*(?P<first>\d{1,9}))?\s*(?P<second>\d{1,9})?\s*(?P<label>.*)"
)
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_TIES = ("arcs", "edges", "arcslist", "edgeslist")
_STRENGTH = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_KINDS = (kind_of("1"), kind_of("2"))
_HINT = "correct it and load again; the rest was loaded"


@dataclass(frozen=True)
class PajekReader:
    """Reads the vertices, arcs and edges of one network."""

    name: str = "pajek"
    title: str = "Network: Pajek (.net), also of UCINET, igraph, NetworkX"
    source: Source = NETWORK

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether vertices are announced before anything else."""
        return bool(_BEGINS.match(decoded(head)))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """Nodes and ties in the order of the file."""
        network = f"{source.name}/{path.stem}" if source.name == NETWORK.name else source.name
        reading = _Reading(path, network, source)
        with path.open("rb") as stream:
            head = stream.read(SNIFF_BYTES)
            stream.seek(0)
            lines = Lines(path.name, stream, head)
            for line in lines:
                lines.forget()
                yield from lines.issues
                lines.issues.clear()
                text = line.strip()
                if text and not text.startswith("%"):
                    yield from reading.taken(text, lines.number)
            yield from lines.issues


class _Reading:
    """One file: the section that is being read, and the nodes met before."""

    def __init__(self, path: Path, network: str, source: Source) -> None:
        self._path = path
        self._network = network
        self._source = source
        self._nodes: dict[str, Node] = {}
        self._repeats: Counter[tuple[str, ...]] = Counter()
        self._section = self._layer = ""
        self._of_first_mode = self._announced = 0

    def taken(self, text: str, number: int) -> Iterator[Found]:
        """What one line gives."""
        if text.startswith("*"):
            yield from self._begun(text, number)
        elif self._section == "vertices":
            yield from self._vertex(text, number)
        elif self._section in _TIES:
            yield from self._ties(text, number)

    def _begun(self, text: str, number: int) -> Iterator[Issue]:
        found = _SECTION.match(text)
        self._section = found["name"].lower() if found else ""
        if found and self._section == "vertices":
            self._announced = int(found["first"] or 0)
            self._of_first_mode = int(found["second"] or self._announced)
        elif found and self._section in _TIES:
            self._layer = found["label"].strip(' "')[:CELL_CHARACTERS_MAX] or self._path.stem
        elif self._section not in ("network", ""):
            why = f"the section *{self._section} is not read; save the network as arcs and edges"
            yield self._issue("unknown-section", why, text, number)

    def _vertex(self, text: str, number: int) -> Iterator[Found]:
        id, *words = _words(text)
        why = "the vertex is there twice" if id in self._nodes else self._no_number(id)
        if why:
            yield self._issue("bad-node", why, text, number)
            return
        node = self._node(id, " ".join(words[:1])[:CELL_CHARACTERS_MAX])
        yield node_record(node, self._network, self._source, self._origin(number))

    def _node(self, id: str, label: str = "") -> Node:
        """The node of a number, which no line of its own need have told of."""
        kind = _KINDS[int(id) > self._of_first_mode]
        return self._nodes.setdefault(id, Node(id, label, kind))

    def _ties(self, text: str, number: int) -> Iterator[Found]:
        source, *words = _words(text)
        lists = self._section.endswith("list")
        targets = words if lists else words[:1]
        strength = words[1] if not lists and len(words) > 1 else ""
        for target in targets or [""]:
            if why := self._fault(source, target):
                yield self._issue("bad-tie", why, text, number)
                continue
            tie = Tie(
                self._node(source),
                self._node(target),
                self._layer,
                strength if _STRENGTH.fullmatch(strength) else "",
                directed=self._section.startswith("arcs"),
            )
            alike = (tie.layer, source, target)
            self._repeats[alike] += 1
            repeat, origin = self._repeats[alike], self._origin(number)
            yield tie_record(tie, self._network, self._source, number=repeat, origin=origin)

    def _fault(self, source: str, target: str) -> str:
        if why := self._no_number(source) or self._no_number(target):
            return why
        if source == target:
            return "the tie begins and ends at the same node"
        kinds = self._node(source).kind, self._node(target).kind
        return "" if ties_kinds(*kinds) else f"no link joins {kinds[0]} to {kinds[1]}"

    def _no_number(self, id: str) -> str:
        if _NUMBER.fullmatch(id) and int(id) <= self._announced:
            return ""
        return f"{id[:80]!r} is no number of a vertex from 1 to {self._announced}"

    def _origin(self, number: int) -> str:
        return f"{self._path.name} line {number}"

    def _issue(self, rule: str, reason: str, text: str, number: int) -> Issue:
        place = f"line {number}"
        return issue(self._path.name, place, rule, reason, hint=_HINT, excerpt=text)


def _words(text: str) -> list[str]:
    """The words of a line; what stands in quotation marks is one."""
    return [quoted or bare for quoted, bare in _WORD.findall(text)] or [""]
