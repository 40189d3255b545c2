"""`tripoint screen`: whom on the lists somebody may be, and with whom they share something."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, notices, print_json, print_table, shown
from tripoint.screening import Screening
from tripoint.subjects import Subject, subjects_in
from tripoint.told.screening import CAUTION, print_subject, rate_document
from tripoint.wiring import Session, UsageError, commit_known_at, reader_named
from tripoint_graph.legible import check_legible
from tripoint_ingest.formats import AUTO
from tripoint_ingest.outcome import STATUS_FAILED
from tripoint_resolution.criteria import Criteria, load_criteria
from tripoint_resolution.profile import profile_of
from tripoint_resolution.screening.asked import SUBJECT, named
from tripoint_resolution.screening.entries import entries_in
from tripoint_resolution.screening.report import report_of
from tripoint_resolution.screening.screen import Screen
from tripoint_resolution.screening.shared_things import Graph

_option = typer.Option

Paths = Annotated[
    list[Path] | None, typer.Argument(help="Files of any format; nothing of them is stored.")
]
Names = Annotated[
    list[str] | None, _option("--name", help="Instead of files: a name; more of them are aliases.")
]
Kind = Annotated[str, _option("--kind", help="What is named: person, organisation or vessel.")]
Born = Annotated[str, _option("--birth-date", help="1980, 1980-02 or 1980-02-03.")]
Nationality = Annotated[str, _option("--nationality", help="A country's code or name.")]
Document = Annotated[str, _option("--document", help="A number, or number/issuer.")]
Phone = Annotated[str, _option("--phone", help="With its country: +62 812 …")]
Email = Annotated[str, _option("--email", help="An address.")]
Format = Annotated[str, _option("--format", help="How to read the files.")]
On = Annotated[str, _option("--on", metavar="DATE", help="The day of the screening, else today.")]
Going = Annotated[
    Path | None, _option("--criteria", metavar="FILE", help="Other criteria (.yaml).")
]
Why = Annotated[bool, _option("--why", help="Every part of each probability, with its weight.")]
Every = Annotated[bool, _option("--all", help="Tell of those without a lead, too.")]
Report = Annotated[
    bool,
    _option(
        "--disparity",
        help="Hit rates by nationality and script; alone: the report of the criteria.",
    ),
]


def run(
    ctx: typer.Context,
    paths: Paths = None,
    *,
    name: Names = None,
    kind: Kind = "person",
    birth_date: Born = "",
    nationality: Nationality = "",
    document: Document = "",
    phone: Phone = "",
    email: Email = "",
    format: Format = AUTO,
    on: On = "",
    criteria: Going = None,
    why: Why = False,
    every: Every = False,
    disparity: Report = False,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Screen people and parties against lists and the graph; a hit is a lead with reasons.

    Exit status 4 where a file could not be read to its end.
    """
    going_by = load_criteria(criteria)
    if disparity and not paths and not name:
        _print_report(going_by, json)
        return
    if bool(paths) == any(each.strip() for each in name or ()):
        raise UsageError("name files to screen, or somebody with --name, and not both")
    asked, day, faults = session(ctx), _day(on), list[str]()
    subjects: Iterable[Subject] = _in_files(asked, paths or [], format, faults)
    if name:
        own = {"birth_date": birth_date, "nationality": nationality}
        linked = {"document": document, "phone": phone, "email": email}
        subjects = [_told(kind, name, own, linked)]
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        screen = Screen(entries_in(store, world), going_by)
        answer = _answer(Screening(screen, Graph(store, world, asked.ids), day), subjects, every)
    answer["faults"] = faults
    if not disparity:
        del answer["disparity"]
    if json:
        print_json(answer)
    else:
        _print(answer, why=why)
    if faults:
        raise typer.Exit(STATUS_FAILED)


def _told(kind: str, names: list[str], own: dict[str, str], linked: dict[str, str]) -> Subject:
    try:
        check_legible(own | linked)
        record = named(kind, names, own, linked)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return Subject("as asked", record, SUBJECT, profile_of(record, SUBJECT))


def _in_files(
    asked: Session, paths: list[Path], format: str, faults: list[str]
) -> Iterable[Subject]:
    """Everybody in the files; why one could not be read to its end is added to `faults`."""

    def note(told: str) -> None:
        notices().print(shown(told))

    def fail(told: str) -> None:
        faults.append(told)
        note(f"not screened: {told}")

    reader = None if format == AUTO else reader_named(format)
    sources = asked.sources()
    for path in paths:
        yield from subjects_in(path, reader, sources, note, fail)


def _day(told: str) -> date:
    if not told:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise UsageError(f"--on {told!r}: write a day as 2026-11-23") from error


def _answer(screening: Screening, subjects: Iterable[Subject], every: bool) -> dict[str, Any]:
    begun = perf_counter()
    found = [
        each.document() for each in screening.over(subjects) if every or each.hits or each.shares
    ]
    return {
        "criteria": screening.screen.criteria.version,
        "on": str(screening.day),
        "entries": len(screening.screen.entries),
        "screened": len(screening.done),
        "with_hits": sum(bool(each.hits) for each in screening.done),
        "seconds": perf_counter() - begun,
        "subjects": found,
        "disparity": screening.disparity(),
        "caution": CAUTION,
    }


def _print(answer: dict[str, Any], *, why: bool) -> None:
    for subject in answer["subjects"]:
        print_subject(subject, why=why)
    if "disparity" in answer:
        _print_rates(answer["disparity"])
    answers().print(
        f"{answer['screened']:,} screened against {answer['entries']:,} entries by "
        f"{answer['criteria']}: {answer['with_hits']:,} with a possible match. {answer['caution']}"
    )
    if faults := answer["faults"]:
        told = "whoever is in the rest was not screened"
        notices().print(f"files that could not be read to their end: {len(faults):,}; {told}")


def _print_report(criteria: Criteria, json: bool) -> None:
    rates = report_of(criteria)
    if rates is None:
        raise UsageError(f"no report comes with {criteria.version}; screen files with --disparity")
    documents = [rate_document(rate) for rate in rates]
    if json:
        print_json({"criteria": criteria.version, "disparity": documents})
    else:
        _print_rates(documents)
        answers().print(f"Made-up people, none of them listed, screened by {criteria.version}.")


def _print_rates(rates: list[dict[str, Any]]) -> None:
    print_table(
        ("by", "group", "screened", "hit", "rate", "95 % from", "to"),
        ([_cell(value) for value in rate.values()] for rate in rates),
    )


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
