"""What rows of a family make (`families/*.yaml`), cut down to the columns that a table has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

FAMILIES = ("trade", "passengers", "weapons", "seizures")
_TIMES = ("valid_from", "valid_to")
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Family:
    """One sort of rows; meanings are those of the dictionary.

    Attributes:
        name: as people ask for it.
        title: what such a table is.
        category: how its records are handled.
        telling: meanings that tell this family from the others.
        required: the first of these whose columns are all there tells what a row cannot lack.
        key: the first of these of which some are there names a record.
        observed_at: the first that is there says when.
        mentions, claims: as a mapping has them.
    """

    name: str
    title: str
    category: str
    telling: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    key: tuple[tuple[str, ...], ...]
    observed_at: tuple[str, ...]
    mentions: Mapping[str, Entry]
    claims: tuple[Entry, ...]

    def meanings(self) -> frozenset[str]:
        """Every column that it can use."""
        used = {name for each in self.mentions.values() for name in _read(each)}
        times = {each[t] for each in self.claims for t in _TIMES if t in each}
        facts = {name for each in self.claims for name in each.get("properties", {}).values()}
        keys = {name for names in (*self.key, *self.required) for name in names}
        return frozenset(used | times | facts | keys | set(self.observed_at))


@cache
def family(name: str) -> Family:
    """The family of that name."""
    text = (files("tripoint_ingest.suggesting") / "families" / f"{name}.yaml").read_text("utf-8")
    given = yaml.safe_load(text)
    for entry in ("required", "key"):
        given[entry] = tuple(map(tuple, given[entry]))
    for entry in ("telling", "observed_at", "claims"):
        given[entry] = tuple(given[entry])
    return Family(name=name, **given)


def cut_down(whole: Family, there: Collection[str], observed_at: str) -> tuple[Entry, list[Entry]]:
    """The mentions and claims that these columns can make."""
    mentions = {key: cut for key, each in whole.mentions.items() if (cut := _mention(each, there))}
    claims = [cut for each in whole.claims if (cut := _claim(each, there, mentions, observed_at))]
    return mentions, claims


def _mention(entry: Entry, there: Collection[str]) -> Entry:
    cut = dict(entry)
    if not set(_listed(entry.get("needs", ()))) <= set(there):
        return {}
    if "each" in entry and entry["each"] not in there:
        return {}
    given = entry.get("properties", {})
    cut["properties"] = {n: v for n, each in given.items() if (v := _value(each, there))}
    if "beside" in entry:
        cut["beside"] = {n: c for n, c in entry["beside"].items() if c in there}
    if "when" in entry:  # a column that is not there is empty, as these conditions want it
        cut["when"] = {c: texts for c, texts in entry["when"].items() if c in there}
    if "as_person" in entry:
        person = entry["as_person"]["properties"]
        own = {n: v for n, each in person.items() if (v := _value(each, there))}
        cut["as_person"] = entry["as_person"] | {"properties": own}
    if not cut["properties"] and "each" not in cut:
        return {}
    if not set(_listed(entry.get("needs_properties", ()))) <= cut["properties"].keys():
        return {}
    return {name: each for name, each in cut.items() if each != {}}


def _value(given: Any, there: Collection[str]) -> Any:  # noqa: ANN401 - YAML: text, list or entry
    """A value's origins as far as their columns are there; None where nothing is left."""
    if isinstance(given, str):
        return given if given in there else None
    if isinstance(given, list):
        kept = [cut for each in given if (cut := _value(each, there))]
        return kept[0] if len(kept) == 1 else kept or None
    columns = [name for name in _listed(given["columns"]) if name in there]
    if not columns:
        return None
    cut = given | {"columns": columns if len(columns) > 1 else columns[0]}
    return {n: v for n, v in cut.items() if n != "unit" or v in there}


def _claim(entry: Entry, there: Collection[str], mentions: Entry, observed_at: str) -> Entry:
    if entry["source"] not in mentions or entry["target"] not in mentions:
        return {}
    if entry.get("without") in mentions:
        return {}
    cut = {name: each for name, each in entry.items() if name != "without"}
    for name in _TIMES:
        if name in entry:
            cut[name] = entry[name] if entry[name] in there else observed_at
    facts = entry.get("properties", {})
    cut["properties"] = {n: c for n, c in facts.items() if c in there}
    cut["notes"] = [key for key in _listed(entry.get("notes", ())) if key in mentions]
    return {name: each for name, each in cut.items() if each}


def _read(entry: Entry) -> set[str]:
    read = {*_listed(entry.get("needs", ())), *entry.get("beside", {}).values()}
    read |= {entry["each"]} if "each" in entry else set()
    for value in entry.get("properties", {}).values():
        for origin in value if isinstance(value, list) else [value]:
            given = {"columns": origin} if isinstance(origin, str) else origin
            read |= {*_listed(given["columns"]), *_listed(given.get("unit", ()))}
    return read


def _listed(given: Any) -> list[str]:  # noqa: ANN401 - YAML: one name or several
    return [given] if isinstance(given, str) else list(given)
