"""Why two are taken for the same, or not: a probability and every part of it."""

import strawberry

from tripoint_resolution import comparing


@strawberry.type(description="One thing that was seen in two names, and what it did.")
class EvidenceDetail:
    """A feature of the model of names."""

    seen: str = strawberry.field(description="What was seen.")
    weight: float = strawberry.field(description="What it adds to the log-odds, in nats.")


@strawberry.type(description="One feature's part in a probability.")
class Evidence:
    """`comparing.Evidence`."""

    feature: str = strawberry.field(
        description="`prior`, `name`, `birth_date`, `document`, …; `limit` keeps it from certainty."
    )
    level: str = strawberry.field(description="How far the two agree on it, in words.")
    one: str = strawberry.field(description="The value of the one, as given.")
    other: str = strawberry.field(description="The value of the other, as given.")
    weight: float = strawberry.field(
        description="What it adds to the log-odds, in nats; below 0 it speaks against."
    )
    details: list[EvidenceDetail] = strawberry.field(
        description="What made the weight of a name, the greatest first."
    )

    @classmethod
    def of(cls, evidence: comparing.Evidence) -> "Evidence":
        """The type of a part."""
        return cls(
            feature=evidence.feature,
            level=evidence.level,
            one=evidence.one,
            other=evidence.other,
            weight=evidence.weight,
            details=[EvidenceDetail(seen=seen, weight=w) for seen, w in evidence.details],
        )


@strawberry.type(description="Whether two are one: how probable that is, and why.")
class SameOrNot:
    """`comparing.Comparison`."""

    probability: float = strawberry.field(description="That the two are one, in (0, 1).")
    criteria: str = strawberry.field(description="The version of what it goes by.")
    evidence: list[Evidence] = strawberry.field(
        description="The parts; their weights add up to the log-odds."
    )

    @classmethod
    def of(cls, comparison: comparing.Comparison) -> "SameOrNot":
        """The type of a comparison."""
        return cls(
            probability=comparison.probability,
            criteria=comparison.criteria,
            evidence=[Evidence.of(each) for each in comparison.evidence],
        )
