"""Puts the parts together: the only place that chooses a store, a viewer and a secret."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from tripoint.saved import load_saved
from tripoint.secret import installation_secret
from tripoint.service.drafting import Drafts, NoDraft
from tripoint.settings import Settings
from tripoint.viewers import NamedViewer, find_viewer, load_viewers
from tripoint_graph.drafts import Draft
from tripoint_graph.errors import StoreError, TripointError
from tripoint_graph.ids import Ids
from tripoint_graph.moments import span
from tripoint_graph.open import open_store, without_password
from tripoint_graph.ports import EvidenceReader, EvidenceStore
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.sought import Sought
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds
from tripoint_ingest.formats import UnknownFormat, format_named
from tripoint_ingest.mapping.declaration import MappingError
from tripoint_ingest.reading import Reader
from tripoint_ingest.sources import Sources, load_sources

_FILE_URL = "sqlite:///"


class UsageError(TripointError):
    """Something asked for in a way that cannot be understood; exit status 2."""


@dataclass(frozen=True)
class Session:
    """One command's hold on the installation."""

    settings: Settings

    @cached_property
    def secret(self) -> bytes:
        """The installation's secret."""
        return installation_secret(self.settings)

    @cached_property
    def ids(self) -> Ids:
        """Ids under the installation's secret."""
        return Ids(self.secret)

    @cached_property
    def viewers(self) -> dict[str, NamedViewer]:
        """The viewers there are, by name."""
        return load_viewers(self.settings.viewers)

    @cached_property
    def saved(self) -> dict[str, Sought]:
        """The searches that are saved, by name."""
        return load_saved(self.settings.searches)

    def sources(self) -> Sources:
        """What the installation says of sources.

        Raises:
            SourcesError: its file cannot be read.
        """
        path = self.settings.sources
        return load_sources(path) if path else Sources()

    def viewer(self, name: str) -> Viewer:
        """The viewer of that name, or an error that lists the known ones."""
        return find_viewer(self.viewers, name)

    @contextmanager
    def writing(self) -> Iterator[EvidenceStore]:
        """The store, made new where there is none, and closed at the end.

        Raises:
            UsageError: a draft is named, which this would pass by.
        """
        if self.settings.draft:
            raise UsageError("this writes into the store itself: leave --draft out")
        with self._opened() as store:
            yield store

    @contextmanager
    def _opened(self) -> Iterator[EvidenceStore]:
        store = open_store(self.settings.store, self.secret)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def drafting(self) -> Iterator[tuple[EvidenceStore, Draft]]:
        """The store, and the named draft over it, to be filled.

        Raises:
            UsageError: the draft's name is none.
        """
        with self._opened() as store, ExitStack() as stack:
            try:
                yield store, stack.enter_context(self.drafts.filling(self.settings.draft, store))
            except NoDraft as error:
                raise UsageError(str(error)) from error

    @contextmanager
    def rehearsing(self) -> Iterator[tuple[EvidenceStore, Draft]]:
        """The store, or an empty one where there is none yet, and a draft that leaves no trace."""
        with TemporaryDirectory(prefix="tripoint-dry-run-") as scratch:
            path = store_file(self.settings.store)
            absent = path is not None and not path.exists()
            url = f"sqlite:///{Path(scratch) / 'nothing.db'}" if absent else self.settings.store
            store = open_store(url, self.secret)
            try:
                with self.drafts.over(store, Path(scratch) / "draft.db") as draft:
                    yield store, draft
            finally:
                store.close()

    @property
    def drafts(self) -> Drafts:
        """The drafts over the store."""
        path = store_file(self.settings.store)
        place = str(path.resolve()) if path else without_password(self.settings.store)
        named = blake2b(place.encode(), digest_size=16).hexdigest()
        return Drafts(self.settings.drafts / named, self.secret)

    @contextmanager
    def reading(self) -> Iterator[EvidenceStore]:
        """The store, which must be there already: a question must not make an empty file. Where a
        draft is named, the store as it would be with it.

        Raises:
            UsageError: there is no draft of that name.
        """
        with self._as_it_is() as store:
            if not self.settings.draft:
                yield store
                return
            try:
                self.drafts.file(self.settings.draft)
            except NoDraft as error:
                raise UsageError(str(error)) from error
            with self.drafts.opened(self.settings.draft, store) as draft:
                yield draft

    @contextmanager
    def _as_it_is(self) -> Iterator[EvidenceStore]:
        path = store_file(self.settings.store)
        if path is not None and not path.exists():
            raise StoreError(
                f"there is no store at {self.settings.store}; load something into it with "
                "`tripoint ingest`, or name another one with --store or TRIPOINT_STORE"
            )
        with self._opened() as store:
            yield store

    def worlds(self, store: EvidenceReader) -> Worlds:
        """Snapshots of the store, its columns cached on disk; a draft's are not worth keeping."""
        return Worlds(store, None if isinstance(store, Draft) else self._cache(store))

    def world(self, store: EvidenceReader, viewer: Viewer, known_at: int | None) -> Snapshot:
        """One viewer's snapshot."""
        return self.worlds(store).snapshot(viewer, known_at)

    def publish(self, store: EvidenceStore) -> None:
        """Bring the resolved view up to date. A file has none, and is spared its making."""
        if store_file(self.settings.store) is None:
            store.publish_view(self.world(store, FULL, None))

    def _cache(self, store: EvidenceReader) -> Path:
        # The first commit's time tells a store from an earlier one at the same address.
        first = [commit.at.isoformat() for commit in store.commit_times()[:1]]
        path = store_file(self.settings.store)
        place = str(path.resolve()) if path else without_password(self.settings.store)
        parts = [place, self.ids.fingerprint]
        name = blake2b("\x1f".join(parts + first).encode(), digest_size=16).hexdigest()
        return self.settings.cache / "columns" / name


def reader_named(name: str) -> Reader:
    """The reader of a format or a mapping.

    Raises:
        UsageError: there is none, or the mapping does not hold together.
    """
    try:
        return format_named(name)
    except (UnknownFormat, MappingError) as error:
        raise UsageError(str(error)) from error


def store_file(url: str) -> Path | None:
    """The file behind a store's URL, or None where it is a server.

    >>> store_file("sqlite:///tripoint.db")
    PosixPath('tripoint.db')
    """
    return Path(url[len(_FILE_URL) :]) if url.lower().startswith(_FILE_URL) else None


def commit_known_at(store: EvidenceReader, moment: str) -> int | None:
    """The commit that was newest at a moment; None, meaning now, for an empty one.

    A moment less precise than a second means its end: "2026-11-23" is midnight after that day.

    Raises:
        UsageError: it is no moment.
    """
    if not moment:
        return None
    try:
        if "T" in moment or " " in moment:
            exact = datetime.fromisoformat(moment)
            at = exact if exact.tzinfo else exact.replace(tzinfo=UTC)
        else:
            at = datetime.fromtimestamp(span(moment)[1] + 0.999999, UTC)
    except ValueError as error:
        raise UsageError(
            f"--as-known-at {moment!r}: write 2026-11-23 or 2026-11-23T10:30 (UTC)"
        ) from error
    return store.commit_at(at)
