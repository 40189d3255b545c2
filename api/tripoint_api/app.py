"""The web application: GraphQL, a page to try it on, and a sign of life."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from strawberry.fastapi import GraphQLRouter
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL

from tripoint_api.asking import Asking, Clock
from tripoint_api.guard import NoSockets, guarded
from tripoint_api.page import STATIC, page
from tripoint_api.schema import make_schema
from tripoint_api.streams import Streams
from tripoint_api.workbench import add_workbench
from tripoint_graph.errors import StoreError
from tripoint_graph.ids import Ids
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import Viewer
from tripoint_graph.worlds import Worlds
from tripoint_resolution.screening.screens import Screens

VIEWER_HEADER = "X-Tripoint-Viewer"
DRAFT_HEADER = "X-Tripoint-Draft"

Opened = tuple[EvidenceStore, Worlds]
OpenDraft = Callable[[str], Opened | None]


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
) -> FastAPI:
    """The application over a store that somebody else opened and closes.

    Args:
        store: where the evidence is.
        worlds: the snapshots of that store.
        viewers: who may ask, by the name that the header `X-Tripoint-Viewer` gives.
        default_viewer: who asks where there is no header.
        drafts: opens the store as it would be with the draft that the header `X-Tripoint-Draft`
            names; None where there is none.
        clock: the time in UTC.
        ids: ids under the installation's secret: screening finds shared documents and phones by
            them. Without, it looks at lists alone.

    Returns:
        The application; its `state.streams` asks open subscriptions to end (`Streams.end`).

    Raises:
        ValueError: the default viewer is not among the viewers.
    """
    if default_viewer not in viewers:
        raise ValueError(f"the default viewer {default_viewer!r} is not among {sorted(viewers)}")

    app = FastAPI(title="Tripoint", docs_url=None, redoc_url=None, openapi_url=None)
    streams = app.state.streams = Streams()
    app.middleware("http")(guarded)
    app.add_middleware(NoSockets)
    router = GraphQLRouter(
        make_schema(),
        graphql_ide=None,
        allow_queries_via_get=False,
        subscription_protocols=(GRAPHQL_SSE_PROTOCOL,),
        multipart_uploads_enabled=False,
        context_getter=_asker(
            (store, worlds), viewers, default_viewer, drafts, streams, clock=clock, ids=ids
        ),
    )
    app.include_router(router, prefix="/graphql")
    _add_pages(app, list(viewers), default_viewer)
    _add_health(app, store)
    return app


def _asker(
    base: Opened,
    viewers: Mapping[str, Viewer],
    default_viewer: str,
    drafts: OpenDraft,
    streams: Streams,
    *,
    clock: Clock,
    ids: Ids | None,
) -> Callable[[Request], Awaitable[Asking]]:
    """What tells from a request's headers who asks, and of what."""
    screens = Screens()

    async def asking(request: Request) -> Asking:
        name = request.headers.get(VIEWER_HEADER, default_viewer)
        if name not in viewers:
            raise HTTPException(403, f"{VIEWER_HEADER} names no viewer of this service")
        draft = request.headers.get(DRAFT_HEADER)
        opened = await asyncio.to_thread(drafts, draft) if draft else base
        if opened is None:
            raise HTTPException(404, f"{DRAFT_HEADER} names no draft of this store")
        return Asking(
            *opened,
            viewers[name],
            clock,
            screens=screens,
            streams=streams,
            ids=ids,
            viewers=tuple(viewers),
        )

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


def _add_pages(app: FastAPI, viewers: Sequence[str], chosen: str) -> None:
    """The workbench, and the page with the query editor; their parts come from this machine."""
    html = page(viewers, chosen)

    async def graphiql() -> HTMLResponse:
        return HTMLResponse(html)

    app.get("/graphiql", response_model=None)(graphiql)
    add_workbench(app)
    app.mount("/static", StaticFiles(directory=STATIC))
