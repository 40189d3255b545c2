"""The installation's secret: read from where the settings say, made on first use."""

import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

from tripoint.settings import Settings
from tripoint_graph.errors import TripointError

SECRET_BYTES_MIN = 16


class SecretError(TripointError):
    """The installation's secret is too short or cannot be read."""


def installation_secret(settings: Settings) -> bytes:
    """The secret that all ids are keyed with.

    Where the environment gives none and the file is not there yet, a new one is written to the
    file with access for its owner alone. Losing it means that a store's ids cannot be made
    again, so it belongs into the same backup as the store.

    Raises:
        SecretError: it is shorter than 16 bytes, or its file cannot be read or made.
    """
    if settings.secret is not None:
        secret, origin = settings.secret.get_secret_value().encode(), "TRIPOINT_SECRET"
    else:
        secret, origin = _from_file(settings.secret_file), str(settings.secret_file)
    if len(secret) < SECRET_BYTES_MIN:
        raise SecretError(f"the secret in {origin} needs at least {SECRET_BYTES_MIN} bytes")
    return secret


def _from_file(path: Path) -> bytes:
    try:
        if not path.exists():
            _make(path)
        return path.read_bytes().strip()
    except OSError as error:
        raise SecretError(
            f"{path}: the installation's secret cannot be read or made ({error.strerror}); "
            "set TRIPOINT_SECRET or TRIPOINT_SECRET_FILE"
        ) from error


def _make(path: Path) -> None:
    """Written whole beside its place and then linked there, so that two first starts at once
    end with one secret and nobody ever reads half of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent) as draft:  # 0600 from the start
        draft.write(secrets.token_hex(32).encode())
        draft.flush()
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return  # another first start was quicker; its secret counts
