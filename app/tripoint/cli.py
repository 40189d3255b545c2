"""The command line, put together from its commands.

A command's module is loaded when it is asked for: `tripoint formats` waits for no graph library.
"""

import errno
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from pydantic import ValidationError
from typer.core import TyperGroup

from tripoint import __version__
from tripoint.console import notices
from tripoint.settings import Settings
from tripoint.wiring import Session, UsageError
from tripoint_graph.errors import TripointError

STATUS_USAGE = 2
STATUS_FAILED = 4
_STORE, _DRAFT = "--store", "--draft"
_EVERYWHERE = (_STORE, _DRAFT)
"""Options of the whole command line that may stand behind the command, too."""


COMMANDS = (
    "ingest",
    "screen",
    "links",
    "connecting",
    "breaks",
    "gaps",
    "search",
    "entity",
    "record",
    "resolve",
    "review",
    "why",
    "judge",
    "split",
    "unjudge",
    "convergence",
    "rank",
    "brokers",
    "groups",
    "missing",
    "whatif",
    "patterns",
    "timeline",
    "routes",
    "checks",
    "trade",
    "scenario",
    "export",
    "serve",
    "demo",
    "formats",
    "map",
    "sources",
    "runs",
    "issues",
    "drafts",
    "editions",
    "watch",
    "follow",
    "retry",
    "viewers",
    "store",
)
"""Modules of `tripoint.commands` by the names of their commands, as the help lists them. Each has
the command as `run`, or as `app` where there are several under its name.
"""


class _Commands(TyperGroup):
    """Takes `--store` and `--draft` anywhere, and tells errors in a paragraph."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer vendors its types
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - typer vendors its types
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tripoint.commands.{cmd_name}")
        made = getattr(module, "app", None) or typer.Typer()
        if not made.registered_commands:
            made.command(cmd_name)(module.run)
        command = typer.main.get_command(made)
        command.name = cmd_name
        return command

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer vendors it
        return super().parse_args(ctx, _store_first(args))

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer vendors its types
        try:
            return super().invoke(ctx)
        except UsageError as error:
            notices().print(f"tripoint: {error}", soft_wrap=True)
            raise typer.Exit(STATUS_USAGE) from error
        except TripointError as error:
            notices().print(f"tripoint: {error}", soft_wrap=True)
            raise typer.Exit(STATUS_FAILED) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever read our answer has enough; the library ends quietly
            notices().print(f"tripoint: {error}", soft_wrap=True)
            raise typer.Exit(STATUS_FAILED) from error


def _store_first(args: list[str]) -> list[str]:
    """The arguments with `--store URL` and `--draft NAME` moved to the front."""
    rest: list[str] = []
    moved: list[str] = []
    at = 0
    while at < len(args):
        if args[at] == "--":
            return moved + rest + args[at:]
        width = 2 if args[at] in _EVERYWHERE else 1
        target = moved if args[at].partition("=")[0] in _EVERYWHERE else rest
        target += args[at : at + width]
        at += width
    return moved + rest


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # locals hold passenger data and secrets
    help="How are the fighters, the weapons and the chemicals connected?",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tripoint {__version__}")
        raise typer.Exit


@app.callback()
def start(
    ctx: typer.Context,
    store_url: Annotated[
        str | None,
        typer.Option(
            _STORE,
            metavar="URL",
            help="sqlite:///path.db or neo4j://user:password@host:7687; else TRIPOINT_STORE.",
        ),
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option(
            _DRAFT,
            metavar="NAME",
            help="Load into it, or ask as if it was loaded.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Load real records, ask how things are connected, and see what each answer rests on."""
    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"TRIPOINT_{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
        )
        raise UsageError(f"a setting cannot be read: {faults}") from error
    if store_url is not None:
        settings = settings.model_copy(update={"store": store_url})
    if draft is not None:
        settings = settings.model_copy(update={"draft": draft})
    ctx.obj = Session(settings)
