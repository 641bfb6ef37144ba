"""The trained reader: a small encoder with heads for names, events, roles and stance (docs/model.md)."""
