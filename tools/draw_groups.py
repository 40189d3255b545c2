"""Draws the picture of docs/groups.md from a made-up network, as SVG.

    python tools/draw_groups.py docs/pictures

Five quarters of four planted groups: one splits, two merge, one dies. What is drawn is what
`group_changes` finds: a column a window, a box a group, a band for the members that two share.
"""

import sys
from datetime import date
from html import escape
from itertools import combinations
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from worlds_by_hand import snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.groups.calendar_windows import Every, windows  # noqa: E402
from tripoint_algorithms.groups.changes import GroupChanges, group_changes, members  # noqa: E402

WIDTH, HEIGHT, TALL, BOX = 900, 330, 7, 16
INK, BAND, FIRM = "#1f2933", "#8fa3b8", "#0b6e4f"
PLANTED = (
    (range(12), (), ()),
    (range(12), (), range(20, 26)),
    (range(6), range(6, 12), range(20, 27)),
    (range(6), range(6, 12), range(20, 27)),
    (range(6), (), (*range(6, 12), *range(20, 27))),
)
"""Who is tied to whom in each quarter; a fifth group holds the first three."""

DYING = range(30, 35)


def changes() -> GroupChanges:
    """What is found in the planted network."""
    spans = windows(date(2026, 1, 1), date(2027, 3, 31), Every.QUARTER)
    held: dict[tuple[int, int, str], tuple[int, int]] = {}
    for (first, last), planted in zip(spans, PLANTED, strict=True):
        groups = (*planted, DYING if first < spans[3][0] else ())
        for one, other in (pair for group in groups for pair in combinations(group, 2)):
            start = held.get((one, other, "ASSOCIATE_OF"), (first, last))[0]
            held[one, other, "ASSOCIATE_OF"] = (start, last)
    links = [(*tie, 0.9) for tie in held]
    return group_changes(snapshot(["person"] * 35, links, times=held), spans)


def drawn(found: GroupChanges) -> str:
    """The picture."""
    columns = [members(each) for each in found.groups]
    top = [[40 + 9 * at + TALL * sum(map(len, c[:at])) for at in range(len(c))] for c in columns]
    x = [60 + 185 * at for at in range(len(columns))]
    body = []
    for at in range(len(columns) - 1):
        used = [0] * len(columns[at + 1])
        for one, old in enumerate(columns[at]):
            y = top[at][one]
            for other, new in enumerate(columns[at + 1]):
                if tall := TALL * len(old & new):
                    z = top[at + 1][other] + used[other]
                    body.append(_band(x[at] + BOX, y, x[at + 1], z, tall))
                    y, used[other] = y + tall, used[other] + tall
    for at, groups in enumerate(found.groups):
        body.append(f'<text x="{x[at] - 14}" y="22">quarter {at + 1}</text>')
        for one, group in enumerate(groups.groups):
            tall = TALL * len(group.members)
            body.append(
                f'<rect x="{x[at]}" y="{top[at][one]}" width="{BOX}" height="{tall}" '
                f'fill="{FIRM}" fill-opacity="{0.25 + 0.75 * group.over_evidence:.2f}"/>'
                f'<text x="{x[at] - 24}" y="{top[at][one] + tall / 2 + 4}">'
                f"{len(group.members)}</text>"
            )
        if at:
            told = ", ".join(each.event for each in found.turns[at - 1].changes)
            body.append(f'<text x="{x[at] - 110}" y="{HEIGHT - 14}" font-size="11">{told}</text>')
    title = escape("Groups over five quarters; the darker, the more often a group comes back")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}" role="img">\n'
        f"<title>{title}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _band(x: float, y: float, u: float, v: float, tall: float) -> str:
    mid = (x + u) / 2
    return (
        f'<path d="M{x} {y}C{mid} {y} {mid} {v} {u} {v}V{v + tall}C{mid} {v + tall} {mid} '
        f'{y + tall} {x} {y + tall}Z" fill="{BAND}" fill-opacity="0.45"/>'
    )


if __name__ == "__main__":
    target = Path(sys.argv[1]) / "groups.svg"
    target.write_text(drawn(changes()), "utf-8")
