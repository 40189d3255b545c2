"""Are these two names one somebody's? The question that screening and resolution ask."""

from dataclasses import dataclass
from functools import lru_cache

from tripoint_resolution.naming.features import Features, compared
from tripoint_resolution.naming.model import Weighed, weighed
from tripoint_resolution.naming.pairing import Pairing
from tripoint_resolution.naming.tokens import parsed


@dataclass(frozen=True, slots=True)
class Match:
    """Two names compared.

    Attributes:
        probability: that they are names of one person or organisation, in (0, 1), when nothing
            else is known: among name pairs like those the model was fitted to.
        features, pairing: what was seen.
        weighed: what each feature did.
    """

    probability: float
    features: Features
    pairing: Pairing
    weighed: Weighed


@lru_cache(maxsize=65_536)
def match(one: str, other: str, *, person: bool) -> Match:
    """Compare two names; the same either way round.

    Args:
        one: as written, in any script.
        other: likewise.
        person: whether they are people's; else organisations' or vessels'.

    >>> match("Usama bin Ladin", "Osama bin Laden", person=True).probability > 0.8
    True
    """
    first, second = sorted((one, other))
    features, pairing = compared(parsed(first, person=person), parsed(second, person=person))
    told = weighed(features)
    return Match(told.probability, features, pairing, told)
