"""What a document costs, worked out from its text and the schema before anything is looked up.

An item costs 1 and what is asked of it, a list as many times that as it can have items, and some
fields a weight besides. The price therefore never depends on what is stored, let alone on what
is hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
)

from tripoint_api.door.prices import SIZES, WEIGHTS

PAGE_ARGUMENTS = ("first", "limit")
"""Arguments that say how many items a list holds."""

LINKS_ARGUMENT = "linkLimit"
"""The argument that says how many items the list in `LINKS_LIST` holds."""

LINKS_LIST = "Neighbourhood.links"

PAGE_MAX = 5_000
"""Items of one list, at most: what is priced where more is asked for (and refused later)."""

IDS_ARGUMENT = "ids"
"""The argument of a list that has an item for each of these."""

LIST_SIZE = 10
"""Items of a list that has neither an argument nor a size of its own below."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a document costs.

    Attributes:
        cost: by weights and sizes.
        fields: fields in it once every fragment is written out.
    """

    cost: int
    fields: int

    def __add__(self, other: "Price") -> "Price":
        return Price(self.cost + other.cost, self.fields + other.fields)


_NOTHING = Price(0, 0)

_Lengths = tuple[int, int]
"""How many items and how many links the field above asks for; 0 where it does not say."""

_UNSAID: _Lengths = (0, 0)


def price(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Price:
    """The price of one operation. Invalid documents have one too, so that it can go first.

    Time O(d n) for a document of d nodes and n different page sizes: a fragment is priced once
    for each, however often it is spread.
    """
    return _Pricing(schema, document, operation, variables).total()


class _Pricing:
    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._operation = operation
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        defaults = {
            each.variable.name.value: each.default_value.value
            for each in operation.variable_definitions or ()
            if isinstance(each.default_value, IntValueNode)
        }
        self._variables = {**defaults, **variables}
        # A fragment that spreads itself costs nothing more; validation refuses it.
        self._spread: dict[tuple[str, _Lengths], Price] = {}

    def total(self) -> Price:
        root = self._schema.get_root_type(self._operation.operation)
        return self._selected(self._operation.selection_set, root, _UNSAID)

    def _selected(
        self, chosen: SelectionSetNode, parent: GraphQLNamedType | None, above: _Lengths
    ) -> Price:
        """What is selected of one item of a parent; `above` says how long its lists are."""
        found = _NOTHING
        for each in chosen.selections:
            if self._left_out(each):
                continue
            if isinstance(each, FieldNode):
                found += self._field(each, parent, above)
            elif isinstance(each, InlineFragmentNode):
                named = each.type_condition.name.value if each.type_condition else None
                inner = self._schema.get_type(named) if named else parent
                found += self._selected(each.selection_set, inner, above)
            elif isinstance(each, FragmentSpreadNode):
                # A spread counts too: fragments that double and never end in a field would
                # be free, and whatever follows them one by one would never come to an end.
                found += self._fragment(each.name.value, above) + Price(0, 1)
        return found

    def _left_out(self, node: SelectionNode) -> bool:
        """Whether `@include` or `@skip` leaves it out; what is in doubt is in."""
        out = {"include": False, "skip": True}
        return any(
            self._value(given.value) is out[each.name.value]
            for each in node.directives or ()
            if each.name.value in out
            for given in each.arguments or ()
            if given.name.value == "if"
        )

    def _fragment(self, name: str, above: _Lengths) -> Price:
        fragment = self._fragments.get(name)
        if fragment is None:
            return _NOTHING
        if (name, above) not in self._spread:
            self._spread[name, above] = _NOTHING
            inner = self._schema.get_type(fragment.type_condition.name.value)
            self._spread[name, above] = self._selected(fragment.selection_set, inner, above)
        return self._spread[name, above]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, above: _Lengths) -> Price:
        fields: Mapping[str, GraphQLField] = getattr(parent, "fields", {})
        declared = fields.get(node.name.value)
        if declared is None or parent is None:
            inner = (
                self._selected(node.selection_set, None, _UNSAID)
                if node.selection_set
                else _NOTHING
            )
            return inner + Price(0, 1)
        kind = get_named_type(declared.type)
        name = f"{parent.name}.{node.name.value}"
        asked = self._asked(node, declared)
        many = is_listed(declared)
        inner = _NOTHING
        if node.selection_set:
            links = self._number(node, declared, LINKS_ARGUMENT)
            inner = self._selected(node.selection_set, kind, _UNSAID if many else (asked, links))
        said = above[1] if name == LINKS_LIST else above[0]
        times = (asked or SIZES.get(name, said or LIST_SIZE)) if many else 1
        item = inner.cost + (1 if is_composite_type(kind) else 0)
        return Price(WEIGHTS.get(name, 0) + times * item, inner.fields + 1)

    def _asked(self, node: FieldNode, declared: GraphQLField) -> int:
        """How many items the field's argument asks for; 0 where it has no such argument."""
        for name in PAGE_ARGUMENTS:
            if name in declared.args:
                return self._number(node, declared, name)
        if IDS_ARGUMENT in declared.args and is_listed(declared):
            return self._named(node)
        return 0

    def _number(self, node: FieldNode, declared: GraphQLField, name: str) -> int:
        """What a field's argument says; 0 where the field has no such argument."""
        if name not in declared.args:
            return 0
        value: Any = declared.args[name].default_value
        for given in node.arguments or ():
            if given.name.value == name:
                value = self._value(given.value)
        # Whatever is no number is refused later; until then it is the worst.
        known = isinstance(value, int) and not isinstance(value, bool)
        return max(1, min(value, PAGE_MAX)) if known else PAGE_MAX

    def _named(self, node: FieldNode) -> int:
        """How many ids a field is given."""
        for given in node.arguments or ():
            if given.name.value == IDS_ARGUMENT:
                if isinstance(given.value, ListValueNode):
                    return max(1, len(given.value.values))
                if isinstance(given.value, VariableNode):
                    ids = self._variables.get(given.value.name.value)
                    return max(1, len(ids)) if isinstance(ids, list) else 1
        return 1

    def _value(self, node: object) -> Any:  # noqa: ANN401 - what a client sends
        value = node
        if isinstance(node, VariableNode):
            value = self._variables.get(node.name.value)
        elif isinstance(node, IntValueNode | BooleanValueNode):
            value = node.value
        return int(value) if isinstance(value, str) and value.lstrip("-").isdecimal() else value


def is_listed(declared: GraphQLField) -> bool:
    """Whether a field gives a list."""
    inner = declared.type.of_type if is_non_null_type(declared.type) else declared.type
    return is_list_type(inner)
