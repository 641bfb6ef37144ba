"""One kind of damage a module, in the order in which they are undone: bytes first, then characters."""
