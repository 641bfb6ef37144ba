"""Article → Document: damage undone, boilerplate marked, folded to simplified; every change recorded and reversible."""
