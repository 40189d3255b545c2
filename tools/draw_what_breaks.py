"""Draws the picture of docs/what-breaks.md from a made-up world, as SVG.

    python tools/draw_what_breaks.py docs/pictures

One chain from a fighter to a supplier and what it falls with, as `breaks` finds it; dashed, the
missing fact that would shorten it the most, as `gaps` finds it.
"""

import sys
from dataclasses import replace
from html import escape
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from test_breaks_of_sets import recorded  # noqa: E402 - of the tests, named above
from worlds_by_hand import Link  # noqa: E402

from tripoint_algorithms.assurance.breaks import By, breaks  # noqa: E402
from tripoint_algorithms.assurance.gaps import gaps  # noqa: E402
from tripoint_graph.ontology import ONTOLOGY  # noqa: E402

INK, SHARED, ALONE, MISSING = "#1f2933", "#8fa3b8", "#b42318", "#0b6e4f"
THINGS = (
    ("person", "Wira Lim (FTF)", 90, 190),
    ("booking", "two bookings", 240, 95),
    ("person", "Dewi Sari", 430, 60),
    ("phone", "+62 812 1586", 640, 45),
    ("consignment", "MAEU5512087", 680, 160),
    ("organisation", "Orient Utama", 870, 70),
    ("phone", "+60 12 345", 240, 250),
)
LINKS: list[Link] = [
    (0, 1, "IN_BOOKING", 0.9),
    (2, 1, "IN_BOOKING", 0.9),
    (2, 3, "USES_PHONE", 0.9),
    (2, 4, "NOTIFY_PARTY_OF", 0.8),
    (5, 4, "CONSIGNOR_OF", 0.9),
    (0, 6, "USES_PHONE", 0.8),
]
SOURCES = np.array([0, 0, 0, 1, 1, 1], np.int32)


def drawn() -> str:
    """The picture."""
    world = recorded([kind for kind, *_ in THINGS], LINKS, SOURCES)
    world = replace(world, sources=("passenger list", "sea manifest"))
    alone = {rows[0] for rows in breaks(world, [0], [5]).sets if len(rows) == 1}
    sources = [world.sources[rows[0]] for rows in breaks(world, [0], [5], by=By.SOURCE).sets]
    gap = gaps(world, [0], [5], k=1).found[0]
    body = []
    for row in range(world.links):
        colour = ALONE if row in alone else SHARED
        ends = int(world.link_source[row]), int(world.link_target[row])
        body.append(line(*ends, colour, "", list(ONTOLOGY.links)[int(world.link_type[row])]))
    kind = list(ONTOLOGY.links)[gap.kind]
    body.append(line(gap.source, gap.target, MISSING, "7 6", f"{kind}?"))
    for _, name, x, y in THINGS:
        body.append(f'<circle cx="{x}" cy="{y}" r="11" fill="{INK}"/>')
        body.append(f'<text x="{x}" y="{y - 19}" text-anchor="middle">{escape(name)}</text>')
    told = (
        (ALONE, f"falls with one record, or with one source: {' or '.join(sources)}"),
        (SHARED, "does not hold it together"),
        (MISSING, f"told by no record: would save {gap.gain:.1f} nats"),
    )
    for at, (colour, words) in enumerate(told):
        x, y = 420, 240 + 30 * at
        body.append(f'<rect x="{x}" y="{y - 9}" width="22" height="5" fill="{colour}"/>')
        body.append(f'<text x="{x + 30}" y="{y}">{escape(words)}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 345" font-family="sans-serif" '
        f'font-size="13" fill="{INK}"><rect width="960" height="345" fill="#fff"/>'
        f"{''.join(body)}</svg>\n"
    )


def line(one: int, other: int, colour: str, dashes: str, name: str) -> str:
    """A link, with its kind beside it."""
    (x1, y1), (x2, y2) = THINGS[one][2:], THINGS[other][2:]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{colour}" stroke-width="3"{dash}/>'
        f'<text x="{(x1 + x2) / 2}" y="{(y1 + y2) / 2 + 18}" text-anchor="middle" font-size="11" '
        f'fill="{colour}">{name}</text>'
    )


if __name__ == "__main__":
    (Path(sys.argv[1]) / "what-breaks.svg").write_text(drawn(), "utf-8")
