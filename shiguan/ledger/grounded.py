"""Where conflicts can be, as it is kept: the grounds on which more than one thing is said."""

from __future__ import annotations

from collections.abc import Iterator

from shiguan.ledger.present import PresentStore


class GroundStore:
    """Asks one present which events stand on which grounds (``resolve.conflicts.grounds``); events by number."""

    def __init__(self, store: PresentStore) -> None:
        self._store = store

    def disputed(self, always: str, any_time: str, of_house: str) -> set[int]:
        """The events on the ground ``always``, and on those on which two things are said.

        On a ground that ends in ``any_time`` one of these must be open; those that begin with ``of_house`` are left out.
        """
        sql = """
        SELECT DISTINCT event FROM {grounds} WHERE ground = :always OR ground IN (
            SELECT ground FROM {grounds} WHERE ground > :always AND ground < :house GROUP BY ground
            HAVING min(said) <> max(said) AND (max(open) OR substr(ground, -length(:any)) <> :any))
        """
        asked = {"always": always, "any": any_time, "house": of_house}
        return {row[0] for row in self._store.execute(sql, asked)}

    def of_houses(self, of_house: str) -> Iterator[tuple[str, str, int, bool]]:
        """What is said on grounds that begin so: the ground, what, the event, whether it is open."""
        yield from self._store.execute("SELECT ground, said, event, open FROM {grounds} WHERE ground >= ?", (of_house,))

    def leading_on(self) -> set[int]:
        """The events that are told in documents that go on with a word for what came next."""
        sql = """
        SELECT DISTINCT event FROM {tellings}
        WHERE document IN (SELECT document FROM {tellings} WHERE leads) AND event IS NOT NULL
        """
        return {row[0] for row in self._store.execute(sql)}
