"""Sets that only ever grow together: the union-find that every clustering here stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", str, int)


class Disjoint(Generic[Item]):
    """Each item starts alone; ``join`` makes two sets one. A set is named by its smallest item, whatever the order of joining."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._parent: dict[Item, Item] = {item: item for item in items}

    def find(self, item: Item) -> Item:
        """The smallest item of the set that ``item`` is in; KeyError for an item never given."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, left: Item, right: Item) -> None:
        """Make the sets of both one."""
        a, b = self.find(left), self.find(right)
        self._parent[max(a, b)] = min(a, b)

    def sets(self) -> dict[Item, tuple[Item, ...]]:
        """Every set in order of its smallest item; its items in order."""
        found: dict[Item, list[Item]] = {}
        for item in sorted(self._parent):
            found.setdefault(self.find(item), []).append(item)
        return {root: tuple(items) for root, items in sorted(found.items())}
