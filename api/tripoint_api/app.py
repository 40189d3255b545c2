"""The web application: GraphQL, a page to try it on, and a sign of life."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from strawberry.fastapi import GraphQLRouter
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL

from tripoint_algorithms.typologies.library import Library
from tripoint_api.asking import NOTHING_SAVED, UNTOLD, Asking, Clock
from tripoint_api.door.guard import NoSockets, guarded
from tripoint_api.door.page import STATIC, page
from tripoint_api.door.streams import Streams
from tripoint_api.door.workbench import add_workbench
from tripoint_api.loading.desk import Desk
from tripoint_api.loading.uploading import add_uploads
from tripoint_api.schema import make_schema
from tripoint_graph.errors import StoreError
from tripoint_graph.ids import Ids
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.sought import Sought
from tripoint_graph.viewer import Viewer
from tripoint_graph.worlds import Worlds
from tripoint_ingest.sources import Sources
from tripoint_resolution.screening.screens import Screens

VIEWER_HEADER = "X-Tripoint-Viewer"
DRAFT_HEADER = "X-Tripoint-Draft"

Opened = tuple[EvidenceStore, Worlds]
OpenDraft = Callable[[str], Opened | None]
Asker = Callable[[Request], Awaitable[Asking]]


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    store: EvidenceStore,
    worlds: Worlds,
    viewers: Mapping[str, Viewer],
    default_viewer: str,
    *,
    drafts: OpenDraft = lambda name: None,
    clock: Clock = _now,
    ids: Ids | None = None,
    desk: Desk | None = None,
    sources: Sources = UNTOLD,
    library: Library | None = None,
    ticks: Callable[[], float] = monotonic,
    saved: Mapping[str, Sought] = NOTHING_SAVED,
) -> FastAPI:
    """The application over a store that somebody else opened and closes.

    Its `state.streams` asks open subscriptions to end (`Streams.end`).

    Args:
        store: where the evidence is.
        worlds: the snapshots of that store.
        viewers: who may ask, by the name that `X-Tripoint-Viewer` gives.
        default_viewer: who asks where it is not there.
        drafts: opens the store as with the draft that `X-Tripoint-Draft` names.
        clock: the time in UTC.
        ids: ids under the installation's secret; without, screening looks at lists alone.
        desk: where files are handed in; without one nobody may load.
        sources: what the installation says of sources.
        library: typologies that may be run; None for those that come with the product.
        ticks: seconds by a clock that never goes back.
        saved: searches that may be an end of a question, by name.

    Raises:
        ValueError: the default viewer is not among the viewers.
    """
    who, streams = _who(viewers, default_viewer), Streams()
    app = _bare(streams)
    asked = partial(
        Asking, clock=clock, screens=Screens(), streams=streams, ids=ids, viewers=tuple(viewers)
    )
    asked = partial(asked, desk=desk, sources=sources, library=library, ticks=ticks, saved=saved)
    app.include_router(_graphql(_asker((store, worlds), who, drafts, asked)), prefix="/graphql")
    add_uploads(app, desk, who)
    _add_pages(app, list(viewers), default_viewer, store)
    return app


def _bare(streams: Streams) -> FastAPI:
    """An application that answers nothing yet, and nobody but whom the door lets in."""
    app = FastAPI(title="Tripoint", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.streams = streams
    app.middleware("http")(guarded)
    app.add_middleware(NoSockets)
    return app


def _graphql(asker: Asker) -> GraphQLRouter[Asking, None]:
    """GraphQL by POST of JSON, and nothing else."""
    return GraphQLRouter(
        make_schema(),
        graphql_ide=None,
        allow_queries_via_get=False,
        subscription_protocols=(GRAPHQL_SSE_PROTOCOL,),
        multipart_uploads_enabled=False,
        context_getter=asker,
    )


def _who(viewers: Mapping[str, Viewer], default_viewer: str) -> Callable[[Request], Viewer]:
    """What tells from a request's headers who asks."""
    if default_viewer not in viewers:
        raise ValueError(f"the default viewer {default_viewer!r} is not among {sorted(viewers)}")

    def who(request: Request) -> Viewer:
        name = request.headers.get(VIEWER_HEADER, default_viewer)
        if name not in viewers:
            raise HTTPException(403, f"{VIEWER_HEADER} names no viewer of this service")
        return viewers[name]

    return who


def _asker(
    base: Opened,
    who: Callable[[Request], Viewer],
    drafts: OpenDraft,
    asked: Callable[[EvidenceStore, Worlds, Viewer], Asking],
) -> Asker:
    """What tells from a request's headers who asks, and of what."""

    async def asking(request: Request) -> Asking:
        viewer = who(request)
        draft = request.headers.get(DRAFT_HEADER)
        opened = await asyncio.to_thread(drafts, draft) if draft else base
        if opened is None:
            raise HTTPException(404, f"{DRAFT_HEADER} names no draft of this store")
        return asked(*opened, viewer)

    return asking


def _add_health(app: FastAPI, store: EvidenceStore) -> None:
    """A sign of life that tells nothing of what is stored."""

    async def healthz() -> JSONResponse:
        try:
            await asyncio.to_thread(store.head)
        except StoreError:
            return JSONResponse({"status": "the store does not answer"}, 503)
        return JSONResponse({"status": "ok"})

    app.get("/healthz", response_model=None)(healthz)


def _add_pages(app: FastAPI, viewers: Sequence[str], chosen: str, store: EvidenceStore) -> None:
    """The sign of life, the workbench, and the page with the query editor; their parts come from
    this machine.
    """
    _add_health(app, store)
    html = page(viewers, chosen)

    async def graphiql() -> HTMLResponse:
        return HTMLResponse(html)

    app.get("/graphiql", response_model=None)(graphiql)
    add_workbench(app)
    app.mount("/static", StaticFiles(directory=STATIC))
