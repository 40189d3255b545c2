"""Evidence drawn anew: how likely each record is kept, and where the draws begin.

Sources: S. P. Borgatti, K. M. Carley, D. Krackhardt 2006, doi:10.1016/j.socnet.2005.05.001.
"""

from hashlib import blake2b

from tripoint_graph.columns import Floats
from tripoint_graph.snapshot import Snapshot


def check_missing(missing: float) -> None:
    """Whether a share of evidence can be missing.

    Raises:
        ValueError: it is not in [0, 1).
    """
    if not 0 <= missing < 1:
        raise ValueError(f"missing lies in [0, 1), not {missing:g}")


def kept_with(world: Snapshot, missing: float) -> Floats:
    """(r,) the probability that each record is kept: what its grade stands for, less the share of
    evidence that is missing.
    """
    kept: Floats = world.record_probability * (1 - missing)
    return kept


def seed_of(*told: bytes) -> int:
    """A seed that depends on what is told, in this order, and on nothing else.

    >>> seed_of(b"a", b"b") == seed_of(b"ab") != seed_of(b"b", b"a")
    True
    """
    return int.from_bytes(blake2b(b"".join(told), digest_size=8).digest(), "big")
