"""The SQLite store: one file, no server, driven by apsw alone."""
