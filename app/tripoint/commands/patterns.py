"""`tripoint patterns list|show|run|try|enable`: does a known pattern occur?"""

from pathlib import Path
from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, notices, print_json, print_table
from tripoint.told.patterns import (
    CAREFUL,
    matched,
    matches_document,
    pattern_document,
    print_counts,
    print_matches,
    tested_document,
    tested_in_words,
    typologies,
)
from tripoint.truth import read_truth, stories
from tripoint.wiring import Session, UsageError, commit_known_at
from tripoint_algorithms.typologies.library import PINS, check_pinned, pin_line, read_pins
from tripoint_algorithms.typologies.reading import Declaration, PatternError, read_pattern

app = typer.Typer(help="Look for known patterns, and add your own.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A pattern (.yaml).")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=500, help="Matches at most.")]
Truth = Annotated[
    Path | None,
    typer.Option("--truth", metavar="FILE", help="truth.json of the scenario that is loaded."),
]
MATCHES = 10


@app.command("list")
def list_(ctx: typer.Context, *, json: AsJson = False) -> None:
    """List the patterns that may be run."""
    told = [pattern_document(each) for each in typologies(session(ctx).settings).patterns.values()]
    if json:
        print_json(told)
        return
    rows = [(f"{d['name']}/{d['version']}", d["strand"], d["title"]) for d in told]
    print_table(("pattern", "strand", "what it is"), rows)


@app.command()
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    *,
    json: AsJson = False,
) -> None:
    """Show a pattern as it was written, with its digest."""
    told = typologies(session(ctx).settings).named(name)
    text = Path(told.file).read_text("utf-8")
    if json:
        print_json({**pattern_document(told), "text": text})
    else:
        answers().print(f"# {told.pattern.key}, SHA-256 {told.digest}\n{text}", end="")


@app.command()
def run(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Patterns; all without.")
    ] = None,
    *,
    limit: Limit = MATCHES,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Look for patterns; of one the matches are told, of several how many there are."""
    asked = session(ctx)
    known = typologies(asked.settings)
    chosen = [known.named(name) for name in names] if names else list(known.patterns.values())
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        found = [matched(store, world, each.pattern) for each in chosen]
        documents = [matches_document(store, world, each, limit) for each in found]
    if json:
        print_json({"viewer": viewer, "patterns": documents})
    elif len(documents) == 1:
        print_matches(documents[0])
        answers().print(CAREFUL)
    else:
        print_counts(documents)
        answers().print(f"{CAREFUL} `tripoint patterns run NAME` tells each.")


@app.command("try")
def try_(
    ctx: typer.Context,
    file: File,
    *,
    truth: Truth = None,
    limit: Limit = MATCHES,
    viewer: ViewerName = "full",
    json: AsJson = False,
) -> None:
    """Try a pattern without enabling it: what it finds, and how often that is right."""
    asked, told = session(ctx), read_pattern(file)
    check_pinned(told, read_pins(asked.settings.patterns))
    document = _tried(asked, told, truth, limit, viewer)
    if json:
        print_json(document)
        return
    print_matches(document)
    answers().print(_verdict(told, document, truth))


@app.command()
def enable(
    ctx: typer.Context,
    file: File,
    *,
    truth: Truth = None,
    untested: Annotated[
        str, typer.Option("--untested", metavar="WHY", help="Enable without a back-test.")
    ] = "",
) -> None:
    """Enable a version of a pattern for good, after a back-test on the scenario that is loaded."""
    asked, told = session(ctx), read_pattern(file)
    folder = asked.settings.patterns
    pins = read_pins(folder)
    check_pinned(told, pins)
    if told.pattern.key in pins:
        notices().print(f"{told.pattern.key} is enabled already")
        return
    note = f"untested: {untested}"
    if not untested:
        document = _tried(asked, told, truth, 1, "full")
        if document["back_test"] is None:
            raise UsageError(
                f"{_verdict(told, document, truth)}; load a scenario and give --truth, with "
                "`labelled:` naming stories that it plants, or say --untested WHY"
            )
        note = tested_in_words(document["back_test"])
    _enable(folder, told, file, note)
    notices().print(f"enabled {told.pattern.key} in {folder}: {note}")


def _tried(
    asked: Session, told: Declaration, truth: Path | None, limit: int, viewer: str
) -> dict[str, Any]:
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), None)
        found = matched(store, world, told.pattern)
        document = matches_document(store, world, found, limit)
        planted = stories(store, world, read_truth(truth)) if truth else {}
        return document | {"back_test": tested_document(told.pattern, found, planted)}


def _verdict(told: Declaration, document: dict[str, Any], truth: Path | None) -> str:
    if document["back_test"] is not None:
        return tested_in_words(document["back_test"])
    if truth is None:
        return f"{told.pattern.key} was not back-tested: no --truth"
    kinds = ", ".join(told.pattern.labelled) or "none"
    return f"{told.pattern.key} was not back-tested: the truth has no story of its kinds ({kinds})"


def _enable(folder: Path, told: Declaration, file: Path, note: str) -> None:
    """Keep a pattern and its pin; the pin comes last, so that a file without one stays disabled."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{told.pattern.name}-{told.pattern.version}.yaml"
    if target.resolve() != file.resolve():
        if target.exists():
            raise PatternError(f"{target} is there already; move it away, or enable that file")
        target.write_bytes(file.read_bytes())
    with (folder / PINS).open("a", encoding="utf-8") as pins:
        pins.write(pin_line(told, " ".join(note.split())) + "\n")
