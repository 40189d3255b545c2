"""A folder that `neo4j-admin` loads into an empty server, and the script that says how."""

import shlex
from pathlib import Path

from tripoint_graph import backup
from tripoint_graph.adapters.neo4j.bulk import NODES, RELATIONSHIPS, write_evidence
from tripoint_graph.adapters.neo4j.bulk_view import write_view
from tripoint_graph.errors import StoreError
from tripoint_graph.ids import Ids
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot

SCRIPT = "import.sh"
OPTIONS = (
    "--id-type=string",
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
    "--read-buffer-size=16m",
    "--path-pattern-style=none",
)
_HEAD = """\
#!/bin/sh
# Loads the files beside it into the database "neo4j" of a server that is stopped and was never
# loaded. Run it on the server's machine as the server's user; then start the server and open it
# with `tripoint store info`, which makes constraints and indexes. A server that ran before has an
# empty database already: add --overwrite-destination, which DELETES what the database holds.
set -eu
cd "$(dirname "$0")"
exec ${NEO4J_ADMIN:-neo4j-admin} database import full neo4j "$@" \\
"""


def write_import(store: EvidenceStore, snapshot: Snapshot, folder: Path, ids: Ids) -> Path:
    """Write all that a store holds, and the full viewer's view of it, for one bulk import.

    Args:
        store: any store of this installation.
        snapshot: what `viewer.FULL` sees of it now.
        folder: a folder to make; only its owner can read it.
        ids: ids under the installation's secret.

    Returns:
        The script to run.

    Raises:
        StoreError: the folder holds something already, or cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(f"{folder} is not empty; name a new folder")
        folder.chmod(0o700)
        whole = folder / "evidence.ndjson"
        store.backup(whole)
        write_evidence(folder, backup.read(whole), ids)
        whole.unlink()
        write_view(folder, store, snapshot)
        return _script(folder)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}") from error


def _script(folder: Path) -> Path:
    lines = [*OPTIONS]
    for path in sorted(folder.glob("*.csv")):
        name = path.stem.partition("-")[0]
        if name in NODES or name == "Entity":
            lines.append(f"--nodes={name}={path.name}")
        elif name in RELATIONSHIPS or name == "PART_OF":
            lines.append(f"--relationships={name}={path.name}")
        else:
            lines.append(f"--relationships={path.name}")
    script = folder / SCRIPT
    body = " \\\n".join(f"    {shlex.quote(line)}" for line in lines)
    script.write_text(_HEAD + body + "\n", encoding="utf-8")
    script.chmod(0o700)
    return script
