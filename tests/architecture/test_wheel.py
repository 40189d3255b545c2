"""The wheel, built from the source distribution, holds every package and its data."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = (
    "tripoint_graph/ontology/kinds.yaml",
    "tripoint_graph/py.typed",
    "tripoint_ingest/mappings/sea-manifest.yaml",
    "tripoint_algorithms/links/connections.py",
    "tripoint_resolution/criteria/screening-1.yaml",
    "tripoint_resolution/models/person-2.json",
    "tripoint_resolution/naming/legal_forms.yaml",
    "tripoint_resolution/naming/names-1.json",
    "tripoint_api/schema.graphql",
    "tripoint/viewers.yaml",
    "tripoint_scenarios/py.typed",
)


@pytest.mark.slow
def test_the_wheel_made_from_the_source_distribution_is_whole(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    subprocess.run([*build, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (packed,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert not (source / "web" / "node_modules").exists(), "other people's code is not ours to pack"
    subprocess.run([*build, "-t", "wheel"], cwd=source, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert [name for name in NEEDED if name not in names] == []
