"""People and entries as small as a test wants them."""

from collections.abc import Iterable

from tripoint_graph.model import MentionId, RecordId
from tripoint_resolution.profile import Profile, profile, stated
from tripoint_resolution.screening.entries import Entry


def somebody(*names: str, kind: str = "person", **known: str) -> Profile:
    """A profile of names and of one value for each feature."""
    values = {feature: stated(feature, given) for feature, given in known.items()}
    return profile(kind, names, {f: [v] for f, v in values.items() if v is not None})


def entry(number: int, who: Profile, *, expires_on: str = "", updated_on: str = "2026") -> Entry:
    """A list's entry about somebody."""
    return Entry(
        mention=MentionId(f"{number:032x}"),
        record=RecordId(f"{number + 1000:032x}"),
        source="un-sc-list",
        list="UN",
        reference=f"QDi.{number:03}",
        basis="UN SC 1267/1989/2253",
        listed_on="2020-01-01",
        updated_on=updated_on,
        review_on="",
        expires_on=expires_on,
        profile=who,
    )


def entries(names: Iterable[str]) -> list[Entry]:
    """An entry for each name."""
    return [entry(number, somebody(name)) for number, name in enumerate(names)]
