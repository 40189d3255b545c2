"""Ports and airports: real ones, because places are no secret."""

import csv
from dataclasses import dataclass
from importlib.resources import files

import airportsdata

_AIRPORTS = [
    "CGK",
    "SUB",
    "KNO",
    "UPG",
    "DPS",
    "BPN",
    "BTH",
    "PKU",
    "KUL",
    "PEN",
    "JHB",
    "BKI",
    "KCH",
    "SDK",
    "SIN",
    "BKK",
    "DMK",
    "HDY",
    "HKT",
    "CNX",
    "MNL",
    "CEB",
    "DVO",
    "ZAM",
    "CRK",
    "SGN",
    "HAN",
    "DAD",
    "PNH",
    "REP",
    "RGN",
    "BWN",
    "DAC",
    "CGP",
    "CMB",
    "KHI",
    "LHE",
    "DXB",
    "DOH",
    "IST",
    "AMM",
    "HKG",
    "TPE",
    "ICN",
    "NRT",
    "SYD",
]


@dataclass(frozen=True, slots=True)
class Port:
    """A sea port, with the cells of its World Port Index row."""

    locode: str
    name: str
    country: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport, with the cells of its airportsdata row."""

    iata: str
    cells: dict[str, str]


def ports() -> list[Port]:
    """The scenario's ports, in a fixed order."""
    text = (files("tripoint_scenarios") / "data" / "ports.csv").read_text("utf-8")
    return [
        Port(row["UN/LOCODE"].replace(" ", ""), row["Main Port Name"], row["Country Code"], row)
        for row in csv.DictReader(text.splitlines())
    ]


def airports() -> list[Airport]:
    """The scenario's airports, in a fixed order."""
    known = airportsdata.load("IATA")
    return [
        Airport(code, {name: str(value) for name, value in known[code].items()})
        for code in _AIRPORTS
        if code in known
    ]
