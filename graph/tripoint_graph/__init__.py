"""The graph: ontology, evidence model, store port with its adapters, and the snapshot."""
