"""Are these two the same? A calibrated probability, and every feature's part in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp

from tripoint_resolution.criteria import Criteria
from tripoint_resolution.levels import agreement
from tripoint_resolution.naming.features import Features, compared
from tripoint_resolution.naming.model import Weighed, all_weighed
from tripoint_resolution.naming.pairing import Pair, Pairing
from tripoint_resolution.naming.tokens import Name, parsed
from tripoint_resolution.naming.words import rarity
from tripoint_resolution.profile import Profile

PRIOR, NAME, LIMIT = "prior", "name", "limit"
NAME_PAIRS_MAX = 64
"""Pairs of names that two profiles are compared by, at most: the first of each in their order."""

_WORDS_AGREE = 0.7
_SPELT_ALIKE = 0.95
"""How alike two words must be before they say anything, and from where on they say all they can."""

_NATS_A_LETTER = 1.5
_LEVELS = ((11.5, "very much alike"), (7.0, "much alike"), (2.0, "somewhat alike"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature's part.

    Attributes:
        feature: "prior", "name", "limit", or one of `levels.LEVELS`.
        level: how far the two agree on it, in words.
        one, other: the values as given.
        weight: what it adds to the log-odds, in nats; below 0 it speaks against.
        details: what made a name's weight, the greatest first: what was seen, and its share.
    """

    feature: str
    level: str
    one: str
    other: str
    weight: float
    details: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two profiles compared.

    Attributes:
        probability: that the two are the same, in (0, 1).
        criteria: the version it goes by.
        evidence: the parts; their weights add up to the log-odds. First the prior, then the name,
            then the rest, the heaviest first.
    """

    probability: float
    criteria: str
    evidence: tuple[Evidence, ...]

    @property
    def log_odds(self) -> float:
        """The sum of the weights."""
        return sum(each.weight for each in self.evidence)

    @property
    def strength(self) -> float:
        """The same without the limit on sureness, so that what reaches it has an order."""
        return sum(each.weight for each in self.evidence if each.feature != LIMIT)


NamePair = tuple[Name, Name]


def compare(one: Profile, other: Profile, criteria: Criteria) -> Comparison:
    """Compare two profiles by all their names and all that is known of both.

    Raises:
        ValueError: they are of different kinds.
    """
    if one.kind != other.kind:
        raise ValueError(f"a {one.kind} is no {other.kind}: they are not compared")
    person = one.is_person
    mine, theirs = ([parsed(name, person=person) for name in p.names] for p in (one, other))
    pairs = list(product(mine, theirs))
    names = name_evidence(pairs[:NAME_PAIRS_MAX], criteria)
    return together(one, other, best(names), criteria)


def best(names: Iterable[Evidence]) -> Evidence:
    """The pair of names that speaks most for the two; where there are no names, nothing does."""
    nothing = Evidence(NAME, "not known", "", "", 0.0)
    return max(names, key=lambda e: (e.weight, e.one, e.other), default=nothing)


def together(one: Profile, other: Profile, name: Evidence, criteria: Criteria) -> Comparison:
    """The comparison of two profiles whose names are compared already."""
    first = f"one in {criteria.one_in:,.0f}"
    parts = [Evidence(PRIOR, first, "", "", criteria.prior), name, *known(one, other, criteria)]
    odds = sum(part.weight for part in parts)
    kept = min(max(odds, -criteria.odds_most), criteria.odds_most)
    if kept != odds:
        told = f"never surer than {criteria.surest}"
        parts.append(Evidence(LIMIT, told, "", "", kept - odds))
        odds = kept
    return Comparison(1 / (1 + exp(-odds)), criteria.version, tuple(parts))


def known(one: Profile, other: Profile, criteria: Criteria) -> list[Evidence]:
    """What both profiles tell beside names, the heaviest first."""
    found = []
    for feature, levels in criteria.features.items():
        if (agreed := agreement(feature, one, other)) is not None:
            weight = levels[agreed.level].weight
            found.append(Evidence(feature, agreed.level, agreed.one, agreed.other, weight))
    return sorted(found, key=lambda e: (-abs(e.weight), e.feature))


def name_evidence(pairs: Sequence[NamePair], criteria: Criteria) -> list[Evidence]:
    """What each pair of names tells, in the order asked."""
    # The trees do not care which name comes first only where it is always the same one.
    sided = [compared(*sorted(pair, key=lambda name: name.given)) for pair in pairs]
    told = all_weighed([features for features, _ in sided])
    return [
        _of_names(pair, *side, weighed, criteria)
        for pair, side, weighed in zip(pairs, sided, told, strict=True)
    ]


def _of_names(
    pair: NamePair, features: Features, pairing: Pairing, weighed: Weighed, criteria: Criteria
) -> Evidence:
    counts = criteria.names
    parts = [(name, counts.alike * share) for name, share in weighed.shares]
    parts += [
        ("in any case", counts.base + counts.alike * weighed.base),
        ("rare words", counts.rare * agreeing_rarity(pairing)),
        ("words left over", counts.left_over * features.left_over),
    ]
    weight = sum(share for _, share in parts)
    kept = min(max(weight, counts.least), counts.most)
    if kept != weight:
        parts.append(("limit", kept - weight))
    details = tuple(sorted(parts, key=lambda part: -abs(part[1])))
    level = _in_words(kept)
    return Evidence(NAME, level, pair[0].given, pair[1].given, kept, details)


def agreeing_rarity(pairing: Pairing) -> float:
    """How rare the words are that two names agree on, in nats: ten Mohammeds are not one man."""
    return sum(_rarity(pair) for pair in pairing.pairs if pair.names)


def _rarity(pair: Pair) -> float:
    words = pair.one.text, pair.other.text
    rare = min(map(rarity, words))
    short = min(map(len, words)) * _NATS_A_LETTER  # there are only so many short words
    agreed = min(max(0.0, (pair.alike - _WORDS_AGREE) / (_SPELT_ALIKE - _WORDS_AGREE)), 1.0)
    return min(rare, short) * agreed


def _in_words(weight: float) -> str:
    for least, words in _LEVELS:
        if weight >= least:
            return words
    return "not alike"
