"""Writes a store's evidence as files for `neo4j-admin database import full`: a first load.

What the importer makes of them is what the same records make through Bolt, node by node. Indexes,
constraints and arrays without items are none of its business; the store makes them when it is
opened for the first time (`schema.complete`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import accumulate, count
from pathlib import Path

from tripoint_graph.adapters.neo4j import judging, schema, writing
from tripoint_graph.adapters.neo4j.tables import Table
from tripoint_graph.backup import BackedIssue, BackedRecord, Item
from tripoint_graph.columns import LIVE
from tripoint_graph.ids import Ids
from tripoint_graph.model import Commit, Run
from tripoint_graph.rows import Derivation, admitted
from tripoint_graph.wire import EPOCH, PortableJudgement, dump_issue, dump_run, microseconds

NODES = {
    "Store": ("name", "layout:long", "fingerprint", "number:long", "records:long",
              "restoring:boolean", "imported:boolean"),
    "Head": ("name", "number:long", "at:long"),
    "Commit": ("number:long", "at:long", "first:long"),
    "Handling": ("code:long", "body"),
    "Rule": ("code:long", "name"),
    "Record": ("id:ID(Record)", "key", "rank", "number:long", "handling:long", "source",
               "source_key", "version", "withdrawn:boolean", "probability:double", "body",
               "mentions:byte[]", "claims:byte[]", "rules:byte[]", "added:long", "run"),
    "Mention": (":ID(Mention)", "id", "kind", "text", "position:long", "long_text", ":LABEL"),
    "Judgement": ("id", "number:long", "starts:long[]", "ends:long[]", "left", "right", "verdict",
                  "by", "probability:double", "reason", "features", "records:string[]"),
    "Run": ("id:ID(Run)", "started_at:long", "body", "source", "file", "state"),
    "Issue": (":ID(Issue)", "run", "position:long", "body"),
}  # fmt: skip
RELATIONSHIPS = {
    "STANDS_IN": (":START_ID(Mention)", ":END_ID(Record)"),
    "CLAIM": (":START_ID(Mention)", ":END_ID(Mention)", "id", "type", "position:long"),
    "FOUND_IN": (":START_ID(Issue)", ":END_ID(Run)"),
}


class Numbers(dict[str, int]):
    """A number for each name, in the order in which names come: what `naming.Codes` keeps."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


@contextmanager
def tables(folder: Path, columns: Mapping[str, Iterable[str]]) -> Iterator[dict[str, Table]]:
    """An open table for each name, closed at the end."""
    made = {name: Table(folder / f"{name}.csv", list(header)) for name, header in columns.items()}
    try:
        yield made
    finally:
        for table in made.values():
            table.close()


def write_evidence(folder: Path, items: Iterable[Item], ids: Ids) -> int:
    """Write all that a backup holds; gives the number of records."""
    with tables(folder, {**NODES, **RELATIONSHIPS}) as made:
        writer = _Evidence(made, ids)
        for item in items:
            writer.take(item)
        return writer.finish()


def mention_key(mention: str, record: str) -> str:
    """What names a mention in the files: its id alone may stand in several records."""
    return mention + record


class _Evidence:
    def __init__(self, made: Mapping[str, Table], ids: Ids) -> None:
        self._made = made
        self._ids = ids
        self._derivation = Derivation(ids)
        self._handlings, self._rules = Numbers(), Numbers()
        self._times: list[Commit] = []
        self._came: Counter[int] = Counter()
        self._judged = count()
        self._issues: Counter[str] = Counter()

    def take(self, item: Item) -> None:
        """Write one item; commits come first, and are written last."""
        match item:
            case Commit():
                self._times.append(item)
            case BackedRecord():
                self._record(item)
            case PortableJudgement():
                self._judgement(item)
            case Run():
                at, body = microseconds(item.started_at), dump_run(item).decode()
                state = str(item.state)
                self._made["Run"].add(item.id, at, body, item.source, item.file, state)
            case BackedIssue():
                self._issue(item)

    def _record(self, item: BackedRecord) -> None:
        ((id, said),) = admitted(self._ids, [item.record]).items()
        rows = self._derivation.rows_of(id, *said)
        number = self._came.total()
        *plain, mentions, claims = writing.row_of(rows, number, self._handlings, self._rules)
        self._came[item.added] += 1
        self._made["Record"].add(*plain, item.added, item.run)
        names = [mention_key(mention[0], id) for mention in mentions]
        for name, (mention, kind, text, place) in zip(names, mentions, strict=True):
            long = text is not None and len(text) > writing.INDEXED_MAX
            told = (None, place, text, ["LongText"]) if long else (text, place, None, None)
            self._made["Mention"].add(name, mention, kind, *told)
            self._made["STANDS_IN"].add(name, id)
        for claim, type, source, target, place in claims:
            self._made["CLAIM"].add(names[source], names[target], claim, type, place)

    def _judgement(self, item: PortableJudgement) -> None:
        judgement = item.judgement_under(self._ids)
        starts = [begins for begins, _ in item.held]
        ends = [LIVE if ceases is None else ceases for _, ceases in item.held]
        said = judging.said_of(judgement)
        cells = [said[name.partition(":")[0]] for name in NODES["Judgement"][4:]]
        id = self._ids.judgement(judgement)
        self._made["Judgement"].add(id, next(self._judged), starts, ends, *cells)

    def _issue(self, item: BackedIssue) -> None:
        place = self._issues[item.run]
        self._issues[item.run] += 1
        name = f"{item.run}{place}"
        self._made["Issue"].add(name, item.run, place, dump_issue(item.issue).decode())
        self._made["FOUND_IN"].add(name, item.run)

    def finish(self) -> int:
        """Write what is known at the end alone."""
        for name, code in self._handlings.items():
            self._made["Handling"].add(code, name)
        for name, code in self._rules.items():
            self._made["Rule"].add(code, name)
        firsts = accumulate((self._came[commit.number] for commit in self._times), initial=0)
        for commit, first in zip(self._times, firsts, strict=False):  # the last sum is the whole
            self._made["Commit"].add(commit.number, microseconds(commit.at), first)
        newest = self._times[-1] if self._times else Commit(0, EPOCH)
        records, by = self._came.total(), self._ids.fingerprint
        number, at = newest.number, microseconds(newest.at)
        self._made["Store"].add("tripoint", schema.LAYOUT, by, number, records, False, True)
        self._made["Head"].add("tripoint", number, at)
        return records
