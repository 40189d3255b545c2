"""Timelines: the busiest entity's of a made-up world of 1 M entities and 5 M links, and a person's.

QUICK: a fiftieth. Dates are dealt to the claims at random over three years, to the day.
"""

from dataclasses import replace
from functools import partial

import numpy as np
from made_columns import made_export
from report import QUICK, metric, seconds

from tripoint_algorithms.timeline import timeline
from tripoint_graph.canonical import canonical
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world

DAY = 86_400
SCALE = 50 if QUICK else 1


def main() -> None:
    made = made_export(1_000_000 // SCALE, 5_000_000 // SCALE)
    day = np.random.default_rng(2).integers(19_700, 20_795, len(made.claim_id)) * DAY
    seen = world(canonical(replace(made, claim_start=day, claim_end=day + DAY - 1)), FULL)
    ends = np.concatenate([seen.link_source, seen.link_target])
    busiest = int(np.bincount(ends).argmax())
    person = int(np.flatnonzero(seen.entity_kind == ONTOLOGY.kind_codes["person"])[0])
    for name, row in (("busiest", busiest), ("person", person)):
        partial(timeline, seen, [row])()  # indexes are made when they are first asked for
        took, found = seconds(partial(timeline, seen, [row], limit=200), 5)
        metric("timeline", f"{name}_events", found.total, "events")
        metric("timeline", f"{name}_seconds", took, "s")


if __name__ == "__main__":
    main()
