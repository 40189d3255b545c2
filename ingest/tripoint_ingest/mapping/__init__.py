"""The mapper: one YAML file turns the rows of a source into records, with no code."""

from tripoint_ingest.mapping.mapped import MappedReader, load_mapping, shipped_mappings

__all__ = ["MappedReader", "load_mapping", "shipped_mappings"]
