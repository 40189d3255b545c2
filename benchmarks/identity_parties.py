"""Parties of consignments, told without their registration numbers: who is who?

A scenario's manifests, a fifth of the names misspelt. What the rows say of registers is the truth,
and is taken out before they are loaded; then whatever else tells parties apart is taken out too.
The peer joins parties of one name in one country, its legal form and case aside.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from report import QUICK, metric

from tripoint_graph.ids import Ids
from tripoint_graph.model import Mention, MentionId, Record
from tripoint_graph.normalise import normalise
from tripoint_graph.open import open_store
from tripoint_graph.ports import batches
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_ingest.formats import detect
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import shipped_model
from tripoint_resolution.proposing.resolve import proposals
from tripoint_scenarios import write_scenario

SIZE, SEED, NOISE = (2_000 if QUICK else 10_000), 31, 0.2
SECRET = b"a secret for benchmarks only"
ORGANISATION = MODELLED["organisation"]
REGISTERS = ("registration_number", "registration_country")
CONTACTS = ("HAS_ADDRESS", "USES_PHONE", "USES_EMAIL")
PEER = "one name in one country"
Parties = dict[str, str]
"""A mention's id to what it truly is, or to the group it is taken for."""


def records(folder: Path) -> Iterator[Record]:
    for path in sorted(folder.rglob("*.csv")):
        reader = detect(path)
        yield from (r for r in reader.read(path, reader.source) if isinstance(r, Record))


def told_less(record: Record, *, contacts: bool) -> Record:
    """The record without what registers say of organisations, and perhaps without contacts."""
    mentions = tuple(_bare(each) for each in record.mentions)
    claims = tuple(c for c in record.claims if contacts or c.type not in CONTACTS)
    return replace(record, mentions=mentions, claims=claims)


def _bare(mention: Mention) -> Mention:
    if mention.kind != ORGANISATION.kind:
        return mention
    country = mention.properties.get("country") or mention.properties.get("registration_country")
    kept = {n: v for n, v in mention.properties.items() if n not in REGISTERS}
    return replace(mention, properties=kept | ({"country": country} if country else {}))


def f1(truth: Parties, taken: Parties) -> dict[str, float]:
    """Precision, recall and F1 of pairs."""
    both, theirs, ours = (
        sum(n * (n - 1) // 2 for n in _sizes(groups))
        for groups in ([(truth[i], taken[i]) for i in truth], truth.values(), taken.values())
    )
    precision, recall = both / max(ours, 1), both / max(theirs, 1)
    found = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": found}


def _sizes(names: Iterable[object]) -> Iterable[int]:
    counted: defaultdict[object, int] = defaultdict(int)
    for name in names:
        counted[name] += 1
    return counted.values()


def parties(folder: Path, name: str, *, contacts: bool) -> None:
    """Load what is left, propose, and count."""
    store = open_store(f"sqlite:///{folder / name}.db", SECRET)
    ids, truth, plain = Ids(SECRET), Parties(), Parties()
    for batch in batches(records(folder / "world" / "cargo"), 5_000):
        for record in batch:
            named_here = ids.mentions(ids.source_key(record.source, record.source_key))
            for mention in record.mentions:
                number = mention.first("registration_number")
                if mention.kind == ORGANISATION.kind and number:
                    id = named_here(mention.key)
                    truth[id] = number
                    named = normalise("organisation_name", mention.first("name"))
                    plain[id] = f"{named} {mention.first('registration_country')}"
        store.append([told_less(record, contacts=contacts) for record in batch])
    start = perf_counter()
    found = proposals(store, Worlds(store).snapshot(FULL), shipped_model(ORGANISATION.model))
    seconds = perf_counter() - start
    store.judge(found.add)
    world = Worlds(store).snapshot(FULL)
    ours = {id: str(world.find(MentionId(id))) for id in truth}
    store.close()
    metric("identity", f"{name}_mentions", len(truth), "mentions")
    metric("identity", f"{name}_seconds", seconds, "s")
    for measure, value in f1(truth, ours).items():
        metric("identity", f"{name}_{measure}", value, "share")
    for measure, value in f1(truth, plain).items():
        metric(
            "identity", f"{name}_{measure}_one_name", value, "share", peer="one name, one country"
        )


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_scenario(folder / "world", size=SIZE, seed=SEED, noise=NOISE)
        parties(folder, "parties", contacts=True)
        parties(folder, "parties_by_name", contacts=False)


if __name__ == "__main__":
    main()
