"""Schema extensions: the price is checked before anything runs, and told with the answer."""

from collections.abc import Iterator
from hashlib import blake2b

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    get_operation_ast,
)
from strawberry.extensions import SchemaExtension

from tripoint_api.asking import Asking
from tripoint_api.door.limits import COST_MAX, FIELDS_MAX
from tripoint_api.door.pricing import Price, price
from tripoint_api.door.refusals import Code, Refused


class CostLimiter(SchemaExtension):
    """Refuses a request that costs too much, naming cost and limit."""

    def on_validate(self) -> Iterator[None]:
        """Price the document. What stands in `pre_execution_errors` before the yield keeps the
        request from being validated and run; after it, it would be too late.
        """
        refusal = self._refusal()
        if refusal is not None:
            self.execution_context.pre_execution_errors = [refusal]
        yield

    def _refusal(self) -> Refused | None:
        context = self.execution_context
        document = context.graphql_document
        if document is None:
            return None
        if looped := fragments_that_hold_themselves(document):
            told = f"fragment {looped[0][:80]!r} holds itself"
            return Refused(Code.BAD_ARGUMENT, told)
        operation = get_operation_ast(document, context.operation_name)
        if operation is None:  # execution says so
            return None
        schema = context.schema._schema
        asked = price(schema, document, operation, context.variables or {})
        if isinstance(context.context, Asking):
            context.context.cost = asked.cost
        return _too_much(asked)


def _too_much(asked: Price) -> Refused | None:
    if asked.fields > FIELDS_MAX:
        told = f"the request has {asked.fields} fields; {FIELDS_MAX} are allowed"
        return Refused(Code.TOO_COSTLY, told, limit=FIELDS_MAX)
    if asked.cost > COST_MAX:
        told = (
            f"the request costs {asked.cost}; {COST_MAX} is allowed: "
            "ask for fewer (`first`, `limit`), or for less of each"
        )
        return Refused(Code.TOO_COSTLY, told, cost=asked.cost, limit=COST_MAX)
    return None


def fragments_that_hold_themselves(document: DocumentNode) -> list[str]:
    """Names of fragments that lie on a loop or lead to one.

    Whatever follows spreads, as the limit on depth does, would not come to an end.
    """
    inside = {
        each.name.value: _spreads(each.selection_set)
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    open_ = dict(inside)
    while free := [name for name, held in open_.items() if not held & open_.keys()]:
        for name in free:
            del open_[name]
    return sorted(open_)


def _spreads(selection: SelectionSetNode | None) -> set[str]:
    found: set[str] = set()
    for each in selection.selections if selection else ():
        if isinstance(each, FragmentSpreadNode):
            found.add(each.name.value)
        elif isinstance(each, FieldNode | InlineFragmentNode):
            found |= _spreads(each.selection_set)
    return found


class AnswerStamp(SchemaExtension):
    """Says with every answer what it cost, who asked, and as known when it was given."""

    def get_results(self) -> dict[str, object]:
        """`extensions` of the response."""
        asking = self.execution_context.context
        if not isinstance(asking, Asking):
            return {}
        moments = sorted({moment.isoformat() for moment in asking.answered.values()})
        return {
            "answerId": self._answer_id(asking),
            "cost": asking.cost,
            "viewer": asking.viewer.name,
            "asKnownAt": moments[0] if len(moments) == 1 else asking.now.isoformat(),
            "asKnownAtByField": {
                name: moment.isoformat() for name, moment in sorted(asking.answered.items())
            },
        }

    def _answer_id(self, asking: Asking) -> str:
        """The same for the same question of the same viewer as known at the same moments."""
        asked = self.execution_context
        moments = sorted((name, at.isoformat()) for name, at in asking.answered.items())
        said = [asked.query, asked.operation_name, asked.variables, asking.viewer.name, moments]
        packed = orjson.dumps(said, default=str, option=orjson.OPT_SORT_KEYS)
        return blake2b(packed, digest_size=16).hexdigest()
