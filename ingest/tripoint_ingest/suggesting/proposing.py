"""Puts together what headers and values say: a mapping, each column with reason and certainty."""

from collections.abc import Mapping
from dataclasses import dataclass

from tripoint_graph.errors import TripointError
from tripoint_ingest.suggesting.dictionary import Certainty, Meaning, looks_of, meanings_of
from tripoint_ingest.suggesting.evidence import Evidence, decimal_mark, evidence_of
from tripoint_ingest.suggesting.families import FAMILIES, Entry, Family, cut_down, family
from tripoint_ingest.suggesting.sampling import Sample

_BY_VALUES = {"imo": "vessel_imo", "container": "containers", "cas": "cas", "email": "email"}
"""Looks that tell by themselves, by a check digit or a form of their own, and what they mean."""

_NO_TEXT = ("number", "date", "phone", "country", "email")
"""Looks that a column of names or descriptions does not have."""

_PLAIN = {"number", "weight", "date"}
"""Looks that nobody can mistake: a column that should have one and never has is none."""


class NothingRecognised(TripointError):
    """Neither the headers nor the values of a table say what it is."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table.

    Attributes:
        header: as the table has it.
        meaning: what it is taken for; None where nothing tells.
        evidence: what its values look like.
        note: why it is left out, although it means something; "" where it is used.
    """

    header: str
    meaning: Meaning | None
    evidence: Evidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to read and correct.

    Attributes:
        family: the sort of rows that the table is taken for.
        columns: every column of the table, in its order.
        used: meaning to its headers, the surest first.
        required, key: of the mapping.
        key_is_unique: whether no two rows that were looked at have the same key.
        observed_at: the column that says when, or "".
        dates: forms of the dates in use.
        unclear: headers in which day and month might be swapped.
        decimal: the mark before decimals.
        mentions, claims: of the mapping.
        sample: what was looked at.
    """

    family: Family
    columns: tuple[Column, ...]
    used: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    key: tuple[str, ...]
    key_is_unique: bool
    observed_at: str
    dates: tuple[str, ...]
    unclear: tuple[str, ...]
    decimal: str
    mentions: Entry
    claims: list[Entry]
    sample: Sample


def propose(given: Sample, name: str = "") -> Proposal:
    """A mapping for a table, as one of a family's; without a name, of the one that fits best.

    Raises:
        NothingRecognised: no column says enough.
    """
    seen = [_column(header, cells) for header, cells in given.columns.items()]
    whole = family(name) if name else _best(seen)
    columns, used = _chosen(seen, whole)
    required = _required(whole, columns, used)
    if not required:
        wanted = " or ".join(" with ".join(r) for r in whole.required)
        raise NothingRecognised(
            f"none of the {len(seen)} columns is known to be {wanted}, without which a row of "
            f"{name or whole.name} says nothing; write a mapping of your own (docs/mappings.md), "
            f"or add the header's words to its columns"
        )
    observed = next((n for n in whole.observed_at if n in used), "")
    mentions, claims = cut_down(whole, used.keys(), observed)
    key = next((found for k in whole.key if (found := tuple(n for n in k if n in used))), ())
    key = key if set(key) & {n for r in whole.required for n in r} else ()
    unique = _is_unique(given, [used[n][0] for n in key])
    read = [c for c in columns if c.meaning and not c.note]
    dated = [c for c in read if c.meaning and "date" in looks_of()[c.meaning.name]]
    numbers = [
        given.columns[c.header]
        for c in read
        if c.evidence.is_like("number") or c.evidence.is_like("weight")
    ]
    return Proposal(
        family=whole,
        columns=tuple(columns),
        used=used,
        required=required,
        key=key if unique else (),
        key_is_unique=unique,
        observed_at=observed,
        dates=tuple(dict.fromkeys(form for c in dated for form in c.evidence.dates if form)),
        unclear=tuple(c.header for c in dated if c.evidence.unclear),
        decimal=decimal_mark(numbers),
        mentions=mentions,
        claims=claims,
        sample=given,
    )


def _required(
    whole: Family, columns: list[Column], used: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The first of a family's requirements that is met in all rows, else that is there at all."""
    most = max(column.evidence.filled for column in columns)
    full = {c.meaning.name for c in columns if c.meaning and c.evidence.filled == most}
    there = [names for names in whole.required if used.keys() >= set(names)]
    return next((names for names in there if full >= set(names)), there[0] if there else ())


def _column(header: str, cells: list[str]) -> Column:
    evidence = evidence_of(cells)
    weighed = [_weighed(meaning, evidence) for meaning in meanings_of(header)]
    # The likeliest of those as sure as the surest: `max` keeps the first of equals.
    meaning = max(weighed, key=lambda each: each.certainty, default=None)
    telling = next((look for look in _BY_VALUES if evidence.is_like(look)), "")
    if telling and (meaning is None or telling not in looks_of()[meaning.name]):
        share = f"{evidence.shares[telling]:.0%}"
        reason = f"{share} of its values have the form of {telling}, check digits and all"
        return Column(header, Meaning(_BY_VALUES[telling], Certainty.LIKELY, reason), evidence)
    if meaning is None and evidence.is_like("date"):
        meaning = Meaning("date", Certainty.UNSURE, "its values are dates")
    return Column(header, meaning, evidence)


def _weighed(meaning: Meaning, evidence: Evidence) -> Meaning:
    """What a header means, held against what the values look like."""
    looks = looks_of()[meaning.name]
    if not evidence.filled or not looks:
        return meaning
    if "text" in looks:
        other = next((look for look in _NO_TEXT if evidence.is_like(look)), "")
        if not other:
            return meaning
        return Meaning(
            meaning.name, Certainty.UNSURE, f"{meaning.reason}, but its values look like {other}"
        )
    if any(evidence.is_like(look) for look in looks):
        return Meaning(meaning.name, meaning.certainty, f"{meaning.reason}, and values fit")
    share = max(evidence.shares.get(look, 0.0) for look in looks)
    other = next((look for look in _NO_TEXT if evidence.is_like(look)), "something else")
    if not share and (other in _NO_TEXT or set(looks) <= _PLAIN):
        reason = f"{meaning.reason}, but its values look like {other}"
        return Meaning(meaning.name, Certainty.CONTRADICTED, reason)
    reason = f"{meaning.reason}, but only {share:.0%} of its values look like {looks[0]}"
    return Meaning(meaning.name, Certainty.UNSURE, reason)


def _best(columns: list[Column]) -> Family:
    """The family of which most telling meanings are there, weighed by how sure they are."""

    def weight(whole: Family) -> int:
        found = {c.meaning.name: c.meaning.certainty for c in columns if c.meaning}
        return sum(found.get(name, 0) for name in whole.telling)

    best = max(map(family, FAMILIES), key=weight)
    if not weight(best):
        raise NothingRecognised(
            f"no header or value of the {len(columns)} columns tells what the table is; say which "
            f"family it is of ({', '.join(FAMILIES)}), or write a mapping (docs/mappings.md)"
        )
    return best


def _chosen(seen: list[Column], whole: Family) -> tuple[list[Column], dict[str, tuple[str, ...]]]:
    """Which columns are used: of several of one meaning, those as sure as the surest."""
    meanings = whole.meanings()
    surest: dict[str, Certainty] = {}
    for column in seen:
        if column.meaning and column.evidence.filled:
            name, certainty = column.meaning.name, column.meaning.certainty
            surest[name] = max(surest.get(name, certainty), certainty)
    chosen: list[Column] = []
    used: dict[str, tuple[str, ...]] = {}
    for column in seen:
        note = _left_out(column, whole, meanings, surest)
        chosen.append(Column(column.header, column.meaning, column.evidence, note))
        if column.meaning and not note:
            name = column.meaning.name
            used[name] = (*used.get(name, ()), column.header)
    return chosen, used


def _left_out(
    column: Column, whole: Family, meanings: frozenset[str], surest: Mapping[str, Certainty]
) -> str:
    """Why a column is not used, in words; "" where it is."""
    if column.meaning is None:
        return "nothing tells what it means"
    name = column.meaning.name
    if not column.evidence.filled:
        return f"it would be {name}, but is empty in the rows looked at"
    if name not in meanings:
        return f"it seems to be {name}, for which rows of {whole.name} have no use"
    if column.meaning.certainty == Certainty.CONTRADICTED:
        return f"{column.meaning.reason}, not like {' or '.join(looks_of()[name])}"
    if column.meaning.certainty < surest[name]:
        return f"it may be {name} too, but another column is so more surely"
    return ""


def _is_unique(given: Sample, headers: list[str]) -> bool:
    rows = list(zip(*(given.columns[header] for header in headers), strict=True))
    return len(set(rows)) == len(rows)
