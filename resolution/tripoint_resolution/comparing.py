"""Are these two the same? A calibrated probability, and every feature's part in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import exp

import numpy as np

from tripoint_graph.columns import Floats
from tripoint_resolution.criteria import Criteria, NameWeights
from tripoint_resolution.levels import agreement
from tripoint_resolution.naming.features import Features, compared
from tripoint_resolution.naming.likeness import SOUND_ALIKE
from tripoint_resolution.naming.model import Weighed, all_log_odds, all_weighed, shipped
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

_UNSEEN_ALIKE = 0.75
"""How alike words may be of which an index does not know that they are."""

_NATS_A_LETTER = 1.5
_NATS_A_SYLLABLE = 4.6
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
    mine, theirs = (
        [name for given in p.names if (name := parsed(given, person=person)).tokens]
        for p in (one, other)
    )
    pairs = list(product(mine, theirs))[:NAME_PAIRS_MAX]
    return together(best(pairs, criteria), known(one, other, criteria), criteria)


def best(pairs: Sequence[NamePair], criteria: Criteria) -> Evidence:
    """The pair of names that speaks most for the two; where there are no names, nothing does."""
    if not pairs:
        return Evidence(NAME, "not known", "", "", 0.0)
    most = max(names_compared(pairs, criteria), key=lambda names: names.rank)
    return name_evidence([most], criteria)[0]


def together(name: Evidence, rest: Sequence[Evidence], criteria: Criteria) -> Comparison:
    """The comparison of two profiles whose names, and all else (`known`), are compared already."""
    first = f"one in {criteria.one_in:,.0f}"
    parts = [Evidence(PRIOR, first, "", "", criteria.prior), name, *rest]
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


@dataclass(frozen=True, slots=True)
class NamesCompared:
    """Two names side by side, not yet told in words.

    Attributes:
        pair: the names.
        features, pairing: what was seen of them.
        weight: what they add to the log-odds, in nats.
    """

    pair: NamePair
    features: Features
    pairing: Pairing
    weight: float

    @property
    def rank(self) -> tuple[float, str, str]:
        """The greatest speaks most for the two; ties by the names."""
        return self.weight, self.pair[0].given, self.pair[1].given


def names_compared(pairs: Sequence[NamePair], criteria: Criteria) -> list[NamesCompared]:
    """What each pair of names weighs, in the order asked: cheaper than `name_evidence`."""
    # The trees do not care which name comes first only where it is always the same one.
    sided = [compared(*sorted(pair, key=lambda name: name.given)) for pair in pairs]
    odds = all_log_odds([features for features, _ in sided])
    return [
        NamesCompared(
            pair, *side, _kept(_weight(pair, *side, alike, criteria.names), criteria.names)
        )
        for pair, side, alike in zip(pairs, sided, odds.tolist(), strict=True)
    ]


def name_evidence(names: Sequence[NamesCompared], criteria: Criteria) -> list[Evidence]:
    """What each pair of names tells, in the order asked."""
    told = all_weighed([each.features for each in names])
    return [_of_names(*each, criteria) for each in zip(names, told, strict=True)]


def _weight(
    pair: NamePair, features: Features, pairing: Pairing, alike: float, counts: NameWeights
) -> float:
    rare, left_over = agreeing_rarity(pair, pairing), features.left_over
    told = counts.alike * alike + counts.rare * rare + counts.left_over * left_over
    return _kept(counts.base + told, counts)


def _kept(weight: float, counts: NameWeights) -> float:
    return min(max(weight, counts.least), counts.most)


def names_most(name: Name, runs: Sequence[str], alike: Floats, criteria: Criteria) -> Floats:
    """The greatest weight that a name can have beside each of several, in (n,): where it does not
    reach far enough, the two need not be compared closely.

    Args:
        name: the one; w words.
        runs: words of it written as one, r of them.
        alike: (n, w + r) how alike each word, then each run, is to a word of the other name, as
            far as is known.
        criteria: what to go by.
    """
    counts, words = criteria.names, len(name.tokens)
    rare = np.array([*(_rarity_of(t.text) for t in name.tokens), *map(_rarity_of, runs)])
    known = alike.copy()
    known[:, :words] = np.maximum(known[:, :words], _UNSEEN_ALIKE)
    most = counts.base + counts.alike * shipped().most + counts.rare * (_agreed(known) @ rare)
    kept: Floats = np.clip(most, counts.least, counts.most)
    return kept


def _rarity_of(word: str) -> float:
    """There are only so many short words."""
    return min(rarity(word), len(word) * _NATS_A_LETTER)


def _of_names(names: NamesCompared, weighed: Weighed, criteria: Criteria) -> Evidence:
    counts = criteria.names
    parts = [(name, counts.alike * share) for name, share in weighed.shares]
    parts += [
        ("in any case", counts.base + counts.alike * weighed.base),
        ("rare words", counts.rare * agreeing_rarity(names.pair, names.pairing)),
        ("words left over", counts.left_over * names.features.left_over),
    ]
    weight = sum(share for _, share in parts)
    kept = _kept(weight, counts)
    if kept != weight:
        parts.append(("limit", kept - weight))
    details = tuple(sorted(parts, key=lambda part: -abs(part[1])))
    one, other = names.pair
    return Evidence(NAME, _in_words(kept), one.given, other.given, kept, details)


def agreeing_rarity(names: NamePair, pairing: Pairing) -> float:
    """How rare the words are that two names agree on, in nats: ten Mohammeds are not one man.

    Where one name is written in characters and the other is not, a word is one of some hundred
    syllables, which are the same or are not: what is merely like another says nothing.
    """
    pairs = [pair for pair in pairing.pairs if pair.names]
    if names[0].syllabic != names[1].syllabic:
        same = (pair for pair in pairs if pair.alike >= SOUND_ALIKE)
        return sum(min(_rarity(pair), _NATS_A_SYLLABLE) for pair in same)
    return sum(_rarity(pair) * float(_agreed(pair.alike)) for pair in pairs)


def _rarity(pair: Pair) -> float:
    return min(_rarity_of(pair.one.text), _rarity_of(pair.other.text))


def _agreed(alike: float | Floats) -> Floats:
    """How far words agree that are so much alike, in [0, 1]."""
    share: Floats = np.clip((alike - _WORDS_AGREE) / (_SPELT_ALIKE - _WORDS_AGREE), 0.0, 1.0)
    return share


def _in_words(weight: float) -> str:
    for least, words in _LEVELS:
        if weight >= least:
            return words
    return "not alike"
