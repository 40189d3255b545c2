"""Backups: a store as newline-delimited JSON, the same for every adapter and under any secret.

Line by line: a head, every commit with its time, every record in the order it came, every
judgement with the commits between which it held, every run followed by its issues, and an end
with the number of lines before it and their BLAKE2b hash. What a judgement speaks of is named by
content, so a backup can be restored into an installation with another secret.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from tripoint_graph.errors import StoreError
from tripoint_graph.model import Commit, Issue, Record, Run, RunId
from tripoint_graph.wire import (
    PortableJudgement,
    dump_body,
    dump_handling,
    dump_issue,
    dump_run,
    judgement_from_json,
    judgement_json,
    load_handling,
    load_issue,
    load_record,
    load_run,
    microseconds,
    moment_of,
)

FORMAT = "tripoint-backup/1"


@dataclass(frozen=True, slots=True)
class BackedRecord:
    """A record, the commit it came with, and the run that brought it, or None."""

    record: Record
    added: int
    run: RunId | None


@dataclass(frozen=True, slots=True)
class BackedIssue:
    """An issue of the run that stands before it."""

    run: RunId
    issue: Issue


Item = Commit | BackedRecord | PortableJudgement | Run | BackedIssue


def write(target: Path, items: Iterable[Item]) -> None:
    """Write a backup; the file appears whole or not at all, readable by its owner alone."""
    part = target.with_name(target.name + ".part")
    hashed, lines = blake2b(digest_size=32), 0
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        for body in _bodies(items):
            line = orjson.dumps(body, option=orjson.OPT_APPEND_NEWLINE)
            hashed.update(line)
            lines += 1
            out.write(line)
        out.write(orjson.dumps({"end": {"lines": lines, "hash": hashed.hexdigest()}}) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)


def read(origin: Path) -> Iterator[Item]:
    """Everything in a backup, in its order, after the whole file has been checked.

    Raises:
        StoreError: the file cannot be read, is no backup, or is not whole.
    """
    try:
        _verify(origin)
        with origin.open("rb") as lines:
            next(lines)
            for number, line in enumerate(lines, 2):
                body = orjson.loads(line)
                if "end" not in body:
                    yield _item(origin, number, body)
    except OSError as error:
        raise StoreError(f"{origin} cannot be read: {error.strerror}") from error


def _bodies(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    yield {"format": FORMAT}
    for item in items:
        if isinstance(item, Commit):
            yield {"commit": item.number, "at": microseconds(item.at)}
        elif isinstance(item, BackedRecord):
            yield {"record": _record_json(item.record), "added": item.added, "run": item.run}
        elif isinstance(item, PortableJudgement):
            yield {"judgement": judgement_json(item)}
        elif isinstance(item, Run):
            yield {"run": orjson.Fragment(dump_run(item))}
        else:
            yield {"issue": orjson.Fragment(dump_issue(item.issue)), "of": item.run}


def _item(origin: Path, number: int, body: dict[str, Any]) -> Item:
    try:
        if "commit" in body:
            return Commit(body["commit"], moment_of(body["at"]))
        if "record" in body:
            return BackedRecord(_record_from(body["record"]), body["added"], body["run"])
        if "judgement" in body:
            return judgement_from_json(body["judgement"])
        if "issue" in body:
            return BackedIssue(RunId(body["of"]), load_issue(orjson.dumps(body["issue"])))
        return load_run(orjson.dumps(body["run"]))
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{origin}, line {number}: not a line of a backup ({error!r})") from error


def _record_json(record: Record) -> dict[str, Any]:
    return {
        "source": record.source,
        "source_key": record.source_key,
        "version": record.version,
        "handling": orjson.Fragment(dump_handling(record.handling)),
        "withdrawn": record.withdrawn,
        "body": orjson.Fragment(dump_body(record)),
    }


def _record_from(said: dict[str, Any]) -> Record:
    return load_record(
        said["source"],
        said["source_key"],
        orjson.dumps(said["body"]),
        version=said["version"],
        handling=load_handling(orjson.dumps(said["handling"]).decode()),
        withdrawn=said["withdrawn"],
    )


def _verify(origin: Path) -> None:
    hashed, lines, last = blake2b(digest_size=32), 0, b""
    with origin.open("rb") as file:
        if file.readline() != orjson.dumps({"format": FORMAT}) + b"\n":
            raise StoreError(f"{origin} is no backup that this version reads ({FORMAT})")
        file.seek(0)
        for line in file:
            if last:
                hashed.update(last)
                lines += 1
            last = line
    end = {"end": {"lines": lines, "hash": hashed.hexdigest()}}
    if last != orjson.dumps(end) + b"\n":
        raise StoreError(f"{origin} is not whole: it was cut off or changed; use another backup")
