"""The Neo4j store: a server over Bolt, Community features only, driven by the official driver."""
