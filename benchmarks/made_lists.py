"""Lists, networks and tables of places that nobody published, as large as a bench wants them."""

import json
from collections.abc import Callable
from pathlib import Path


def _locodes(size: int) -> list[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789"  # the digits that a UN/LOCODE may have
    codes = (a + b + c for a in letters for b in letters for c in letters)
    return [f',"XE","{code}","Place {code}",,"01","1-3-----","AI","0601",,"0352N 10100E",'
            for _, code in zip(range(size), codes, strict=False)]  # fmt: skip


def _routes(size: int) -> list[str]:
    return [f"XY,{n},CGK,{n},KUL,{n + 1},,0,320 738" for n in range(size)]


def _airports(size: int) -> list[str]:
    place = 'CGK,WIII,-6.1,106.7,12,7,"N","Asia/Jakarta","airport","Contoh"'
    return [f'{n},"Contoh {n}","Jakarta","Indonesia",{place}' for n in range(size)]


def _ties(size: int) -> list[str]:
    return ["source,target,layer,weight", *(f"{n},{n + 1},calls,{n % 9}" for n in range(size))]


def _parties(size: int) -> list[str]:
    nil = "-0- ," * 7
    return [f'{n},"CONTOH, Budi {n}","individual","SDGT",{nil}"DOB 05 Mar 1966; POB Jakarta, '
            f'Indonesia; nationality Indonesia; Passport A{n:07} (Indonesia)."'
            for n in range(1, size + 1)]  # fmt: skip


def _bundle(size: int) -> list[str]:
    people = [
        {
            "type": "identity",
            "spec_version": "2.1",
            "id": f"identity--{n}",
            "created": "2024-01-01T00:00:00.000Z",
            "modified": "2024-01-02T00:00:00.000Z",
            "name": f"Contoh {n}",
            "identity_class": "individual",
        }
        for n in range(size)
    ]
    return [json.dumps({"type": "bundle", "id": "bundle--1", "objects": people})]


def _graph(size: int) -> list[str]:
    return [
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">',
        *(f'<node id="n{n}"/>' for n in range(size)),
        "</graph></graphml>",
    ]


def _gml(size: int) -> list[str]:
    return ["graph [", *(f'node [ id {n} label "Contoh {n}" ]' for n in range(size)), "]"]


def _pajek(size: int) -> list[str]:
    nodes = size // 2
    people = [f'{n} "Contoh {n}"' for n in range(1, nodes + 1)]
    ties = [f"{n} {n % nodes + 1} {n % 9}" for n in range(1, size - nodes + 1)]
    return [f"*Vertices {nodes}", *people, "*Arcs", *ties]


MADE: dict[str, tuple[str, Callable[[int], list[str]]]] = {
    "un-locode": ("places.csv", _locodes),
    "airline-routes": ("routes.dat", _routes),
    "openflights-airports": ("airports.dat", _airports),
    "edge-list": ("ties.csv", _ties),
    "ofac-sdn-csv": ("sdn.csv", _parties),
    "stix-2.1": ("bundle.json", _bundle),
    "graphml": ("network.graphml", _graph),
    "gml": ("network.gml", _gml),
    "pajek": ("network.net", _pajek),
}
"""Format to the name of a file of it, and what makes the lines of one of so many records."""


def write(folder: Path, format_: str, size: int) -> Path:
    """A file of so many records of a format (a network has its nodes beside its ties)."""
    name, lines = MADE[format_]
    path = folder / name
    path.write_text("\n".join(lines(size)) + "\n", "utf-8")
    return path
