"""`tripoint scenario DIR`: made-up data with known truth, in the real formats."""

from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import AsJson
from tripoint.console import notices, print_json
from tripoint.wiring import UsageError
from tripoint_scenarios import SIZE_MIN, write_scenario


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or an empty folder.")],
    *,
    size: Annotated[int, typer.Option("--size", min=SIZE_MIN, help="Records in all, about.")],
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes another world.")],
    missing: Annotated[
        float, typer.Option("--missing", min=0, max=0.99, help="Share of records left out.")
    ] = 0.0,
    noise: Annotated[
        float, typer.Option("--noise", min=0, max=1, help="Share of names written otherwise.")
    ] = 0.0,
    chains: Annotated[
        int | None, typer.Option("--chains", min=0, help="Chains to plant; by default by size.")
    ] = None,
    oddities: Annotated[
        int, typer.Option("--oddities", min=0, help="Odd trade to plant, so many of each kind.")
    ] = 0,
    json: AsJson = False,
) -> None:
    """Write South-East-Asian passengers, cargo, weapons, seizures, lists, places and the truth."""
    make_scenario(
        folder,
        size=size,
        seed=seed,
        missing=missing,
        noise=noise,
        chains=chains,
        oddities=oddities,
    )
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if json:
        names = [str(path.relative_to(folder)) for path in files]
        print_json({"folder": str(folder), "size": size, "seed": seed, "files": names})
    else:
        notices().print(f"{len(files)} files in {folder}; load them: tripoint ingest auto {folder}")


def make_scenario(
    folder: Path,
    *,
    size: int,
    seed: int,
    missing: float = 0.0,
    noise: float = 0.0,
    chains: int | None = None,
    oddities: int = 0,
) -> None:
    """Write a scenario where nothing stands yet: an older one's files would be loaded with it.

    Raises:
        UsageError: the folder holds something, or an argument is out of range.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new folder")
    try:
        write_scenario(
            folder,
            size=size,
            seed=seed,
            missing=missing,
            noise=noise,
            chains=chains,
            oddities=oddities,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error
