"""Many made-up mentions of people, resolved: `python identity_mentions.py ours|peer|batch COUNT`.

Prints one JSON object; `identity.py` runs it in a process of its own, so that memory is measured.
The truth is known; pairs are one where they are in one cluster of what the product would merge.
"""

import json
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from time import perf_counter

from plain_splink import plain_pairs

from tripoint_resolution.profile import profile_of
from tripoint_resolution.proposing.clusters import clustered
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.engine import here, scored
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import shipped_model
from tripoint_resolution.proposing.resolve import SAME_FROM
from tripoint_resolution.proposing.thinning import groups_of
from tripoint_scenarios.doubles import MAKERS, Told
from tripoint_scenarios.doubles.told import SUBJECT, TIMES

SEED = 77
BATCH = 10_000
PERSON = MODELLED["person"]


def made(count: int) -> list[Told]:
    people = round(count / (sum(TIMES) / len(TIMES)))
    return MAKERS["person"](people, SEED)


def rows_of(told: Iterable[Told]) -> Iterator[Row]:
    for number, each in enumerate(told):
        id = f"{number:08}"
        yield {"unique_id": id, **PERSON.row(profile_of(each.record(id), SUBJECT))}


def plain_row(number: int, each: Told) -> dict[str, str]:
    """The same record in the columns of Splink's quick start: the last word is the surname."""
    given, _, surname = each.name.rpartition(" ")
    known = each.known
    return {
        "unique_id": f"{number:08}",
        "first_name": given.lower(),
        "surname": surname.lower(),
        "dob": known.get("birth_date", "") if len(known.get("birth_date", "")) == 10 else "",
        "city": "",
        "email": known.get("document", ""),
    }


def quality(told: list[Told], group: Iterable[Iterable[str]]) -> dict[str, float]:
    """Precision, recall and F1 of pairs, counted and never listed."""
    together = hits = 0
    for ids in group:
        truths = Counter(told[int(id)].truth for id in ids)
        size = sum(truths.values())
        together += size * (size - 1) // 2
        hits += sum(n * (n - 1) // 2 for n in truths.values())
    true = sum(n * (n - 1) // 2 for n in Counter(each.truth for each in told).values())
    precision, recall = hits / max(together, 1), hits / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": f1}


def groups(pairs: Iterable[tuple[str, str]]) -> Iterable[list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id, group in groups_of(pairs).items():
        found[group].append(id)
    return found.values()


def ours(told: list[Told]) -> dict[str, float]:
    model = shipped_model(PERSON.model).in_store(len(told))
    pairs = scored(rows_of(told), model, least=SAME_FROM)
    kept, _ = clustered(pairs, [], lambda one, other: "")
    found = quality(told, groups((pair.left, pair.right) for pair in kept))
    return found | {"pairs": float(len(pairs))}


def peer(told: list[Told]) -> dict[str, float]:
    rows = [plain_row(number, each) for number, each in enumerate(told)]
    return quality(told, groups(plain_pairs(rows, here())))


def batch(told: list[Told]) -> dict[str, float]:
    """The last ten thousand against all others, which are not compared with each other."""
    rows = list(rows_of(told))
    new = [str(row["unique_id"]) for row in rows[-BATCH:]]
    begun = perf_counter()
    pairs = scored(rows, shipped_model(PERSON.model).in_store(len(told)), new=new)
    spent = perf_counter() - begun
    lately = set(new)
    of: defaultdict[str, list[str]] = defaultdict(list)
    for number, each in enumerate(told):
        of[each.truth].append(f"{number:08}")
    true = {
        pair
        for ids in of.values()
        for pair in combinations(sorted(ids), 2)
        if lately.intersection(pair)
    }
    hits = len({(pair.left, pair.right) for pair in pairs} & true)
    return {"batch_seconds": spent, "recall": hits / len(true), "pairs": float(len(pairs))}


def main() -> None:
    what, count = sys.argv[1], int(sys.argv[2])
    told = made(count)
    begun = perf_counter()
    found = {"ours": ours, "peer": peer, "batch": batch}[what](told)
    spent = perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({**found, "mentions": len(told), "seconds": spent, "peak_gib": peak}))


if __name__ == "__main__":
    main()
