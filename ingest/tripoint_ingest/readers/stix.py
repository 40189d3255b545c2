"""STIX 2.1 bundles: identities, threat actors, places, relationships, sightings, reports.

Source: OASIS, STIX version 2.1: object types, marking definitions (TLP), confidence scales.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from tripoint_graph.model import Category, Grade, Handling, Issue, Tlp
from tripoint_ingest.readers.stix_marks import Markings
from tripoint_ingest.readers.stix_object import HELD, ObjectReading, kind_of
from tripoint_ingest.reading import Found, Source, Unreadable

BUNDLE_BYTES_MAX = 256 * 2**20
"""A bundle is held whole while it is read: its objects refer to each other in any order."""

_SNIFF = re.compile(rb'"type"\s*:\s*"bundle"|"spec_version"\s*:\s*"2\.[01]"')
_NOT_LOADED = ("marking-definition", "extension-definition", "language-content")
_SOURCE = Source("stix", Handling("open", Tlp.AMBER, Category.LIST), Grade("C", 6))


@dataclass(frozen=True)
class StixReader:
    """Reads one bundle."""

    name: str = "stix-2.1"
    title: str = "STIX 2.1 bundle: identities, actors, places, relationships, sightings, reports"
    source: Source = _SOURCE

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a bundle or an object of STIX 2 begins here."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        return start == b"{" and bool(_SNIFF.search(head))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record an object, in the order of the bundle; a revoked one is a withdrawal."""
        objects = _objects(path)
        markings = Markings(each for each in objects if isinstance(each, dict))
        kinds = {
            str(each["id"]): kind_of(each)
            for each in objects
            if isinstance(each, dict) and isinstance(each.get("id"), str)
        }
        for number, each in enumerate(objects, start=1):
            where = f"object {number}"
            if problem := _problem(each):
                yield _issue(path, where, "no-object", problem, str(each)[:300])
            elif each["type"] in _NOT_LOADED:
                continue  # they say how to handle or to read the others
            elif each["type"] not in HELD:
                reason = (
                    f"an object of type {str(each['type'])[:80]!r} is none that the graph holds"
                )
                yield _issue(path, where, "type-not-held", reason, each["id"][:100])
            else:
                handling, unknown = markings.handling(each, source.handling)
                if unknown:
                    reason = f"its marking {unknown} is not in the bundle: handled as TLP:RED"
                    yield _issue(path, where, "marking-unknown", reason, each["id"], lost=False)
                reading = ObjectReading(each, source, handling, kinds)
                yield reading.record(f"{path.name} {where}") or _without_ends(path, where, each)


def _without_ends(path: Path, where: str, each: dict[str, Any]) -> Issue:
    reason = "it names objects that are not in the bundle, or of types that cannot be linked"
    return _issue(path, where, "link-without-ends", reason, each["id"][:100])


def _objects(path: Path) -> list[Any]:
    if path.stat().st_size > BUNDLE_BYTES_MAX:
        raise Unreadable(
            f"{path.name}: a bundle of more than {BUNDLE_BYTES_MAX:,} bytes; ask for it in parts"
        )
    try:
        bundle = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"{path.name}, line {error.lineno}: no JSON ({error.msg})") from error
    objects = bundle.get("objects", [bundle]) if isinstance(bundle, dict) else bundle
    if not isinstance(objects, list):
        raise Unreadable(f"{path.name}: the bundle's objects are no list; get the whole file")
    return objects


def _problem(each: object) -> str:
    if not isinstance(each, dict):
        return "it is no object"
    for name in ("type", "id"):
        if not isinstance(each.get(name), str) or not each[name]:
            return f"it has no {name}"
    return ""


def _issue(
    path: Path, where: str, rule: str, reason: str, excerpt: str, *, lost: bool = True
) -> Issue:
    return Issue(
        file=path.name,
        position=where,
        field="",
        rule=rule,
        reason=reason,
        hint="the other objects were loaded",
        lost=lost,
        excerpt=excerpt,
    )
