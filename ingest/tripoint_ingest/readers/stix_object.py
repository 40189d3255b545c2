"""One STIX object on its way to a record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from tripoint_graph.model import Handling, Record
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.building import RecordParts
from tripoint_ingest.passengers.protected import permitted
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, RAW_CHARACTERS_MAX, Source

_LINKS = {
    "located-at": "PRESENT_IN",
    "member-of": "MEMBER_OF",
    "works-for": "EMPLOYED_BY",
    "employed-by": "EMPLOYED_BY",
    "communicates-with": "COMMUNICATED_WITH",
    "owns": "OWNS",
    "has": "OWNS",
}
_KINDS = {
    "threat-actor": "organisation",
    "intrusion-set": "organisation",
    "location": "place",
    "report": "case",
    "grouping": "case",
    "email-addr": "email",
    "user-account": "account",
    "incident": "event",
    "campaign": "event",
}
HELD = frozenset({*_KINDS, "identity", "relationship", "sighting"})
_ONE_PERSON = ("individual",)
_LEAST_CONFIDENCE = ((80, 1), (60, 2), (40, 3), (20, 4), (0, 5))  # STIX 2.1, appendix A, Admiralty


def kind_of(each: Mapping[str, Any]) -> str:
    """The kind of a thing, or "" for an object that is none."""
    if each.get("type") == "identity":
        return "person" if each.get("identity_class") in _ONE_PERSON else "organisation"
    if each.get("type") == "threat-actor" and each.get("resource_level") in _ONE_PERSON:
        return "person"
    return _KINDS.get(str(each.get("type")), "")


class ObjectReading:
    """One object; `kinds` are those of every object in the bundle, by id."""

    def __init__(
        self, each: Mapping[str, Any], source: Source, handling: Handling, kinds: Mapping[str, str]
    ) -> None:
        self._each = each
        self._source = source
        self._handling = handling
        self._kinds = kinds
        self._parts = RecordParts()

    def record(self, origin: str) -> Record | None:
        """The record; None for a link that lacks an end."""
        revoked = self._each.get("revoked") is True
        if not revoked and not self._tell():
            return None
        version = self._text("modified") or self._text("created")
        confidence = self._each.get("confidence")
        grade = self._source.grade
        if isinstance(confidence, int) and 0 <= confidence <= 100:
            grade = replace(grade, credibility=_credibility(confidence))
        return Record(
            source=self._source.name,
            source_key=self._each["id"],
            version=version,
            handling=self._handling,
            grade=grade,
            observed_at=_moment(version),
            mentions=self._parts.mentions,
            claims=self._parts.claims,
            raw=orjson.dumps(permitted(self._each)).decode()[:RAW_CHARACTERS_MAX],
            withdrawn=revoked,
            origin=origin,
        )

    def _tell(self) -> bool:
        type_ = self._each["type"]
        if type_ == "relationship":
            return self._tell_link(
                self._text("relationship_type"), self._text("source_ref"), self._text("target_ref")
            )
        if type_ == "sighting":
            seen = self._text("sighting_of_ref")
            where = self._texts("where_sighted_refs")
            return any([self._tell_link("located-at", seen, place) for place in where])
        if type_ in ("report", "grouping"):
            return self._tell_report()
        return bool(self._thing()) and self._tell_belonging()

    def _thing(self) -> str:
        kind = kind_of(self._each)
        known = ONTOLOGY.kind(kind).properties
        told: dict[str, list[str]] = {
            "name": [self._text("name")],
            "alias": self._texts("aliases"),
            "note": [self._text("description"), self._text("contact_information"), *self._labels()],
            "role": self._texts("roles"),
            "sector": self._texts("sectors"),
            "country": [self._text("country")],
            "latitude": [self._text("latitude")],
            "longitude": [self._text("longitude")],
            "address": [self._text("value")],
            "number": [self._text("account_login") or self._text("user_id")],
            "institution": [self._text("account_type")],
            "description": [
                ". ".join(filter(None, (self._text("name"), self._text("description"))))
            ],
            "date": [_moment(self._text("first_seen"))[:10]],
        }
        facts = {name: values for name, values in told.items() if name in known}
        facts["note"] = ["; ".join(filter(None, facts.get("note", [])))[:CELL_CHARACTERS_MAX]]
        return self._mention(
            kind, self._each["id"], **{n: v for n, v in facts.items() if n in known}
        )

    def _tell_belonging(self) -> bool:
        """Whose account an address is (`belongs_to_ref`), where the bundle holds both."""
        owner = self._text("belongs_to_ref")
        if owner:
            self._tell_link("belongs-to", self._each["id"], owner)
        return True

    def _labels(self) -> list[str]:
        return [
            f"{name}: {', '.join(values)}"
            for name in ("labels", "threat_actor_types", "goals", "primary_motivation")
            if (values := self._texts(name))
        ]

    def _mention(self, kind: str, reference: str, **facts: list[str]) -> str:
        if "registry" in ONTOLOGY.kind(kind).properties:
            facts |= {"registry": [self._source.name], "registry_reference": [reference]}
        return self._parts.mention(kind, kind, **facts)

    def _tell_link(self, words: str, source: str, target: str) -> bool:
        kinds = (self._kinds.get(source, ""), self._kinds.get(target, ""))
        if source == target or not all(kinds):
            return False
        for name in (_LINKS.get(words, "ASSOCIATE_OF"), "ASSOCIATE_OF"):
            link = ONTOLOGY.links[name]
            if kinds[0] in link.source and kinds[1] in link.target:
                ends = [self._mention(k, r) for k, r in zip(kinds, (source, target), strict=True)]
                begins = _moment(self._text("start_time") or self._text("first_seen"))
                stops = _moment(self._text("stop_time") or self._text("last_seen"))
                times = (
                    {"valid_from": begins, "valid_to": stops} if _in_order(begins, stops) else {}
                )
                note = self._text("description")
                self._parts.claim(name, *ends, basis=words, note=note, **times)
                return True
        return False

    def _tell_report(self) -> bool:
        named = [(self._kinds.get(ref, ""), ref) for ref in self._texts("object_refs")]
        case = self._parts.mention(
            "case",
            "case",
            reference=self._each["id"],
            agency=self._text("created_by_ref") or self._source.name,
            date=_moment(self._text("published"))[:10],
            description=" ".join(filter(None, (self._text("name"), self._text("description")))),
        )
        for kind, reference in named:
            if kind in ONTOLOGY.links["NAMED_IN"].source:
                self._parts.claim("NAMED_IN", self._mention(kind, reference), case)
        return True

    def _text(self, name: str) -> str:
        value = self._each.get(name)
        known = isinstance(value, str | int | float) and not isinstance(value, bool)
        return str(value)[:CELL_CHARACTERS_MAX].replace("\0", "") if known else ""

    def _texts(self, name: str) -> list[str]:
        values = self._each.get(name)
        given = values if isinstance(values, list) else [values]
        return [each[:CELL_CHARACTERS_MAX] for each in given if isinstance(each, str)]


def _credibility(confidence: int) -> int:
    return next(grade for least, grade in _LEAST_CONFIDENCE if confidence >= least)


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
