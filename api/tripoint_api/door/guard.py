"""The door: which requests come in at all, and what every answer carries for browsers."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tripoint_api.door.limits import BODY_MAX, UPLOAD_MAX
from tripoint_api.door.page import POLICY

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

Next = Callable[[Request], Awaitable[Response]]
Message = MutableMapping[str, Any]  # of ASGI, as are the next three
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Message, Receive, Send], Awaitable[None]]


class NoSockets:
    """ASGI middleware: subscriptions are server-sent events; rules for requests pass sockets by.

    Args:
        app: what requests go on to.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Refuse the handshake of a web socket; pass everything else on."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close", "code": 1008})


async def guarded(request: Request, go_on: Next) -> Response:
    """Refuse what a page of another site could send; stamp whatever is answered.

    The Host header must be this machine's own, or a name that was made to point here (DNS
    rebinding) could read the answers; POST must be JSON, and a file comes by PUT: neither can
    another site's page send without asking first.
    """
    refused = _refused(request)
    answer = refused if refused is not None else await go_on(request)
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _refused(request: Request) -> Response | None:
    if _host(f"//{request.headers.get('host', '')}") not in LOOPBACK:
        return _say(403, "this service answers to localhost alone; open it by that name")
    origin = request.headers.get("origin")
    if origin is not None and _host(origin) not in LOOPBACK:
        return _say(403, "this service answers no page of another site")
    if request.method == "POST":
        return _wrong_body(request, "application/json", BODY_MAX)
    if request.method == "PUT":  # a browser asks first before another site's page may PUT
        return _wrong_body(request, "application/octet-stream", UPLOAD_MAX)
    return None


def _wrong_body(request: Request, wanted: str, most: int) -> Response | None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != wanted:
        return _say(415, f"send the body as {wanted}")
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return _say(411, "send a Content-Length")
    if int(length) > most:
        return _say(413, f"the body has at most {most} bytes")
    return None


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # such as an unclosed bracket
        return None


def _say(status: int, reason: str) -> Response:
    return JSONResponse({"errors": [{"message": reason}]}, status_code=status)
