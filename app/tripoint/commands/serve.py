"""`tripoint serve`: GraphQL on this machine, until there is a sign-in."""

import socket
from ipaddress import ip_address
from typing import Annotated

import typer

from tripoint.commands.options import session
from tripoint.console import notices
from tripoint.service.drafting import OpenDrafts
from tripoint.wiring import Session, UsageError
from tripoint_graph.drafts import Draft
from tripoint_graph.ports import EvidenceStore

PORT = 8700
LOOPBACK = "127.0.0.1"
_BEHIND = "For containers: listen anywhere, since only this machine can reach the published port."

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")]


def run(
    ctx: typer.Context,
    *,
    port: Port = PORT,
    host: Annotated[str, typer.Option("--host", help="A loopback address.")] = LOOPBACK,
    behind_loopback: Annotated[bool, typer.Option("--behind-loopback", help=_BEHIND)] = False,
    viewer: Annotated[
        str, typer.Option("--viewer", metavar="NAME", help="Who asks where a request says not.")
    ] = "full",
) -> None:
    """Serve GraphQL at a printed address. There is no sign-in yet, so on this machine alone."""
    asked = session(ctx)
    if not behind_loopback:
        _must_be_loopback(host)
    with asked.reading() as store:
        serve(asked, store, host=host, port=port, viewer=viewer)


def serve(
    asked: Session, store: EvidenceStore, *, host: str = LOOPBACK, port: int = PORT, viewer: str
) -> None:
    """Answer GraphQL over an open store until somebody interrupts.

    Raises:
        OSError: the port is taken.
    """
    # The web's libraries take a second to load, which no other command should pay.
    from tripoint.service.desk import LoadingDesk  # noqa: PLC0415
    from tripoint.service.serving import Server  # noqa: PLC0415
    from tripoint.told.patterns import typologies  # noqa: PLC0415
    from tripoint_api import create_app  # noqa: PLC0415

    seen = {name: entry.viewer(name) for name, entry in asked.viewers.items()}
    asked.viewer(viewer)  # a wrong name is told before anything listens
    drafts = OpenDrafts(asked.drafts, store)
    worlds = asked.worlds(store)
    # A service that looks through a draft has no store to load into.
    desk = None if isinstance(store, Draft) else LoadingDesk(asked, store, worlds, drafts)
    app = create_app(
        store,
        worlds,
        seen,
        viewer,
        drafts=drafts.opened,
        ids=asked.ids,
        desk=desk,
        sources=asked.sources(),
        library=typologies(asked.settings),
        saved=asked.saved,
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        place = f"[{host}]" if ":" in host else host
        address = f"http://{place}:{listening.getsockname()[1]}"
        notices().print(
            f"the workbench at {address}/; GraphQL at {address}/graphql, to be tried at "
            f"{address}/graphiql\n"
            "There is no sign-in yet: it answers this machine alone, and whoever asks may name "
            f"any viewer ({', '.join(seen)}). Ctrl-C ends it."
        )
        try:
            Server(app).run(sockets=[listening])
        finally:
            if desk is not None:
                desk.close()
            drafts.close()


def _must_be_loopback(host: str) -> None:
    try:
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UsageError(
            f"--host {host}: only a loopback address (127.0.0.1, ::1) until there is a sign-in"
        )
