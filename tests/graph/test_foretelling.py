"""What adding records does to a world: checked against both worlds read as plainly as can be."""

from collections import defaultdict

from evidence_by_hand import Evidence, evidence, export_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_graph.canonical import canonical
from tripoint_graph.foretelling import foretell
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world


def members(snapshot: Snapshot) -> dict[int, set[str]]:
    return {entity: set(snapshot.members(entity)) for entity in range(snapshot.entities)}


@given(evidence(), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_what_is_foretold_is_what_becomes_of_the_world(given_: Evidence, cut: int) -> None:
    columns = canonical(export_of(given_))
    before, after = world(columns, FULL, cut), world(columns, FULL)
    told = foretell(before, after)
    old, new = members(before), members(after)
    shares = {(a, b) for a, ours in new.items() for b, theirs in old.items() if ours & theirs}
    by_new, by_old = defaultdict(set), defaultdict(set)
    for a, b in shares:
        by_new[a].add(b)
        by_old[b].add(a)
    known = set().union(*old.values()) if old else set()
    assert set(told.new) == {a for a in new if not by_new[a]}
    assert set(told.grown) == {a for a, ours in new.items() if by_new[a] and ours - known}
    assert set(told.gone) == {b for b in old if not by_old[b]}
    assert {m.entity: set(m.before) for m in told.merges} == {
        a: bs for a, bs in by_new.items() if len(bs) > 1
    }
    assert all(merge.by for merge in told.merges)
    assert set(told.parted) == {b for b, them in by_old.items() if len(them) > 1}
    for name, mask in after.classes.items():
        was = before.classes[name]
        assert set(told.entering[name]) == {
            a for a in new if mask[a] and not any(was[b] for b in by_new[a])
        }
        assert set(told.leaving[name]) == {
            b for b in old if was[b] and not any(mask[a] for a in by_old[b])
        }
