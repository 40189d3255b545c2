"""The kinds of which pairs are proposed, each with its own model, columns and rules."""

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
from splink import SettingsCreator

from tripoint_resolution.profile import Profile
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.kinds import address, organisation, person, vessel
from tripoint_resolution.proposing.model import Joint


@dataclass(frozen=True, slots=True)
class Modelled:
    """A kind that has a model.

    Attributes:
        kind: of the ontology.
        version: of the model that is shipped.
        row: a profile as the columns that the model blocks and compares by.
        settings: untrained settings of Splink.
        texts, lists: names of the columns, by what they hold.
        joints: levels that count together.
        by_name: how many of the rules, the last ones, go by the name alone.
        alone: comparisons that agree in pairs which only those rules propose.
        often: a comparison and its level that says the more the more records have one value.
    """

    kind: str
    version: int
    row: Callable[[Profile], Row]
    settings: Callable[[], SettingsCreator]
    texts: tuple[str, ...]
    lists: tuple[str, ...]
    joints: tuple[Joint, ...] = ()
    by_name: int = 0
    alone: tuple[str, ...] = ()
    often: tuple[str, str] | None = None

    @property
    def model(self) -> str:
        """The name of the shipped model."""
        return f"{self.kind}-{self.version}"

    @property
    def judge(self) -> str:
        """Who says so, in judgements."""
        return f"{self.judges}{self.version}"

    @property
    def judges(self) -> str:
        """How all versions of the judge begin: a newer one takes back what an older one said."""
        return f"splink:{self.kind}/"

    @property
    def schema(self) -> pa.Schema:
        """The columns, for Arrow."""
        texts = [(name, pa.string()) for name in self.texts]
        lists = [(name, pa.list_(pa.string())) for name in self.lists]
        return pa.schema([("unique_id", pa.string()), *texts, *lists])


_VERSIONS = {person: 2, organisation: 2, vessel: 1, address: 1}

MODELLED = {
    of.KIND: Modelled(
        of.KIND,
        version,
        of.row,
        of.settings,
        of.TEXTS,
        of.LISTS,
        of.JOINTS,
        of.BY_NAME,
        of.ALONE,
        of.OFTEN,
    )
    for of, version in _VERSIONS.items()
}
"""Kind to its model, in the order in which `tripoint resolve` takes them."""
