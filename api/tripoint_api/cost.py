"""Prices a request before it runs, and refuses what would be too much.

cost(field) = weight(field) + size(field) x cost(what is selected in it), where the size is what
`first` or `limit` asks for, or what a list of that name usually holds. Leaves are free.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)

COST_MAX = 10_000
"""What one request may cost."""

FIELDS_MAX = 5_000
"""Fields of one request once its fragments are written out."""

WEIGHTS = {
    "connections": 200,
    "convergence": 400,
    "neighbourhood": 50,
    "search": 20,
    "classes": 5,
    "joins": 5,
    "links": 5,
}
"""What a field costs in itself; others that hold fields cost 1."""

SIZES = {
    "search": 20,
    "connections": 20,
    "convergence": 10,
    "ingestRuns": 20,
    "neighbourhood": 200,
    "neighbourhood.entities": 1,
    "neighbourhood.links": 3,
    "meetings.chains": 3,
    "records": 20,
    "mentions": 20,
    "record.mentions": 5,
    "claims": 5,
    "joins": 20,
    "links": 20,
    "issues": 20,
    "statements": 20,
    "facts": 20,
    "classes": 2,
    "entities": 5,
    "steps": 4,
}
"""How many a list holds where `first` or `limit` does not say; "parent.field" goes first."""


class Endless(ValueError):
    """Fragments that hold themselves."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a request costs, and how many fields it has with its fragments written out."""

    cost: int
    fields: int


@dataclass
class Pricing:
    """Prices selections of one document. Each fragment is priced once for each place it is in,
    so that the time stays linear in the document's length.

    Attributes:
        fragments: by name.
        variables: the request's, with the operation's defaults.
    """

    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, object]
    _known: dict[tuple[str, str], Price] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def selected(self, selection: SelectionSetNode | None, parent: str) -> Price:
        """The price of one of what a field gives."""
        cost = fields = 0
        for node in selection.selections if selection else ():
            if isinstance(node, FieldNode):
                price = self._field(node, parent)
            elif isinstance(node, InlineFragmentNode):
                price = self.selected(node.selection_set, parent)
            elif isinstance(node, FragmentSpreadNode):
                price = self._spread(node.name.value, parent)
            else:  # there is no other selection
                continue
            cost, fields = cost + price.cost, fields + price.fields
        return Price(cost, fields)

    def _field(self, node: FieldNode, parent: str) -> Price:
        name = node.name.value
        if name.startswith("__"):  # the schema is public, and its depth is limited elsewhere
            return Price(0, 1)
        # Relay's wrappers do not change what their children are children of.
        inner = self.selected(node.selection_set, parent if name in ("edges", "node") else name)
        weight = WEIGHTS.get(name, 1 if node.selection_set else 0)
        return Price(weight + self._size(node, parent) * inner.cost, inner.fields + 1)

    def _spread(self, name: str, parent: str) -> Price:
        if name in self._open:
            raise Endless(name)
        fragment = self.fragments.get(name)
        if fragment is None:  # validation says so
            return Price(0, 0)
        if (name, parent) not in self._known:
            self._open.add(name)
            self._known[name, parent] = self.selected(fragment.selection_set, parent)
            self._open.remove(name)
        return self._known[name, parent]

    def _size(self, node: FieldNode, parent: str) -> int:
        name = node.name.value
        for argument in node.arguments:
            if argument.name.value in ("first", "limit"):
                asked = self._number(argument.value)
                if asked is not None:
                    return max(asked, 1)
        return SIZES.get(f"{parent}.{name}", SIZES.get(name, 1))

    def _number(self, value: ValueNode) -> int | None:
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, VariableNode):
            given = self.variables.get(value.name.value)
            return given if isinstance(given, int) else None
        return None


def price(
    document: DocumentNode, variables: Mapping[str, object] | None, operation: str | None
) -> Price:
    """What a request costs: the operation it names, or all of them together where it names none.

    Raises:
        Endless: fragments that hold themselves.
    """
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    cost = fields = 0
    for each in document.definitions:
        if not isinstance(each, OperationDefinitionNode):
            continue
        if operation and (each.name is None or each.name.value != operation):
            continue
        given = _defaults(each) | dict(variables or {})
        found = Pricing(fragments, given).selected(each.selection_set, "")
        cost, fields = cost + found.cost, fields + found.fields
    return Price(cost, fields)


def _defaults(operation: OperationDefinitionNode) -> dict[str, object]:
    return {
        each.variable.name.value: int(each.default_value.value)
        for each in operation.variable_definitions
        if isinstance(each.default_value, IntValueNode)
    }
