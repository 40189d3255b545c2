"""Groups, as documents and as people read them."""

from typing import Any

from tripoint.console import answers, print_table
from tripoint_algorithms.groups.bridges import RANKED_BY as BRIDGES_RANKED_BY
from tripoint_algorithms.groups.bridges import bridges
from tripoint_algorithms.groups.changes import Change, GroupChanges, Turn, in_words
from tripoint_algorithms.groups.detection import MEMBERS_RANKED_BY, RANKED_BY, Group, Groups
from tripoint_algorithms.networks import Network
from tripoint_graph.hydrate import captions, days, kind_of
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

MEMBERS_SHOWN = 8
"""Members of a group that are named in prose; JSON has them all."""

BRIDGES_SHOWN = 10


def groups_document(store: EvidenceReader, cut: Network, found: Groups) -> dict[str, Any]:
    """The groups of one network, with keys that stay."""
    world = cut.snapshot
    parting = bridges(cut)[:BRIDGES_SHOWN]
    rows = [member.entity for each in found.groups for member in each.members]
    names = captions(store, world, [*rows, *(e for b in parting for e in (b.one, b.other))])
    return {
        "layers": list(found.layers),
        "pooled": len(found.layers) > 1,
        "method": str(found.method),
        "resolution": found.resolution,
        "quality": found.quality,
        "shown": len(found.groups),
        "total": found.total,
        "ranked_by": RANKED_BY,
        "small": found.small,
        "alone": found.alone,
        "entities": found.entities,
        "ties": found.ties,
        "components": found.components,
        "seeds": found.seeds,
        "draws": found.draws,
        "missing": found.missing,
        "groups": [_group(world, names, each) for each in found.groups],
        "bridges": {
            "shown": len(parting),
            "total": len(cut.graph.bridges()),
            "ranked_by": BRIDGES_RANKED_BY,
            "bridges": [
                {
                    "one": {"id": world.entity_name(each.one), "caption": names[each.one]},
                    "other": {"id": world.entity_name(each.other), "caption": names[each.other]},
                    "parts": each.parts,
                    "of": each.of,
                    "records": world.record_names(each.records),
                }
                for each in parting
            ],
        },
    }


def _group(world: Snapshot, names: dict[int, str], found: Group) -> dict[str, Any]:
    return {
        "size": len(found.members),
        "ties": found.ties,
        "outside": found.outside,
        "density": found.density,
        "over_seeds": found.over_seeds,
        "over_evidence": found.over_evidence,
        "likeness": found.likeness,
        "members_ranked_by": MEMBERS_RANKED_BY,
        "members": [
            {
                "id": world.entity_name(each.entity),
                "caption": names[each.entity],
                "kind": kind_of(world, each.entity),
                "role": str(each.role),
                "inside": each.inside,
                "outside": each.outside,
                "core": each.core,
                "together": each.together,
            }
            for each in found.members
        ],
    }


def print_groups(told: dict[str, Any]) -> None:
    """The groups of one network as people read them."""
    layers = ", ".join(told["layers"]) or "no link"
    pooled = f" ({len(told['layers'])} kinds of links pooled)" if told["pooled"] else ""
    answers().print(f"tied by {layers}{pooled}", soft_wrap=True)
    print_table(
        ("members", "density", "comes back", "from seeds", "who, and how often with the others"),
        (
            (
                str(each["size"]),
                f"{each['density']:.2f}",
                f"{each['over_evidence']:.0%}",
                f"{each['over_seeds']:.0%}",
                _who(each["members"]),
            )
            for each in told["groups"]
        ),
    )
    dividing = [each for each in told["bridges"]["bridges"] if each["parts"] > 1]
    for each in dividing:
        answers().print(
            f"bridge: {each['one']['caption']} - {each['other']['caption']}, without which "
            f"{each['parts']:,} of {each['of']:,} fall away"
        )
    answers().print(
        f"shown {told['shown']:,} of {told['total']:,} groups, ranked by {told['ranked_by']}; "
        f"{told['small']:,} entities in smaller ones, {told['alone']:,} tied to nobody; "
        f"{told['entities']:,} entities, {told['ties']:,} ties, {told['components']:,} pieces; "
        f"bridges shown {len(dividing):,} of {told['bridges']['total']:,}, without those that part "
        "one entity alone. "
        f"A group comes back where one shares more than half with it: of {told['draws']} networks "
        f"drawn anew, records kept by their grades, {told['missing']:.0%} of evidence taken to be "
        f"missing; and of {told['seeds']} seeds. To be in a group is no verdict on anybody.\n"
    )


def _who(members: list[dict[str, Any]]) -> str:
    told = [
        f"{each['caption']} {each['together']:.0%}"
        + (" (context)" if each["role"] == "context" else "")
        for each in members[:MEMBERS_SHOWN]
    ]
    more = len(members) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def changes_document(store: EvidenceReader, world: Snapshot, found: GroupChanges) -> dict[str, Any]:
    """What became of groups, with keys that stay."""
    rows = {m.entity for each in found.groups for group in each.groups for m in group.members}
    names = captions(store, world, rows)
    pairs = zip(found.groups, found.groups[1:], strict=False)
    return {
        "untimed": found.untimed,
        "windows": [
            {
                "when": days(*window),
                "ties": groups.ties,
                "groups": groups.total,
                "grouped": sum(len(each.members) for each in groups.groups),
                "alone": groups.alone,
                "layers": list(groups.layers),
            }
            for window, groups in zip(found.windows, found.groups, strict=True)
        ],
        "turns": [
            _turn(world, names, turn, sides) for turn, sides in zip(found.turns, pairs, strict=True)
        ],
    }


def _turn(
    world: Snapshot, names: dict[int, str], turn: Turn, sides: tuple[Groups, Groups]
) -> dict[str, Any]:
    def told(change: Change) -> dict[str, Any]:
        def comes_back(groups: Groups, numbers: tuple[int, ...]) -> list[float]:
            return [groups.groups[at].over_evidence for at in numbers]

        return {
            "event": str(change.event),
            "sentence": in_words(change, *sides, names),
            "likeness": change.likeness,
            "still_tied": change.tied,
            "before_over_evidence": comes_back(sides[0], change.before),
            "after_over_evidence": comes_back(sides[1], change.after),
            "joined": [_named(world, names, row) for row in change.joined],
            "left": [_named(world, names, row) for row in change.left],
        }

    ties = {"kept": turn.kept, "begun": turn.begun, "ended": turn.ended}
    return {**ties, "changes": [told(each) for each in turn.changes]}


def _named(world: Snapshot, names: dict[int, str], row: int) -> dict[str, str]:
    return {"id": world.entity_name(row), "caption": names[row]}


def print_changes(told: dict[str, Any]) -> None:
    """What became of groups as people read it."""
    for at, window in enumerate(told["windows"]):
        answers().print(
            f"{window['when']}: {window['ties']:,} ties, {window['groups']:,} groups of "
            f"{window['grouped']:,} entities"
        )
        if at < len(told["turns"]):
            turn = told["turns"][at]
            for change in turn["changes"]:
                shares = change["before_over_evidence"] + change["after_over_evidence"]
                firm = f"; comes back {min(shares):.0%}" if shares else ""
                answers().print(f"   {change['sentence']}{firm}")
            answers().print(
                f"   ties kept {turn['kept']:,}, begun {turn['begun']:,}, ended {turn['ended']:,}"
            )
    answers().print(
        f"{told['untimed']:,} links count in every window, because nobody says when they held. "
        "A change of groups that seldom come back may be chance."
    )
