"""Answers, as of (valid_at, known_at), that explain themselves."""
