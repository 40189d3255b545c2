"""`tripoint search TEXT`: who and what is there under a name or a number."""

from typing import Annotated

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.wiring import UsageError, commit_known_at
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import SEARCH_MAX
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
    text = " ".join(words)
    kinds = kind or []
    if unknown := [name for name in kinds if name not in ONTOLOGY.kinds]:
        raise UsageError(f"no kind {unknown[0]!r}; known: {', '.join(ONTOLOGY.kinds)}")
    with asked.reading() as store:
        seen = asked.viewer(viewer)
        known_at = commit_known_at(store, as_known_at)
        world = asked.world(store, seen, known_at)
        hits = store.search(text, seen, kinds, SEARCH_MAX, known_at)
        matched: dict[int, str] = {}
        for hit in hits:
            entity = world.find(hit.mention)
            if entity is not None:
                matched.setdefault(entity, hit.text)
        first = list(matched)[:limit]
        named = captions(store, world, first)
    found = [
        {
            "id": world.entity_name(entity),
            "kind": kind_of(world, entity),
            "caption": named[entity],
            "matched": matched[entity],
            "classes": _classes(world, entity),
        }
        for entity in first
    ]
    more = len(hits) == SEARCH_MAX
    if json:
        print_json(
            {"text": text, "shown": len(first), "of": len(matched), "more": more, "hits": found}
        )
        return
    if found:
        print_table(
            ("kind", "name", "classes", "id"),
            (
                (kind_of(world, entity), named[entity], ", ".join(_classes(world, entity)), id)
                for entity, id in zip(first, world.entity_names(first), strict=True)
            ),
        )
    count = f"at least {len(matched):,}" if more else f"{len(matched):,}"
    answers().print(f"shown {len(first)} of {count}, the shortest matching name first")


def _classes(world: Snapshot, entity: int) -> list[str]:
    return [name for name, mask in world.classes.items() if mask[entity]]
