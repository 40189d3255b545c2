"""`tripoint editions`: the editions of lists that were loaded, and what changed between two."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, ViewerName, session
from tripoint.console import answers, print_json, print_table, shown
from tripoint.wiring import UsageError
from tripoint_graph.model import Run
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.viewer import Viewer
from tripoint_ingest.comparing import EntryChange, compare

Edition = Annotated[str, typer.Option(metavar="VERSION", help="An edition, or how it begins.")]


def run(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="[SOURCE]", help="Whose editions.")] = "",
    *,
    older: Annotated[str, typer.Option("--from", metavar="VERSION", help="The older.")] = "",
    newer: Annotated[str, typer.Option("--to", metavar="VERSION", help="The newer.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Entries at most.")] = 1_000,
    viewer: ViewerName = "full",
    json: AsJson = False,
) -> None:
    """List editions; with a source, say what changed between its two newest, or those named."""
    asked = session(ctx)
    seen = asked.viewer(viewer)
    with asked.reading() as store:
        runs = [run for run in store.runs(seen) if run.edition]
        if not source:
            _print_editions(runs, json=json)
            return
        versions = sorted({run.edition for run in runs if run.source == source and run.whole})
        ends = _ends(source, versions, older, newer)
        document = changes(store, source, ends, seen, limit)
    if json:
        print_json(document)
    else:
        _print_changes(document)


def changes(
    store: EvidenceReader, source: str, ends: tuple[str, str], viewer: Viewer, limit: int
) -> dict[str, Any]:
    """What changed between two editions, as a document with keys that stay."""
    older, newer = ends
    found = list(compare(store, source, older, newer, viewer))
    added = [each for each in found if each.before is None]
    removed = [each for each in found if each.after is None]
    return {
        "source": source,
        "from": older,
        "to": newer,
        "added": len(added),
        "removed": len(removed),
        "changed": len(found) - len(added) - len(removed),
        "shown": min(limit, len(found)),
        "total": len(found),
        "ranked_by": "key",
        "entries": [_entry(each) for each in found[:limit]],
    }


def _entry(change: EntryChange) -> dict[str, Any]:
    record = change.after or change.before
    names = [mention.first("name") for mention in record.mentions] if record else []
    what = "added" if change.before is None else "removed" if change.after is None else "changed"
    return {
        "key": change.key,
        "name": next(filter(None, names), ""),
        "what": what,
        "fields": [
            {"field": each.field, "before": each.before, "after": each.after}
            for each in change.fields
        ],
    }


def _ends(source: str, versions: list[str], older: str, newer: str) -> tuple[str, str]:
    if len(versions) < 2:
        told = ", ".join(versions) or "none"
        raise UsageError(f"two editions of {source!r} are needed; whole ones loaded: {told}")
    last = _one(versions, newer) if newer else versions[-1]
    before = [version for version in versions if version < last]
    if not older and not before:
        raise UsageError(f"{last} is the oldest edition of {source!r}; name a newer one with --to")
    return (_one(versions, older) if older else before[-1]), last


def _one(versions: list[str], start: str) -> str:
    found = [version for version in versions if version.startswith(start)]
    if len(found) != 1:
        raise UsageError(f"{len(found)} editions begin with {start!r}: {', '.join(versions)}")
    return found[0]


def _print_editions(runs: list[Run], *, json: bool) -> None:
    rows = sorted(runs, key=lambda run: (run.source, run.edition, run.started_at))
    if json:
        print_json(
            [
                {
                    "source": run.source,
                    "edition": run.edition,
                    "whole": run.whole,
                    "file": run.file,
                    "run": run.id,
                    "read": run.read,
                    "loaded_at": run.finished_at,
                }
                for run in rows
            ]
        )
        return
    print_table(
        ("source", "edition", "entries", "whole", "file", "loaded"),
        [
            [
                run.source,
                run.edition,
                f"{run.read:,}",
                "yes" if run.whole else "no: nothing was withdrawn",
                run.file,
                f"{run.finished_at:%Y-%m-%d %H:%M}" if run.finished_at else "",
            ]
            for run in rows
        ],
    )


def _print_changes(document: dict[str, Any]) -> None:
    out = answers()
    for entry in document["entries"]:
        out.print(shown(f"{entry['what']:<8} {entry['key']} {entry['name']}"))
        for change in entry["fields"]:
            before, after = " | ".join(change["before"]), " | ".join(change["after"])
            out.print(shown(f"         {change['field']}: {before or '-'} -> {after or '-'}"))
    out.print(
        f"{document['source']}, {document['from']} to {document['to']}: {document['added']:,} "
        f"added, {document['removed']:,} removed, {document['changed']:,} changed; shown "
        f"{document['shown']:,} of {document['total']:,}, ranked by key"
    )
