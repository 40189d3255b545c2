"""Reads one file into a store: batches, quarantine, run states; the same file twice is one run."""

from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from tripoint_graph.collector import collector_seldom
from tripoint_graph.model import RunState
from tripoint_ingest.landing import Landing
from tripoint_ingest.loading import Job, Loading
from tripoint_ingest.outcome import Outcome
from tripoint_ingest.quarantine import Quarantine

_HASH_CHUNK_BYTES = 2**20


def load(job: Job, loading: Loading) -> Outcome:
    """Read one file into the store.

    What a record says is committed batch by batch, each whole or not at all; a record that
    contradicts itself is set aside as an issue and the rest goes on. A file that turns out to be
    unreadable half-way keeps what was loaded and its run says FAILED.

    Raises:
        StoreError: the store gave way; the same call again ends as if nothing had happened.
    """
    try:
        loading.on_start(job.shown, job.path.stat().st_size)
        digest = file_hash(job.path)
    except OSError as error:
        return _unread(job, f"{job.shown}: {error.strerror or error}")
    run = loading.ids.run(job.source.name, job.reader.name, digest)
    with Quarantine() as quarantine, collector_seldom():
        outcome = Landing(job, loading, run, quarantine).through()
    return replace(outcome, loaded_as=loading.loaded_as(job.source.name, digest))


def file_hash(path: Path) -> str:
    """64 hex digits of BLAKE2b over the file's bytes."""
    digest = blake2b(digest_size=32)
    with path.open("rb") as stream:
        while chunk := stream.read(_HASH_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _unread(job: Job, reason: str) -> Outcome:
    return Outcome(job.shown, job.reader.name, job.source.name, None, RunState.FAILED, error=reason)
