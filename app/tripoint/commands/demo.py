"""`tripoint demo`: made-up data in, explained links out, GraphQL at a printed address."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from tripoint.commands.ingest import Wanted, load_into
from tripoint.commands.links import print_links
from tripoint.commands.options import session
from tripoint.commands.scenario import make_scenario
from tripoint.commands.serve import PORT, Port, serve
from tripoint.console import answers, notices
from tripoint.ends import entities_at
from tripoint.loading import outcome_line
from tripoint.told.links import Question, linked
from tripoint.wiring import Session, UsageError
from tripoint_algorithms.links.between import Between
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import files_in
from tripoint_ingest.formats import AUTO

SIZE_RECORDS = 4_000
SEED = 7
QUESTIONS = (("FTF", "CHEMICAL_SUPPLIER", 3), ("FTF", "SALW_TRAFFICKER", 2))
UN_LIST = Path("sanctions/un_consolidated_2020/consolidated.xml")
UN_SOURCE = "un-sc-list-of-2020"
_MARK = ".tripoint-demo"


def run(
    ctx: typer.Context,
    *,
    folder: Annotated[Path, typer.Option("--folder", help="Made anew each time.")] = Path("demo"),
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the links.")] = False,
    port: Port = PORT,
) -> None:
    """Write a scenario, load it and the real UN list if it is there, show links, serve GraphQL."""
    asked = session(ctx)
    _clear(folder)
    if "store" not in asked.settings.model_fields_set:
        store_url = f"sqlite:///{folder / 'tripoint.db'}"
        asked = replace(asked, settings=asked.settings.model_copy(update={"store": store_url}))
    say = notices().print
    say(f"writing about {SIZE_RECORDS:,} made-up records to {folder / 'scenario'}")
    make_scenario(folder / "scenario", size=SIZE_RECORDS, seed=SEED, oddities=1)
    batches = [Wanted(files_in([folder / "scenario"]), AUTO)]
    un_list = asked.settings.shared_data / UN_LIST
    if un_list.is_file():
        say(f"with them, the real list of the UN Security Council: {un_list}")
        # The made-up list is dated later: under one name it would be the real one's next edition.
        batches.append(Wanted(files_in([un_list]), AUTO, UN_SOURCE))
    with asked.writing() as store:
        for outcome in (each for batch in batches for each in load_into(asked, store, batch)):
            say(outcome_line(outcome, dry_run=False), style="dim")
        asked.publish(store)
        _show(asked, store)
        if no_serve:
            say(f"ask on: export TRIPOINT_STORE={asked.settings.store}; tripoint search NAME")
        else:
            serve(asked, store, port=port, viewer="full")


def _clear(folder: Path) -> None:
    """Make the folder anew; one that is not the demo's own is left alone."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise UsageError(f"{folder} holds something else; name another with --folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()


def _show(asked: Session, store: EvidenceStore) -> None:
    world = asked.world(store, FULL, None)
    out = answers()
    for source, target, k in QUESTIONS:
        out.print(Text(f"\nHow are {source} and {target} connected?\n", "bold"))
        sides = entities_at(asked, store, world, source), entities_at(asked, store, world, target)
        print_links(linked(store, world, Question(Between(*sides), k)))
