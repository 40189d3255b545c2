"""Many made-up mentions of people, resolved: `python identity_mentions.py ours|peer COUNT`.

Prints one JSON object, and on stderr how far it has come; `identity.py` runs it in a process of its
own, so that memory is measured.
The truth is known; pairs are one where they are in one cluster of what the product would merge.
"""

import json
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from multiprocessing import get_context
from time import perf_counter
from typing import Any

import pyarrow as pa
from plain_splink import RULES, plain_clusters, plain_table
from splink.blocking_analysis import count_comparisons_from_blocking_rules

from tripoint_resolution.profile import profile_of
from tripoint_resolution.proposing.clusters import clustered
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.engine import here, scored, table_of
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import Model, shipped_model
from tripoint_resolution.proposing.resolve import SAME_FROM
from tripoint_resolution.proposing.thinning import groups_of
from tripoint_scenarios.doubles import MAKERS, Told
from tripoint_scenarios.doubles.told import SUBJECT, TIMES

Found = dict[str, float]
SEED = 77
BATCH = 10_000
COUNTED = 200_000
READ_AT_ONCE = 50_000
READERS = 4
PERSON = MODELLED["person"]
_BEGUN = perf_counter()


def made(count: int) -> list[Told]:
    people = round(count / (sum(TIMES) / len(TIMES)))
    return MAKERS["person"](people, SEED)


def rows_of(told: Iterable[Told], start: int = 0) -> Iterator[Row]:
    for number, each in enumerate(told, start):
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


def quality(told: list[Told], group: Iterable[Iterable[str]]) -> Found:
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


def ours(told: list[Told]) -> Found:
    """All with all, and then the last ten thousand with the rest, as a batch that came in."""
    begun, before = perf_counter(), cpu_seconds()
    model = shipped_model(PERSON.model).in_store(len(told))
    table = read_together(told)
    read = perf_counter()
    stage("read")
    pairs = scored(table, model, least=SAME_FROM)
    kept, _ = clustered(pairs, [], lambda one, other: "")
    spent = perf_counter() - begun
    stage("clustered")
    found = quality(told, groups((pair.left, pair.right) for pair in kept))
    found |= {"pairs_told": len(pairs), "seconds": spent, "seconds_of_reading": read - begun}
    found["cpu_seconds"] = cpu_seconds() - before
    del pairs, kept
    stage(f"measured {json.dumps(found)}")
    found |= batch(told, table, model)
    stage(f"resolved a batch {json.dumps(found)}")
    rules = model.rules_for(SAME_FROM)["blocking_rules_to_generate_predictions"]
    return {**found, "peak_gib": peak(), "pairs_scored": pairs_scored(table, rules)}


def peer(told: list[Told]) -> Found:
    rows = [plain_row(number, each) for number, each in enumerate(told)]
    begun, before = perf_counter(), cpu_seconds()
    clusters = plain_clusters(rows, here())
    spent, cpu = perf_counter() - begun, cpu_seconds() - before
    stage("clustered")
    found = quality(told, clusters)
    found |= {"seconds": spent, "cpu_seconds": cpu, "peak_gib": peak()}
    stage(f"measured {json.dumps(found)}")
    return {**found, "pairs_scored": pairs_scored(plain_table(rows), RULES)}


def batch(told: list[Told], table: pa.Table, model: Model) -> Found:
    """The last ten thousand against all others, which are not compared with each other."""
    new = table["unique_id"].to_pylist()[-BATCH:]
    begun = perf_counter()
    pairs = scored(table, model, new=new)
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
    return {"batch_seconds": spent, "batch_recall": hits / len(true), "batch_pairs": len(pairs)}


def pairs_scored(table: pa.Table, rules: Sequence[Any]) -> float:
    """How many pairs the rules let through, each once; of many mentions a sample is counted."""
    counted = count_comparisons_from_blocking_rules(
        here().register(table), blocking_rules=list(rules), link_type="dedupe_only",
        record_sample_proportion=min(1.0, COUNTED / len(table)),
    )  # fmt: skip
    return float(counted[-1]["cumulative_comparison_count"])


def read_together(told: list[Told]) -> pa.Table:
    """The table of all, by as many processes as there are parts of `READ_AT_ONCE`, four at most."""
    model = shipped_model(PERSON.model)
    starts = range(0, len(told), READ_AT_ONCE)
    if len(starts) == 1:
        return table_of(rows_of(told), model)
    _told.append(told)  # forked processes have it, and nothing is sent to them
    with get_context("fork").Pool(READERS) as pool:
        tables = pool.map(_read, starts, chunksize=1)
        pool.close()
        pool.join()  # so that `cpu_seconds` counts them
    return pa.concat_tables(tables)


def _read(start: int) -> pa.Table:
    part = islice(_told[0], start, start + READ_AT_ONCE)
    return table_of(rows_of(part, start), shipped_model(PERSON.model))


_told: list[list[Told]] = []


def cpu_seconds() -> float:
    """Of this process and of those it waited for; a busy machine makes no difference to it."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def peak() -> float:
    """GiB of memory that this process had at the most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def stage(done: str) -> None:
    """Tell on stderr what is done, after how many seconds: a million mentions take long."""
    print(
        f"{perf_counter() - _BEGUN:8.0f} s, {peak():5.2f} GiB: {done}", file=sys.stderr, flush=True
    )


def main() -> None:
    what, count = sys.argv[1], int(sys.argv[2])
    told = made(count)
    stage(f"made {len(told)}")
    print(json.dumps({"mentions": len(told), **{"ours": ours, "peer": peer}[what](told)}))


if __name__ == "__main__":
    main()
