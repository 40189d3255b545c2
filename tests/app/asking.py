"""What a test gets back from the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - a document of any shape
        """The answer of a command that was asked for --json."""
        return orjson.loads(self.out)


Tripoint = Callable[..., Answer]
