"""A phone that twenty people gave is an agency's or an office's: it tells nobody apart."""

from collections.abc import Sequence

from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.thinning import HandlingOf

NAMES_MAX = 8
"""Names that one contact may have and still be somebody's: a family, and a few spellings."""

_CONTACTS = "contacts"


def without_switchboards(rows: Sequence[Row], handling: HandlingOf) -> list[Row]:
    """The rows, without each phone and e-mail address that more than `NAMES_MAX` names give.

    Names are counted in records of one handling, those that whoever sees the row sees, too.

    Args:
        rows: of one kind, with `name` and `contacts` where it has them.
        handling: of the record of a mention.
    """
    names: dict[tuple[str, object], set[str]] = {}
    for row in rows:
        for contact in _told(row):
            told = names.setdefault((contact, handling(str(row["unique_id"]))), set())
            told.add(str(row["name"]))
    many = {each for each, told in names.items() if len(told) > NAMES_MAX}
    return [_without(row, many, handling) for row in rows] if many else list(rows)


def _told(row: Row) -> Sequence[str]:
    told = row.get(_CONTACTS)
    return told if isinstance(told, list) else ()


def _without(row: Row, many: set[tuple[str, object]], handling: HandlingOf) -> Row:
    whose = handling(str(row["unique_id"]))
    left = [contact for contact in _told(row) if (contact, whose) not in many]
    return row if len(left) == len(_told(row)) else {**row, _CONTACTS: left or None}
