"""The only SQL: an append-only record in one SQLite file."""
