"""Proposes a mapping for a table that nobody has described yet, with a reason for each column."""

from tripoint_ingest.suggesting.proposing import NothingRecognised, Proposal, propose
from tripoint_ingest.suggesting.sampling import sample
from tripoint_ingest.suggesting.writing import written

__all__ = ["NothingRecognised", "Proposal", "propose", "sample", "written"]
