"""Doors: each parses, makes one app call, and renders."""
