"""The connection to one server: transactions, and errors in words for people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from neo4j import GraphDatabase, ManagedTransaction, NotificationDisabledClassification, Session
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from tripoint_graph.adapters.neo4j.address import Address
from tripoint_graph.errors import StoreError, StoreUnavailable

CONNECT_SECONDS = 10.0
FETCH_ROWS = 5_000
"""Rows asked for at once: several times faster than the driver's own 1,000."""

T = TypeVar("T")


class Connection:
    """Runs work in transactions. Safe to share between threads.

    Args:
        address: where the server is and who signs in.

    Raises:
        StoreUnavailable: no server answers there, or it refuses the user.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        with self._errors():
            self._driver = GraphDatabase.driver(
                address.server,
                auth=(address.user, address.password) if address.user else None,
                connection_timeout=CONNECT_SECONDS,
                # An empty store knows none of the names that queries use; that is no news.
                notifications_disabled_classifications=[
                    NotificationDisabledClassification.UNRECOGNIZED
                ],
                user_agent="tripoint",
            )
        try:
            with self._errors():
                self._driver.verify_connectivity()
        except StoreError:
            self._driver.close()
            raise

    def read(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What the work gives; it may run more than once, and changes nothing."""
        with self._errors(), self._session() as session:
            return session.execute_read(work)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What the work gives, all of it landed or nothing; it may run more than once."""
        with self._errors(), self._session() as session:
            return session.execute_write(work)

    def alone(self, statement: str) -> None:
        """Run a statement that needs its own transaction, such as one that makes an index."""
        with self._errors(), self._session() as session:
            session.run(statement).consume()

    def close(self) -> None:
        """Let go of all connections."""
        self._driver.close()

    def _session(self) -> Session:
        # One bookmark manager for all: in a cluster every read sees the writes before it.
        return self._driver.session(
            database=self.address.database,
            fetch_size=FETCH_ROWS,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        where = self.address.url
        try:
            yield
        except AuthError as error:
            raise StoreUnavailable(
                f"{where} refuses this user or password; check both in the store's URL"
            ) from error
        except IncompleteCommit as error:
            raise StoreUnavailable(
                f"the connection to {where} broke while a batch landed, so whether it did is not "
                "known; do the same again: what landed is not written twice"
            ) from error
        except (ServiceUnavailable, SessionExpired) as error:
            raise StoreUnavailable(
                f"no Neo4j answers at {where}; is it running, and is the port right?"
            ) from error
        except TransientError as error:
            raise StoreUnavailable(
                f"{where} is too busy or short of memory ({error.code}); try again, with smaller "
                "batches if it stays so"
            ) from error
        except ConfigurationError as error:
            raise StoreError(f"{where} cannot be used: {error}") from error
        except Neo4jError as error:
            # Only the code: the server's own words may repeat what a record says.
            raise StoreError(f"{where} refused a query ({error.code})") from error
        except DriverError as error:
            raise StoreUnavailable(
                f"the connection to {where} failed ({type(error).__name__}); try again"
            ) from error
