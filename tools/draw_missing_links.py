"""Draws the picture of docs/missing-links.md from made-up networks, as SVG.

    python tools/draw_missing_links.py docs/pictures

Left: three made-up cells, a tenth of whose ties nobody recorded; what is suggested is dashed, and
green where it was among those. Right: over 24 such networks of ten cells, what was told of the
first fifty suggestions of each, and how much of it came true.
"""

import sys
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from worlds_by_hand import Link, snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.networks import Network, network  # noqa: E402
from tripoint_algorithms.seeded import seeded  # noqa: E402
from tripoint_algorithms.suggestions.missing_links import Suggestion, missing_links  # noqa: E402

WIDTH, HEIGHT, SIDE = 900, 380, 270
INK, TIE, YES, NO, PALE = "#1f2933", "#8fa3b8", "#0b6e4f", "#b4540a", "#c4cfda"
RANGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 1.0)
Pair = tuple[int, int]


def cells(seed: int, count: int, within: float) -> tuple[Network, set[Pair]]:
    """Made-up cells of ten, and the ties that nobody recorded."""
    chance = np.random.default_rng(seed)
    pairs = [
        (one, other)
        for one, other in combinations(range(10 * count), 2)
        if chance.random() < (within if one // 10 == other // 10 else 0.015)
    ]
    gone = {pair for pair in pairs if chance.random() < 0.1}
    links: list[Link] = [(*pair, "ASSOCIATE_OF", 0.9) for pair in pairs if pair not in gone]
    return network(snapshot(["person"] * 10 * count, links)), gone


def drawn_network(cut: Network, found: tuple[Suggestion, ...], gone: set[Pair]) -> list[str]:
    """The known ties, and what is suggested."""
    with seeded(3):
        layout = cut.graph.layout_fruchterman_reingold(niter=2_000)
    layout.fit_into((40, 60, 470, 340))
    at = layout.coords
    body = [_line(at[a], at[b], TIE) for a, b in cut.graph.get_edgelist()]
    for each in found:
        colour = YES if (each.one, each.other) in gone else NO
        told = f"<title>{each.probability:.0%}</title>"
        body.append(_line(at[each.one], at[each.other], colour, told))
    body += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{INK}"/>' for x, y in at]
    return body


def _line(one: list[float], other: list[float], colour: str, title: str = "") -> str:
    dashed = ' stroke-width="2.5" stroke-dasharray="6 4"' if title else ""
    return (
        f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}" '
        f'stroke="{colour}"{dashed}>{title}</line>'
    )


def drawn_truth() -> list[str]:
    """What was told against what came true."""
    told, true = [], []
    for seed in range(24):
        cut, gone = cells(seed, 10, 0.2 + 0.7 * (seed % 8) / 7)
        for each in missing_links(cut, first=50).suggestions:
            told.append(each.probability)
            true.append((each.one, each.other) in gone)
    chances, came = np.array(told), np.array(true, np.float64)
    left, floor = 570, 60 + SIDE
    body = [
        f'<rect x="{left}" y="60" width="{SIDE}" height="{SIDE}" fill="none" stroke="{PALE}"/>',
        f'<line x1="{left}" y1="{floor}" x2="{left + SIDE}" y2="60" stroke="{PALE}"/>',
    ]
    for low, high in pairwise(RANGES):
        inside = (chances >= low) & (chances < high)
        if (count := int(inside.sum())) < 20:
            continue
        x = left + SIDE * float(chances[inside].mean())
        y = floor - SIDE * float(came[inside].mean())
        spread = (
            SIDE * 1.645 * float(np.sqrt(came[inside].mean() * (1 - came[inside].mean()) / count))
        )
        body += [
            f'<line x1="{x:.1f}" y1="{y - spread:.1f}" x2="{x:.1f}" y2="{y + spread:.1f}" '
            f'stroke="{YES}"/>',
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + count**0.5 / 8:.1f}" fill="{YES}">'
            f"<title>told {chances[inside].mean():.2f}, came true {came[inside].mean():.2f}, "
            f"{count} suggestions</title></circle>",
        ]
    body += [
        f'<text x="{left}" y="{floor + 16}">told 0</text>',
        f'<text x="{left + SIDE}" y="{floor + 16}" text-anchor="end">1</text>',
        f'<text x="{left}" y="50">came true, of {len(told):,} suggestions (upright, 0 to 1)</text>',
    ]
    return body


def main() -> None:
    cut, gone = cells(10, 3, 0.75)
    found = missing_links(cut, first=8).suggestions
    came = sum((each.one, each.other) in gone for each in found)
    title = "What is probably missing in made-up cells, and how much of what was told came true"
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *drawn_network(cut, found, gone),
        f'<text x="40" y="28">{len(found)} suggestions (dashed) beside {cut.ties} known ties; '
        f"green: the {came} among those that nobody recorded</text>",
        *drawn_truth(),
        "</svg>\n",
    ]
    (Path(sys.argv[1]) / "missing-links.svg").write_text("\n".join(svg), "utf-8")


if __name__ == "__main__":
    main()
