"""Every error this package raises.

* TripointError
  - OntologyError      a kind, link or property that the ontology does not declare
  - InvalidEvidence    a record that contradicts itself; nothing of it was stored
  - StoreError
      - StoreUnavailable   the store cannot be reached; safe to retry
      - WrongInstallation  the store was written under another installation's secret
      - StoreOutdated      the store's layout is not the one this version reads
"""


class TripointError(Exception):
    """Base of all errors a caller may want to catch. The message says what to do."""


class OntologyError(TripointError):
    """A kind, link or property that the ontology does not declare."""


class InvalidEvidence(TripointError):
    """A record that contradicts itself or the ontology; nothing of it was stored."""


class StoreError(TripointError):
    """Something about the store itself."""


class StoreUnavailable(StoreError):
    """The store cannot be reached; nothing was written, and the call may be repeated."""


class WrongInstallation(StoreError):
    """The store was written under another installation's secret, so its ids mean nothing here."""


class StoreOutdated(StoreError):
    """The store's layout is not the one that this version reads."""
