"""Spoils files in the ways in which files come spoilt, the same for the same seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tripoint_graph.errors import InvalidEvidence, TripointError
from tripoint_graph.model import Issue, Record
from tripoint_graph.validate import check
from tripoint_ingest.reading import Reader

SECONDS_MAX = 5.0
"""For one small file: reading takes milliseconds, so this is a hang."""

Spoil = Callable[[bytes, random.Random], bytes]
_CONTROLS = b"\x00\x01\x07\x08\x0b\x1b\x1c\x1d\x1e\x1f\x7f\x85\xa0\xad\xff\xfe"
_BREAKERS = (
    b"=cmd|' /C calc'!A0",
    b"\"'\"'",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"99999999999999999999999999",
    b"-1",
    b"1e999",
    b"NaN",
    b"'+:?'",
    b"]]>",
    b"\r\n\r\n",
    b"0000-00-00",
    b"\xf0\x9f\x98\x80",
    b"\\u0000",
    b"{{{{[[[[",
)
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp037", "utf-8-sig", "cp1252")


def flipped(data: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def beheaded(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(len(data)) :]


def without_lines(data: bytes, dice: random.Random) -> bytes:
    return b"".join(line for line in data.splitlines(keepends=True) if dice.random() < 0.8)


def shuffled(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(dice.choices(lines, k=len(lines) + 3))


def doubled(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    end = dice.randrange(start, min(len(data), start + 2000))
    return data[:end] + data[start:end] * dice.randint(1, 30) + data[end:]


def controlled(data: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        spoilt.insert(dice.randrange(len(spoilt)), dice.choice(_CONTROLS))
    return bytes(spoilt)


def broken_into(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(data))
        data = data[:at] + dice.choice(_BREAKERS) + data[at + dice.randrange(12) :]
    return data


def emptied(data: bytes, dice: random.Random) -> bytes:
    marks = [mark for mark in b",+:;>\t|" if mark in data]
    parts = data.split(bytes([dice.choice(marks)])) if marks else [data]
    joint = bytes([dice.choice(marks)]) if marks else b""
    return joint.join(b"" if dice.random() < 0.1 else part for part in parts)


def encoded_otherwise(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    other = text.encode(dice.choice(_ENCODINGS), "replace")
    at = dice.randrange(len(data))
    return other if dice.random() < 0.5 else data[:at] + other[at:]


def with_a_huge_cell(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.choice([b"x", b"9", b"A B", b'"']) * 200_000 + data[at:]


SPOILS: tuple[Spoil, ...] = (
    flipped,
    cut,
    beheaded,
    without_lines,
    shuffled,
    doubled,
    controlled,
    broken_into,
    emptied,
    encoded_otherwise,
    with_a_huge_cell,
)


@dataclass(frozen=True)
class Fault:
    """How a reader broke its promise on one input."""

    what: str

    def __str__(self) -> str:
        return self.what


def fault(reader: Reader, path: Path) -> Fault | None:
    """Read a file to its end; None where the reader kept what readers promise.

    It gives records and issues, each issue with file, rule and reason, or raises `Unreadable`
    with words; nothing else, and in time. A record may contradict itself: the runner sets it aside.
    """
    began = perf_counter()
    try:
        for found in reader.read(path, reader.source):
            if isinstance(found, Record):
                try:
                    check(found)
                except InvalidEvidence:
                    continue
            elif isinstance(found, Issue) and not (found.file and found.rule and found.reason):
                return Fault(f"an issue that does not say what is wrong: {found}")
            if perf_counter() - began > SECONDS_MAX:
                return Fault(f"more than {SECONDS_MAX} seconds")
    except (TripointError, OSError) as error:
        return None if str(error) else Fault("an error without words")
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return Fault(f"{type(error).__name__}: {error}")
    return Fault(f"more than {SECONDS_MAX} s") if perf_counter() - began > SECONDS_MAX else None


def spoilt(data: bytes, seed: int) -> tuple[bytes, str]:
    """The data spoilt in one or two ways, and how."""
    dice = random.Random(seed)
    ways = [SPOILS[seed % len(SPOILS)]]
    if dice.random() < 0.3:
        ways.append(dice.choice(SPOILS))
    for way in ways:
        data = way(data, dice) if len(data) > 2 else data
    return data, f"seed {seed}: {', '.join(way.__name__ for way in ways)}"
