"""`tripoint map suggest` and `tripoint map check`: a mapping for a table, proposed and tried."""

from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import AsJson
from tripoint.console import notices, print_json
from tripoint.told.mapping import check_document, print_check
from tripoint.wiring import UsageError, reader_named
from tripoint_ingest.mapping import MappedReader
from tripoint_ingest.mapping.checking import ROWS as CHECKED
from tripoint_ingest.mapping.checking import check_mapping
from tripoint_ingest.readers.rows import Hints
from tripoint_ingest.suggesting import propose, sample, written
from tripoint_ingest.suggesting.families import FAMILIES
from tripoint_ingest.suggesting.sampling import ROWS as LOOKED_AT

app = typer.Typer(help="Write a mapping for a table of your own: proposed, then tried.")
File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]
_STATUS_ISSUES = 3


@app.command()
def suggest(
    file: File,
    *,
    family: Annotated[
        str, typer.Option("--as", metavar="FAMILY", help=f"One of: {', '.join(FAMILIES)}.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="YAML", help="Write it here, a new file.")
    ] = None,
    sheet: Annotated[str, typer.Option("--sheet", help="Of a workbook, by its name.")] = "",
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows to look at.")] = LOOKED_AT,
) -> None:
    """Propose a mapping from headers and values; a person edits it before it is used."""
    if family and family not in FAMILIES:
        raise UsageError(f"--as {family}: no such family; known: {', '.join(FAMILIES)}")
    proposal = propose(sample(file, Hints(sheet=sheet), rows_max=rows), family)
    text = written(proposal, file.name)
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        with out.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise UsageError(f"{out} is there already; it may hold your corrections") from error
    used = sum(map(len, proposal.used.values()))
    notices().print(
        f"{out}: {proposal.family.name}, {used} of {len(proposal.columns)} columns used; correct "
        f"it, then: tripoint map check {out} {file}",
        soft_wrap=True,
    )


@app.command()
def check(
    mapping: Annotated[str, typer.Argument(metavar="MAPPING", help="A .yaml file or a format.")],
    file: File,
    *,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows to read.")] = CHECKED,
    json: AsJson = False,
) -> None:
    """Show what a mapping makes of a table's first rows; exit status 3 where a row has an issue."""
    reader = reader_named(mapping)
    if not isinstance(reader, MappedReader):
        raise UsageError(f"{mapping} is no mapping but a format with a reader of its own")
    found = check_mapping(reader, file, rows_max=rows)
    if json:
        print_json(check_document(found))
    else:
        print_check(found, reader.name, file.name)
    if found.issues:
        raise typer.Exit(_STATUS_ISSUES)
