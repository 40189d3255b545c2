"""Scenarios: made-up South-East-Asian data with known truth, in the real formats."""

from tripoint_scenarios.scenario import SIZE_MIN, write_scenario

__all__ = ["SIZE_MIN", "write_scenario"]
