"""Each version of the criteria comes with its report, and is what the report was made of."""

import sys
from pathlib import Path

import pytest
import yaml
from shared_data import ROOT, shared

from tripoint_resolution.criteria import CriteriaError, load_criteria
from tripoint_resolution.screening.report import report_of
from tripoint_resolution.screening.screen import Screen

FOLDER = ROOT / "resolution/tripoint_resolution/criteria"
SHIPPED = sorted(p for p in FOLDER.glob("*.yaml") if not p.name.endswith(".disparity.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_version_comes_with_its_report(path: Path) -> None:
    rates = report_of(load_criteria(path))
    assert rates is not None
    assert {rate.by for rate in rates} == {"nationality", "script"}
    assert all(rate.low <= rate.rate <= rate.high for rate in rates)
    assert all(rate.screened >= 100 for rate in rates)


def test_criteria_that_were_changed_under_the_same_name_are_refused(tmp_path: Path) -> None:
    told = yaml.safe_load(SHIPPED[0].read_text("utf-8"))
    told["one_in"] = 2_000_000
    (tmp_path / "changed.yaml").write_text(yaml.safe_dump(told), "utf-8")
    with pytest.raises(CriteriaError, match="a change needs a version of its own"):
        report_of(load_criteria(tmp_path / "changed.yaml"))


def test_a_new_version_has_no_report_until_one_is_made(tmp_path: Path) -> None:
    told = yaml.safe_load(SHIPPED[0].read_text("utf-8"))
    told["version"] = "screening-999"
    (tmp_path / "new.yaml").write_text(yaml.safe_dump(told), "utf-8")
    assert report_of(load_criteria(tmp_path / "new.yaml")) is None


def test_the_report_is_what_screening_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shared("sanctions").parent
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    import report_disparity

    criteria = load_criteria()
    screen = Screen(report_disparity.entries(folder), criteria)
    told = report_of(criteria)
    assert told is not None
    of_mexico = [rate for rate in told if rate.group == "MEX"]
    again = report_disparity.measured(screen, {"es_MX": "MEX"})
    assert [(r.screened, r.hit) for r in again if r.by == "nationality"] == [
        (rate.screened, rate.hit) for rate in of_mexico
    ]
