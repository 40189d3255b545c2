"""`tripoint search TEXT`: who and what is there under a name or a number."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.wiring import UsageError, commit_known_at
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import SEARCH_MAX, EvidenceReader
from tripoint_graph.snapshot import Snapshot


def run(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="Words or digits, in any order.")],
    *,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only this kind; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=SEARCH_MAX)] = 20,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Find entities of which a name or a number holds every word."""
    asked = session(ctx)
    kinds = kind or []
    if unknown := [name for name in kinds if name not in ONTOLOGY.kinds]:
        raise UsageError(f"no kind {unknown[0]!r}; known: {', '.join(ONTOLOGY.kinds)}")
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        document = _found(store, world, " ".join(words), kinds, limit)
    if json:
        print_json(document)
        return
    columns = ("kind", "caption", "classes", "id")
    if document["hits"]:
        hits = (hit | {"classes": ", ".join(hit["classes"])} for hit in document["hits"])
        print_table(columns, ([hit[name] for name in columns] for hit in hits))
    count = f"at least {document['of']:,}" if document["more"] else f"{document['of']:,}"
    answers().print(f"shown {document['shown']} of {count}, the shortest matching name first")


def _found(
    store: EvidenceReader, world: Snapshot, text: str, kinds: list[str], limit: int
) -> dict[str, Any]:
    hits = store.search(text, world.viewer, kinds, SEARCH_MAX, world.commit)
    matched: dict[int, str] = {}
    for hit in hits:
        entity = world.find(hit.mention)
        if entity is not None:
            matched.setdefault(entity, hit.text)
    first = list(matched)[:limit]
    named = captions(store, world, first)
    return {
        "text": text,
        "shown": len(first),
        "of": len(matched),
        "more": len(hits) == SEARCH_MAX,
        "hits": [
            {
                "id": world.entity_name(entity),
                "kind": kind_of(world, entity),
                "caption": named[entity],
                "matched": matched[entity],
                "classes": [name for name, mask in world.classes.items() if mask[entity]],
            }
            for entity in first
        ],
    }
