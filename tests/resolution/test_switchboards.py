"""What an agency's phone says of the people who gave it: nothing."""

import pytest
from stores import STORES, StoreHouse

from tripoint_graph.columns import hex_of
from tripoint_graph.model import Category, Claim, Handling, Mention, MentionId, Record, Tlp, Verdict
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import shipped_model
from tripoint_resolution.proposing.resolve import proposals
from tripoint_resolution.proposing.switchboards import NAMES_MAX, without_switchboards

TRAVEL = Handling("ID", Tlp.AMBER, Category.PASSENGER)
AGENCY = "+6591207200"
OTHERS = ("Agus Wijaya", "Siti Umar", "Lee Wei Ming", "Nurul Huda", "Rahim Idris", "Tan Ah Kow",
    "Maria Santos", "Jose Reyes", "Ahmad Faiz", "Dewi Lestari", "Kim Min Jun", "Pranee Chai",
)  # fmt: skip


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    """Proposals do not depend on the store's kind; the contract's tests see to that."""
    return StoreHouse(STORES["sqlite"], tmp_path_factory.mktemp("store")).fresh()


def traveller(name: str, born: str) -> Record:
    mentions = (
        Mention("p", "person", {"name": (name,), "birth_date": (born,)}),
        Mention("n", "phone", {"number": (AGENCY,)}),
    )
    claims = (Claim("USES_PHONE", "p", "n"),)
    return Record("s", name + born, TRAVEL, "1", mentions=mentions, claims=claims)


def same(store: EvidenceStore) -> int:
    world = Worlds(store).snapshot(FULL)
    made = proposals(store, world, shipped_model(MODELLED["person"].model)).add
    store.judge(made)
    seen = Worlds(store).snapshot(FULL)
    people = {seen.find(MentionId(id)) for id in hex_of(seen.mention_id)}
    assert people
    return sum(said.verdict is Verdict.SAME for said in made)


def test_a_phone_joins_two_spellings_and_an_agencys_phone_joins_nobody(
    store: EvidenceStore,
) -> None:
    store.append([traveller("Lanang Mangunsong", ""), traveller("Lanang Mangunsang", "")])
    assert same(store) == 1
    store.append(
        [traveller(name, f"19{50 + at}-03-0{at % 9 + 1}") for at, name in enumerate(OTHERS)]
    )
    dangs = [traveller("John Dang", "1971-02-03"), traveller("Jane Dang", "1984-11-30")]
    store.append(dangs)
    assert same(store) == 0


def test_names_are_counted_in_records_that_are_handled_alike() -> None:
    rows: list[Row] = [
        {"unique_id": f"{at:02}", "name": f"name {at}", "contacts": [AGENCY, f"+62{at}"]}
        for at in range(2 * NAMES_MAX)
    ]
    apart = without_switchboards(rows, lambda id: int(id) % 2)
    assert apart == rows, "as many names as may be, for either handling"
    together = without_switchboards(rows, lambda id: "all")
    assert [row["contacts"] for row in together] == [[f"+62{at}"] for at in range(2 * NAMES_MAX)]
    spelt_once = [{**row, "name": "one name"} for row in rows]
    assert without_switchboards(spelt_once, lambda id: "all") == spelt_once
