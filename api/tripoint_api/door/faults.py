"""Faults of ours: what the client is told, and what the log may hold of them."""

import logging
import secrets
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from graphql import ExecutionResult as GraphQLResult
from graphql import FieldNode, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionResult
from strawberry.types.execution import StreamExecutionResult

from tripoint_api.door.refusals import Code, is_ours_to_hide

_log = logging.getLogger(__name__)

FRAMES_MAX = 8
"""Places of one fault in the log, at most: the innermost."""


class FaultMasker(SchemaExtension):
    """Replaces a fault by words for the client and an id that the log holds too.

    An exception's own words may quote what is stored, so neither the answer nor the log has them.
    """

    def on_operation(self) -> Iterator[None]:
        """Mask what the answer holds."""
        yield
        _mask(self.execution_context.result)

    def on_stream_result(self, result: StreamExecutionResult) -> Iterator[None]:
        """Mask what one answer of a subscription holds, before it is sent."""
        _mask(result)
        yield


def _mask(result: object) -> None:
    """A masked error has no cause any more, so that it is masked, and logged, once."""
    if isinstance(result, GraphQLResult | ExecutionResult) and result.errors:
        result.errors = [_masked(each) if is_ours_to_hide(each) else each for each in result.errors]


def _masked(error: GraphQLError) -> GraphQLError:
    fault = secrets.token_hex(4)
    cause = error.original_error
    _log.error("fault %s at %s: %s", fault, _field(error), "; ".join(_told(cause)))
    return GraphQLError(
        "the service failed at this; the question is not at fault. Ask again, and if it stays, "
        f"tell those who run the service: fault {fault}",
        nodes=error.nodes,
        path=error.path,
        extensions={"code": str(Code.FAULT), "fault": fault},
    )


def _field(error: GraphQLError) -> str:
    """The field by its name in the schema: a path has aliases, which are the asker's words."""
    named = [each.name.value for each in error.nodes or () if isinstance(each, FieldNode)]
    return ".".join(named) or "no field"


def _told(error: BaseException | None) -> Iterator[str]:
    """An exception and its causes by type and place, the outermost first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        places = [
            f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
            for frame, line in walk_tb(error.__traceback__)
        ]
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        yield f"{kind} ({' > '.join(places[-FRAMES_MAX:])})"
        error = error.__cause__ or error.__context__
