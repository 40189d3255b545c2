"""What screening found, as a document with keys that stay, and as text for people."""

from collections.abc import Iterable
from typing import Any

from tripoint.console import answers, shown
from tripoint_resolution.comparing import Comparison, Evidence
from tripoint_resolution.screening.disparity import Rate
from tripoint_resolution.screening.leads import LeadState
from tripoint_resolution.screening.screen import Hit
from tripoint_resolution.screening.shared_things import Shared

CAUTION = "Each of these is a lead to look into, not a finding about anybody."


def comparison_document(compared: Comparison) -> dict[str, Any]:
    """A comparison with its waterfall: the weights add up to the log-odds."""
    return {
        "probability": compared.probability,
        "criteria": compared.criteria,
        "log_odds": compared.log_odds,
        "evidence": evidence_documents(compared.evidence),
    }


def evidence_documents(parts: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The parts of a probability."""
    return [
        {
            "feature": each.feature,
            "level": each.level,
            "one": each.one,
            "other": each.other,
            "weight": each.weight,
            "details": [{"seen": name, "weight": weight} for name, weight in each.details],
        }
        for each in parts
    ]


def hit_document(hit: Hit) -> dict[str, Any]:
    """One possible match."""
    entry = hit.entry
    return {
        "state": str(LeadState.NEW),
        "listed": list(entry.profile.names[:1]),
        "list": entry.list,
        "issuer": entry.source,
        "reference": entry.reference,
        "basis": entry.basis,
        "listed_on": entry.listed_on,
        "review_by": str(hit.review_by or ""),
        "review_overdue": hit.review_overdue,
        "expires_on": entry.expires_on,
        "mention": entry.mention,
        "record": entry.record,
        **comparison_document(hit.comparison),
    }


def shared_document(shared: Shared) -> dict[str, Any]:
    """Somebody in the graph who shares a thing."""
    return {
        "link": shared.link,
        "thing": shared.thing,
        "kind": shared.mention.mention.kind,
        "name": shared.mention.mention.first("name"),
        "mention": shared.mention.id,
        "record": shared.mention.record,
        "entity": shared.entity,
        "same": comparison_document(shared.comparison) if shared.comparison else None,
    }


def rate_document(rate: Rate) -> dict[str, Any]:
    """How often one group is hit."""
    return {
        "by": rate.by,
        "group": rate.group,
        "screened": rate.screened,
        "hit": rate.hit,
        "rate": rate.rate,
        "low": rate.low,
        "high": rate.high,
    }


_THINGS = {
    "HOLDS_DOCUMENT": "the same document",
    "USES_PHONE": "the same phone",
    "USES_EMAIL": "the same e-mail address",
    "HAS_ADDRESS": "the same address",
    "IN_BOOKING": "the same booking",
}


def print_subject(subject: dict[str, Any], *, why: bool) -> None:
    """Whom somebody may be, and with whom they share something."""
    out = answers()
    out.print(shown(f"{subject['names'][0]}  ({subject['place']})"))
    for hit in subject["hits"]:
        told = [f"{hit['list']} {hit['reference']}", hit["basis"], f"by {hit['issuer']}"]
        if hit["review_by"]:
            told.append(f"review by {hit['review_by']}{' (overdue)' * hit['review_overdue']}")
        if hit["expires_on"]:
            told.append(f"expires {hit['expires_on']}")
        of = ", ".join(filter(None, told))
        out.print(shown(f"  {hit['probability']:.3f}  possibly {hit['listed'][0]}: {of}"))
        print_waterfall(hit, why=why)
    for other in subject["shares"]:
        thing = _THINGS.get(other["link"], "the same consignment")
        same = other["same"]
        sure = f"{same['probability']:.3f}  possibly" if same else "       linked to"
        out.print(shown(f"  {sure} {other['name']} ({other['kind']}): {thing}"))
        if same:
            print_waterfall(same, why=why)


def print_waterfall(compared: dict[str, Any], *, why: bool) -> None:
    """What speaks for it and against it; with `why` every part and its weight."""
    out = answers()
    if not why:
        told = [e for e in compared["evidence"] if e["feature"] not in ("prior", "limit")]
        for side, each in (
            ("for", [e for e in told if e["weight"] > 0]),
            ("against", [e for e in told if e["weight"] < 0]),
        ):
            if each:
                out.print(shown(f"         {side}: {', '.join(map(_short, each))}"))
        return
    print_parts(compared["evidence"])
    probability = f"that is {compared['probability']:.3f}"
    out.print(f"         {compared['log_odds']:+7.2f}  in all, {probability}")


def print_parts(parts: Iterable[dict[str, Any]]) -> None:
    """Each part and its weight."""
    out = answers()
    for each in parts:
        values = f"{each['one']} | {each['other']}" if each["one"] or each["other"] else ""
        told_by = f"{each['feature']}: {each['level']}  {values}"
        out.print(shown(f"         {each['weight']:+7.2f}  {told_by}"))
        for part in each["details"][:5]:
            out.print(shown(f"                  {part['weight']:+6.2f} {part['seen']}"))


def _short(evidence: dict[str, Any]) -> str:
    return f"{evidence['feature'].replace('_', ' ')} {evidence['level']}"
