"""Writes a whole scenario: files in the real formats, and the truth about what was planted."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random
from typing import TypeVar

from tripoint_scenarios import edifact, un_list
from tripoint_scenarios.actors import Actors
from tripoint_scenarios.arms import Arms
from tripoint_scenarios.oddities import Oddities
from tripoint_scenarios.places import Airport, Port, airports, ports
from tripoint_scenarios.plot import Planted, Plot
from tripoint_scenarios.rows import Flight, ManifestRow, Row, SeizureRow, TraceRow, cells
from tripoint_scenarios.trade import Trade
from tripoint_scenarios.travel import CROWD, Travel

SIZE_MIN = 500
"""Records, at least: below, what is planted would be most of the world."""

_ROWS_A_FILE = 5_000
_FLIGHTS_A_FILE = 20
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records of each sort there are before any go missing."""

    places: int
    lists: int
    weapons: int
    seizures: int
    passengers: int
    cargo: int


def counts_of(size: int, planted: Planted) -> Counts:
    """Share out the records: half of them travel, two fifths trade."""
    places = len(ports()) + len(airports()) if size >= 4 * SIZE_MIN else 0
    lists = max(len(planted.listed), min(size // 100, 400))
    weapons = max(len(planted.traces), size // 60)
    seizures = max(len(planted.seizures), size // 40)
    passengers = (size - places - lists - weapons - seizures) * 11 // 20
    cargo = size - places - lists - weapons - seizures - passengers
    return Counts(places, lists, weapons, seizures, passengers, cargo)


def write_scenario(
    folder: Path,
    *,
    size: int,
    seed: int,
    missing: float = 0.0,
    noise: float = 0.0,
    chains: int | None = None,
    oddities: int = 0,
    progress: Callable[[str, int], None] = lambda _folder, _records: None,
) -> dict[str, object]:
    """Write files in `passengers/ cargo/ weapons/ seizures/ lists/ places/`, and `truth.json`.

    The same arguments give the same bytes.

    Args:
        folder: made where there is none.
        size: records in all, `SIZE_MIN` or more; a passenger, a row, a list entry is one.
        seed: another one makes another world.
        missing: the share of passengers, cargo, weapons and seizures that is left out again.
        noise: the share of names in rows that are written otherwise than in the documents.
        chains: how many to plant; by default one for 1,000 records, 3 to 20.
        oddities: odd trade of each kind (`oddities.KINDS`) beside all that, in files of its own;
            none of it goes missing.
        progress: told what is written.

    Returns:
        The truth, as in `truth.json`.

    Raises:
        ValueError: an argument is out of range.
    """
    if size < SIZE_MIN or not 0 <= missing < 1 or not 0 <= noise <= 1 or oddities < 0:
        raise ValueError(f"size is {SIZE_MIN} or more; missing and noise are shares below 1")
    world = _World(size, seed, missing, noise)
    truth = world.write(
        folder, max(3, min(20, size // 1000)) if chains is None else chains, progress
    )
    if oddities:
        truth |= world.write_odd(folder, oddities)
    text = json.dumps(truth, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "truth.json").write_text(text + "\n", "utf-8")
    return truth


class _World:
    def __init__(self, size: int, seed: int, missing: float, noise: float) -> None:
        self._size, self._seed = size, seed
        self._missing, self._noise = missing, noise
        self._random = Random(seed)
        self._gaps = Random(seed + 1)  # which records go missing; the world itself stays
        self._ports: list[Port] = ports()
        self._airports: list[Airport] = airports()
        actors = Actors(self._random, seed)
        self._actors = actors
        self._trade = Trade(self._random, actors, self._ports, size * 2 // 5)
        self._travel = Travel(self._random, actors, self._airports, size // 2)
        self._arms = Arms(self._random, actors, self._ports)
        self._plot = Plot(self._random, actors, self._trade, self._travel, self._arms)

    def write(
        self, folder: Path, chains: int, progress: Callable[[str, int], None]
    ) -> dict[str, object]:
        for number in range(chains):
            self._plot.chain(number)
        for number in range(max(2, chains // 2)):
            self._plot.decoy(number)
        planted = self._plot.planted
        counts = counts_of(self._size, planted)
        for number in range(counts.lists - len(planted.listed)):
            self._plot.listed(9800 + number, regime="Taliban" if number % 2 else "Al-Qaida")
        written = {
            "passengers": self._passengers(folder / "passengers", counts.passengers),
            "cargo": self._table(
                folder / "cargo", ManifestRow, counts.cargo, planted.manifest, self._trade.rows
            ),
            "weapons": self._table(
                folder / "weapons", TraceRow, counts.weapons, planted.traces, self._arms.traces
            ),
            "seizures": self._json(folder / "seizures", counts.seizures, planted.seizures),
            "lists": self._list(folder / "lists", planted),
            "places": self._places(folder / "places") if counts.places else 0,
        }
        for name, records in written.items():
            progress(name, records)
        return {
            "seed": self._seed,
            "parameters": {"size": self._size, "missing": self._missing, "noise": self._noise},
            "records": written,
            "chains": planted.chains,
            "decoys": planted.decoys,
        }

    def write_odd(self, folder: Path, number: int) -> dict[str, object]:
        """Odd trade, after everything else: the world without it stays as it is."""
        odd = Oddities(self._random, self._actors, self._trade, self._ports).plant(number)
        header = [f.name for f in fields(ManifestRow)]
        out = _Numbered(
            folder / "cargo", "cargo-late", ".csv", _ROWS_A_FILE, ",".join(header) + "\n"
        )
        for row in sorted(odd.rows, key=lambda row: row.bl_number):
            made = cells(row)
            out.write(_line([made[name] for name in header]))
        out.close()
        return {"oddities": odd.truth}

    def _kept(self, rows: Iterable[T]) -> Iterator[T]:
        return (row for row in rows if self._gaps.random() >= self._missing)

    def _mixed(self, count: int, planted: list[T], background: Iterator[T]) -> Iterator[T]:
        """The planted rows at random places among the others."""
        places = set(self._random.sample(range(count), len(planted)))
        hidden = iter(planted)
        for at in range(count):
            yield next(hidden) if at in places else next(background)

    def _passengers(self, folder: Path, count: int) -> int:
        planted = self._plot.planted.flights
        rest = count - sum(len(flight.passengers) for flight in planted)
        crowds = [CROWD] * (rest // CROWD) + ([rest % CROWD] if rest % CROWD else [])
        self._fill(planted, crowds)
        flights = self._mixed(len(planted) + len(crowds), planted, self._travel.flights(crowds))
        written, out = 0, _Numbered(folder, "apis", ".edi", _FLIGHTS_A_FILE)
        for number, flight in enumerate(flights, start=1):
            flight.passengers = list(self._kept(flight.passengers))
            if flight.passengers:
                self._gaps.shuffle(flight.passengers)
                out.write(edifact.interchange(flight, number))
                written += len(flight.passengers)
        out.close()
        return written

    def _fill(self, planted: list[Flight], crowds: list[int]) -> None:
        """Put planted parties on full flights: nobody travels alone."""
        for flight in planted:
            if crowds and crowds[-1] > 2:
                crowd = crowds.pop()
                (background,) = self._travel.flights([crowd])
                flight.passengers += background.passengers

    def _table(
        self,
        folder: Path,
        kind: type[Row],
        count: int,
        planted: list[T],
        background: Callable[[int], Iterator[T]],
    ) -> int:
        header = [f.name for f in fields(kind)]
        out = _Numbered(folder, folder.name, ".csv", _ROWS_A_FILE, ",".join(header) + "\n")
        written = 0
        for row in self._kept(self._mixed(count, planted, background(count))):
            made = cells(row)  # type: ignore[arg-type]  # T is the row type of this table
            self._misspell(made)
            out.write(_line([made[name] for name in header]))
            written += 1
        out.close()
        return written

    def _json(self, folder: Path, count: int, planted: list[SeizureRow]) -> int:
        rows = self._kept(self._mixed(count, planted, self._arms.seizures(count)))
        written, out = 0, _Numbered(folder, "seizures", ".jsonl", _ROWS_A_FILE)
        for row in rows:
            made = cells(row)
            self._misspell(made)
            out.write(json.dumps(made, ensure_ascii=False) + "\n")
            written += 1
        out.close()
        return written

    def _misspell(self, made: dict[str, str]) -> None:
        for name in ("possessor_name", "person_name", "consignee_name"):
            words = made.get(name, "").split()
            if len(words) > 1 and self._noise and self._gaps.random() < self._noise:
                at = self._gaps.randrange(1, len(words[0])) if len(words[0]) > 1 else 0
                first = words[0][:at] + words[0][at + 1 :]
                made[name] = " ".join([*words[1:], first])

    def _list(self, folder: Path, planted: Planted) -> int:
        folder.mkdir(parents=True, exist_ok=True)
        entries = list(planted.listed)
        self._random.shuffle(entries)
        with (folder / "un_consolidated.xml").open("w", encoding="utf-8", newline="") as file:
            file.writelines(un_list.document(entries))
        return len(entries)

    def _places(self, folder: Path) -> int:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in (
            ("ports.csv", [port.cells for port in self._ports]),
            ("airports.csv", [airport.cells for airport in self._airports]),
        ):
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return len(self._ports) + len(self._airports)


class _Numbered:
    """Text files of so many pieces each, opened one after another."""

    def __init__(self, folder: Path, stem: str, suffix: str, pieces: int, head: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._stem, self._suffix = folder, stem, suffix
        self._pieces, self._head = pieces, head
        self._count = 0
        self._texts: list[str] = []

    def write(self, text: str) -> None:
        """Add one piece."""
        self._texts.append(text)
        if len(self._texts) == self._pieces:
            self.close()

    def close(self) -> None:
        """Write what is waiting."""
        if self._texts:
            self._count += 1
            path = self._folder / f"{self._stem}-{self._count:04d}{self._suffix}"
            path.write_text(self._head + "".join(self._texts), "utf-8", newline="")
            self._texts = []


def _line(values: list[str]) -> str:
    return ",".join(f'"{v}"' if "," in v or '"' in v else v for v in values) + "\n"
