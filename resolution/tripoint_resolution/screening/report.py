"""The report that comes with each version of the criteria: who is hit how often, measured once.

Made by `tools/report_disparity.py` on people who do not exist, against real lists. It says of which
criteria it is by their digest: criteria that were changed have none.
"""

from dataclasses import asdict
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from tripoint_resolution.criteria import Criteria, CriteriaError
from tripoint_resolution.screening.disparity import Rate


def digest_of(criteria: Criteria) -> str:
    """Of all that a version says but for its own story (`about`)."""
    told = criteria.model_dump_json(exclude={"about"})
    return blake2b(told.encode(), digest_size=8).hexdigest()


def written(criteria: Criteria, population: str, lists: str, rates: list[Rate]) -> str:
    """The report as YAML."""
    document: dict[str, Any] = {
        "criteria": criteria.version,
        "digest": digest_of(criteria),
        "population": population,
        "lists": lists,
        "rates": [_short(asdict(rate)) for rate in rates],
    }
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _short(rate: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 5) if isinstance(v, float) else v for k, v in rate.items()}


def report_of(criteria: Criteria, folder: Path | None = None) -> list[Rate] | None:
    """The rates of a version's report, or None where it comes without one.

    Raises:
        CriteriaError: there is a report, and it is of other criteria under the same name.
    """
    place = (folder or files("tripoint_resolution") / "criteria") / (
        f"{criteria.version}.disparity.yaml"
    )
    if not place.is_file():
        return None
    document = yaml.safe_load(place.read_text("utf-8"))
    if document["digest"] != digest_of(criteria):
        raise CriteriaError(
            f"criteria {criteria.version} are not those that its report was made of: a change "
            "needs a version of its own"
        )
    return [Rate(**rate) for rate in document["rates"]]
