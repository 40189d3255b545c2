"""Files inside files: compressed files and archives, unpacked one member at a time."""

from tripoint_ingest.containers.budget import Refusal
from tripoint_ingest.containers.unpacking import INSIDE, Member, Refused, unpacked

__all__ = ["INSIDE", "Member", "Refusal", "Refused", "unpacked"]
