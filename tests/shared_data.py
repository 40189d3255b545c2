"""Real data that is not part of the project: found where it is, else the test skips and says so."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def shared(name: str) -> Path:
    """The path of a file of the shared data; skips where there is none."""
    told = os.environ.get("TRIPOINT_SHARED_DATA")
    folder = Path(told) if told else ROOT.parent / "shared" / "data"
    path = folder / name
    if not path.exists():
        pytest.skip(
            f"the shared data is not here ({name}); name its folder in TRIPOINT_SHARED_DATA"
        )
    return path
