"""What a batch would do, as GraphQL tells it: of each file, of the world, and what is wrong."""

import strawberry

from tripoint_api.loading.desk import Rehearsed
from tripoint_api.loading.runs import IngestIssue
from tripoint_api.ontology.enums import ActorClass, EntityKind, RunState
from tripoint_graph.foretold import RANKED_BY, Named, Some, Told
from tripoint_ingest.outcome import Outcome


@strawberry.type(description="How often a rule was met.")
class RuleCount:
    """A rule and a number."""

    rule: str = strawberry.field(description="Its name and version, or its stable code.")
    count: int = strawberry.field(description="How often.")


@strawberry.type(description="What came, or would come, of one file.")
class FileOutcome:
    """`outcome.Outcome`."""

    file: str = strawberry.field(description="The file's name; inside an archive behind a mark.")
    format: str = strawberry.field(description='The format it was read as; "" where none fits.')
    source: str = strawberry.field(description="The source it was read as.")
    run: strawberry.ID | None = strawberry.field(
        description="Its ingest run; null where nothing could be read."
    )
    state: str = strawberry.field(graphql_type=RunState, description="How far it came.")
    read: int = strawberry.field(description="Records the reader gave.")
    new: int = strawberry.field(description="Of those, records the store does not hold.")
    known: int = strawberry.field(description="Of those, records it holds already.")
    silent: int = strawberry.field(
        description="Of the new, those that do not speak: a version of the same time, or later, "
        "stands."
    )
    changed: int = strawberry.field(description="Keys of which something else is said now.")
    withdrawn: int = strawberry.field(description="Keys that are taken back.")
    kept: int = strawberry.field(
        description="Entries that are not in this edition, and stay: not all of it was read."
    )
    issues: int = strawberry.field(description="Rows with something wrong.")
    lost: int = strawberry.field(description="Of those, rows left out.")
    edition: str = strawberry.field(description='The edition of its list that it is, or "".')
    loaded_as: str = strawberry.field(
        description="The other source whose name the same bytes are loaded under already, or "
        '"": two names for one sender count as two sources.'
    )
    error: str = strawberry.field(description='Why it could not be read to its end, or "".')
    rules: list[RuleCount] = strawberry.field(description="Which rules made the issues.")

    @classmethod
    def of(cls, outcome: Outcome) -> "FileOutcome":
        """The type of an outcome."""
        return cls(
            file=str(outcome.file),
            format=outcome.format,
            source=outcome.source,
            run=strawberry.ID(outcome.run) if outcome.run else None,
            state=str(outcome.state),
            read=outcome.read,
            new=outcome.new,
            known=outcome.known,
            silent=outcome.silent,
            changed=outcome.changed,
            withdrawn=outcome.withdrawn,
            kept=outcome.kept,
            issues=outcome.issues,
            lost=outcome.lost,
            edition=outcome.edition,
            loaded_as=outcome.loaded_as.source if outcome.loaded_as else "",
            error=outcome.error,
            rules=[RuleCount(rule=rule, count=n) for rule, n in sorted(outcome.rules.items())],
        )


@strawberry.type(description="An entity of a world that need not be there any more.")
class ForetoldEntity:
    """`foretold.Named`."""

    id: strawberry.ID = strawberry.field(description="Its id in the world that it is of.")
    kind: str = strawberry.field(graphql_type=EntityKind, description="A kind of the ontology.")
    caption: str = strawberry.field(description="The name people see.")

    @classmethod
    def of(cls, named: Named) -> "ForetoldEntity":
        """The type of a named entity."""
        return cls(id=strawberry.ID(named.id), kind=named.kind, caption=named.caption)


@strawberry.type(description="The first of some entities, and how many there are.")
class ForetoldEntities:
    """`foretold.Some`."""

    entities: list[ForetoldEntity] = strawberry.field(description="The first of them.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many there are.")
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")

    @classmethod
    def of(cls, some: Some) -> "ForetoldEntities":
        """The type of some entities."""
        named = [ForetoldEntity.of(each) for each in some.entities]
        return cls(entities=named, shown=len(named), total=some.total, ranked_by=RANKED_BY)


@strawberry.type(description="Entities that would become one.")
class ForetoldMerge:
    """`foretold.NamedMerge`."""

    entity: ForetoldEntity = strawberry.field(description="What they would be.")
    before: list[ForetoldEntity] = strawberry.field(description="What they are now.")
    by: list[str] = strawberry.field(description="The rules that would make them one.")


@strawberry.type(description="Some of the entities that would become one, and how many would.")
class ForetoldMerges:
    """Merges, cut."""

    merges: list[ForetoldMerge] = strawberry.field(description="The first of them.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many there are.")
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")


@strawberry.type(description="Who would be in an actor class, or in it no more.")
class ClassChange:
    """One class."""

    actor_class: str = strawberry.field(graphql_type=ActorClass, description="The class.")
    entering: ForetoldEntities = strawberry.field(description="Who would be in it.")
    leaving: ForetoldEntities = strawberry.field(description="Who would be in it no more.")


@strawberry.type(description="What would become of the world.")
class Foretold:
    """`foretold.Told`."""

    entities_new: int = strawberry.field(description="Entities that would be new.")
    entities_grown: int = strawberry.field(description="Known ones that would be told more of.")
    gone: ForetoldEntities = strawberry.field(description="Known ones that would be gone.")
    parted: ForetoldEntities = strawberry.field(description="Known ones that would fall apart.")
    merged: ForetoldMerges = strawberry.field(description="Known ones that would become one.")
    rules: list[RuleCount] = strawberry.field(
        description="Which rules would make a new mention one with another, and how often."
    )
    classes: list[ClassChange] = strawberry.field(description="Each actor class.")

    @classmethod
    def of(cls, told: Told) -> "Foretold":
        """The type of what is foretold."""
        merges = [
            ForetoldMerge(
                entity=ForetoldEntity.of(each.entity),
                before=[ForetoldEntity.of(one) for one in each.before],
                by=list(each.by),
            )
            for each in told.merges
        ]
        return cls(
            entities_new=told.new,
            entities_grown=told.grown,
            gone=ForetoldEntities.of(told.gone),
            parted=ForetoldEntities.of(told.parted),
            merged=ForetoldMerges(
                merges=merges, shown=len(merges), total=told.merges_total, ranked_by=RANKED_BY
            ),
            rules=[RuleCount(rule=rule, count=n) for rule, n in told.rules.items()],
            classes=[
                ClassChange(
                    actor_class=name,
                    entering=ForetoldEntities.of(entering),
                    leaving=ForetoldEntities.of(told.leaving[name]),
                )
                for name, entering in told.entering.items()
            ],
        )


@strawberry.type(description="What was wrong with the files of a dry run, and how much there was.")
class DryRunIssues:
    """Issues, cut."""

    issues: list[IngestIssue] = strawberry.field(description="The first of them.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many there are.")
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")


@strawberry.type(description="What a batch would do; nothing of it is kept.")
class DryRun:
    """`desk.Rehearsed`."""

    files: list[FileOutcome] = strawberry.field(description="What would come of each file.")
    world: Foretold = strawberry.field(description="What would become of the world.")
    quarantine: DryRunIssues = strawberry.field(description="What is wrong, where, what to do.")

    @classmethod
    def of(cls, found: Rehearsed) -> "DryRun":
        """The type of a rehearsal."""
        issues = [IngestIssue.of(issue) for issue in found.issues]
        return cls(
            files=[FileOutcome.of(outcome) for outcome in found.outcomes],
            world=Foretold.of(found.told),
            quarantine=DryRunIssues(
                issues=issues,
                shown=len(issues),
                total=found.issues_total,
                ranked_by="file, and place in it as found",
            ),
        )
