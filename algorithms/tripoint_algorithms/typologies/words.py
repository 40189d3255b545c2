"""Matches in words: what the pattern says, link by link, and what to hold against it."""

from collections.abc import Mapping

from tripoint_algorithms.typologies.declaration import Thing, Without
from tripoint_algorithms.typologies.matching import Match, Matches
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.captions import sentence
from tripoint_graph.hydrate import days
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

NAMED_MAX = 5
"""Entities of one node that a sentence names."""

LINKS_MAX = 12
"""Sentences of one match, at most; the count of all is told."""

_LINKS = tuple(ONTOLOGY.links)


def says(pattern: Pattern, match: Match, captions: Mapping[int, str]) -> str:
    """What a match may mean, with names put in."""
    return pattern.says.format(
        **{name: listed(rows, captions) for name, rows in match.nodes.items()}
    )


def sentences(snapshot: Snapshot, match: Match, captions: Mapping[int, str]) -> list[str]:
    """A sentence a link, with its time; after `LINKS_MAX` how many more there are."""
    rows = list(dict.fromkeys(link for rows in match.links.values() for link in rows))
    told = [_link(snapshot, row, captions) for row in rows[:LINKS_MAX]]
    more = len(rows) - len(told)
    return [*told, f"and {more} more links of these kinds"] if more else told


def _link(snapshot: Snapshot, row: int, captions: Mapping[int, str]) -> str:
    ends = int(snapshot.link_source[row]), int(snapshot.link_target[row])
    told = sentence(_LINKS[int(snapshot.link_type[row])], *(captions[end] for end in ends))
    when = days(int(snapshot.link_start[row]), int(snapshot.link_end[row]))
    return f"{told} ({when or 'no record says when'})"


def cautions(pattern: Pattern, match: Match, captions: Mapping[int, str]) -> list[str]:
    """What to hold against a match: what is only not told, who is context, what is innocent."""
    told = [_not_told(gone, match, captions) for gone in pattern.without]
    context = [
        row
        for name, rows in match.nodes.items()
        if set(pattern.nodes[name].kind) & {"person", "organisation"}
        for row in rows
        if match.roles[row] == "context"
    ]
    if context:
        told.append(f"there as context only, which implies nothing: {listed(context, captions)}")
    return [*told, f"likeliest innocent: {pattern.innocent}"]


def _not_told(gone: Without, match: Match, captions: Mapping[int, str]) -> str:
    who = listed(match.nodes[gone.node], captions)
    if isinstance(gone.to, str):
        far = listed(match.nodes[gone.to], captions)
    elif isinstance(gone.to, Thing):
        far = "any " + " or ".join(ONTOLOGY.kinds[kind].label.lower() for kind in gone.to.kind)
    else:
        far = "anything"
    ends = (far, who) if gone.backward else (who, far)
    links = "; or ".join(sentence(kind, *ends) for kind in gone.type)
    earlier = " before that" if gone.before else ""
    return f"no record seen here says{earlier} that {links}: that it is so stays possible"


def listed(rows: tuple[int, ...] | list[int], captions: Mapping[int, str]) -> str:
    """Names of some entities; after `NAMED_MAX` how many more there are."""
    names = [captions[row] for row in rows[:NAMED_MAX]]
    more = len(rows) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def extent(found: Matches, shown: int) -> str:
    """How much of the answer is shown, and what was not looked at."""
    of = f"{len(found.found)}" if found.complete else f"at least {len(found.found)}"
    told = f"shown {shown} of {of} matches of {found.pattern.key}"
    if not found.complete:
        told += (
            f"; looked around {found.explored:,} of {found.anchors:,} that could be "
            f"{found.anchor!r}, the least crowded first"
        )
        if found.crowded:
            told += f", {found.crowded:,} of them not to the end"
    return told
