"""Draws the pictures of docs/routes.md and docs/trade.md from a made-up scenario, as SVG.

    python tools/draw_trade.py docs/pictures

The same seed gives the same picture: legs of watched goods between ports (wider for more), the
planted detours in orange, the three best checkpoints ringed; and one consignee's lots over time.
"""

import sys
import tempfile
from html import escape
from itertools import pairwise
from pathlib import Path

from tripoint_algorithms.routes.checkpoints import checkpoints
from tripoint_algorithms.routes.legs import legs
from tripoint_algorithms.routes.transhipment import detours
from tripoint_algorithms.trade.unusual import in_words, likeliest_innocent, unusual_trade
from tripoint_graph.canonical import canonical
from tripoint_graph.commerce import Commerce, Position
from tripoint_graph.model import Record
from tripoint_graph.open import open_store
from tripoint_graph.ports import batches
from tripoint_graph.trading import commerce
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world
from tripoint_ingest.formats import detect
from tripoint_scenarios import write_scenario

WIDTH, HEIGHT = 900, 560
INK, PALE, LEAD, CHECK = "#1f2933", "#8fa3b8", "#d9730d", "#0b6e4f"


def traded() -> Commerce:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_scenario(folder / "world", size=2_000, seed=3, oddities=1)
        store = open_store(f"sqlite:///{folder / 'drawn.db'}", b"a secret for pictures only")
        for path in sorted((folder / "world").rglob("*.*")):
            if path.parent.name in {"cargo", "places"}:
                reader = detect(path)
                found = (r for r in reader.read(path, reader.source) if isinstance(r, Record))
                for batch in batches(found, 5_000):
                    store.append(batch)
        known = commerce(store, world(canonical(store.export()), FULL))
        store.close()
    return known


def page(body: list[str], title: str, height: int) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'font-family="sans-serif" font-size="12" fill="{INK}" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        ]
    )


class Chart:
    """Longitude and latitude on paper, without a projection: the ports lie near the equator."""

    def __init__(self, known: Commerce) -> None:
        positions = [place.position for place in known.places.values() if place.position]
        self.south, self.north = min(p[0] for p in positions), max(p[0] for p in positions)
        self.west, self.east = min(p[1] for p in positions), max(p[1] for p in positions)

    def at(self, position: Position) -> tuple[float, float]:
        """Where a position is drawn."""
        x = 60 + (WIDTH - 160) * (position[1] - self.west) / (self.east - self.west)
        y = HEIGHT - 70 - (HEIGHT - 120) * (position[0] - self.south) / (self.north - self.south)
        return round(x, 1), round(y, 1)


def arc(chart: Chart, start: Position, end: Position, style: str) -> str:
    (x, y), (u, v) = chart.at(start), chart.at(end)
    bend = (x + u) / 2 + (v - y) / 8, (y + v) / 2 - (u - x) / 8
    return f'<path d="M{x} {y} Q{bend[0]:.1f} {bend[1]:.1f} {u} {v}" fill="none" {style}/>'


def routes(known: Commerce) -> str:
    chart, body = Chart(known), []
    for leg in legs(known):
        start, end = known.places[leg.origin].position, known.places[leg.destination].position
        if leg.watched and start and end:
            style = f'stroke="{PALE}" stroke-width="{leg.watched}" opacity="0.6"'
            body.append(arc(chart, start, end, style))
    for detour in detours(known).found:
        over = [known.places[row].position for row in detour.journey.places]
        for start, end in pairwise(over):
            if start and end:
                body.append(arc(chart, start, end, f'stroke="{LEAD}" stroke-width="3"'))
    rings = {each.place for each in checkpoints(known, capacity=3).places}
    for row, place in sorted(known.places.items()):
        if place.position:
            x, y = chart.at(place.position)
            body.append(f'<circle cx="{x}" cy="{y}" r="3"/>')
            if row in rings:
                ring = f'fill="none" stroke="{CHECK}" stroke-width="2.5"'
                body.append(f'<circle cx="{x}" cy="{y}" r="9" {ring}/>')
            body.append(f'<text x="{x + 6}" y="{y - 5}" font-size="10">{escape(place.name)}</text>')
    told = "legs of watched goods (made up); orange: the long way round; ringed: where to check"
    body.append(f'<text x="20" y="{HEIGHT - 20}" font-size="14">{told}</text>')
    return page(body, "Routes of watched goods", HEIGHT)


def trade(known: Commerce) -> str:
    boxes, body, y = known.by_entity, [], 40
    first = min(each.start for each in known.watched())
    last = max(each.start for each in known.watched())
    for each in unusual_trade(known).found[:6]:
        body.append(f'<text x="20" y="{y}" font-size="14" font-weight="bold">{each.kind}</text>')
        body.append(f'<text x="110" y="{y}">{escape(in_words(each).partition(" (")[0])}</text>')
        told = escape(likeliest_innocent(each))
        body.append(f'<text x="110" y="{y + 16}" fill="{CHECK}">likeliest innocent: {told}</text>')
        body.append(f'<path d="M110 {y + 34}H{WIDTH - 40}" stroke="{PALE}"/>')
        for row in each.consignments:
            x = 110 + (WIDTH - 150) * (boxes[row].start - first) / (last - first)
            body.append(f'<circle cx="{x:.1f}" cy="{y + 34}" r="5" fill="{LEAD}" opacity="0.7"/>')
        y += 72
    told = "each dot a consignment, by day of departure (made up): possible leads, not verdicts"
    body.append(f'<text x="20" y="{y}" font-size="14">{told}</text>')
    return page(body, "Trade that other trade does not explain", y + 24)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    known = traded()
    (folder / "routes.svg").write_text(routes(known), "utf-8")
    (folder / "trade.svg").write_text(trade(known), "utf-8")


if __name__ == "__main__":
    main()
