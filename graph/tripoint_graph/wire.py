"""The JSON forms of evidence: what adapters keep as text and what backups are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import orjson

from tripoint_graph.ids import Ids
from tripoint_graph.model import (
    Category,
    Claim,
    Grade,
    Handling,
    Issue,
    Judgement,
    Mention,
    MentionId,
    Record,
    RecordId,
    Run,
    RunId,
    RunState,
    Tlp,
    Verdict,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING: dict[str, str] = {}
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 (UTC); naive moments are refused.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give it in UTC")
    return (moment - EPOCH) // _MICROSECOND


def moment_of(stamp: int) -> datetime:
    """The moment, in UTC, so many microseconds after 1970 began."""
    return EPOCH + timedelta(microseconds=stamp)


def dump_handling(handling: Handling) -> str:
    """One text per handling: equal handlings give equal texts."""
    return orjson.dumps(
        [
            handling.owner,
            int(handling.tlp),
            str(handling.category),
            list(handling.releasable_to),
            handling.retention,
        ]
    ).decode()


@lru_cache(maxsize=4096)
def load_handling(text: str) -> Handling:
    """The handling that `dump_handling` wrote."""
    owner, tlp, category, releasable_to, retention = orjson.loads(text)
    return Handling(owner, Tlp(tlp), Category(category), tuple(releasable_to), retention)


def dump_body(record: Record) -> bytes:
    """What a record says, without its name, version, handling and withdrawal."""
    return orjson.dumps(
        {
            "grade": str(record.grade),
            "observed_at": record.observed_at,
            "mentions": [[m.key, m.kind, m.properties] for m in record.mentions],
            "claims": [
                [c.type, c.source, c.target, c.valid_from, c.valid_to, c.properties or _NOTHING]
                for c in record.claims
            ],
            "raw": record.raw,
            "origin": record.origin,
        },
        default=dict,  # properties may be any read-only mapping
    )


def load_record(
    source: str, source_key: str, body: bytes, *, version: str, handling: Handling, withdrawn: bool
) -> Record:
    """The record whose body `dump_body` wrote."""
    said = orjson.loads(body)
    grade = said["grade"]
    return Record(
        source=source,
        source_key=source_key,
        handling=handling,
        version=version,
        grade=Grade(grade[0], int(grade[1])),
        observed_at=said["observed_at"],
        mentions=tuple(Mention(key, kind, _tuples(p)) for key, kind, p in said["mentions"]),
        claims=tuple(Claim(*fields) for fields in said["claims"]),
        raw=said["raw"],
        withdrawn=withdrawn,
        origin=said["origin"],
    )


def _tuples(properties: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in properties.items()}


@dataclass(frozen=True, slots=True, order=True)
class MentionName:
    """A mention named by content, so that it means the same under any secret.

    A judgement may speak of a mention that the store does not hold: then `source` and
    `source_key` are empty and `mention` is its id.
    """

    source: str
    source_key: str
    mention: str

    def id(self, ids: Ids) -> MentionId:
        """Its id under one installation's secret."""
        if not self.source:
            return MentionId(self.mention)
        return ids.mention(ids.source_key(self.source, self.source_key), Mention(self.mention, ""))


@dataclass(frozen=True, slots=True, order=True)
class RecordName:
    """A record named by content; one that the store does not hold has its id as `content`."""

    source: str
    source_key: str
    content: str

    def id(self, ids: Ids) -> RecordId:
        """Its id under one installation's secret."""
        if not self.source:
            return RecordId(self.content)
        return ids.record(self.source, self.source_key, bytes.fromhex(self.content))


@dataclass(frozen=True, slots=True)
class PortableJudgement:
    """A judgement with all it speaks of named by content, and the commits between which it held.

    Attributes:
        left, right: the mentions.
        judgement: all else; its ends and records are those of the store it was read from.
        records: the records it used.
        held: (from, to) commits, the last `to` None while it still holds.
    """

    left: MentionName
    right: MentionName
    judgement: Judgement
    records: tuple[RecordName, ...]
    held: tuple[tuple[int, int | None], ...]

    @property
    def live(self) -> bool:
        """Whether it holds now."""
        return bool(self.held) and self.held[-1][1] is None

    def judgement_under(self, ids: Ids) -> Judgement:
        """The judgement with the ids of one installation."""
        said = self.judgement
        return Judgement(
            left=self.left.id(ids),
            right=self.right.id(ids),
            verdict=said.verdict,
            by=said.by,
            probability=said.probability,
            reason=said.reason,
            features=said.features,
            records=tuple(name.id(ids) for name in self.records),
        )


def judgement_json(portable: PortableJudgement) -> dict[str, Any]:
    """A judgement as a backup holds it."""
    said = portable.judgement
    return {
        "left": _name(portable.left),
        "right": _name(portable.right),
        "verdict": str(said.verdict),
        "by": said.by,
        "probability": said.probability,
        "reason": said.reason,
        "features": dict(said.features),
        "records": [[n.source, n.source_key, n.content] for n in portable.records],
        "held": [list(interval) for interval in portable.held],
    }


def judgement_from_json(said: Mapping[str, Any]) -> PortableJudgement:
    """The judgement that `judgement_json` wrote; its own ids are empty."""
    return PortableJudgement(
        left=MentionName(*said["left"]),
        right=MentionName(*said["right"]),
        judgement=Judgement(
            left=MentionId(""),
            right=MentionId(""),
            verdict=Verdict(said["verdict"]),
            by=said["by"],
            probability=said["probability"],
            reason=said["reason"],
            features=said["features"],
        ),
        records=tuple(RecordName(*name) for name in said["records"]),
        held=tuple((begins, ends) for begins, ends in said["held"]),
    )


def _name(name: MentionName) -> list[str]:
    return [name.source, name.source_key, name.mention]


def dump_run(run: Run) -> bytes:
    """A run as JSON."""
    return orjson.dumps(
        {
            "id": run.id,
            "source": run.source,
            "format": run.format,
            "file": run.file,
            "state": str(run.state),
            "started_at": microseconds(run.started_at),
            "finished_at": None if run.finished_at is None else microseconds(run.finished_at),
            "read": run.read,
            "new": run.new,
            "issues": run.issues,
            "lost": run.lost,
            "handlings": [dump_handling(handling) for handling in run.handlings],
            "error": run.error,
            "edition": run.edition,
            "whole": run.whole,
        }
    )


def load_run(body: bytes | str) -> Run:
    """The run that `dump_run` wrote."""
    said = orjson.loads(body)
    finished = said.pop("finished_at")
    return Run(
        id=RunId(said.pop("id")),
        state=RunState(said.pop("state")),
        started_at=moment_of(said.pop("started_at")),
        finished_at=None if finished is None else moment_of(finished),
        handlings=tuple(load_handling(text) for text in said.pop("handlings")),
        **said,
    )


def dump_issue(issue: Issue) -> bytes:
    """An issue as JSON."""
    return orjson.dumps(issue)


def load_issue(body: bytes | str) -> Issue:
    """The issue that `dump_issue` wrote."""
    return Issue(**orjson.loads(body))
