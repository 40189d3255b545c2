"""Screening: how fast passengers are looked up among 50,000 names of lists, and how truly.

Beside a straight scan with rapidfuzz (`process.cdist`, token_sort_ratio, all cores), and beside
nomenklatura's logic-v2 where TRIPOINT_NOMENKLATURA names a Python that has it. logic-v2 is given
the pairs that our index proposes, because it has no index of its own: its speed is that of those
pairs alone. Needs the shared data (TRIPOINT_SHARED_DATA).

Ordinary people stand for false alarms: whoever of them is hit is one. Recall is the share of listed
people whose own entry is found from the score on from which one in a thousand of them is hit.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from report import QUICK, metric, paired, seconds
from screening_people import (
    aliases,
    by_main_name,
    entries,
    listed_passengers,
    made_up,
    ofac_names,
    ordinary,
)

from tripoint_graph.normalise import plain
from tripoint_resolution.criteria import load_criteria
from tripoint_resolution.naming.tokens import parsed
from tripoint_resolution.profile import Profile
from tripoint_resolution.screening.entries import Entry
from tripoint_resolution.screening.index import NameIndex
from tripoint_resolution.screening.parallel import screeners
from tripoint_resolution.screening.screen import Screen

NAMES = 50_000
FLIGHT = 300
FLIGHTS = 4 if QUICK else 20
WORKERS = 2
CUTOFF = 80
ON = date(2026, 11, 23)
CRITERIA = load_criteria()
EVERYTHING = CRITERIA.model_copy(update={"show_from": 1e-9})
Scored = list[tuple[float, bool]]  # of each passenger the best score, and whether it is true

metrics = "screening"


def shared() -> Path:
    told = os.environ.get("TRIPOINT_SHARED_DATA")
    return Path(told) if told else Path(__file__).parents[2] / "shared" / "data"


def speed(screen: Screen, choices: Sequence[str]) -> None:
    passengers = made_up(FLIGHT * (FLIGHTS + 2), seed=5)
    flights = [passengers[at : at + FLIGHT] for at in range(0, len(passengers), FLIGHT)]
    screen.screen(flights[-1], ON)
    spent, _ = seconds(lambda: screen.screen(flights[-2], ON), 1)
    metric(metrics, "seconds_a_flight_one_core", spent, "s")
    with screeners(screen, WORKERS) as pool:
        pool.screen(flights[-1], ON)
        rest = [each for flight in flights[:FLIGHTS] for each in flight]
        spent, _ = seconds(lambda: pool.screen(rest, ON), 1)
        metric(metrics, "passengers_per_second", len(rest) / spent, "1/s", aim=">= 1000")
        metric(metrics, "seconds_a_flight", spent / FLIGHTS, "s")
        new = made_up(FLIGHT * 3, seed=6)
        parts = iter([new[:FLIGHT], new[FLIGHT : 2 * FLIGHT], new[2 * FLIGHT :]])
        ratio = paired(
            lambda: pool.screen(next(parts), ON), lambda: scan(flights[0], choices, CUTOFF), runs=3
        )
        metric(metrics, "over_cdist_speed", 1 / ratio, "x", peer="rapidfuzz cdist", aim="> 1")


def scan(who: Sequence[Profile], choices: Sequence[str], cutoff: float) -> np.ndarray:
    queries = [plain(profile.names[0]) for profile in who]
    return process.cdist(
        queries, choices, scorer=fuzz.token_sort_ratio, score_cutoff=cutoff, workers=-1
    )


def ours(screen: Screen, who: Sequence[Profile], truth: Sequence[set[str]]) -> Scored:
    """The score of the true entry, and of nobody's best hit."""
    told: Scored = []
    for hits, true in zip(screen.screen(who, ON), truth, strict=True):
        found = [hit for hit in hits if not true or hit.entry.mention in true]
        told.append((found[0].comparison.strength, bool(true)) if found else (-99.0, False))
    return told


def scanned(
    who: Sequence[Profile],
    truth: Sequence[set[str]],
    choices: Sequence[str],
    owner: Sequence[set[str]],
) -> Scored:
    told: Scored = []
    known = [c for c, entries in enumerate(owner) if entries & set().union(*truth)]
    for at in range(0, len(who), FLIGHT):
        scores = scan(who[at : at + FLIGHT], choices, 0)
        for n, row in enumerate(scores):
            true = truth[at + n]
            best = (
                max((row[c] for c in known if owner[c] & true), default=0.0) if true else row.max()
            )
            told.append((float(best), bool(true)))
    return told


def logic_v2(
    screen: Screen, who: Sequence[Profile], truth: Sequence[set[str]]
) -> tuple[Scored, float]:
    """Its best score of our candidates, and the pairs it scores in a second."""
    pairs, places = [], []
    for number, (profile, hits) in enumerate(zip(who, screen.screen(who, ON), strict=True)):
        for hit in hits:
            entry = max(hit.comparison.evidence[1:2], key=lambda e: e.weight)
            if truth[number] and hit.entry.mention not in truth[number]:
                continue
            pairs.append((_told(profile, profile.names[0]), _told(hit.entry.profile, entry.other)))
            places.append((number, hit.entry.mention in truth[number]))
    python = os.environ["TRIPOINT_NOMENKLATURA"]
    script = Path(__file__).with_name("peer_nomenklatura.py")
    ran = subprocess.run(
        [python, str(script)], input=json.dumps(pairs), capture_output=True, text=True, check=True
    )
    answer = json.loads(ran.stdout)
    best: Scored = [(0.0, False)] * len(who)
    for (number, true), score in zip(places, answer["scores"], strict=True):
        best[number] = max(best[number], (score, true))
    return best, len(pairs) / answer["seconds"]


def _told(profile: Profile, name: str) -> list[str]:
    born, country = (profile.of(f) for f in ("birth_date", "nationality"))
    return [name, born[0].normal if born else "", country[0].normal if country else ""]


def recall(name: str, listed: Scored, ordinary_people: Scored, least: float) -> None:
    """Recall where one in a thousand ordinary people is a false alarm, or from a score on."""
    alarms = sorted((score for score, _ in ordinary_people), reverse=True)
    allowed = len(alarms) // 1_000
    cut = max(alarms[allowed], least)
    found = sum(true and score > cut for score, true in listed) / len(listed)
    metric(metrics, f"recall_at_1_false_in_1000_{name}", found, "share")


def truth(
    screen: Screen, known: list[Entry], choices: Sequence[str], owner: list[set[str]]
) -> None:
    wide = Screen(known, EVERYTHING)
    people = list(listed_passengers(shared(), known))
    who, true = [p for p, _ in people], [t for _, t in people]
    others = ordinary(shared())[: 1_000 if QUICK else None]
    nobody: list[set[str]] = [set() for _ in others]
    metric(metrics, "listed_people", len(who), "people")
    metric(metrics, "ordinary_people", len(others), "people")
    mine, alarms = ours(wide, who, true), ours(wide, others, nobody)
    recall("all_known", mine, alarms, -99.0)
    bare = [[replace(p, values={}) for p in group] for group in (who, others)]
    recall("names_only", ours(wide, bare[0], true), ours(wide, bare[1], nobody), -99.0)
    peers = scanned(who, true, choices, owner), scanned(others, nobody, choices, owner)
    recall("rapidfuzz_names_only", *peers, -1.0)
    shown = sum(bool(hits) for hits in screen.screen(others, ON))
    metric(metrics, "false_alarms_in_1000_as_shipped", 1000 * shown / len(others), "people")
    found = [hits for hits in screen.screen(who, ON)]
    kept = sum(any(h.entry.mention in t for h in hits) for hits, t in zip(found, true, strict=True))
    metric(metrics, "recall_as_shipped", kept / len(who), "share")
    calibration(mine, alarms)
    if "TRIPOINT_NOMENKLATURA" in os.environ:
        listed, pace = logic_v2(wide, who, true)
        recall("logic_v2_on_our_candidates", listed, logic_v2(wide, others, nobody)[0], -1.0)
        metric(metrics, "logic_v2_pairs_per_second", pace, "1/s", peer="nomenklatura")


def calibration(listed: Scored, others: Scored) -> None:
    """How far probabilities are from what comes true, where half of those screened are listed.

    The criteria's prior is one in a million; the odds are moved to the mix that is measured.
    """
    odds = np.array([score for score, _ in listed + others])
    true = np.array([hit for _, hit in listed + others])
    weight = np.repeat([1 / len(listed), 1 / len(others)], [len(listed), len(others)]) / 2
    entries_known = np.log(CRITERIA.one_in / NAMES)
    told = 1 / (1 + np.exp(-np.clip(odds + entries_known, -30, 30)))
    metric(metrics, "ece", _ece(told, true, weight), "share", aim="<= 0.05")
    metric(metrics, "brier", float((weight * (told - true) ** 2).sum()), "share")


def _ece(told: np.ndarray, true: np.ndarray, weight: np.ndarray) -> float:
    bins = np.minimum((told * 10).astype(int), 9)
    gaps = [
        weight[bins == b].sum()
        * abs(
            np.average(told[bins == b], weights=weight[bins == b])
            - np.average(true[bins == b], weights=weight[bins == b])
        )
        for b in np.unique(bins)
    ]
    return float(sum(gaps))


def alias_recall() -> None:
    """Whether an alias leads to its entry's main name, among the ten best of all main names."""
    for person, word in ((True, "people"), (False, "organisations")):
        main = {
            n: names[0]
            for n, (is_person, names) in ofac_names(shared()).items()
            if is_person == person
        }
        owners: dict[str, set[str]] = {}
        for number, name in main.items():
            owners.setdefault(name, set()).add(number)
        asked = [(alias, n) for alias, p, n in aliases(shared()) if p == person and n in main]
        asked = asked[:: 10 if QUICK else 2]
        index = NameIndex((name, person) for name in owners)

        told = sum(_is_found(index, each, person, owners) for each in asked) / len(asked)
        metric(metrics, f"alias_recall_at_10_{word}", told, "share")
        told = _scanned(asked, owners)
        metric(metrics, f"alias_recall_at_10_{word}_rapidfuzz", told, "share", peer="cdist")


def aliases_as_queries() -> None:
    """Other names on the UN's and the Treasury's lists, asked of entries that have but their main
    name: the share that leads to its entry among ten, and from the score on from which one ordinary
    name in a thousand is a false alarm.
    """
    main, asked = by_main_name(shared())
    wide = Screen(main, EVERYTHING)
    bare = [replace(p, values={}) for p in ordinary(shared())[: 1_000 if QUICK else None]]
    nobody: list[set[str]] = [set() for _ in bare]
    alarms = ours(wide, bare, nobody)
    choices = [plain(entry.profile.names[0]) for entry in main]
    owner: list[set[str]] = [{entry.mention} for entry in main]
    for name, queries in asked.items():
        some = queries[:: 10 if QUICK else 2]
        who, true = [p for p, _ in some], [t for _, t in some]
        shown = wide.screen(who, ON)
        ten = [{h.entry.mention for h in hits[:10]} for hits in shown]
        found = sum(bool(t & seen) for t, seen in zip(true, ten, strict=True)) / len(some)
        metric(metrics, f"{name}_alias_hit_at_10", found, "share")
        recall(f"{name}_aliases", ours(wide, who, true), alarms, -99.0)
        peers = scanned(who, true, choices, owner), scanned(bare, nobody, choices, owner)
        recall(f"{name}_aliases_rapidfuzz", *peers, -1.0)


def _is_found(
    index: NameIndex, asked: tuple[str, str], person: bool, owners: dict[str, set[str]]
) -> bool:
    alias, number = asked
    rows = index.candidates(parsed(alias, person=person), 10, least=0.2).rows
    return any(number in owners[index.names[row].given] for row in rows)


def _scanned(asked: Sequence[tuple[str, str]], owners: dict[str, set[str]]) -> float:
    names = list(owners)
    choices = [plain(name) for name in names]
    scores = process.cdist(
        [plain(alias) for alias, _ in asked], choices, scorer=fuzz.token_sort_ratio, workers=-1
    )
    best = np.argpartition(-scores, 10, axis=1)[:, :10]
    hits = sum(
        any(number in owners[names[row]] for row in rows)
        for rows, (_, number) in zip(best, asked, strict=True)
    )
    return hits / len(asked)


def main() -> None:
    if not shared().exists():
        sys.exit("the shared data is not here; name its folder in TRIPOINT_SHARED_DATA")
    known = entries(shared(), NAMES)
    spent, screen = seconds(lambda: Screen(known, CRITERIA), 1)
    metric(metrics, "names", sum(len(e.profile.names) for e in known), "names")
    metric(metrics, "seconds_to_make_ready", spent, "s")
    owner: dict[str, set[str]] = {}
    for entry in known:
        for name in entry.profile.names:
            owner.setdefault(plain(name), set()).add(entry.mention)
    choices = list(owner)
    speed(screen, choices)
    truth(screen, known, choices, [owner[choice] for choice in choices])
    alias_recall()
    aliases_as_queries()


if __name__ == "__main__":
    main()
