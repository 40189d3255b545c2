"""Draws the pictures of docs/convergence.md and docs/connecting.md, as SVG.

    python tools/draw_meetings.py docs/pictures

convergence.svg: the closest meeting of the three classes in a made-up world, with the best chains
to each, and the board beside chance. connecting.svg: the network that joins four of its people.
What is drawn is what the algorithms answer.
"""

import random
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

import igraph as ig  # noqa: E402
from draw_answers import HOT, INK, MARK, PALE, Point, dot, line, page, words  # noqa: E402
from worlds_by_hand import Link, snapshot  # noqa: E402

from tripoint_algorithms.convergence.cells import cells  # noqa: E402
from tripoint_algorithms.convergence.meeting_network import meeting_network  # noqa: E402
from tripoint_algorithms.convergence.meetings import convergence  # noqa: E402
from tripoint_algorithms.links.chains import Step  # noqa: E402
from tripoint_algorithms.links.connecting import connecting  # noqa: E402
from tripoint_algorithms.seeded import seeded  # noqa: E402
from tripoint_graph.snapshot import Snapshot  # noqa: E402

CLASSES = {"FTF": [0, 1, 2], "SALW_TRAFFICKER": [3, 4, 5], "CHEMICAL_SUPPLIER": [6, 7, 8]}
SHORT = {"FTF": "fighters", "SALW_TRAFFICKER": "weapons", "CHEMICAL_SUPPLIER": "chemicals"}
PEOPLE, PHONES, LINKS = 60, 100, 45
PLANTED = ((0, 60), (9, 60), (9, 61), (3, 61), (9, 62), (6, 62), (1, 60), (4, 61))
"""Who uses which phone: person 9 stands between the three."""


def world() -> Snapshot:
    """Sixty people and their phones, dealt at random, and one who knows all three."""
    dealt = random.Random(8)
    used = {(dealt.randrange(PEOPLE), PEOPLE + dealt.randrange(3, PHONES)) for _ in range(LINKS)}
    links: list[Link] = [(a, b, "USES_PHONE", 0.86) for a, b in sorted(used | set(PLANTED))]
    return snapshot(["person"] * PEOPLE + ["phone"] * PHONES, links, CLASSES)


def name(row: int) -> str:
    """What it is called."""
    strand = next((SHORT[each] for each, members in CLASSES.items() if row in members), "")
    kind = "person" if row < PEOPLE else "phone"
    return f"{kind} {row}" + (f" ({strand})" if strand else "")


def network(steps: Iterable[Step], marked: set[int], left: float, wide: float) -> list[str]:
    """A small network, laid out; the marked are orange."""
    steps = list(steps)
    rows = sorted({row for step in steps for row in (step.source, step.target)})
    at_row = {row: at for at, row in enumerate(rows)}
    graph = ig.Graph(len(rows), [(at_row[s.source], at_row[s.target]) for s in steps])
    with seeded(3):
        layout = graph.layout_kamada_kawai()
    layout.fit_into((left, 80, left + wide, 300))
    at: dict[int, Point] = {row: (x, y) for row, (x, y) in zip(rows, layout.coords, strict=True)}
    return (
        [line(at[s.source], at[s.target], PALE, 2) for s in steps]
        + [dot(at[row], HOT if row in marked else INK) for row in rows]
        + [words((at[row][0], at[row][1] - 11), name(row)) for row in rows]
    )


def meeting() -> str:
    """The closest meeting, and the board."""
    drawn = world()
    found = convergence(drawn, k=1, draws=100)[0]
    body = network(meeting_network(drawn, found, per_class=2).steps, {found.entity}, 90, 380)
    share = f"; chance accounts for {found.false_share:.0%}" if found.false_share else ""
    body.append(words((40, 36), f"{name(found.entity)} stands between the three{share}", "start"))
    board = {(c.first, c.second): c for c in cells(drawn, draws=100).cells}
    for row, one in enumerate(CLASSES):
        body.append(words((640, 130 + 75 * row), SHORT[one], "end"))
        body.append(words((700 + 110 * row, 80), SHORT[one]))
        for column, other in enumerate(CLASSES):
            cell = board[one, other]
            x, y = 700.0 + 110 * column, 126.0 + 75 * row
            rare = cell.chance is not None and cell.chance <= 0.05
            body.append(words((x, y), str(cell.observed), colour=HOT if rare else INK))
            body.append(words((x, y + 17), f"chance {cell.expected:.1f}", colour=MARK))
    body.append(words((560, 318), "orange: as many in 5 % of worlds of chance at most", "start"))
    body.append(words((560, 36), "close pairs, and how many chance gives", "start"))
    return page(1000, 330, "Where three made-up threats meet, beside chance", body)


def joined() -> str:
    """Four people, joined."""
    drawn = world()
    found = connecting(drawn, asked := [0, 4, 6, 1])
    told = f"{len(found.steps)} steps join {len(asked)} people (orange), at most "
    told += f"{found.times_cheapest:.2f} times as dear as the cheapest way to"
    body = [*network(found.steps, set(asked), 90, 700), words((40, 36), told, "start")]
    return page(900, 330, "A small network that joins four made-up people", body)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "convergence.svg").write_text(meeting(), "utf-8")
    (folder / "connecting.svg").write_text(joined(), "utf-8")
