"""What a comparison goes by: fixed, versioned, readable, and refused where it may not be used.

Fellegi and Sunter's model (1969, doi:10.1080/01621459.1969.10501049): each feature has levels, each
level how often it is found among pairs that are the same, and among pairs that are not. The
logarithm of their ratio is what the level adds to the log-odds. Only *agreement* counts: no value
of anything ("nationality: XYZ") can be named, and nothing is learnt while screening.
"""

from importlib.resources import files
from math import log
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from tripoint_graph.errors import TripointError
from tripoint_graph.protected import protected_word
from tripoint_resolution.levels import LEVELS

STANDARD = "screening-1"


class CriteriaError(TripointError):
    """Criteria that cannot be used; the message says which and why."""


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Declared):
    """How often a level of agreement is found.

    Attributes:
        same: among pairs that are the same; chance: among pairs that are not.
    """

    same: float = Field(gt=0, lt=1)
    chance: float = Field(gt=0, lt=1)

    @property
    def weight(self) -> float:
        """What the level adds to the log-odds, in nats."""
        return log(self.same / self.chance)


class NameWeights(_Declared):
    """How names count: a sum that stays between `least` and `most`.

    Attributes:
        base: for any two names; alike: times the log-odds of the model of names.
        rare: times the rarity, in nats, of the words that agree.
        left_over: times the share of the weight that only one of the names has.
    """

    base: float
    alike: float = Field(ge=0)
    rare: float = Field(ge=0)
    left_over: float = Field(le=0)
    least: float
    most: float


class Criteria(_Declared):
    """One version of the criteria.

    Attributes:
        version: named in every answer.
        about: what changed and on what it was fitted.
        one_in: of so many who are screened, one is the entry he is compared with, before
            anything is known.
        surest: no probability is greater: documents are lent, dates mistyped.
        show_from: hits less probable than this are not shown.
        names: how names count; None of them alike: no hit.
        features: feature to its levels. A feature that is not named does not count.
        review_days: list to the days after which an entry must be looked at again, counted from
            its last update; "*" for the rest.
    """

    version: str = Field(pattern=r"^[a-z]+-\d+$")
    about: str
    one_in: float = Field(gt=1)
    surest: float = Field(gt=0.5, lt=1)
    show_from: float = Field(gt=0, lt=1)
    names: NameWeights
    features: dict[str, dict[str, Level]]
    review_days: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _nothing_protected(cls, given: object) -> object:
        if isinstance(given, dict):
            features = given.get("features")
            for name in features if isinstance(features, dict) else ():
                if named := protected_word(str(name)):
                    raise ValueError(
                        f"the criterion {name!r} names a protected attribute ({named}); "
                        "nobody is screened by it: take the criterion out"
                    )
        return given

    @field_validator("features")
    @classmethod
    def _all_known(cls, features: dict[str, dict[str, Level]]) -> dict[str, dict[str, Level]]:
        for name, levels in features.items():
            if name not in LEVELS:
                raise ValueError(f"{name!r} cannot be compared; known: {', '.join(LEVELS)}")
            if set(levels) != set(LEVELS[name][1]):
                known = ", ".join(LEVELS[name][1])
                raise ValueError(f"{name!r} needs exactly these levels: {known}")
        return features

    @property
    def prior(self) -> float:
        """Log-odds before anything is known."""
        return -log(self.one_in - 1)

    @property
    def odds_shown(self) -> float:
        """The log-odds from which on a hit is shown."""
        return log(self.show_from / (1 - self.show_from))

    @property
    def odds_most(self) -> float:
        """The greatest log-odds there are; the least are as far on the other side."""
        return log(self.surest / (1 - self.surest))


def load_criteria(path: Path | None = None) -> Criteria:
    """The criteria of a file, or those that come with the product.

    Raises:
        CriteriaError: they cannot be read, hold something unknown, or name what is protected.
    """
    place = path or files("tripoint_resolution") / "criteria" / f"{STANDARD}.yaml"
    try:
        return Criteria.model_validate(yaml.safe_load(place.read_text("utf-8")))
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'criteria'}: {e['msg']}" for e in error.errors()
        )
        raise CriteriaError(f"{place}: {told}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CriteriaError(f"{place}: not a readable file of criteria: {error}") from error
