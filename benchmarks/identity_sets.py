"""The public labelled sets that `identity.py` measures on: FEBRL 1 to 3, Splink's fake 1,000, and
Arabic spellings. Whoever has no copy is told so, and what could be measured is.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from time import perf_counter

from anyascii import anyascii
from plain_splink import plain_pairs
from rapidfuzz.fuzz import WRatio
from report import QUICK, metric

from tripoint_resolution.naming.likeness import likeness
from tripoint_resolution.naming.matching import match
from tripoint_resolution.naming.tokens import parsed
from tripoint_resolution.profile import Profile, profile, stated
from tripoint_resolution.proposing.clusters import clustered
from tripoint_resolution.proposing.engine import PROPOSE_FROM, scored
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import shipped_model
from tripoint_resolution.proposing.resolve import SAME_FROM
from tripoint_resolution.proposing.thinning import groups_of

PERSON = MODELLED["person"]
AIMS = {1: ">= 0.99", 2: ">= 0.98", 3: ">= 0.97"}
Couple = tuple[str, str]


def within(groups: Iterable[Iterable[str]]) -> set[Couple]:
    """Every two that are in one group."""
    return {pair for ids in groups for pair in combinations(sorted(ids), 2)}


def scores(told: set[Couple], true: set[Couple]) -> dict[str, float]:
    """Precision, recall and F1 of pairs."""
    hits = len(told & true)
    precision, recall = hits / max(len(told), 1), hits / max(len(true), 1)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def resolved(people: dict[str, Profile], least: float = SAME_FROM) -> set[Couple]:
    """The pairs that are one after clustering what is so probable, by the shipped model."""
    rows = ({"unique_id": id, **PERSON.row(who)} for id, who in people.items())
    pairs = scored(rows, shipped_model(PERSON.model).in_store(len(people)), least=least)
    kept, _ = clustered(pairs, [], lambda one, other: "")
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, group in groups_of((pair.left, pair.right) for pair in kept).items():
        groups[group].append(id)
    return within(groups.values())


def told_of(known: dict[str, str], name: str) -> Profile:
    values = {feature: stated(feature, given) for feature, given in known.items() if given.strip()}
    return profile("person", [name], {n: [v] for n, v in values.items() if v is not None})


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        found = csv.DictReader(stream, skipinitialspace=True)
        return [{key.strip(): (value or "").strip() for key, value in row.items()} for row in found]


def febrl(folder: Path) -> None:
    for number, aim in AIMS.items():
        rows = rows_of(folder / "febrl" / f"dataset{number}.csv")
        people, plain, of = {}, [], defaultdict(list)
        for row in rows:
            id, born = row["rec_id"], row["date_of_birth"]
            day = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else ""
            street = f"{row['street_number']} {row['address_1']}, {row['address_2']}"
            known = {
                "birth_date": day,
                "document": row["soc_sec_id"],
                "address": f"{street}, {row['suburb']}, {row['state']} {row['postcode']}",
            }
            people[id] = told_of(known, f"{row['given_name']} {row['surname']}")
            plain.append(
                {"unique_id": id, "first_name": row["given_name"], "surname": row["surname"],
                 "dob": day, "city": row["suburb"], "email": row["soc_sec_id"]}
            )  # fmt: skip
            of[id.split("-")[1]].append(id)
        true = within(of.values())
        begun = perf_counter()
        ours = scores(resolved(people), true)
        seconds = perf_counter() - begun
        for name, value in ours.items():
            at = aim if name == "f1" else ""
            metric("identity", f"febrl{number}_{name}", value, "share", aim=at)
        metric("identity", f"febrl{number}_seconds", seconds, "s")
        wider = scores(resolved(people, PROPOSE_FROM), true)
        metric("identity", f"febrl{number}_f1_from_half", wider["f1"], "share")
        peer = scores(plain_pairs(plain), true)
        metric("identity", f"febrl{number}_f1_plain_splink", peer["f1"], "share", peer="Splink")


def fake_thousand(folder: Path) -> None:
    people, of, plain = {}, defaultdict(list), []
    for row in rows_of(folder / "splink_fake1000" / "fake_1000.csv"):
        id = row["unique_id"].zfill(4)
        known = {"birth_date": row["dob"], "email": row["email"], "address": ""}
        people[id] = told_of(known, f"{row['first_name']} {row['surname']}")
        of[row["cluster"]].append(id)
        columns = ("first_name", "surname", "dob", "city", "email")
        plain.append({"unique_id": id} | {name: row[name] for name in columns})
    true = within(of.values())
    for name, value in scores(resolved(people), true).items():
        metric("identity", f"fake1000_{name}", value, "share")
    wider = scores(resolved(people, PROPOSE_FROM), true)
    metric("identity", "fake1000_f1_from_half", wider["f1"], "share")
    peer = scores(plain_pairs(plain), true)
    metric("identity", "fake1000_f1_plain_splink", peer["f1"], "share", peer="Splink")


def arabic(folder: Path, among: int = 1_000) -> None:
    """Mean reciprocal rank of the right Latin spelling among a thousand, asked in Arabic."""
    with (folder / "arabic_transliteration" / "wd_arabic_80").open(encoding="utf-8") as stream:
        pairs = [line.rstrip("\n").split("\t")[:2] for line in stream if line.count("\t") == 2]
    order = sorted(pairs, key=lambda pair: hashlib.blake2b("".join(pair).encode()).digest())
    chosen = [(latin, letters.replace(" ", "")) for latin, letters in order[:among]]
    right = defaultdict(set)
    for latin, letters in chosen:
        right[letters].add(latin)
    words = sorted({latin for latin, _ in chosen})
    asked = chosen[: 60 if QUICK else 400]
    ours = [1 / _rank(_ranked(letters, words), right[letters]) for _, letters in asked]
    metric("identity", "arabic_mrr_among_1000", sum(ours) / len(ours), "share")
    fuzzy = []
    for _, letters in asked:
        plain = anyascii(letters)
        best = sorted(words, key=lambda word: (-WRatio(plain, word), word))
        fuzzy.append(1 / _rank(best, right[letters]))
    peer = sum(fuzzy) / len(fuzzy)
    metric("identity", "arabic_mrr_rapidfuzz", peer, "share", peer="rapidfuzz WRatio")


def _ranked(letters: str, words: list[str]) -> list[str]:
    """Words by likeness; the first fifty by the whole model of names."""
    tokens = parsed(letters, person=True).tokens
    token = max((each.text for each in tokens), key=len)  # the article is a word of its own
    near = sorted(words, key=lambda word: (-likeness(token, word, abjad=True), word))
    first = {w: match(letters, w, person=True).probability for w in near[:50]}
    return sorted(first, key=lambda word: (-first[word], near.index(word))) + near[50:]


def _rank(ranked: list[str], right: set[str]) -> int:
    return next(at for at, word in enumerate(ranked, start=1) if word in right)
