"""Who came in between two states of a world is who has a mention that was not there."""

from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from stores import SECRET

from tripoint_graph.hydrate import kind_of
from tripoint_graph.model import Category, Handling, Mention, Record, Tlp
from tripoint_graph.open import open_store
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds
from tripoint_resolution.profile import KINDS
from tripoint_resolution.screening.arrivals import arrivals

OPEN = Handling("ID", Tlp.CLEAR, Category.TRADE)
HIDDEN = Handling("MY", Tlp.RED, Category.TRADE)
OUTSIDER = Viewer("outsider", member="SG", tlp=Tlp.AMBER)
KINDS_TOLD = ("person", "organisation", "phone")


def told(key: int, kind: str, handling: Handling) -> Record:
    properties = {"number": (f"+62 812 9870 {key:04}",)} if kind == "phone" else {"name": ("A B",)}
    return Record("s", str(key), handling, mentions=(Mention("m", kind, properties),))


records = st.lists(
    st.tuples(st.sampled_from(KINDS_TOLD), st.sampled_from([OPEN, HIDDEN])), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(early=records, late=records)
def test_arrivals_are_those_of_new_visible_mentions(
    early: list[tuple[str, Handling]], late: list[tuple[str, Handling]]
) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/evidence.db", SECRET)
        worlds = Worlds(store)
        for key, (kind, handling) in enumerate(early):
            store.append([told(key, kind, handling)])
        before = {viewer: worlds.snapshot(viewer) for viewer in (FULL, OUTSIDER)}
        for key, (kind, handling) in enumerate(late, len(early)):
            store.append([told(key, kind, handling)])
        for viewer, earlier in before.items():
            later = worlds.snapshot(viewer)
            seen = {later.entity_name(row) for row in arrivals(earlier, later)}
            known = set(map(bytes, earlier.mention_id))
            new = {
                later.entity_name(int(entity))
                for id, entity in zip(later.mention_id, later.mention_entity, strict=True)
                if bytes(id) not in known
            }
            of_kind = {
                name
                for name in new
                if (row := later.find(name)) is not None and kind_of(later, row) in KINDS
            }
            assert seen == of_kind
        store.close()
