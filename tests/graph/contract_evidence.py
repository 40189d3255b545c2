"""Small records for the store's contract tests, and the promise read as plainly as can be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st
from stores import SECRET

from tripoint_graph.ids import Ids, content_hash
from tripoint_graph.model import (
    Category,
    Claim,
    ClaimId,
    Handling,
    Judgement,
    Mention,
    MentionId,
    Record,
    RecordId,
    Tlp,
    Verdict,
)
from tripoint_graph.viewer import FULL, Viewer

IDS = Ids(SECRET)
LIST = Handling("UN", Tlp.CLEAR, Category.LIST)
PASSENGER = Handling("ID", Tlp.AMBER, Category.PASSENGER)
TRADE = Handling("MY", Tlp.AMBER, Category.TRADE, ("ID", "SG"))
HANDLINGS = (LIST, PASSENGER, TRADE)
TRADE_VIEWER = Viewer("trade", categories=frozenset(Category) - {Category.PASSENGER})
NOBODY = Viewer("nobody", categories=frozenset())
VIEWERS = (FULL, TRADE_VIEWER, NOBODY, Viewer("sg", member="SG"))
UNKNOWN = "0" * 32


def person(
    key: str,
    *names: str,
    version: str = "1",
    handling: Handling = LIST,
    source: str = "people",
    phone: str = "",
    withdrawn: bool = False,
) -> Record:
    """A record of one person with names, and where asked a phone claimed to be theirs."""
    mentions: tuple[Mention, ...] = (Mention("person", "person", {"name": names}),)
    claims: tuple[Claim, ...] = ()
    if phone:
        mentions += (Mention("phone", "phone", {"number": (phone,)}),)
        claims = (Claim("USES_PHONE", "person", "phone", "2026-01", "2026-03", {"seat": "12A"}),)
    if withdrawn:
        mentions, claims = (), ()
    return Record(
        source=source,
        source_key=key,
        handling=handling,
        version=version,
        mentions=mentions,
        claims=claims,
        raw=f"the words of {key}",
        withdrawn=withdrawn,
        origin="people.csv line 2",
    )


def record_id(record: Record) -> RecordId:
    """The id a store under the tests' secret gives a record."""
    return IDS.record(record.source, record.source_key, content_hash(record))


def mention_id(record: Record, key: str = "person") -> MentionId:
    """The id of a mention."""
    of = IDS.source_key(record.source, record.source_key)
    return IDS.mention(of, record.mention_by_key[key])


def claim_id(record: Record, position: int = 0) -> ClaimId:
    """The id of a claim."""
    return IDS.claim(record_id(record), position, record.claims[position])


def same(
    left: Record, right: Record, *used: Record, by: str = "analyst:rahim", reason: str = "a photo"
) -> Judgement:
    """That the persons of two records are one, on the strength of those and further records."""
    return Judgement(
        left=mention_id(left),
        right=mention_id(right),
        verdict=Verdict.SAME,
        by=by,
        probability=0.9,
        reason=reason,
        features={"name": "+3.2"},
        records=tuple(record_id(r) for r in (left, right, *used)),
    )


@dataclass(frozen=True)
class Known:
    """Records with the commit each came in: the promise of `ports.py` without any store."""

    added: Mapping[RecordId, tuple[Record, int]]

    @classmethod
    def of(cls, batches: Sequence[Sequence[Record]]) -> "Known":
        """What a store holds after these batches, one commit for each that brings anything."""
        added: dict[RecordId, tuple[Record, int]] = {}
        commit = 0
        for batch in batches:
            new = {record_id(r): r for r in batch if record_id(r) not in added}
            commit += bool(new)
            added |= {id: (record, commit) for id, record in new.items()}
        return cls(added)

    def seen(self, viewer: Viewer, known_at: int | None = None) -> dict[RecordId, Record]:
        """The records that exist for a viewer."""
        return {
            id: record
            for id, (record, commit) in self.added.items()
            if viewer.sees(record.handling) and (known_at is None or commit <= known_at)
        }

    def speaking(self, viewer: Viewer, known_at: int | None = None) -> dict[RecordId, Record]:
        """The records that speak for their keys, by id."""
        best: dict[tuple[str, str], Record] = {}
        for record in self.seen(viewer, known_at).values():
            key = (record.source, record.source_key)
            if key not in best or _rank(record) > _rank(best[key]):
                best[key] = record
        return dict(sorted((record_id(record), record) for record in best.values()))


def _rank(record: Record) -> tuple[str, bool, bytes]:
    return record.version, record.withdrawn, content_hash(record)


names = st.sampled_from(["Nur", "Nūr Habib", "Tran Thi Mai", "阮文", "محمد", "สมชาย", "al-Nuri"])
people = st.builds(
    person,
    st.sampled_from(["k1", "k2", "k3"]),
    names,
    names,
    version=st.sampled_from(["", "1", "10", "2", "é"]),
    handling=st.sampled_from(HANDLINGS),
    phone=st.sampled_from(["", "+628111222333", "+66812345678"]),
    withdrawn=st.sampled_from([False, False, False, True]),
)
loads = st.lists(st.lists(people, max_size=4), max_size=5)
viewers = st.sampled_from(VIEWERS)


def each_once(records: Iterable[Record]) -> list[Record]:
    """Records without copies, in order."""
    return list({record_id(r): r for r in records}.values())


def numbered_batch(number: int, size: int = 25) -> list[Record]:
    """A batch of people with phones, the same for the same number."""
    return [
        person(
            f"k{number}-{at}",
            f"Nur {number} {at}",
            handling=HANDLINGS[at % 3],
            phone=f"+62811{number:03}{at:04}",
        )
        for at in range(size)
    ]
