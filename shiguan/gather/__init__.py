"""Bytes from files, pages and folders, as Articles."""
