"""What the graph is made of: records, the mentions and claims inside them, and judgements.

A *record* is one thing a source said. A *mention* is how that record describes one thing. A
*claim* is a typed, directed link between two mentions of the same record. A *judgement* says
whether two mentions are the same thing. Entities and links are never stored: they are derived
from what a viewer may see (`snapshot.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NewType

RecordId = NewType("RecordId", str)
MentionId = NewType("MentionId", str)
ClaimId = NewType("ClaimId", str)
JudgementId = NewType("JudgementId", str)
EntityId = NewType("EntityId", str)  # the smallest atom id of what makes the entity
RunId = NewType("RunId", str)
"""Ids are 32 lower-case hex digits: a keyed 16-byte hash of content (`ids.py`)."""


class Tlp(IntEnum):
    """Traffic Light Protocol 2.0, in rising order of restriction."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4


class Category(StrEnum):
    """What sort of information a record holds; clearances are given by category."""

    PASSENGER = "passenger"
    TRADE = "trade"
    WEAPON = "weapon"
    SEIZURE = "seizure"
    LIST = "list"
    NETWORK = "network"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, order=True)
class Handling:
    """Who may see a record, and for how long it may be kept.

    Attributes:
        owner: the Member (customs administration) or body the record comes from.
        tlp: its Traffic Light Protocol level.
        category: what sort of information it is.
        releasable_to: Members it may go to; empty means the owner alone decides.
        retention: the name of the retention rule that applies.
    """

    owner: str
    tlp: Tlp = Tlp.AMBER
    category: Category = Category.REFERENCE
    releasable_to: tuple[str, ...] = ()
    retention: str = "default"


@dataclass(frozen=True, slots=True, order=True)
class Grade:
    """The Admiralty grade: how reliable the source is, how credible what it says.

    Attributes:
        reliability: "A" (completely reliable) to "E" (unreliable), "F" (cannot be judged).
        credibility: 1 (confirmed) to 5 (improbable), 6 (cannot be judged).
    """

    reliability: str = "F"
    credibility: int = 6

    def __post_init__(self) -> None:
        if self.reliability not in _RELIABILITY or self.credibility not in _CREDIBILITY:
            raise ValueError(f"a grade runs from A1 to F6, not {self}")

    @property
    def probability(self) -> float:
        """The chance, in (0, 1), that what a record of this grade says is so."""
        return _RELIABILITY[self.reliability] * _CREDIBILITY[self.credibility]

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


# Declared, not learned: version 1 of the grade table. The two axes multiply, so A1 is 0.97.
_RELIABILITY = {"A": 0.98, "B": 0.92, "C": 0.8, "D": 0.6, "E": 0.35, "F": 0.7}
_CREDIBILITY = {1: 0.99, 2: 0.93, 3: 0.8, 4: 0.55, 5: 0.3, 6: 0.7}


def _no_properties() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Mention:
    """How one record describes one thing.

    Attributes:
        key: names the mention inside its record ("person", "document-2").
        kind: a kind of the ontology ("person").
        properties: property name to the values exactly as the record gave them, in its order.
    """

    key: str
    kind: str
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=_no_properties)

    def first(self, name: str) -> str:
        """The first value of a property, or "" where the record gave none."""
        values = self.properties.get(name, ())
        return values[0] if values else ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A typed, directed link between two mentions of one record.

    Attributes:
        type: a link kind of the ontology ("CONSIGNEE_OF").
        source: key of the mention it starts at.
        target: key of the mention it points at.
        valid_from: when it began to hold, as precise as the record was: "2026", "2026-11",
            "2026-11-23" or "2026-11-23T10:30"; "" where the record does not say.
        valid_to: when it stopped, in the same form.
        properties: what the record adds ("seat", "quantity"), as it gave it.
    """

    type: str
    source: str
    target: str
    valid_from: str = ""
    valid_to: str = ""
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Record:
    """One thing a source said. Never edited: a newer version of its key speaks instead.

    Attributes:
        source: the source's name ("un-sc-list").
        source_key: names the record inside its source, the same in every version.
        version: orders versions of one key; the greatest speaks, whatever came in first.
            Strings compare as they stand, so use ISO times or zero-padded numbers.
        handling: who may see it.
        grade: how far it is to be believed.
        observed_at: when the source saw what it tells, in the form of `Claim.valid_from`.
        mentions: what it describes; keys are unique.
        claims: how those hang together.
        raw: the source's own words for people to check against.
        withdrawn: the source takes the key back; such a record holds nothing.
        origin: file and position it was first read from; not part of its content.
    """

    source: str
    source_key: str
    handling: Handling
    version: str = ""
    grade: Grade = field(default_factory=Grade)
    observed_at: str = ""
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    raw: str = ""
    withdrawn: bool = False
    origin: str = field(default="", compare=False)

    @cached_property
    def mention_by_key(self) -> Mapping[str, Mention]:
        """Its mentions by their key inside the record."""
        return {mention.key: mention for mention in self.mentions}

    @cached_property
    def targets(self) -> Mapping[tuple[str, str], list[str]]:
        """Keys of the mentions that its claims of one type lead to from one mention's key."""
        found: dict[tuple[str, str], list[str]] = {}
        for claim in self.claims:
            found.setdefault((claim.type, claim.source), []).append(claim.target)
        return found


class Verdict(StrEnum):
    """What somebody says of two mentions."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two mentions are the same thing, who says so, how sure, and on what.

    Attributes:
        left: one mention.
        right: the other; the pair has no order.
        verdict: what is said.
        by: who or what says it ("analyst:rahim", "splink:person/3").
        probability: calibrated chance, in [0, 1], that the two are the same.
        reason: in words, for people.
        features: feature name to what it contributed.
        records: every record it used; whoever may not see one of them does not see it.
    """

    left: MentionId
    right: MentionId
    verdict: Verdict
    by: str
    probability: float
    reason: str = ""
    features: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    records: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class Commit:
    """One batch that landed. Numbers stay inside; people see times."""

    number: int
    at: datetime  # in UTC


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with an input: what, where, why, what to do.

    Attributes:
        file: the file's name as it was given.
        position: where in it ("line 12", "segment 48 (DTM)").
        field: the field at fault, or "".
        rule: a stable code ("bad-date").
        reason: what is wrong, for people.
        hint: what to do about it.
        lost: true where the row was left out; false where it was loaded all the same.
        excerpt: the offending text, cut to a few hundred characters.
    """

    file: str
    position: str
    field: str
    rule: str
    reason: str
    hint: str = ""
    lost: bool = True
    excerpt: str = ""


class RunState(StrEnum):
    """How far an ingest run came."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Run:
    """One file read by one reader.

    Attributes:
        id: derived from the file's bytes, the format and the source: the same file is one run.
        source: the source it was read as.
        format: the reader.
        file: the file's name, without its folder.
        state: how far it came.
        started_at: when this reading began (UTC).
        finished_at: when it ended, or None.
        read: records the reader gave.
        new: of those, records the store did not hold.
        issues: rows with something wrong.
        lost: of those, rows left out.
        handlings: the handling of everything it read; who may not see one sees no run.
        error: why it failed, or "".
        edition: the edition of its source that the file is, or "".
        whole: whether all of that edition was read, so that what is not in it is gone from it.
    """

    id: RunId
    source: str
    format: str
    file: str
    state: RunState
    started_at: datetime
    finished_at: datetime | None = None
    read: int = 0
    new: int = 0
    issues: int = 0
    lost: int = 0
    handlings: tuple[Handling, ...] = ()
    error: str = ""
    edition: str = ""
    whole: bool = False
