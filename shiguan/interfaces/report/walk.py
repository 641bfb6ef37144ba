"""Which pages of the site a report holds: those that are found by following its links, as many as there is room for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shiguan.interfaces.report import markup
from shiguan.interfaces.report.addresses import Address, is_of_page
from shiguan.interfaces.report.visiting import Answer, Visitor
from shiguan.records.views import Entity

FIRST, ARTICLES, OUTLETS, ENTITY = "/", "/articles", "/outlets", "/entity"
EVENT, OF_ENTITY = "/explain/ev-", "/explain/e-"
OF_A_NAME = ("/timeline", "/money")
"""Pages that ask for a name, and are there once for each."""
_LED_TO = ("explain", "article", "league")
_ASKED_BY_LINKS = frozenset({*markup.CHOSEN, "measure"})

Keep = Callable[[Address, str], None]
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Room:
    """How many names, and how many pages in one language, there is room for."""

    names: int
    pages: int


class Walk:
    """A way through the site. ``pages`` are those found, in order; ``names`` those that have pages of their own.

    ``keep`` is given each page as it is found; ``tell`` hears how many are found, of how many known.
    """

    def __init__(self, visitor: Visitor, language: str, room: Room, keep: Keep, tell: Tell) -> None:
        self.pages: dict[Address, None] = {}
        self.names: list[Entity] = []
        self._visitor = visitor
        self._language = language
        self._room = room
        self._keep = keep
        self._tell = tell
        self._first: list[Address] = []  # where the first page leads
        self._met: dict[Address, None] = {}
        self._listed: dict[Address, None] = {}  # what only the list of articles leads to, which comes last
        self._same: dict[Address, Address] = {}
        self._tried: set[Address] = set()
        self._nowhere: set[Address] = set()

    def go(self, most_named: Iterable[Entity], named: Callable[[Address], Entity | None]) -> None:
        """Find the pages: those in the navigation and their choices, those of names, and what they lead to.

        The names are those that the first page leads to, as ``named`` knows them, then the most named.
        """
        self._in_navigation()
        of_first = (found for address in self._first if address.kind == "entity" and (found := named(address)))
        self._of_names({entity.id: entity for entity in (*of_first, *most_named)}.values())
        self._beyond()
        for address in self._met:
            if address not in self._tried and (address.path == ENTITY or address.path.startswith(OF_ENTITY)):
                self._lead_to_entity(address)

    def ask(self, address: Address, language: str) -> str:
        """A page that was found, in another language."""
        return self._visitor.page(address, language, **self._more(address)).body.decode()

    def place(self, link: Address) -> Address | None:
        """The page that a link leads to, where it is among those found."""
        found = self._same.get(link, link)
        if found not in self.pages and found.path == OUTLETS:
            found = Address(OUTLETS)  # where every outlet has its line
        return found if found in self.pages else None

    @property
    def left_out(self) -> int:
        """How many pages links lead to that are not among those found; what the site has no page of is not one."""
        led = {*self._met, *self._listed} - self._nowhere
        return sum(self.place(address) is None for address in led)

    def _in_navigation(self) -> None:
        paths = {place.path for place in self._visitor.site.places}
        waiting = deque(Address(place.path) for place in self._visitor.site.places)
        while waiting and self._has_room():
            address = waiting.popleft()
            page = self._take(address, unless_empty=bool(address.asked))
            if not page:
                continue
            led = [to for to in self._leads(page) if to.asked and {name for name, _ in to.asked} <= _ASKED_BY_LINKS]
            if address.path == FIRST:
                self._first = self._leads(page)
            waiting += (to for to in (*markup.choices(page, address), *led) if to.path in paths and to not in self.pages)

    def _of_names(self, entities: Iterable[Entity]) -> None:
        for entity in entities:
            if len(self.names) == self._room.names or not self._has_room():
                return
            if self._take(Address(f"{ENTITY}/{entity.id}")):
                self.names.append(entity)
                for path in OF_A_NAME:
                    if self._has_room():
                        self._take(Address(path, (("name", entity.id),)), unless_empty=True)

    def _beyond(self) -> None:
        waiting = deque([*self._met, *self._listed])
        while waiting and self._has_room():
            address = waiting.popleft()
            if address.kind in _LED_TO and not address.path.startswith(OF_ENTITY) and (page := self._take(address)):
                waiting += self._leads(page)

    def _has_room(self) -> bool:
        return len(self.pages) < self._room.pages

    def _take(self, address: Address, *, unless_empty: bool = False) -> str | None:
        """The page, kept; None where there is none, it was looked for before, or is left out because it is empty."""
        if address in self._tried:
            return None
        self._tried.add(address)
        page = self._ask(address).body.decode()
        if not page or (unless_empty and markup.is_empty(page)):
            return None
        self.pages[address] = None
        self._keep(address, page)
        (self._listed if address.path == ARTICLES else self._met).update(dict.fromkeys(self._leads(page)))
        self._tell(len(self.pages), min(self._room.pages, len(self.pages) + len(self._met)))
        return page

    def _more(self, address: Address) -> dict[str, str]:
        """What is asked besides: the list of articles may be as long as there is room."""
        return {"limit": str(self._room.pages)} if address.path == ARTICLES else {}

    def _leads(self, page: str) -> list[Address]:
        found = [Address.of(link) for link in markup.links(page) if not is_of_page(link)]
        return [address for address in found if address]

    def _lead_to_entity(self, address: Address) -> None:
        """Have a link that asks for a name or an id lead to its page; the site is asked where the id does not say it."""
        identity = address.value("name") or address.path.rpartition("/")[2]
        page = Address(f"{ENTITY}/{identity}")
        if page in self.pages:
            self._same[address] = page
        elif not identity.startswith("e-"):
            self._ask(address)

    def _ask(self, address: Address) -> Answer:
        answer = self._visitor.page(address, self._language, **self._more(address))
        if answer.leads:
            self._same[address] = answer.leads
        elif not answer.body:
            self._nowhere.add(address)
        return answer
