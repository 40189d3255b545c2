"""`tripoint sources`: what holds for the records of each source, and who said so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import notices, print_json, print_table
from tripoint_ingest.formats import known_formats
from tripoint_ingest.reading import Source
from tripoint_ingest.sources import Sources, load_sources

_BUILT_IN = "the format"
"""Who says what the file does not."""


def run(
    ctx: typer.Context,
    *,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Look at this file instead.")
    ] = None,
    json: AsJson = False,
) -> None:
    """List owner, handling and grade of each source, and which file says so."""
    sources = load_sources(check) if check else session(ctx).sources()
    told = list(_told(sources))
    if json:
        print_json(told)
    else:
        print_table(
            ("source", "owner", "TLP", "category", "released to", "retention", "grade", "said by"),
            (list(each.values()) for each in told),
        )
    if check:
        notices().print(f"{check}: {len(sources.settings)} sources, nothing wrong", soft_wrap=True)


def _told(sources: Sources) -> Iterator[dict[str, str]]:
    """What holds for the source of each format, and for each that only the file names."""
    own = {reader.source.name: reader.source for reader in known_formats().values()}
    for name, source in own.items():
        said_by = sources.said_by if name in sources.settings else _BUILT_IN
        yield _document(sources.source(source), said_by)
    blank = next(iter(own.values()))
    for name in sorted(sources.settings.keys() - own.keys()):
        said = sources.settings[name].model_fields_set
        told = _document(sources.source(blank, name), sources.said_by)
        graded = bool({"grade", "reliability", "credibility"} & said)
        unsaid = {n for n in told if n not in said and n not in ("source", "said_by", "grade")}
        unsaid |= set() if graded else {"grade"}
        yield told | dict.fromkeys(unsaid, _BUILT_IN)


def _document(source: Source, said_by: str) -> dict[str, str]:
    handling = source.handling
    return {
        "source": source.name,
        "owner": handling.owner,
        "tlp": handling.tlp.name.lower().replace("_", "+"),
        "category": str(handling.category),
        "releasable_to": ", ".join(handling.releasable_to),
        "retention": handling.retention,
        "grade": str(source.grade),
        "said_by": said_by,
    }
