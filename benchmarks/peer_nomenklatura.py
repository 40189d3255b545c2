"""Scores pairs of people with nomenklatura's logic-v2, for `screening.py`, in a Python of its own.

Reads a JSON array of pairs of [name, birth date, country] on standard input, writes the scores and
the seconds. nomenklatura needs other versions of libraries than the product does.
"""

import json
import sys
from time import perf_counter

from followthemoney import model
from nomenklatura.matching import get_algorithm


def entity(number: int, told: list[str]) -> object:
    name, born, country = told
    properties = {
        "name": [name],
        "birthDate": [born] if born else [],
        "country": [country] if country else [],
    }
    return model.get_proxy({"id": f"e{number}", "schema": "Person", "properties": properties})


pairs = json.load(sys.stdin)
algorithm = get_algorithm("logic-v2")
config = algorithm.default_config()
made = [(entity(2 * n, one), entity(2 * n + 1, other)) for n, (one, other) in enumerate(pairs)]
algorithm.compare(*made[0], config)  # it loads its data at the first call
begun = perf_counter()
scores = [algorithm.compare(one, other, config).score for one, other in made]
json.dump({"seconds": perf_counter() - begun, "scores": scores}, sys.stdout)
