"""What a document costs, worked out from its text and the schema before anything is looked up.

An item costs 1 and what is asked of it, a list as many times that as it can have items, and some
fields a weight besides. The price therefore never depends on what is stored, let alone on what
is hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
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
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
)

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

WEIGHTS = {
    "Query.brokers": 300,
    "Query.collectionGaps": 400,
    "Query.connectAll": 300,
    "Query.connections": 200,
    "Query.convergence": 500,
    "Query.drafts": 50,
    "HeldDraft.world": 500,
    "Query.groupChanges": 800,
    "Query.groups": 800,
    "Query.keyEntities": 600,
    "Query.keyPlayers": 800,
    "Query.missingLinks": 800,
    "Query.neighbourhood": 100,
    "Query.patternMatches": 300,
    "Query.screen": 300,
    "Query.search": 50,
    "Query.reviewQueue": 100,
    "Query.alternatives": 200,
    "Query.checkpoints": 300,
    "Query.detours": 200,
    "Query.routeCut": 200,
    "Query.routes": 300,
    "Query.timeline": 100,
    "Query.tradeBalance": 200,
    "Query.unusualTrade": 300,
    "Query.whatIf": 500,
    "Query.why": 20,
    "Subscription.screening": 300,
    "ForReview.why": 10,
    "Mutation.acceptDraft": 1_000,
    "Mutation.dropDraft": 50,
    "Mutation.holdDraft": 500,
    "Mutation.ingestDryRun": 2_000,
    "Mutation.judge": 100,
    "Mutation.split": 200,
    "Mutation.unjudge": 100,
    "Convergence.cells": 500,
    "KeyEntities.byLayer": 600,
    "Neighbourhood.layout": 100,
    "SuggestedLink.why": 50,
    "Chain.breaks": 50,
    "Meeting.network": 50,
    "Holding.breaks": 300,
    "Holding.singleSources": 300,
    "Chain.stability": 150,
    "Chain.expectedByChance": 2,
    "Entity.classes": 20,
    "Entity.facts": 20,
    "Entity.joins": 10,
    "Entity.linkCounts": 5,
    "Entity.links": 10,
    "Entity.marking": 5,
    "Entity.place": 2,
    "Entity.places": 20,
    "Entity.seenBetween": 5,
    "Entity.caption": 1,
    "Record.mentions": 2,
}
"""Type.field to what it costs beside its items. An item with fields of its own costs 1, and a
plain value nothing."""

SIZES = {
    "BreakingSet.records": 2,
    "CollectionGap.after": 3,
    "CollectionGap.before": 3,
    "ConnectingNetwork.entities": 20,
    "ConnectingNetwork.steps": 20,
    "ConnectingNetwork.unreached": 2,
    "Bridges.bridges": 10,
    "FoundGroups.networks": 2,
    "GroupChange.after": 2,
    "GroupChange.before": 2,
    "GroupChanges.turns": 10,
    "GroupChanges.windows": 10,
    "GroupTurn.changes": 5,
    "NetworkGroups.groups": 10,
    "NetworkGroups.layers": 3,
    "PatternMatch.nodes": 6,
    "PatternNode.entities": 3,
    "MissingLinks.layers": 10,
    "Chain.entities": 7,
    "Chain.steps": 6,
    "Evidence.details": 8,
    "Convergence.cells": 9,
    "Meeting.chains": 3,
    "MeetingNetwork.entities": 15,
    "MeetingNetwork.steps": 15,
    "KeyEntities.acrossCases": 5,
    "KeyEntities.byLayer": 5,
    "KeyEntities.layers": 3,
    "KeyPlayers.entities": 3,
    "KeyPlayers.singles": 3,
    "InCases.cases": 2,
    "RankedEntity.cases": 2,
    "RankedEntity.restsOn": 2,
    "Join.evidence": 5,
    "Judged.evidence": 5,
    "SameOrNot.evidence": 5,
    "ScreenedSubject.hits": 3,
    "ScreenedSubject.shares": 3,
    "Screening.disparity": 40,
    "Screening.subjects": 10,
    "ScreeningHit.evidence": 5,
    "Decided.entities": 2,
    "SplitMade.entities": 4,
    "SplitMade.judgements": 10,
    "PlaceSeizures.seizures": 5,
    "Checkpoints.checkpoints": 10,
    "RouteCut.legs": 20,
    "RouteDetour.consignments": 2,
    "RouteDetour.places": 3,
    "RouteWay.places": 4,
    "SupposedMeasures.between": 3,
    "TradeBalance.consignments": 5,
    "TradeBalance.context": 3,
    "TradeBalance.corridor": 2,
    "TradeBalance.months": 6,
    "TimelineEvent.entities": 2,
    "UnusualTrade.consignees": 1,
    "UnusualTrade.consignments": 5,
    "UnusualTrade.consignors": 2,
    "UnusualTrade.context": 3,
    "RouteLeg.chemicals": 2,
    "RouteLeg.reasons": 1,
    "RouteLeg.subjects": 5,
    "Routes.places": 20,
    "Routes.seizures": 10,
    "WhyAnswer.judgements": 2,
    "WhyAnswer.tiedBy": 3,
    "Entity.classes": 2,
    "Entity.facts": 20,
    "Entity.linkCounts": 1,
    "EntityPlace.types": 1,
    "Mention.properties": 5,
    "RecordMention.properties": 5,
    "Query.formats": 1,
    "Query.patterns": 1,
    "Query.sources": 1,
    "DryRun.files": 10,
    "DryRunIssues.issues": 100,
    "FileOutcome.rules": 3,
    "Foretold.classes": 1,
    "Foretold.rules": 5,
    "ForetoldEntities.entities": 1,
    "ForetoldMerge.before": 2,
    "ForetoldMerge.by": 1,
    "ForetoldMerges.merges": 1,
    "HeldDraft.files": 10,
    "OntologyDeclared.kinds": 1,
    "OntologyDeclared.links": 1,
    "OntologyDeclared.classes": 1,
    "KindDeclared.properties": 1,
    "Record.mentions": 5,
    "Record.claims": 5,
    "RecordClaim.properties": 3,
}
"""Type.field to the items of a list that nobody asks a number for: what is usual, or 1 where the
list is the same for everybody and lies at hand."""


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
        elif isinstance(node, IntValueNode):
            value = node.value
        return int(value) if isinstance(value, str) and value.lstrip("-").isdecimal() else value


def is_listed(declared: GraphQLField) -> bool:
    """Whether a field gives a list."""
    inner = declared.type.of_type if is_non_null_type(declared.type) else declared.type
    return is_list_type(inner)
