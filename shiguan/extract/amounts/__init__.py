"""Quantities in news text: money, rates, counts, ranks."""
