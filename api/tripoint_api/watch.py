"""Schema extensions: the price is checked before anything runs, and told with the answer."""

from collections.abc import Iterator

from strawberry.extensions import SchemaExtension

from tripoint_api.asking import Asking
from tripoint_api.cost import COST_MAX, FIELDS_MAX, Endless, price
from tripoint_api.refusals import Code, Refused


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
        if context.graphql_document is None:
            return None
        try:
            asked = price(context.graphql_document, context.variables, context.operation_name)
        except Endless as error:
            return Refused(Code.BAD_ARGUMENT, f"fragment {str(error)[:80]!r} holds itself")
        if isinstance(context.context, Asking):
            context.context.cost = asked.cost
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


class AnswerStamp(SchemaExtension):
    """Says with every answer what it cost, who asked, and as known when it was given."""

    def get_results(self) -> dict[str, object]:
        """`extensions` of the response."""
        asking = self.execution_context.context
        if not isinstance(asking, Asking):
            return {}
        moments = sorted({moment.isoformat() for moment in asking.answered.values()})
        return {
            "cost": asking.cost,
            "viewer": asking.viewer.name,
            "asKnownAt": moments[0] if len(moments) == 1 else asking.now.isoformat(),
            "asKnownAtByField": {
                name: moment.isoformat() for name, moment in sorted(asking.answered.items())
            },
        }
