"""Values of properties, read through a snapshot."""

from stores import StoreHouse

from tripoint_graph.model import Category, Handling, Mention, Record, Tlp
from tripoint_graph.values import greatest, values_of
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds

OPEN = Handling("MY", Tlp.AMBER, Category.TRADE)
CLOSED = Handling("MY", Tlp.AMBER, Category.PASSENGER)


def bill(key: str, handling: Handling, weight: str) -> Record:
    mention = Mention(
        "bill", "consignment", {"bill": ("MAEU5512087",), "gross_weight_kg": (weight,)}
    )
    return Record("cargo", key, handling, mentions=(mention,))


def test_only_what_the_viewer_sees_is_read(house: StoreHouse) -> None:
    store = house.fresh()
    store.append([bill("a", OPEN, "900"), bill("b", CLOSED, "5000"), bill("c", OPEN, " ")])
    told = {}
    for viewer in (FULL, Viewer("trade", categories=frozenset({Category.TRADE}))):
        world = Worlds(store).snapshot(viewer)
        (said,) = values_of(store, world, {0: ["gross_weight_kg", "marks"]}).values()
        told[viewer.name] = greatest(said["gross_weight_kg"])
        assert "marks" not in said
        assert all(0 <= record < len(world.record_id) for _, record in said["gross_weight_kg"])
    assert told == {"full": 5000.0, "trade": 900.0}


def test_what_is_no_number_is_none() -> None:
    assert greatest([("nan", 0), ("inf", 1), ("x", 2)]) is None
