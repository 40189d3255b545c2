"""Every file inside a file, each laid down where a reader can open it, then taken away again."""

import gzip
import re
import sys
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tripoint_ingest.containers import tars, zips
from tripoint_ingest.containers.budget import NESTING_MAX, Budget, Bytes, Refusal, Spent
from tripoint_ingest.containers.kinds import HEAD_BYTES, Packing, is_tar, packing

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

INSIDE = "!"
"""Stands between an archive's name and the name of a file in it: `batch.zip!inner/list.edi`."""

NAME_CHARACTERS_MAX = 200
ZST_WINDOW_LOG_MAX = 27
"""What a zst file may ask to be held in memory while it is unpacked: 2 to this power, in bytes."""

_CHUNK_BYTES = 2**20
_SUFFIXES = {Packing.GZ: (".gz", ".gzip", ".z"), Packing.ZST: (".zst", ".zstd")}
_SHORT = {".tgz": ".tar", ".tzst": ".tar"}
_LEFT_OUT = ("__MACOSX/",)
_DRIVE = re.compile(r"[A-Za-z]:")
_FILE_NAME_CHARACTERS_MAX = 60  # of at most four bytes each: file systems take 255
_BROKEN = (*zips.BROKEN, *tars.BROKEN, zlib.error, zstd.ZstdError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file to be read.

    Attributes:
        name: what people know it as: its path as given, and behind `!` its path in the archive.
        path: where it can be opened until the next one is asked for.
    """

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Refused:
    """One file, or the rest of an archive, that is not read; `reason` says why."""

    name: str
    reason: str


def unpacked(path: Path, place: Path | None = None) -> Generator[Member | Refused]:
    """The file itself where it holds no others, else every file inside, in its order.

    Members are laid one at a time into a folder that only its owner can open, so memory stays
    flat and the disk holds one of them. Hidden files are left out, as they are in folders.

    Args:
        path: the file.
        place: where to lay members down; the system's own place where None.

    Raises:
        OSError: the file cannot be opened.
    """
    budget = Budget(path.stat().st_size)
    with TemporaryDirectory(prefix="tripoint-", dir=place) as folder:
        try:
            yield from _inside(Member(str(path), path), Path(folder), budget, 0)
        except Spent as reason:
            yield Refused(str(path), f"{reason}; nothing more of it was read")


def _inside(file: Member, folder: Path, budget: Budget, depth: int) -> Iterator[Member | Refused]:
    kind = packing(file.path)
    if kind is None:
        yield file
    elif depth > NESTING_MAX:
        yield Refused(file.name, f"archives are opened {NESTING_MAX} deep and this is deeper")
    elif kind in (Packing.GZ, Packing.ZST):
        yield from _stream(file, kind, folder, budget, depth)
    elif kind is Packing.ZIP:
        yield from _members(file, zips.zip_members(file.path), folder, budget, depth)
    elif kind is Packing.TAR:
        with file.path.open("rb") as stream:
            yield from _members(file, tars.tar_members(stream, budget), folder, budget, depth)
    else:
        yield Refused(file.name, f"{kind.value} is not unpacked here; unpack it and load it then")


def _stream(
    file: Member, kind: Packing, folder: Path, budget: Budget, depth: int
) -> Iterator[Member | Refused]:
    """A compressed file: an archive in it is read through, any other is laid down."""
    try:
        with _decompressed(file.path, kind) as stream:
            head = stream.read(HEAD_BYTES)
        with _decompressed(file.path, kind) as stream:
            if is_tar(head):
                yield from _members(file, tars.tar_members(stream, budget), folder, budget, depth)
            else:
                name = _without_suffix(file.path.name, kind)
                with _laid(stream, name, folder, budget) as path:
                    yield from _inside(Member(file.name, path), folder, budget, depth + 1)
    except _BROKEN as error:
        yield Refused(file.name, f"the {kind.value} file is broken or cut ({error})")


def _members(
    file: Member,
    members: Iterator[tuple[str, Bytes | Refusal]],
    folder: Path,
    budget: Budget,
    depth: int,
) -> Iterator[Member | Refused]:
    try:
        for inner, content in members:
            budget.enter()
            parts = PurePosixPath(inner.replace("\\", "/"))
            if any(part.startswith(".") and part != ".." for part in parts.parts):
                continue
            if inner.startswith(_LEFT_OUT):
                continue
            name = f"{file.name}{INSIDE}{_legible(inner)}"
            reason = _leads_out(parts) or (content if isinstance(content, Refusal) else None)
            if reason is not None or isinstance(content, Refusal):
                yield Refused(name, str(reason))
                continue
            yield from _member(name, content, folder, budget, depth)
    except Spent:
        raise
    except (Refusal, *_BROKEN) as reason:
        yield Refused(file.name, str(reason))


def _member(
    name: str, content: Bytes, folder: Path, budget: Budget, depth: int
) -> Iterator[Member | Refused]:
    inner = PurePosixPath(name.replace("\\", "/")).name.rpartition(INSIDE)[2]
    try:
        with _laid(content, inner, folder, budget) as path:
            yield from _inside(Member(name, path), folder, budget, depth + 1)
    except Spent:
        raise
    except (Refusal, *_BROKEN) as error:
        yield Refused(name, f"it is broken or cut ({error})")


@contextmanager
def _laid(stream: Bytes, name: str, folder: Path, budget: Budget) -> Iterator[Path]:
    """The stream as a file of that name, taken away at the end."""
    with TemporaryDirectory(dir=folder) as own:
        path = Path(own, name[-_FILE_NAME_CHARACTERS_MAX:] or "member")
        with path.open("wb") as target:
            while chunk := stream.read(_CHUNK_BYTES):
                budget.spend(len(chunk))
                target.write(chunk)
        yield path


@contextmanager
def _decompressed(path: Path, kind: Packing) -> Iterator[Bytes]:
    with path.open("rb") as packed:
        if kind is Packing.GZ:
            with gzip.GzipFile(fileobj=packed, mode="rb") as stream:
                yield stream
        else:
            window = int(zstd.DecompressionParameter.window_log_max)
            with zstd.ZstdFile(packed, options={window: ZST_WINDOW_LOG_MAX}) as stream:
                yield stream


def _without_suffix(name: str, kind: Packing) -> str:
    path = PurePosixPath(name)
    if path.suffix.lower() in _SUFFIXES[kind]:
        return path.stem
    return path.stem + _SHORT[path.suffix.lower()] if path.suffix.lower() in _SHORT else name


def _leads_out(parts: PurePosixPath) -> str:
    """Why a name is no name of a file inside, or ""."""
    if parts.is_absolute() or ".." in parts.parts or _DRIVE.match(str(parts)):
        return "its name leads out of the archive, as attacks do; it was left out"
    return ""


def _legible(name: str) -> str:
    clean = "".join(c if c.isprintable() else "_" for c in name)
    return clean if len(clean) <= NAME_CHARACTERS_MAX else "…" + clean[-NAME_CHARACTERS_MAX:]
