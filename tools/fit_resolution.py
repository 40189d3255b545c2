"""Trains the model that proposes who is the same: `python tools/fit_resolution.py`.

People are made up in many languages, each told of once to four times with spellings, orders,
typing errors and gaps as records have them. Chance agreement (u) is counted on random pairs, true
agreement (m) on the labels. Written are `models/person-1.json` and what it reports of itself on
other people: pairs blocked, recall of blocking, precision, recall, calibration.
"""

import random
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
from faker import Faker
from splink import DuckDBAPI, Linker

from tripoint_resolution.profile import Profile, profile, stated
from tripoint_resolution.proposing.engine import SCHEMA, scored
from tripoint_resolution.proposing.rows import Row, row_of
from tripoint_resolution.proposing.settings import settings

HERE = Path(__file__).parents[1] / "resolution" / "tripoint_resolution" / "models"
LOCALES = re.findall(
    r"\w+", "id_ID en_PH fil_PH vi_VN en_GB fr_FR tr_TR en_IN es_MX ar_SA ar_PS ru_RU"
)
PEOPLE = 4_000


def people(count: int, seed: int) -> list[tuple[str, Profile]]:
    fakers = [Faker(locale) for locale in LOCALES]
    for faker in fakers:
        faker.seed_instance(seed)
    chance = random.Random(seed)
    told = []
    for number in range(count):
        words = fakers[number % len(fakers)].name().split()
        born = f"{chance.randint(1940, 2008)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        country = chance.choice(["IDN", "MYS", "PHL", "SAU", "FRA", "GBR", "THA", "VNM", "TUR"])
        truth = {
            "birth_date": born,
            "nationality": country,
            "document": f"{chance.choice('ABCEX')}{chance.randint(1000000, 9999999)}",
            "phone": f"+62812{chance.randint(1000000, 9999999)}",
        }
        times = chance.choice([1, 1, 2, 3, 4])
        told += [(str(number), mention(words, truth, chance)) for _ in range(times)]
    return told


def mention(words: list[str], truth: dict[str, str], chance: random.Random) -> Profile:
    country = truth["nationality"] if chance.random() < 0.95 else "SGP"
    phone = truth["phone"] if chance.random() < 0.8 else another(chance)
    known = {
        "birth_date": maybe(0.8, dated(truth["birth_date"], chance), chance),
        "nationality": maybe(0.8, country, chance),
        "document": maybe(0.5, mistyped(truth["document"], 0.1, chance), chance),
        "phone": maybe(0.3, phone, chance),
    }
    values = {name: stated(name, given) for name, given in known.items() if given}
    named = list(words)
    if len(named) > 2 and chance.random() < 0.25:
        named.pop(chance.randrange(len(named)))
    if chance.random() < 0.4:
        named = named[1:] + named[:1]
    named = [mistyped(word, 0.12, chance) for word in named]
    return profile("person", [" ".join(named)], {n: [v] for n, v in values.items() if v})


def another(chance: random.Random) -> str:
    return f"+62813{chance.randint(1000000, 9999999)}"


def maybe(share: float, value: str, chance: random.Random) -> str:
    return value if chance.random() < share else ""


def dated(born: str, chance: random.Random) -> str:
    if chance.random() < 0.1:
        return born[:4]
    if chance.random() < 0.04:
        return f"{int(born[:4]) + chance.choice([-2, -1, 1, 2, 7])}{born[4:7]}-17"
    if chance.random() < 0.06:
        return born[:8] + f"{chance.randint(1, 28):02}"
    return born


def mistyped(word: str, share: float, chance: random.Random) -> str:
    if chance.random() > share or len(word) < 3:
        return word
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(["", "a", "e", "n", "1"]) + word[at + 1 :]


def rows_of(told: list[tuple[str, Profile]]) -> tuple[list[Row], dict[str, str]]:
    rows = [row_of(f"{n:08}", who) for n, (_, who) in enumerate(told)]
    return rows, {f"{n:08}": label for n, (label, _) in enumerate(told)}


def main() -> None:
    rows, label = rows_of(people(PEOPLE, 1))
    labelled = [dict(row) | {"label": label[row["unique_id"]]} for row in rows]
    table = pa.Table.from_pylist(labelled, schema=SCHEMA.append(pa.field("label", pa.string())))
    linker = Linker(DuckDBAPI().register(table), settings(), log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    linker.training.estimate_m_from_label_column("label")
    true = sum(n * (n - 1) // 2 for n in Counter(label.values()).values())
    model: dict[str, Any] = linker.misc.save_model_to_json()
    model["probability_two_random_records_match"] = true / (len(rows) * (len(rows) - 1) / 2)
    (HERE / "person-1.json").write_bytes(orjson.dumps(model, option=orjson.OPT_INDENT_2) + b"\n")
    report(model)


def report(model: dict[str, Any]) -> None:
    rows, label = rows_of(people(PEOPLE, 2))
    of: dict[str, list[str]] = {}
    for id, name in label.items():
        of.setdefault(name, []).append(id)
    true = {pair for ids in of.values() for pair in combinations(sorted(ids), 2)}
    everything = scored(rows, model, least=0.0)
    blocked = {(pair.left, pair.right) for pair in everything}
    kept = {(pair.left, pair.right) for pair in everything if pair.probability >= 0.5}
    bins: dict[int, list[tuple[float, bool]]] = {}
    for pair in everything:
        said = pair.probability, (pair.left, pair.right) in true
        bins.setdefault(min(int(pair.probability * 10), 9), []).append(said)
    told = {
        "rows": len(rows),
        "true_pairs": len(true),
        "pairs_blocked": len(blocked),
        "blocking_recall": len(blocked & true) / len(true),
        "precision": len(kept & true) / len(kept),
        "recall": len(kept & true) / len(true),
        "reliability": [
            {
                "told": round(sum(p for p, _ in each) / len(each), 4),
                "came_true": round(sum(t for _, t in each) / len(each), 4),
                "pairs": len(each),
            }
            for _, each in sorted(bins.items())
        ],
    }
    told["ece"] = sum(
        abs(sum(p for p, _ in each) - sum(t for _, t in each)) for each in bins.values()
    ) / len(everything)
    body = orjson.dumps(told, option=orjson.OPT_INDENT_2)
    (HERE / "person-1.report.json").write_bytes(body + b"\n")
    print(body.decode())


if __name__ == "__main__":
    main()
