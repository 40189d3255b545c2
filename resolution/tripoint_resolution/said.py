"""What a judgement's probability, or a rule's, is made of: the waterfall of what was said before.

What a programme proposes keeps its parts; a person's word, and an exact rule, are one part each.
"""

import re
from collections.abc import Sequence
from math import log

from tripoint_graph.model import Judgement, MentionId
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Join, Snapshot
from tripoint_resolution.comparing import PRIOR, Evidence

PERSON = "person:"
WORD, RULE = "word", "rule"
"""Features of what is one part: what somebody said, and what an exact rule is worth."""

_WEIGHT = re.compile(r"([+-]\d+\.\d+)(?: (.*))?", re.DOTALL)
_CERTAIN = 1e-9


def evidence_of(said: Judgement) -> tuple[Evidence, ...]:
    """The parts of a judgement's probability, the prior first, then the heaviest.

    The weights of a programme's parts were rounded to a hundredth of a nat when it was written.
    """
    parts = [
        Evidence(feature, found[2] or "", "", "", float(found[1]))
        for feature, told in said.features.items()
        if (found := _WEIGHT.fullmatch(told))
    ]
    if not parts or said.by.startswith(PERSON):
        return (_one(WORD, said.by, said.probability),)
    return tuple(sorted(parts, key=lambda e: (e.feature != PRIOR, -abs(e.weight), e.feature)))


def evidence_of_joins(
    store: EvidenceReader, world: Snapshot, joins: Sequence[Join]
) -> list[tuple[Evidence, ...]]:
    """The parts of the probability of each join. One call of the store for all that were judged."""
    asked = sorted({MentionId(join.left) for join in joins if join.judgement})
    found = store.judgements(asked, world.viewer, world.commit) if asked else ()
    said = {each.id: each.judgement for each in found}
    return [
        evidence_of(said[join.judgement])
        if join.judgement in said
        else (_one(RULE, join.by, join.probability),)
        for join in joins
    ]


def _one(feature: str, level: str, probability: float) -> Evidence:
    kept = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return Evidence(feature, level, "", "", log(kept / (1 - kept)))
