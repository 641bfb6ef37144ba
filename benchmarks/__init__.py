"""Measured, never asserted: how long things take on a record of a size that no test builds."""
