"""Sets that only ever grow together: the union-find that every clustering here stands on."""

from __future__ import annotations

from collections.abc import Iterable


class Disjoint:
    """Each item starts alone; ``join`` makes two sets one. A set is named by its smallest item, whatever the order of joining."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}

    def find(self, item: str) -> str:
        """The smallest item of the set that ``item`` is in; KeyError for an item never given."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, left: str, right: str) -> None:
        """Make the sets of both one."""
        a, b = self.find(left), self.find(right)
        self._parent[max(a, b)] = min(a, b)

    def sets(self) -> dict[str, tuple[str, ...]]:
        """Every set in order of its smallest item; its items in order."""
        found: dict[str, list[str]] = {}
        for item in sorted(self._parent):
            found.setdefault(self.find(item), []).append(item)
        return {root: tuple(items) for root, items in sorted(found.items())}
