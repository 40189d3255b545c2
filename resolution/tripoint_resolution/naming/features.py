"""What can be said of two names side by side, as numbers for the model and words for people."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter

from rapidfuzz.distance import DamerauLevenshtein

from tripoint_resolution.naming.likeness import sound
from tripoint_resolution.naming.pairing import Pair, Pairing, paired
from tripoint_resolution.naming.tokens import Name, Token

_WELL_ALIKE = 0.8
_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Features:
    """Every attribute is a number; the model's trees split on them by name.

    Attributes:
        mean: likeness of the paired words, by weight, in [0, 1].
        least: of the least alike pair that says who is meant; second_least: of the next.
        left_over: share of the weight that only one name has; left_over_count: naming words.
        agreeing: naming pairs that are well alike, 4 at most.
        single: one of the names is a single naming word.
        inversions: share of pairs in another order.
        whole: likeness of the names as strings without blanks.
        edits: letters to change in the least alike pair, 6 at most.
        same_sound: whether that pair sounds the same; same_initial: begins alike.
        differing: naming pairs that are not alike.
        initials: pairs in which one is an initial.
        forms_differ: legal forms of different classes; numbers_differ: other numbers in them.
        first, last: likeness of the first words, and of the last.
        equal_length: as many words in both; length: letters of the shorter, in twenties.
        characters_differ: both in characters that each count, and not the same.
        across_scripts: one in an abjad, or in characters, and the other not.
        person: of people.
    """

    mean: float
    least: float
    second_least: float
    left_over: float
    left_over_count: float
    agreeing: float
    single: float
    inversions: float
    whole: float
    edits: float
    same_sound: float
    same_initial: float
    differing: float
    initials: float
    forms_differ: float
    numbers_differ: float
    first: float
    last: float
    equal_length: float
    length: float
    characters_differ: float
    across_scripts: float
    person: float

    def row(self) -> tuple[float, ...]:
        """Of f numbers, in the order of `NAMES`."""
        return _row(self)


NAMES = tuple(field.name for field in fields(Features))
_row: Callable[[Features], tuple[float, ...]] = attrgetter(*NAMES)


def compared(one: Name, other: Name) -> tuple[Features, Pairing]:
    """The features of two names, and the pairing they come from."""
    pairing = paired(one, other)
    naming = sorted((p for p in pairing.pairs if p.names), key=lambda p: p.alike)
    least = naming[0].alike if naming else 0.0
    texts = ["".join(t.text for t in name.tokens) for name in (one, other)]
    weight = sum(t.weight for t in pairing.more) or 1.0
    rest = pairing.left_over
    each_counts = one.syllabic and other.syllabic and least < 1.0
    features = Features(
        mean=_mean(pairing),
        least=least,
        second_least=naming[1].alike if len(naming) > 1 else 1.0,
        left_over=sum(t.weight for t in rest) / weight,
        left_over_count=float(min(sum(t.names for t in rest), 4)),
        agreeing=float(min(sum(p.alike >= _WELL_ALIKE for p in naming), 4)),
        single=float(min(_naming(one.tokens), _naming(other.tokens)) <= 1),
        inversions=_inversions(pairing),
        whole=DamerauLevenshtein.normalized_similarity(*texts),
        edits=6.0 if each_counts else float(min(_edits(naming), 6)),
        same_sound=float(not each_counts and (not naming or _sounds(naming[0]))),
        same_initial=float(not each_counts and (not naming or _same_initial(naming[0]))),
        differing=float(sum(p.alike < _ALIKE for p in naming)),
        initials=float(sum(_by_initial(p) for p in naming)),
        forms_differ=float(bool(one.forms and other.forms and not one.forms & other.forms)),
        numbers_differ=float(_numbers(one) != _numbers(other)),
        first=_at(pairing, 0),
        last=_at(pairing, -1),
        equal_length=float(len(pairing.fewer) == len(pairing.more)),
        length=min(map(len, texts)) / 20,
        characters_differ=float(one.syllabic and other.syllabic and one.given != other.given),
        across_scripts=float(one.abjad != other.abjad or one.syllabic != other.syllabic),
        person=float(one.person),
    )
    return features, pairing


def _mean(pairing: Pairing) -> float:
    weight = sum(t.weight for t in pairing.fewer)
    return sum(p.alike * pairing.fewer[p.place].weight for p in pairing.pairs) / (weight or 1.0)


def _naming(tokens: tuple[Token, ...]) -> int:
    return sum(t.names for t in tokens)


def _inversions(pairing: Pairing) -> float:
    order = [p.other_place for p in pairing.pairs if p.names and p.alike > 0.7]
    pairs = [(a, b) for at, a in enumerate(order) for b in order[at + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs) if pairs else 0.0


def _edits(naming: list[Pair]) -> int:
    return DamerauLevenshtein.distance(naming[0].one.text, naming[0].other.text) if naming else 6


def _sounds(pair: Pair) -> bool:
    return sound(pair.one.text) == sound(pair.other.text)


def _same_initial(pair: Pair) -> bool:
    return pair.one.text[0] == pair.other.text[0]


def _by_initial(pair: Pair) -> bool:
    return pair.alike < 1.0 and min(len(pair.one.text), len(pair.other.text)) == 1


def _numbers(name: Name) -> frozenset[str]:
    return frozenset(t.text for t in name.tokens if t.text.isdigit())


def _at(pairing: Pairing, place: int) -> float:
    from_end = place % len(pairing.fewer) if pairing.fewer else 0
    return next((p.alike for p in pairing.pairs if p.place == from_end), 0.0)
