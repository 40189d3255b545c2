"""Traffic light markings of STIX objects: definitions of a bundle, and those fixed by OASIS."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tripoint_graph.model import Handling, Tlp

_FIXED = {  # STIX 2.1 section 7.2.1.4 (TLP 1), and the OASIS TLP 2.0 extension
    "613f2e26-407d-48c7-9eca-b8e91df99dc9": Tlp.CLEAR,
    "34098fce-860f-48ae-8e50-3ebd3cc5e41d": Tlp.GREEN,
    "f88d31f6-486f-44da-b317-01333bde0b82": Tlp.AMBER,
    "5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Tlp.RED,
    "94868c89-83c2-464b-929b-a1a8aa3c8487": Tlp.CLEAR,
    "bab4a63c-aed9-4cf5-a766-dfca5abac2bb": Tlp.GREEN,
    "55d920b0-5e8b-4f79-9ee9-91f868d9b421": Tlp.AMBER,
    "939a9414-2ddd-4d32-a0cd-375ea402b003": Tlp.AMBER_STRICT,
    "e828b379-4e03-4974-9ac4-e53a884c97c1": Tlp.RED,
}
_WORDS = {"WHITE": Tlp.CLEAR, "AMBER+STRICT": Tlp.AMBER_STRICT, **Tlp.__members__}


class Markings:
    """Marking id to the level it means; a statement (copyright, terms) means none."""

    def __init__(self, objects: Iterable[Mapping[str, Any]]) -> None:
        self._levels: dict[str, Tlp | None] = {
            f"marking-definition--{number}": level for number, level in _FIXED.items()
        }
        for each in objects:
            if each.get("type") == "marking-definition" and isinstance(each.get("id"), str):
                self._levels.setdefault(each["id"], _level(each))

    def handling(self, each: Mapping[str, Any], default: Handling) -> tuple[Handling, str]:
        """The handling of an object, and a marking of it that nobody defined, or "".

        The most restrictive of its markings holds, those of its parts included; what is not
        marked is handled as its source is; a marking that nobody defined is taken for RED.
        """
        references = _references(each)
        unknown = next((ref for ref in references if ref not in self._levels), "")
        levels = [level for ref in references if (level := self._levels.get(ref)) is not None]
        if unknown:
            levels.append(Tlp.RED)
        return (replace(default, tlp=max(levels)) if levels else default), unknown[:100]


def _references(each: Mapping[str, Any]) -> list[str]:
    whole = each.get("object_marking_refs", [])
    parts = each.get("granular_markings", [])
    found = [*(whole if isinstance(whole, list) else [])]
    found += [
        part["marking_ref"]
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, dict) and "marking_ref" in part
    ]
    return [str(reference) for reference in found]


def _level(definition: Mapping[str, Any]) -> Tlp | None:
    told = definition.get("definition")
    words = [told.get("tlp") if isinstance(told, dict) else None, definition.get("name")]
    extensions = definition.get("extensions")
    added = extensions.values() if isinstance(extensions, dict) else ()
    words += [extension.get("tlp_2_0") for extension in added if isinstance(extension, dict)]
    for word in words:
        bare = str(word or "").upper().removeprefix("TLP:").strip().replace("-", "+")
        if bare in _WORDS:
            return _WORDS[bare]
    return None
