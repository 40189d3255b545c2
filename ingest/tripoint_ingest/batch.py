"""Many files as one batch: which they are, what reads each, and what came of each."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from tripoint_graph.model import RunState
from tripoint_ingest.containers import INSIDE, Member, Refused, unpacked
from tripoint_ingest.formats import detect, is_read_with_another
from tripoint_ingest.loading import Job, Loading
from tripoint_ingest.outcome import Outcome
from tripoint_ingest.reading import Forgiving, Reader, Unreadable
from tripoint_ingest.runner import load
from tripoint_ingest.sources import Sources

ANSWERS = "truth.json"
"""What a scenario's folder says of itself: the answers, and so never evidence."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Files as given, and for a folder all files in it and below, in the order of their names.

    Hidden files and folders are left out, and so are a scenario's answers and what is read with a
    file beside it; links to folders are not followed.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_below(path) if path.is_dir() else [path]))
    return list(found)


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(place, name) for name in files if not name.startswith(".") and name != ANSWERS
        ]
    return sorted(path for path in found if not is_read_with_another(path))


def load_files(
    files: Iterable[Path], reader: Reader | None, sources: Sources, name: str, loading: Loading
) -> Iterator[Outcome]:
    """Load one file after another; one that cannot be read does not keep the others out.

    Args:
        files: what to load, in this order.
        reader: what reads them, or None to find out by content.
        sources: what is known of sources.
        name: the source to read them as, or "" for what the format says.
        loading: where to, and how.

    Raises:
        StoreError: the store gave way.
    """
    for path in files:
        for found in pieces(path):
            if loading.stop():
                return
            if isinstance(found, Refused):
                yield _failed(found.name, name, f"{found.name}: {found.reason}")
            elif PurePosixPath(found.name).name.rpartition(INSIDE)[2] != ANSWERS:
                yield _one(found, reader, sources, name, loading)


def pieces(path: Path) -> Iterator[Member | Refused]:
    """What is in a file or container; one that cannot be opened is refused."""
    try:
        yield from unpacked(path)
    except OSError as error:
        yield Refused(str(path), error.strerror or str(error))


def _one(
    member: Member, reader: Reader | None, sources: Sources, name: str, loading: Loading
) -> Outcome:
    """Load one file, or say why it cannot be: the others go on."""
    try:
        chosen = reader or detect(member.path)
    except (Unreadable, OSError) as error:
        return _failed(member.name, name, str(error).replace(str(member.path), member.name))
    if loading.strict and isinstance(chosen, Forgiving):
        chosen = chosen.strictly()
    source = sources.source(chosen.source, name)
    shown = "" if member.name == str(member.path) else member.name
    return load(Job(member.path, chosen, source, shown), loading)


def _failed(file: str, source: str, reason: str) -> Outcome:
    return Outcome(Path(file), "", source, None, RunState.FAILED, error=reason)
