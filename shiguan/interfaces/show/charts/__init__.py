"""Charts for those who look rather than read: SVG made here, with no script and nothing loaded."""
