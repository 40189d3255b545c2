"""Proposals of who is the same, by Splink: blocked, scored, clustered, written as judgements."""
