"""Draws docs/identity-reliability.svg from the models' reports: `python tools/draw_reliability.py`.

One panel a kind: what the model told of pairs that it had not seen against what came true, the area
of a dot the number of pairs; below, how the pairs lie over what was told.
"""

import json
from html import escape
from importlib.resources import files
from math import log10, sqrt
from pathlib import Path
from typing import Any

from tripoint_resolution.proposing.kinds import MODELLED

TARGET = Path(__file__).parents[1] / "docs" / "identity-reliability.svg"
SIDE, GAP, TOP, BARS = 190, 40, 64, 60
INK, PALE, DOT = "#1f2933", "#c4cfda", "#0b6e4f"


def panel(report: dict[str, Any], left: int) -> list[str]:
    """One model's dots and bars."""
    floor = TOP + SIDE
    body = [
        f'<text x="{left}" y="{TOP - 24}" font-size="14">{escape(report["model"])}</text>',
        f'<text x="{left}" y="{TOP - 8}">ece {report["ece"]:.4f}, Brier {report["brier"]:.4f}, '
        f"{report['pairs_blocked']:,} pairs</text>",
        f'<rect x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{PALE}"/>',
        f'<line x1="{left}" y1="{floor}" x2="{left + SIDE}" y2="{TOP}" stroke="{PALE}"/>',
    ]
    most = log10(max(each["pairs"] for each in report["reliability"]))
    for each in report["reliability"]:
        x = round(left + SIDE * each["told"], 1)
        y = round(floor - SIDE * each["came_true"], 1)
        radius = round(1.5 + sqrt(each["pairs"]) / 32, 1)
        told = f"told {each['told']}, came true {each['came_true']}, {each['pairs']:,} pairs"
        high = round(BARS * log10(each["pairs"] + 1) / most, 1)
        body += [
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{DOT}" fill-opacity="0.6">'
            f"<title>{told}</title></circle>",
            f'<line x1="{x}" y1="{floor + 30 + BARS}" x2="{x}" y2="{floor + 30 + BARS - high}" '
            f'stroke="{DOT}" stroke-width="3"/>',
        ]
    body += [
        f'<text x="{left}" y="{floor + 14}">told 0</text>',
        f'<text x="{left + SIDE}" y="{floor + 14}" text-anchor="end">1</text>',
    ]
    return body


def main() -> None:
    place = files("tripoint_resolution") / "models"
    reports = [
        json.loads((place / f"{each.model}.report.json").read_bytes()) for each in MODELLED.values()
    ]
    width = GAP + len(reports) * (SIDE + GAP)
    height = TOP + SIDE + 30 + BARS + 30
    body = [line for at, r in enumerate(reports) for line in panel(r, GAP + at * (SIDE + GAP))]
    greatest = max(report["greatest_told"] for report in reports)
    note = (
        f"upright: what came true; bars: pairs, by powers of ten; nothing is told above {greatest}"
    )
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="11" fill="{INK}" role="img">',
        "<title>What the models of identity told, and what came true</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *body,
        f'<text x="{GAP}" y="{height - 10}">{note}</text>',
        "</svg>\n",
    ]
    TARGET.write_text("\n".join(svg), "utf-8")


if __name__ == "__main__":
    main()
