"""One FollowTheMoney entity on its way to a record."""

from collections.abc import Mapping
from typing import Any

import orjson

from tripoint_graph.model import Record
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.building import RecordParts
from tripoint_ingest.readers.ftm_schemata import (
    EDGES,
    KINDS,
    LINKED,
    NUMBERS,
    PROPERTIES,
    PROTECTED,
    RENAMED,
    Edge,
)
from tripoint_ingest.readers.kind_index import KindIndex
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, RAW_CHARACTERS_MAX, Source

_FAMILY = ("relationship", "role", "status", "summary", "amount", "amountEur", "amountUsd")
_EDGE_FACTS = (*_FAMILY, "currency", "percentage", "sharesCount", "purpose", "sourceUrl")
_CONTACTS = (
    ("email", "email", "address", "USES_EMAIL"),
    ("phone", "phone", "number", "USES_PHONE"),
)
_KEPT = ("datasets", "referents", "first_seen", "last_seen", "target")
_SANCTION = {"authority": "list", "program": "list_regime", "listingDate": "listed_on"}


class EntityReading:
    """One entity; `protected` says which of its properties were left out."""

    def __init__(self, entity: Mapping[str, Any], source: Source, index: KindIndex) -> None:
        self._entity = entity
        self._source = source
        self._index = index
        self._parts = RecordParts()
        told = _properties(entity)
        self.protected = [name for name in told if name in PROTECTED]
        self._told = {name: values for name, values in told.items() if name not in PROTECTED}

    def record(self, origin: str) -> Record | None:
        """The record; None for a link that lacks an end."""
        schema = self._entity["schema"]
        if schema in EDGES:
            whole = self._tell_edge(EDGES[schema])
        elif schema == "Sanction":
            whole = self._tell_sanction()
        else:
            whole = self._tell_thing(KINDS[schema])
        if not whole:
            return None
        shown = {"id": self._entity["id"], "schema": schema, "properties": self._told}
        kept = {name: self._entity[name] for name in _KEPT if name in self._entity}
        raw = orjson.dumps(shown | kept).decode()
        version = str(self._entity.get("last_change") or self._entity.get("last_seen") or "")
        return Record(
            source=self._source.name,
            source_key=self._entity["id"],
            version=version.replace("\0", ""),
            handling=self._source.handling,
            grade=self._source.grade,
            observed_at=_moment(version),
            mentions=self._parts.mentions,
            claims=self._parts.claims,
            raw=raw[:RAW_CHARACTERS_MAX],
            origin=origin,
        )

    def _first(self, name: str) -> str:
        return next(iter(self._told.get(name, ())), "")

    def _end(self, reference: str, default: str, **facts: str) -> str:
        kind = self._index.kind(reference) or default
        return self._parts.mention(
            kind, kind, registry=self._source.name, registry_reference=reference, **facts
        )

    def _tell_edge(self, edge: Edge) -> bool:
        facts = {name: "; ".join(self._told.get(name, ())) for name in _EDGE_FACTS}
        begins, ends = _moment(self._first("startDate")), _moment(self._first("endDate"))
        begins, ends = (begins, ends) if _in_order(begins, ends) else ("", "")
        day = _moment(self._first("date"))
        pairs = [
            (source, target)
            for source in self._told.get(edge.source, ())
            for target in self._told.get(edge.target, ())
            if source != target
        ]
        for source, target in pairs:
            self._claim(
                edge.link,
                self._end(source, edge.source_kind),
                self._end(target, edge.target_kind),
                valid_from=begins or day,
                valid_to=ends or day,
                basis=self._entity["schema"],
                **facts,
            )
        return bool(pairs)

    def _claim(self, type_: str, source: str, target: str, **fields: str) -> None:
        kinds = {mention.key: mention.kind for mention in self._parts.mentions}
        for name in dict.fromkeys((type_, "ASSOCIATE_OF")):
            link = ONTOLOGY.links[name]
            if kinds[source] in link.source and kinds[target] in link.target:
                self._parts.claim(name, source, target, **fields)
                return

    def _tell_sanction(self) -> bool:
        facts = {ours: self._first(theirs) for theirs, ours in _SANCTION.items()}
        facts["listed_on"] = _moment(facts["listed_on"] or self._first("startDate"))
        told = [f"{name}: {', '.join(self._told[name])}" for name in ("reason", "status", "endDate")
                if self._told.get(name)]  # fmt: skip
        for reference in self._told.get("entity", ()):
            kind = self._index.kind(reference) or "organisation"
            known = ONTOLOGY.kind(kind).properties
            held = {name: value for name, value in facts.items() if name in known}
            self._end(reference, kind, **held, **({"note": "; ".join(told)} if told else {}))
        return bool(self._told.get("entity"))

    def _tell_thing(self, kind: str) -> bool:
        known = ONTOLOGY.kind(kind).properties
        facts: dict[str, list[str]] = {}
        stray: list[str] = []
        for name, values in self._told.items():
            ours = RENAMED.get((kind, name)) or PROPERTIES.get(name, "")
            if ours in known and ours != "note":
                facts.setdefault(ours, []).extend(values)
            elif name not in LINKED and name not in NUMBERS and name not in _MENTIONED:
                stray.append(
                    ", ".join(values) if ours == "note" else f"{name}: {', '.join(values)}"
                )
        stray += [
            f"{name}: {_listed(self._entity[name])}" for name in _KEPT if name in self._entity
        ]
        if "note" in known:
            facts["note"] = ["; ".join(stray)[:CELL_CHARACTERS_MAX]]
        caption = self._entity.get("caption")
        if isinstance(caption, str) and caption in facts.get("name", ()):
            facts["name"].insert(0, caption)
        mine = {"registry": self._source.name, "registry_reference": self._entity["id"]}
        subject = self._parts.mention(kind, kind, **facts, **mine)
        self._tell_around(kind, subject)
        return True

    def _tell_around(self, kind: str, subject: str) -> None:
        """Papers, contacts and addresses of a thing, and the entities that it names."""
        for name, type_ in NUMBERS.items():
            for number in self._told.get(name, ()):
                if kind in ONTOLOGY.links["HOLDS_DOCUMENT"].source:
                    paper = self._parts.mention(
                        "identity_document", "document", number=number, type=type_
                    )
                    self._parts.claim("HOLDS_DOCUMENT", subject, paper)
        for name, other, fact, link in _CONTACTS:
            for value in self._told.get(name, ()):
                if kind in ONTOLOGY.links[link].source:
                    self._parts.claim(
                        link, subject, self._parts.mention(other, other, **{fact: value})
                    )
        for text in self._told.get("address", ()):
            if kind in ONTOLOGY.links["HAS_ADDRESS"].source:
                place = self._parts.mention("address", "address", text=text)
                self._parts.claim("HAS_ADDRESS", subject, place)
        for name, (link, default, backward) in LINKED.items():
            for reference in self._told.get(name, ()):
                if reference != self._entity["id"]:
                    end = self._end(reference, default)
                    self._claim(link, *((end, subject) if backward else (subject, end)))


_MENTIONED = ("email", "phone", "address")


def _properties(entity: Mapping[str, Any]) -> dict[str, list[str]]:
    """Property name to its values as texts; nested entities as their ids."""
    told: dict[str, list[str]] = {}
    statements = entity.get("statements")
    for each in statements if isinstance(statements, list) else ():
        if isinstance(each, dict) and isinstance(each.get("prop"), str) and each["prop"] != "id":
            told.setdefault(each["prop"], []).extend(_texts(each.get("value")))
    for name, values in entity.get("properties", {}).items():
        told.setdefault(name, []).extend(_texts(values))
    return {name: list(dict.fromkeys(values)) for name, values in told.items() if values}


def _texts(values: object) -> list[str]:
    given = values if isinstance(values, list) else [values]
    texts = (str(each.get("id", "")) if isinstance(each, dict) else each for each in given)
    return [
        text[:CELL_CHARACTERS_MAX]
        for each in texts
        if each is not None and not isinstance(each, list) and (text := str(each).strip())
    ]


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _moment(text: str) -> str:
    for told in (text[:19], text[:10]):
        try:
            span(told)
        except ValueError:
            continue
        return told
    return ""


def _in_order(begins: str, ends: str) -> bool:
    return span(begins)[0] <= span(ends)[1]
