"""What people name on the command line: an entity's id, a class, or words to search for."""

from tripoint.wiring import Session, UsageError
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.sought import found as found_by

_SEARCH = "text:"
_SAVED = "saved:"


def entity_named(world: Snapshot, name: str) -> int:
    """The entity row that an entity's or a mention's id names.

    Raises:
        UsageError: there is none, or none that this viewer sees.
    """
    entity = world.find(name.lower())
    if entity is None:
        raise UsageError(
            f"no entity {name!r} for viewer {world.viewer.name}; `tripoint search` gives ids"
        )
    return entity


def entities_at(asked: Session, store: EvidenceReader, world: Snapshot, end: str) -> list[int]:
    """The entity rows that one end of a question names, ascending.

    An end is a class ("FTF"), an entity's or mention's id, "text:" and words to search for, or
    "saved:" and the name of a search, which is asked anew. A class or a search that finds nobody
    is an empty list: that is an answer.

    Args:
        asked: the session, which knows the searches that are saved.
        store: where texts are looked up.
        world: the world of whoever asks.
        end: what they named.

    Raises:
        UsageError: it is none of these.
    """
    if end.upper() in ONTOLOGY.classes:
        mask = world.classes[end.upper()]
        return [int(entity) for entity in mask.nonzero()[0]]
    if end.lower().startswith(_SEARCH):
        words = end[len(_SEARCH) :]
        hits = store.search(words, world.viewer, known_at=world.commit)
        found = {world.find(hit.mention) for hit in hits}
        return sorted(entity for entity in found if entity is not None)
    if end.lower().startswith(_SAVED):
        name = end[len(_SAVED) :]
        if name not in asked.saved:
            known = ", ".join(asked.saved) or "none; TRIPOINT_SEARCHES names a file of them"
            raise UsageError(f"no search is saved as {name!r}; there are: {known}")
        return found_by(store, world, asked.saved[name])
    try:
        return [entity_named(world, end)]
    except UsageError as error:
        raise UsageError(
            f"{error}; an end is a class ({', '.join(ONTOLOGY.classes)}), an id, text:WORDS, "
            "or saved:NAME"
        ) from error
