"""Where files come in: by PUT, a stream of bytes and no form; a mutation then says what to do."""

import asyncio
from collections.abc import Callable

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from tripoint_api.door.limits import UPLOAD_MAX
from tripoint_api.loading.desk import Desk, DeskRefused
from tripoint_graph.viewer import Viewer
from tripoint_ingest.uploads import Upload

UPLOADS = "/uploads"
Who = Callable[[Request], Viewer]


def add_uploads(app: FastAPI, desk: Desk | None, who: Who) -> None:
    """`PUT /uploads?name=...` keeps the body for an hour and answers what names it.

    Args:
        app: the application.
        desk: where files are handed in; without one nobody may.
        who: who asks, or an error with a status.
    """

    async def receive(request: Request, name: str = "") -> JSONResponse:
        if desk is None or not desk.may_load(who(request)):
            raise HTTPException(403, "this viewer does not hold the right to load")
        try:
            upload, size = await _received(request, desk, name)
        except DeskRefused as error:
            raise HTTPException(429, str(error)) from error
        return JSONResponse({"upload": upload.id, "name": upload.name, "bytes": size}, 201)

    app.put(UPLOADS, response_model=None)(receive)


async def _received(request: Request, desk: Desk, name: str) -> tuple[Upload, int]:
    """The body in a file; what breaks off is thrown away."""
    upload, stream = await asyncio.to_thread(desk.receive, name)
    size, whole = 0, False
    try:
        with stream:
            async for chunk in request.stream():
                size += len(chunk)
                if size > UPLOAD_MAX:  # the header has said so already; who lies is cut off
                    raise HTTPException(413, f"a file has at most {UPLOAD_MAX} bytes")
                await asyncio.to_thread(stream.write, chunk)
        whole = True
    finally:
        if not whole:
            await asyncio.to_thread(desk.forget, upload.id)
    return upload, size
