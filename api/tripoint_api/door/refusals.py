"""Refusals: errors that are the asker's to mend, each with a code that stays."""

from enum import StrEnum

from graphql import GraphQLError


class Code(StrEnum):
    """`extensions.code` of an error."""

    BAD_ARGUMENT = "BAD_ARGUMENT"
    BAD_CURSOR = "BAD_CURSOR"
    NOT_FOUND = "NOT_FOUND"
    NOT_ALLOWED = "NOT_ALLOWED"
    BUSY = "BUSY"
    TOO_COSTLY = "TOO_COSTLY"
    BAD_QUESTION = "BAD_QUESTION"
    FAULT = "FAULT"


class Refused(GraphQLError):
    """Something that cannot be answered as asked. The message says what to do.

    What does not exist and what the viewer may not see are refused in the same words.
    """

    def __init__(self, code: Code, message: str, **more: int | str) -> None:
        super().__init__(message, extensions={"code": str(code), **more})


def coded(error: GraphQLError) -> None:
    """Give a code to what GraphQL itself refuses: a wrong word, field, type or length."""
    if not error.extensions:
        error.extensions = {"code": str(Code.BAD_QUESTION)}


def is_ours_to_hide(error: GraphQLError) -> bool:
    """Whether an error is a fault of ours, whose words stay in the server's log."""
    return not (error.original_error is None or isinstance(error.original_error, GraphQLError))
