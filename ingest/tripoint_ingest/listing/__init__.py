"""What the watch lists of several issuers have in common: entries, dates, remarks."""
