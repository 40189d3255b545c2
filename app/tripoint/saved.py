"""Searches that somebody saved under a name: asked anew in the asker's world each time."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from tripoint_graph.errors import TripointError
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.sought import Sought


class SavedError(TripointError):
    """A file of saved searches that cannot be read, or a search that it does not name."""


class _SavedSearch(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    kinds: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _asks_for_what_there_is(self) -> "_SavedSearch":
        unknown = sorted(self.kinds - ONTOLOGY.kinds.keys())
        unknown += sorted(self.classes - ONTOLOGY.classes.keys())
        if unknown:
            raise ValueError(f"{unknown[0]!r} is neither a kind nor a class")
        if not (self.text or self.kinds or self.classes):
            raise ValueError("it asks for nothing: give text, kinds or classes")
        return self


class _SavedFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    searches: dict[str, _SavedSearch]


def load_saved(path: Path | None) -> dict[str, Sought]:
    """Name to search, in the file's order; none where there is no file.

    Raises:
        SavedError: the file is not there or does not say what it must.
    """
    if path is None:
        return {}
    try:
        read = _SavedFile.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise SavedError(f"{path}: not a readable file of searches: {error}") from error
    return {
        name: Sought(each.text, each.kinds, each.classes) for name, each in read.searches.items()
    }
