"""Scenarios: made-up South-East-Asian data with known truth, in the real formats."""
