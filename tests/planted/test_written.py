"""What the rules reader makes of planted articles. What it misses is its own affair; what it counts must be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from shiguan import Shiguan
from shiguan.query.names import fold
from shiguan.records.views import Event
from tests.planted.world import Happening, World, world
from tests.planted.written import Article, articles, write

SEED = 1


@dataclass(frozen=True)
class Read:
    """The articles and what was read of them: ``counted`` events by type, of those in the low count."""

    world: World
    articles: tuple[Article, ...]
    counted: dict[str, tuple[Event, ...]]

    def happenings(self, event: Event) -> list[Happening]:
        """What the articles that tell the event are about."""
        by_file = {a.file: a.truth for a in self.articles}
        numbers = frozenset[int]().union(*(by_file[t.file] for t in event.tellings))
        return [h for h in self.world.happenings if h.key in numbers]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    folder = tmp_path_factory.mktemp("written")
    made = world(SEED, 34)
    written = articles(made, SEED, 64)
    write(folder / "articles", written)
    with Shiguan(folder / "written.db", reader="rules") as shiguan:
        report = shiguan.read([folder / "articles"])
        assert report.failures == ()
        assert len(report.read) == len(written) >= 60
        tallies = {t: shiguan.tally(t) for t in ("departure", "appointment", "funding", "layoff")}
        counted = {t: tuple(e for row in answer.rows for e in row.events) for t, answer in tallies.items()}
        yield Read(made, tuple(written), counted)


def sure(read: Read, event_type: str) -> list[Event]:
    return [e for e in read.counted[event_type] if e.certainty in ("reported", "confirmed")]


def test_most_departures_are_found(read: Read) -> None:
    truth = {h.key for h in read.world.happenings if h.event_type == "departure" and h.low}
    told = truth & frozenset().union(*(a.truth for a in read.articles))
    found = {h.key for e in sure(read, "departure") for h in read.happenings(e)}
    assert len(told) > 10
    assert len(told & found) >= 0.8 * len(told)


def test_nobody_is_counted_as_gone_who_stays_or_is_only_said_to_go(read: Read) -> None:
    counted = sure(read, "departure")
    assert counted
    assert [h for e in counted for h in read.happenings(e) if h.event_type == "departure" and not h.low] == []


def test_every_departure_is_counted_once(read: Read) -> None:
    events = Counter(h.key for e in sure(read, "departure") for h in read.happenings(e))
    assert [(key, count) for key, count in events.items() if count > 1] == []


@pytest.mark.parametrize("event_type", ["departure", "appointment", "layoff"])
def test_what_is_counted_is_told_of_one_happening_of_its_type(read: Read, event_type: str) -> None:
    for event in sure(read, event_type):
        (happening,) = read.happenings(event)
        assert happening.event_type == event_type
        if happening.person:
            assert event.role("person")[0].text == happening.person.name


def test_reprints_and_the_other_script_are_no_further_sources(read: Read) -> None:
    reprinted = {a.file for a in read.articles if a.text.startswith("来源")}
    converted = {a.file for a in read.articles if fold(a.text) != a.text}
    assert len(reprinted) > 3
    assert len(converted) > 3
    checked = 0
    for event in (e for event_type in read.counted for e in sure(read, event_type)):
        files = {t.file for t in event.tellings}
        assert event.sources <= len(files - reprinted)
        checked += bool(files & reprinted)
    assert checked
