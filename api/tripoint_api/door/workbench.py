"""The workbench: the built front end (`web/`), served from the address's root.

Each screen has an address of its own, and all are the same page: its script reads which one is
meant. The page asks nobody but this server, and its content policy forbids the rest.
"""

from fastapi import FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import HTMLResponse, Response

from tripoint_api.door.page import STATIC

POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy. Styles are set on elements (widths, colours), so inline ones pass."""

SCREENS = ("/", "/entity/{id}", "/convergence", "/routes", "/ingest")
"""Addresses of screens, as `web/src/Screens.tsx` names them."""


NOT_FOUND = 404


def add_workbench(app: FastAPI) -> None:
    """Serve the screens; their parts come from `/static/workbench`.

    A browser that asks for an address which does not exist is told so by the workbench.
    """
    html = (STATIC / "workbench" / "index.html").read_text("utf-8")

    async def screen() -> HTMLResponse:
        return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})

    for path in SCREENS:
        app.get(path, response_model=None)(screen)

    async def no_such_screen(request: Request, fault: HTTPException) -> Response:
        if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
            return await http_exception_handler(request, fault)
        return HTMLResponse(html, NOT_FOUND, headers={"Content-Security-Policy": POLICY})

    app.add_exception_handler(NOT_FOUND, no_such_screen)  # type: ignore[arg-type]  # of any fault
