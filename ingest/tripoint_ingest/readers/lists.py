"""The readers of watch lists, of exchange formats of lists, and of networks."""

from tripoint_ingest.readers.edge_list import EdgeListReader
from tripoint_ingest.readers.eu_list import EuListReader
from tripoint_ingest.readers.ftm import FtmReader
from tripoint_ingest.readers.gml import GmlReader
from tripoint_ingest.readers.graphml import GraphmlReader
from tripoint_ingest.readers.ofac_advanced import OfacAdvancedReader
from tripoint_ingest.readers.ofac_csv import OfacCsvReader
from tripoint_ingest.readers.ofac_xml import OfacXmlReader
from tripoint_ingest.readers.pajek import PajekReader
from tripoint_ingest.readers.stix import StixReader
from tripoint_ingest.reading import Reader


def list_readers() -> list[Reader]:
    """All of them, in the order people read."""
    return [
        *(reader(both) for reader in _OFAC for both in (False, True)),
        EuListReader(),
        FtmReader(),
        StixReader(),
        EdgeListReader(),
        GraphmlReader(),
        GmlReader(),
        PajekReader(),
    ]


_OFAC = (OfacXmlReader, OfacCsvReader, OfacAdvancedReader)
