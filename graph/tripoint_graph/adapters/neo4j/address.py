"""Reads a server's URL: where it is, who signs in, and which database."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from tripoint_graph.errors import StoreError

DATABASE = "neo4j"
"""The database of a URL that names none; a Community server has no other."""
_FORM = "write neo4j://user:password@host:7687"


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address, taken apart.

    Attributes:
        server: "neo4j://host:7687", without user and password: fit for messages.
        user, password: who signs in; both empty where the URL names nobody.
        database: the database.
        url: the URL for messages, with `***` for user and password.
    """

    server: str
    user: str
    password: str = field(repr=False)
    database: str
    url: str


def address_of(url: str) -> Address:
    """Take a URL apart; characters such as "/" in a password are written "%2F".

    Raises:
        StoreError: it is not one (the password is never repeated).

    >>> address_of("neo4j://ann:h%2Fush@host:7687")
    Address(server='neo4j://host:7687', user='ann', database='neo4j', url='neo4j://***@host:7687')
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise StoreError(
            f"the Neo4j URL cannot be read; {_FORM}, with % codes for / : @ in a password"
        ) from error
    if not parts.hostname or parts.query or parts.fragment:
        raise StoreError(f"the Neo4j URL names no server; {_FORM}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    server = f"{parts.scheme}://{host}" + ("" if port is None else f":{port}")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    named = "***@" if parts.username is not None else ""
    return Address(
        server=server,
        user=user,
        password=password,
        database=parts.path.strip("/") or DATABASE,
        url=server.replace("://", f"://{named}", 1) + parts.path,
    )
