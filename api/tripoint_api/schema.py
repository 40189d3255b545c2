"""The schema: types, limits, and which errors are told."""

import logging

import strawberry
from graphql import GraphQLError
from strawberry.extensions import (
    MaskErrors,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    QueryDepthLimiter,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext

from tripoint_api.entities import Entity
from tripoint_api.limits import ALIASES_MAX, DEPTH_MAX, TOKENS_MAX
from tripoint_api.links import Link
from tripoint_api.query import Query
from tripoint_api.records import Mention, Record
from tripoint_api.refusals import is_ours_to_hide
from tripoint_api.watch import AnswerStamp, CostLimiter

_log = logging.getLogger(__name__)


class Schema(strawberry.Schema):
    """A schema that logs faults of ours, and not what askers did wrong."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log what will be masked."""
        for error in errors:
            if is_ours_to_hide(error):
                _log.error("a resolver failed at %s", error.path, exc_info=error.original_error)


def make_schema() -> Schema:
    """The schema that the app serves and `schema.graphql` prints."""
    return Schema(
        query=Query,
        types=[Entity, Link, Mention, Record],
        config=StrawberryConfig(disable_field_suggestions=True),
        extensions=[
            lambda: MaxTokensLimiter(max_token_count=TOKENS_MAX),
            CostLimiter,
            lambda: QueryDepthLimiter(max_depth=DEPTH_MAX),
            lambda: MaxAliasesLimiter(max_alias_count=ALIASES_MAX),
            AnswerStamp,
            lambda: MaskErrors(should_mask_error=is_ours_to_hide),
        ],
    )
