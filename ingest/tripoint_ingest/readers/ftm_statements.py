"""FollowTheMoney statements, one a line: what one data set says of one property of one entity.

Source: nomenklatura's statement model; OpenSanctions exports them sorted by canonical id, with the
ids in values already canonical. Those of one entity become that entity.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TypeVar

COLUMNS = frozenset({"canonical_id", "prop", "schema", "value"})
STATEMENTS_MAX = 100_000
"""Of one entity; what comes behind is read as the same entity once more."""

Other = TypeVar("Other")


def is_header(line: bytes) -> bool:
    """Whether a line heads a table of statements.

    >>> is_header(b"canonical_id,entity_id,prop,prop_type,schema,value,dataset")
    True
    """
    return frozenset(line.decode("utf-8", "replace").strip().replace('"', "").split(",")) >= COLUMNS


def rows(stream: BinaryIO, longest: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and statement of a table; its header stands first."""
    names = next(csv.reader([stream.readline(longest).decode("utf-8-sig", "replace")]), [])
    lines = (
        line.decode("utf-8", "replace") for line in iter(lambda: stream.readline(longest), b"")
    )
    reader = csv.reader(lines)
    for cells in reader:
        said = dict(zip(names, cells, strict=False))
        yield reader.line_num + 1, {**said, "id": said.get("canonical_id", "")}


def missing(statement: dict[str, Any]) -> str:
    """What a row lacks to be a statement, or ""."""
    lacking = sorted(COLUMNS - statement.keys())
    return f"the statement has no {', '.join(lacking)}" if lacking else ""


def gathered(
    found: Iterable[tuple[int, dict[str, Any] | Other]],
) -> Iterator[tuple[int, dict[str, Any] | Other]]:
    """Entities as they come, and one for each run of statements of one entity."""
    run: list[dict[str, Any]] = []
    first = 0
    for number, each in found:
        statement = each if isinstance(each, dict) and each.keys() >= COLUMNS else None
        if run and (statement is None or _key(statement) != _key(run[0]) or _is_long(run)):
            yield first, _entity(run)
            run = []
        if statement is None:
            yield number, each
        else:
            first = first if run else number
            run.append(statement)
    if run:
        yield first, _entity(run)


def _key(statement: dict[str, Any]) -> str:
    return str(statement["canonical_id"])


def _is_long(run: list[dict[str, Any]]) -> bool:
    return len(run) >= STATEMENTS_MAX


def _entity(run: list[dict[str, Any]]) -> dict[str, Any]:
    """The entity of a run. Sources may call it by more and by less (`LegalEntity`, `Company`): the
    name that most statements use, the later in the alphabet where two are as common.
    """
    schemata = Counter(str(each["schema"]) for each in run)
    schema = max(schemata, key=lambda name: (schemata[name], name))
    seen = max(str(each.get("last_seen") or "") for each in run)
    datasets = sorted({str(each["dataset"]) for each in run if each.get("dataset")})
    return {
        "id": _key(run[0]),
        "schema": schema,
        "statements": [{"prop": each["prop"], "value": each["value"]} for each in run],
        **({"last_seen": seen} if seen else {}),
        **({"datasets": datasets} if datasets else {}),
    }
