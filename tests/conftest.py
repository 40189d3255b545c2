"""Fixtures that more than one room's tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import STORE_PARAMETERS, STORES, StoreHouse

from tripoint_graph.ports import EvidenceStore


@pytest.fixture(params=STORE_PARAMETERS)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreHouse]:
    """Opens stores of each kind in turn."""
    house = StoreHouse(STORES[request.param], tmp_path)
    yield house
    house.close()


@pytest.fixture
def store(house: StoreHouse) -> EvidenceStore:
    """An empty store of each kind in turn."""
    return house.fresh()
