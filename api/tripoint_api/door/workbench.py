"""The workbench: the built front end (`web/`), served from the address's root.

Each screen has an address of its own, and all are the same page: its script reads which one is
meant. The page asks nobody but this server, and its content policy forbids the rest.
"""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from tripoint_api.door.page import STATIC

POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy. Styles are set on elements (widths, colours), so inline ones pass."""

SCREENS = ("/", "/entity/{id}", "/convergence", "/routes", "/ingest")
"""Addresses of screens, as `web/src/Screens.tsx` names them."""


def add_workbench(app: FastAPI) -> None:
    """Serve the screens; their parts come from `/static/workbench`."""
    html = (STATIC / "workbench" / "index.html").read_text("utf-8")

    async def screen() -> HTMLResponse:
        return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})

    for path in SCREENS:
        app.get(path, response_model=None)(screen)
