"""Draws pictures of docs/ from small made-up worlds, as SVG.

    python tools/draw_answers.py docs/pictures

chain.svg: two chains between a made-up pair, and the steps that both need. ranks.svg:
places with their intervals in Krackhardt's kite (1990). what-if.svg: the kite without its Heather.
pattern.svg: the shape of one shipped pattern. What is drawn is what the algorithms answer.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from test_key_entities import kite  # noqa: E402 - of the tests, named above
from worlds_by_hand import Link, snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.links.connections import connections  # noqa: E402
from tripoint_algorithms.networks import Network, network  # noqa: E402
from tripoint_algorithms.seeded import seeded  # noqa: E402
from tripoint_algorithms.typologies.library import shipped  # noqa: E402
from tripoint_algorithms.what_if import Change, what_if  # noqa: E402
from tripoint_algorithms.who_matters.key_entities import key_entities  # noqa: E402
from tripoint_algorithms.who_matters.measures import Measure  # noqa: E402

INK, PALE, MARK, HOT = "#1f2933", "#8fa3b8", "#0b6e4f", "#b4540a"
Point = tuple[float, float]
PATTERN = "companions-phone-on-a-watched-consignment"

PEOPLE = (
    ("person", "Aziz (FTF)"),
    ("phone", "+62 81 555 777"),
    ("person", "Budi"),
    ("organisation", "Selat Trading"),
    ("consignment", "bill OOLU 837261"),
    ("organisation", "Kimia Jaya (supplier)"),
    ("booking", "booking X7K2"),
)
SAID: tuple[Link, ...] = (
    (0, 1, "USES_PHONE", 0.86),
    (2, 1, "USES_PHONE", 0.86),
    (0, 6, "IN_BOOKING", 0.8),
    (2, 6, "IN_BOOKING", 0.8),
    (2, 3, "DIRECTOR_OF", 0.9),
    (3, 4, "CONSIGNEE_OF", 0.86),
    (5, 4, "CONSIGNOR_OF", 0.86),
)


def page(wide: int, tall: int, title: str, body: Sequence[str]) -> str:
    """A picture of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}" role="img">\n'
        f"<title>{title}</title>\n"
        f'<rect width="{wide}" height="{tall}" fill="#ffffff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def line(one: Point, other: Point, colour: str = PALE, wide: float = 1.5) -> str:
    """A line between two points."""
    return (
        f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{wide}"/>'
    )


def dot(at: Point, colour: str = INK) -> str:
    """A dot."""
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="6" fill="{colour}"/>'


def words(at: Point, told: str, anchor: str = "middle", colour: str = INK) -> str:
    """Some words, readable over lines."""
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}"'
    return (
        f'<text {place} text-anchor="{anchor}" fill="{colour}" paint-order="stroke" '
        f'stroke="#ffffff" stroke-width="3">{told}</text>'
    )


def chain() -> str:
    """Two chains, and what breaks them."""
    world = snapshot([kind for kind, _ in PEOPLE], SAID, {"FTF": [0], "CHEMICAL_SUPPLIER": [5]})
    found = connections(world, [0], [5], k=20)
    needed = set.intersection(*({step.link for step in each.steps} for each in found.chains))
    at: dict[int, Point] = {}
    for number, each in enumerate(found.chains):
        for place, row in enumerate(each.entities):
            at.setdefault(row, (90 + 145 * place, 90 + (70 if number else 0)))
    body = []
    for each in found.chains:
        for step in each.steps:
            hot = step.link in needed
            one, other = at[step.source], at[step.target]
            body.append(line(one, other, HOT if hot else PALE, 3 if hot else 1.5))
    body += [dot(point) for point in at.values()]
    body += [
        words((x, y - 14 if y < 120 else y + 24), PEOPLE[row][1]) for row, (x, y) in at.items()
    ]
    told = f"{len(found.chains)} chains; without any of the {len(needed)} orange steps none is left"
    body += [words((60, 30), told, "start")]
    return page(920, 210, "Two chains between a made-up pair, and the steps that both need", body)


def ranks() -> str:
    """Places with their intervals."""
    _, names = kite()
    links: list[Link] = [(a, b, "ASSOCIATE_OF", 0.86) for a, b in kite()[0].graph.get_edgelist()]
    cut = network(snapshot(["person"] * len(names), links))
    found = key_entities(cut, Measure.BETWEENNESS, top=3)
    body = [words((120 + 60 * place, 40), str(place)) for place in range(1, len(names) + 1)]
    for number, each in enumerate(found.entities):
        y, rank = 66 + 26 * number, each.rank
        ends = (120 + 60 * rank.low, y), (120 + 60 * rank.high, y)
        body += [line(*ends, PALE, 8), dot((120 + 60 * rank.place, y), MARK)]
        body += [words((100, y + 4), names[each.entity], "end")]
        body += [words((760, y + 4), f"{rank.in_top:.0%}", "start")]
    body += [
        words((420, 20), "place by betweenness, and its 90 % interval"),
        words((775, 40), "in top 3"),
    ]
    return page(840, 340, "Places in Krackhardt's kite, each with its interval", body)


def laid_out(cut: Network, left: float) -> list[Point]:
    """Where the kite's people are drawn."""
    with seeded(5):
        layout = cut.graph.layout_kamada_kawai()
    layout.fit_into((left, 60, left + 320, 240))
    return [(x, y) for x, y in layout.coords]


def supposed() -> str:
    """The kite with and without Heather."""
    cut, names = kite()
    gone = names.index("Heather")
    found = what_if(cut, Change(entities=frozenset({gone})))
    body = []
    for left, without, told in ((50, -1, found.before), (480, gone, found.after)):
        at = laid_out(cut, left)
        ties = [tie for tie in cut.graph.get_edgelist() if without not in tie]
        body += [line(at[a], at[b]) for a, b in ties]
        for row, point in enumerate(at):
            if row != without:
                parted = without >= 0 and row in found.parted
                body += [dot(point, HOT if parted else INK)]
                body += [words((point[0], point[1] - 10), names[row])]
        heading = "as known" if without < 0 else "HYPOTHETICAL: without Heather"
        body += [words((left, 28), heading, "start")]
        body += [
            words((left, 286), f"reach {told.reach:.2f}, efficiency {told.efficiency:.2f}", "start")
        ]
    return page(860, 310, "Krackhardt's kite, and what if Heather was not there", body)


def pattern() -> str:
    """The shape of a shipped pattern."""
    found = next(e.pattern for e in shipped().patterns.values() if e.pattern.name == PATTERN)
    at = {name: (100 + 165.0 * n, 90 + 110.0 * (n % 2)) for n, name in enumerate(found.nodes)}
    body = []
    for each in found.links.values():
        one, other = at[each.source], at[each.target]
        middle = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2 + 4
        body += [line(one, other), words(middle, " or ".join(each.type), colour=MARK)]
    for name, (x, y) in at.items():
        kinds = " or ".join(found.nodes[name].kind)
        body += [dot((x, y)), words((x, y - 14 if y < 120 else y + 24), f"{name} ({kinds})")]
    body += [words((40, 30), found.title, "start")]
    return page(200 + 165 * (len(at) - 1), 250, "The shape of a shipped pattern", body)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, draw in (
        ("chain", chain),
        ("ranks", ranks),
        ("what-if", supposed),
        ("pattern", pattern),
    ):
        (folder / f"{name}.svg").write_text(draw(), "utf-8")
