"""Edge lists: one row a tie, with layer, strength and interval; also rows as i2 exports them.

Source: the column names of common network tools (Gephi, igraph, UCINET edge lists) and of
Analyst's Notebook import specifications (entity 1, link, entity 2).
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

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
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, Found, Source, Unreadable

_COLUMNS = {
    "source": ("source", "from", "i", "entity1", "entity1id", "entity1identity", "node1", "ego"),
    "target": ("target", "to", "j", "entity2", "entity2id", "entity2identity", "node2", "alter"),
    "source_label": ("sourcelabel", "entity1label", "sourcename", "entity1name"),
    "target_label": ("targetlabel", "entity2label", "targetname", "entity2name"),
    "source_kind": ("sourcetype", "sourcekind", "entity1type", "sourcemode"),
    "target_kind": ("targettype", "targetkind", "entity2type", "targetmode"),
    "layer": ("layer", "linktype", "edgetype", "type", "kind"),
    "relation": ("relation", "relationship"),
    "strength": ("weight", "strength", "maxstrength", "value"),
    "directed": ("directed", "direction"),
    "valid_from": ("validfrom", "start", "startdate", "begin", "datefrom", "linkdate", "date"),
    "valid_to": ("validto", "end", "enddate", "dateto"),
}
_NODE_COLUMNS = {
    "id": ("id", "node", "nodeid", "identity"),
    "label": ("label", "name", "title"),
    "kind": ("mode", "kind", "type", "entitytype"),
}
_DIRECTED = ("1", "true", "yes", "directed", "->", "entity1toentity2", "arrowonentity2")
_EDGES = re.compile(r"edges(?:[_-]?intervals)?|links|ties", re.IGNORECASE)
_NODE_FILES = ("nodes.csv", "entities.csv")
_NODE_ENDS = ("nodes", "attributes")
Row = dict[str, str]


@dataclass(frozen=True)
class EdgeListReader:
    """Reads one file of ties, and the file of nodes that lies beside it."""

    name: str = "edge-list"
    title: str = "Network: ties with layer, strength and interval; also i2-style rows (CSV)"
    source: Source = NETWORK

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the header names both ends of a tie, and is no wider table's by chance."""
        line = head.removeprefix(b"\xef\xbb\xbf").splitlines()[0:1]
        names = [_plain(name) for name in re.split(r"[,;\t]", _text(line[0]) if line else "")]
        columns = _columns(names, _COLUMNS)
        ends = {"source", "target"} <= columns.keys()
        return ends and (len(columns) >= 3 or len(names) == 2)

    def is_part(self, path: Path) -> bool:
        """Whether a file holds the nodes of ties that lie beside it, and is read with them."""
        return any(
            found is not None and found.name == path.name
            for each in _beside(path)
            for found in [_network(each, NETWORK)[1]]
        )

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a node, then one a tie, in the order of the files."""
        network, beside = _network(path, source)
        nodes: dict[str, Node] = {}
        if beside is not None:
            for line, row in _rows(beside, _NODE_COLUMNS):
                node = _node(row)
                if node is None:
                    reason = "the row has no id, or a kind of node that is not known"
                    yield _issue(beside, line, "bad-node", reason, row)
                    continue
                nodes[node.id] = node
                yield node_record(node, network, source, f"{beside.name} line {line}")
        repeats: Counter[tuple[str, ...]] = Counter()
        for line, row in _rows(path, _COLUMNS):
            tie = _tie(row, nodes, path)
            if isinstance(tie, str):
                yield _issue(path, line, "bad-tie", tie, row)
                continue
            alike = (tie.layer, tie.source.id, tie.target.id, tie.valid_from, tie.valid_to)
            repeats[alike] += 1
            origin = f"{path.name} line {line}"
            yield tie_record(tie, network, source, number=repeats[alike], origin=origin)


def _beside(nodes: Path) -> Iterator[Path]:
    """The files of ties that may be read with a file of nodes."""
    if nodes.name.lower() in _NODE_FILES:
        yield from (p for p in nodes.parent.glob("*.csv") if _EDGES.fullmatch(p.stem))
    prefix, _, end = nodes.stem.rpartition("_")
    if prefix and end in _NODE_ENDS:
        yield from (p for p in nodes.parent.glob(f"{prefix}_*.csv") if p.name != nodes.name)


def _tie(row: Row, nodes: Mapping[str, Node], path: Path) -> Tie | str:
    """The tie of a row, or why it is none."""
    ends: list[Node] = []
    for end in ("source", "target"):
        label = row.get(f"{end}_label", "")
        reference = row.get(end) or label
        if not reference:
            return f"the row names no {end}"
        kind = kind_of(row.get(f"{end}_kind", ""))
        if not kind:
            return f"{row[f'{end}_kind']!r} is no kind of node that is known"
        ends.append(nodes.get(reference) or Node(reference, label, kind))
    if ends[0].id == ends[1].id:
        return "the tie begins and ends at the same node"
    if not ties_kinds(ends[0].kind, ends[1].kind):
        return f"no link joins {ends[0].kind} to {ends[1].kind}"
    times = [row.get(name, "") for name in ("valid_from", "valid_to")]
    for time in times:
        try:
            span(time)
        except ValueError as error:
            return str(error)
    relation = row.get("relation", "")
    facts = permitted({name: value for name, value in row.items() if name not in _COLUMNS})
    facts |= {"relation": relation} if relation else {}
    return Tie(
        source=ends[0],
        target=ends[1],
        layer=row.get("layer") or (relation if _EDGES.fullmatch(path.stem) else "") or path.stem,
        strength=row.get("strength", ""),
        directed=_plain(row.get("directed", "")) in _DIRECTED,
        valid_from=times[0],
        valid_to=times[1],
        facts=facts,
    )


def _node(row: Row) -> Node | None:
    kind = kind_of(row.get("kind", ""))
    if not row.get("id") or not kind:
        return None
    facts = permitted({name: value for name, value in row.items() if name not in _NODE_COLUMNS})
    return Node(row["id"], row.get("label", ""), kind, facts)


def _network(path: Path, source: Source) -> tuple[str, Path | None]:
    """The network's name, and the file of its nodes.

    Ids of nodes mean something inside one network only, so the name must tell networks apart.
    """
    if _EDGES.fullmatch(path.stem):
        beside = (path.parent / name for name in _NODE_FILES)
        name = path.resolve().parent.name
    else:
        prefix = path.stem.partition("_")[0]
        beside = (path.parent / f"{prefix}_{end}.csv" for end in _NODE_ENDS)
        shared = any((path.parent / f"{prefix}_{end}.csv").exists() for end in _NODE_ENDS)
        name = prefix if shared else path.stem
    found = next((file for file in beside if file.is_file()), None)
    return (f"{source.name}/{name}" if source.name == NETWORK.name else source.name), found


def _rows(path: Path, columns: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, Row]]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline=None) as stream:
        header = stream.readline(CELL_CHARACTERS_MAX)
        mark = max(",;\t", key=header.count)
        names = next(csv.reader([header], delimiter=mark), [])
        places = _columns([_plain(name) for name in names], columns)
        known = {place: name for name, place in places.items()}
        titles = [known.get(i) or " ".join(name.split()) for i, name in enumerate(names)]
        for line, cells in _cells(path, stream, mark):
            texts = (_text(cell.encode("utf-8", "surrogateescape")).strip() for cell in cells)
            row = dict(zip(titles, (text[:CELL_CHARACTERS_MAX] for text in texts), strict=False))
            if any(row.values()):
                yield line, row


def _cells(path: Path, stream: TextIO, mark: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(stream, delimiter=mark)
    try:
        for cells in rows:
            yield rows.line_num + 1, cells
    except csv.Error as error:
        raise Unreadable(f"{path.name}, line {rows.line_num + 1}: no CSV ({error})") from error


def _columns(names: list[str], known: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Our name of a column -> its place; of several headers that mean one, the likeliest."""
    found = {}
    for ours, theirs in known.items():
        places = [names.index(name) for name in theirs if name in names]
        if places:
            found[ours] = places[0]
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9>-]+", "", name.strip().strip('"').lower())


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _issue(path: Path, line: int, rule: str, reason: str, row: Row) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {line}",
        field="",
        rule=rule,
        reason=reason,
        hint="correct the row and load again; the others were loaded",
        excerpt=", ".join(permitted(row).values())[:300],
    )
