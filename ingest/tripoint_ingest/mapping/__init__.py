"""The mapper: one YAML file turns the rows of a source into records, with no code."""
