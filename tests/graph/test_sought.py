"""A search as a set of entities: asked in the asker's world, at the time of asking."""

import pytest
from evidence_by_hand import VIEWERS, Evidence, evidence, export_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_graph.canonical import canonical
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.sought import Sought, SoughtError, found
from tripoint_graph.viewer import Viewer
from tripoint_graph.world import world

kinds = st.frozensets(st.sampled_from(sorted(ONTOLOGY.kinds)), max_size=3)
classes = st.frozensets(st.sampled_from(sorted(ONTOLOGY.classes)), max_size=2)


@given(evidence(), st.sampled_from(VIEWERS), kinds, classes)
@settings(max_examples=100, deadline=None)
def test_what_is_hidden_is_never_found(
    full: Evidence, viewer: Viewer, some: frozenset[str], of: frozenset[str]
) -> None:
    seen = world(canonical(export_of(full)), viewer)
    bare = world(canonical(export_of(full.without_hidden(viewer))), viewer)
    asked = Sought(kinds=some, classes=of)
    store: EvidenceReader = None  # type: ignore[assignment]  # no text is looked up
    if not some and not of:
        with pytest.raises(SoughtError, match="asks for a text"):
            found(store, seen, asked)
        return
    rows = found(store, seen, asked)
    assert seen.entity_names(rows) == bare.entity_names(found(store, bare, asked))
    for row in range(seen.entities):
        kind = list(ONTOLOGY.kinds)[int(seen.entity_kind[row])]
        member = any(seen.classes[name][row] for name in of)
        assert (row in rows) == ((not some or kind in some) and (not of or member))
