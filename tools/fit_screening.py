"""Fits how names count in screening: `python tools/fit_screening.py SHARED_DATA`.

Aliases on the Treasury's list (half of its entries, by a hash) are compared with the main names
that the index proposes, and so are ordinary names made up in many languages. A logistic regression
tells the two apart; printed are the numbers for `criteria/*.yaml`, and how the other half fares.
"""

import csv
import random
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from faker import Faker
from sklearn.linear_model import LogisticRegression

from tripoint_resolution.comparing import agreeing_rarity
from tripoint_resolution.naming.features import compared
from tripoint_resolution.naming.model import all_weighed
from tripoint_resolution.naming.tokens import parsed
from tripoint_resolution.screening.index import NameIndex

LOCALES = """id_ID ar_SA ar_PS en_PH fil_PH vi_VN th_TH en_GB fr_FR ru_RU tr_TR fa_IR en_IN es_MX
bn_BD zh_CN de_DE"""
ALIASES, NAMES_EACH = 2_500, 600


def main(shared: Path) -> None:
    aliases = [r for r in rows(shared / "er/alias_gold_ofac/alias_pairs.csv", "utf-8")]
    people = [r for r in aliases[1:] if r[1] != "entity" and r[4] == "aka"]
    owner: dict[str, set[str]] = {}
    for row in rows(shared / "sanctions/ofac_sdn_2020/sdn.csv", "latin-1"):
        if len(row) > 2 and row[2].strip() == "individual":
            owner.setdefault(row[1], set()).add(row[0].strip())
    index = NameIndex((name, True) for name in owner)
    chosen = random.Random(3).sample(people, ALIASES)
    asked = [(row[5], row[0], row[0]) for row in chosen] + [(n, "", n) for n in ordinary()]
    told: list[tuple[list[float], bool, bool, float]] = []
    for name, entry, half in asked:
        weight = 1.0 if entry else ALIASES / (len(asked) - ALIASES)
        for seen, main_name in candidates(index, name):
            same = bool(entry) and entry in owner[main_name]
            if same or not entry:
                told.append((seen, same, bool(blake2b(half.encode()).digest()[0] % 2), weight))
    report(told, len(owner))


def rows(path: Path, encoding: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.reader(stream))


def ordinary() -> list[str]:
    names = []
    for locale in LOCALES.split():
        faker = Faker(locale)
        faker.seed_instance(7)
        names += [faker.name() for _ in range(NAMES_EACH)]
    return names


def candidates(index: NameIndex, given: str) -> list[tuple[list[float], str]]:
    name = parsed(given, person=True)
    found = [index.names[row] for row in index.candidates(name).rows]
    pairs = [compared(*sorted((name, other), key=lambda n: n.given)) for other in found]
    weighed = all_weighed([features for features, _ in pairs])
    return [
        (
            [w.base + sum(s for _, s in w.shares), agreeing_rarity((name, other), p), f.left_over],
            other.given,
        )
        for w, (f, p), other in zip(weighed, pairs, found, strict=True)
    ]


def report(told: list[Any], entries: int) -> None:
    seen, same, held_out, weight = (np.array(column) for column in zip(*told, strict=True))
    fit = ~held_out
    model = LogisticRegression(C=100).fit(seen[fit], same[fit], sample_weight=weight[fit])
    alike, rare, left_over = model.coef_[0]
    base = model.intercept_[0] + np.log(entries)
    print(f"names: {{base: {base:.2f}, alike: {alike:.2f}, rare: {rare:.2f}, ", end="")
    print(f"left_over: {left_over:.2f}}}")
    odds = model.decision_function(seen)
    for least in range(-6, 8, 2):
        here = held_out & (odds >= least) & (odds < least + 2)
        if here.any():
            expected = np.average(1 / (1 + np.exp(-odds[here])), weights=weight[here])
            found = np.average(same[here], weights=weight[here])
            print(f"{least:+} to {least + 2:+}: told {expected:.3f}, came true {found:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
