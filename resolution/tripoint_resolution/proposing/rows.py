"""A profile as the columns that Splink blocks and compares by."""

from itertools import combinations
from typing import TypedDict

from tripoint_resolution.naming.likeness import skeleton, sound
from tripoint_resolution.naming.tokens import parsed
from tripoint_resolution.profile import Profile

_WORDS_MAX = 6
"""Words of a name that couples are made of, at most."""


class Row(TypedDict):
    """One mention. Empty strings and lists are None: nothing is known.

    Attributes:
        unique_id: the mention's id.
        name: the naming words of the first name, sorted: orders of names differ.
        sounds: their sounds, sorted, each once.
        sounds_key: the same as one text; bones: their consonants as one text.
        couples: every two of the sounds, as one text each.
        birth_date: the first one, as precise as it was told; birth_year: its year.
        nationality: the first one, ISO 3166.
        documents, contacts: normalised numbers; phones and e-mail addresses.
    """

    unique_id: str
    name: str | None
    sounds: list[str] | None
    sounds_key: str | None
    bones: str | None
    couples: list[str] | None
    birth_date: str | None
    birth_year: str | None
    nationality: str | None
    documents: list[str] | None
    contacts: list[str] | None


def row_of(id: str, profile: Profile) -> Row:
    """The columns of one mention."""
    name = parsed(profile.names[0], person=profile.is_person) if profile.names else None
    words = sorted(token.text for token in name.tokens if token.names) if name else []
    sounds = sorted({sound(word) for word in words})
    born = [value.normal for value in profile.of("birth_date")]
    nationality = [value.normal for value in profile.of("nationality")]
    contacts = [v.normal for feature in ("phone", "email") for v in profile.of(feature)]
    documents = [v.normal for f in ("document", "registration") for v in profile.of(f)]
    return Row(
        unique_id=id,
        name=" ".join(words) or None,
        sounds=sounds or None,
        sounds_key=" ".join(sounds) or None,
        bones=" ".join(sorted(map(skeleton, words))) or None,
        couples=[f"{a} {b}" for a, b in combinations(sounds[:_WORDS_MAX], 2)] or None,
        birth_date=born[0] if born else None,
        birth_year=born[0][:4] if born else None,
        nationality=nationality[0] if nationality else None,
        documents=documents or None,
        contacts=contacts or None,
    )
