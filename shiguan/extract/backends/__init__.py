"""Readers that propose claims; what they propose still has to be found in the text."""
