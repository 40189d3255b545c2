"""The viewers that a file names: who may ask, and what each of them may see."""

from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Category, Tlp
from tripoint_graph.viewer import Viewer


class ViewersError(TripointError):
    """A viewers file that cannot be read, or a viewer that it does not name."""


class NamedViewer(BaseModel):
    """One entry of the file.

    Attributes:
        meaning: what it is for, in words.
        member, tlp, categories: see `Viewer`.
        may_load: whether it holds the right to load files over GraphQL; nobody does unsaid.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    meaning: str = ""
    member: str
    tlp: Tlp
    categories: frozenset[Category] = frozenset(Category)
    may_load: bool = False

    @model_validator(mode="after")
    def _loads_only_who_sees_everything(self) -> "NamedViewer":
        if self.may_load and not self.viewer("").sees_everything:
            raise ValueError(
                "may_load: only who sees everything can load, because loading tells what of a "
                "file is known already"
            )
        return self

    @field_validator("tlp", mode="before")
    @classmethod
    def _by_name(cls, value: object) -> object:
        if isinstance(value, str):
            if value.upper() not in Tlp.__members__:
                known = ", ".join(name.lower() for name in Tlp.__members__)
                raise ValueError(f"{value!r} is no TLP level; known: {known}")
            return Tlp[value.upper()]
        return value

    def viewer(self, name: str) -> Viewer:
        """The viewer as reads take it."""
        return Viewer(name, member=self.member, categories=self.categories, tlp=self.tlp)


class _ViewersFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    viewers: dict[str, NamedViewer]


def load_viewers(path: Path | None = None) -> dict[str, NamedViewer]:
    """Name to viewer, in the file's order; the shipped demo viewers where no path is given.

    Raises:
        ViewersError: the file is not there or does not say what it must.
    """
    place = path or files("tripoint") / "viewers.yaml"
    try:
        text = place.read_text("utf-8")
        return _ViewersFile.model_validate(yaml.safe_load(text)).viewers
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise ViewersError(f"{place}: not a readable file of viewers: {error}") from error


def find_viewer(viewers: dict[str, NamedViewer], name: str) -> Viewer:
    """The viewer of that name.

    Raises:
        ViewersError: there is none; the message lists those there are.
    """
    if name not in viewers:
        raise ViewersError(f"no viewer is called {name!r}; known: {', '.join(viewers)}")
    return viewers[name].viewer(name)
