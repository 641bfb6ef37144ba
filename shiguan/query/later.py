"""Long lists of an answer whose length is known, and whose items are loaded when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

Key = TypeVar("Key")
Item = TypeVar("Item")


class Later(Sequence[Item], Generic[Key, Item]):
    """Items by their keys; ``load`` gives those of some keys, in their order, as long as the view is open that it asks."""

    def __init__(self, keys: Sequence[Key], load: Callable[[Sequence[Key]], Sequence[Item]]) -> None:
        self._keys = keys
        self._load = load

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return self._load(self._keys[index])
        return self._load([self._keys[index]])[0]

    def __iter__(self) -> Iterator[Item]:
        yield from self._load(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self._keys))

    def __repr__(self) -> str:
        return f"Later({len(self)})"
