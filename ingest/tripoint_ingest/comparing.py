"""What changed between two editions of a list: entries added, removed, and changed by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tripoint_graph.model import Claim, Mention, Record, RecordId
from tripoint_graph.ports import StoredVersion
from tripoint_graph.viewer import Viewer
from tripoint_ingest.editions import READ_AT_ONCE, Known, standing


class FieldChange(NamedTuple):
    """One field of an entry: where it is, and its values before and after, none for none."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry in two editions; None in the one that has it not."""

    key: str
    before: Record | None
    after: Record | None

    @property
    def fields(self) -> list[FieldChange]:
        """What changed in it; nothing where it was added or removed."""
        if self.before is None or self.after is None:
            return []
        return field_changes(self.before, self.after)


def compare(
    store: Known, source: str, older: str, newer: str, viewer: Viewer
) -> Iterator[EntryChange]:
    """Entries that differ between two editions, by key.

    Args:
        store: where they are.
        source: whose editions they are.
        older: the version of one.
        newer: the version of the other.
        viewer: who asks; versions hidden from it do not exist.
    """
    versions = [v for v in store.versions(source) if viewer.sees(v.handling)]
    before, after = _present(versions, older), _present(versions, newer)
    keys = sorted(before.keys() | after.keys())
    moved = [k for k in keys if k not in before or k not in after or before[k].id != after[k].id]
    for start in range(0, len(moved), READ_AT_ONCE):
        piece = moved[start : start + READ_AT_ONCE]
        ids = {each[key].id for key in piece for each in (before, after) if key in each}
        found = store.records(sorted(ids), viewer)
        said = {stored.id: stored.record for stored in found if stored is not None}
        for key in piece:
            was, now = (each[key].id if key in each else "" for each in (before, after))
            yield EntryChange(key, said.get(RecordId(was)), said.get(RecordId(now)))


def field_changes(before: Record, after: Record) -> list[FieldChange]:
    """The fields in which two versions of an entry differ: properties of its mentions, then its
    claims, then how it is handled and graded; where none does, its wording.
    """
    compared = [
        *_properties(before, after),
        FieldChange("claims", _claims(before), _claims(after)),
        FieldChange("handling", (str(before.handling),), (str(after.handling),)),
        FieldChange("grade", (str(before.grade),), (str(after.grade),)),
    ]
    found = [change for change in compared if change.before != change.after]
    return found or [FieldChange("wording", (before.raw,), (after.raw,))]


_ABSENT = Mention("", "")


def _properties(before: Record, after: Record) -> Iterator[FieldChange]:
    for key in dict.fromkeys([*before.mention_by_key, *after.mention_by_key]):
        was = before.mention_by_key.get(key, _ABSENT).properties
        now = after.mention_by_key.get(key, _ABSENT).properties
        for name in dict.fromkeys([*was, *now]):
            yield FieldChange(f"{key}.{name}", was.get(name, ()), now.get(name, ()))


def _present(versions: list[StoredVersion], edition: str) -> dict[str, StoredVersion]:
    return {key: each for key, each in standing(versions, edition).items() if not each.withdrawn}


def _claims(record: Record) -> tuple[str, ...]:
    return tuple(sorted(_claim(claim) for claim in record.claims))


def _claim(claim: Claim) -> str:
    span = f" {claim.valid_from}..{claim.valid_to}" if claim.valid_from or claim.valid_to else ""
    said = ", ".join(f"{name} {value}" for name, value in sorted(claim.properties.items()))
    return f"{claim.source} {claim.type} {claim.target}{span}{f' ({said})' if said else ''}"
