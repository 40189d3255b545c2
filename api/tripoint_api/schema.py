"""The schema: types, limits, and which errors are told."""

import strawberry
from graphql import GraphQLError
from strawberry.extensions import (
    MaxAliasesLimiter,
    MaxTokensLimiter,
    QueryDepthLimiter,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext

from tripoint_api.door.faults import FaultMasker
from tripoint_api.door.limits import ALIASES_MAX, DEPTH_MAX, TOKENS_MAX
from tripoint_api.door.refusals import coded, is_ours_to_hide
from tripoint_api.door.watch import AnswerStamp, CostLimiter
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import Link
from tripoint_api.entities.record import Mention, Record
from tripoint_api.identity.arriving import Subscription
from tripoint_api.mutation import Mutation
from tripoint_api.query import Query


class Schema(strawberry.Schema):
    """A schema whose every error has a code. What askers did wrong is not logged."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Give codes; `FaultMasker` logs what it masks."""
        for error in errors:
            if not is_ours_to_hide(error):
                coded(error)


def make_schema() -> Schema:
    """The schema that the app serves and `schema.graphql` prints."""
    return Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[Entity, Link, Mention, Record],
        config=StrawberryConfig(disable_field_suggestions=True),
        extensions=[
            lambda: MaxTokensLimiter(max_token_count=TOKENS_MAX),
            CostLimiter,
            lambda: QueryDepthLimiter(max_depth=DEPTH_MAX),
            lambda: MaxAliasesLimiter(max_alias_count=ALIASES_MAX),
            AnswerStamp,
            FaultMasker,
        ],
    )
