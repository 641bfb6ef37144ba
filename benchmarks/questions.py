"""How long questions take on a large record: ``python -m benchmarks.questions FILE`` (a file that ``benchmarks.ledger`` made).

Each question is asked anew of a fresh view, of names drawn evenly from all on record, and of the firm that is in most of the news.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from shiguan import Shiguan
from shiguan.errors import AmbiguousError

_LIMIT = 100


def measure(record: Shiguan, times: int, seed: int = 1) -> None:
    """Ask and print the median, the 95th percentile and the longest, in milliseconds."""
    chance = random.Random(seed)
    store = record.view().store
    rows = list(store.execute("SELECT kind, name, mentions FROM {entities} ORDER BY key"))
    firms = [name for kind, name, _ in rows if kind == "org"]
    people = [name for kind, name, _ in rows if kind == "person"]
    most = max((mentions, name) for kind, name, mentions in rows if kind == "org")[1]
    (tellings,) = store.execute("SELECT count(*) FROM {tellings}").fetchone()
    (events,) = store.execute("SELECT count(*) FROM {events}").fetchone()
    print(f"{tellings} claims, {events} events, {len(firms)} firms, {len(people)} people; most named: {most}")
    questions: dict[str, Callable[[], object]] = {
        "tally by organisation": lambda: record.tally("departure", limit=_LIMIT),
        "tally by month": lambda: record.tally("departure", "month", limit=_LIMIT),
        "tally of a year": lambda: record.tally("departure", limit=_LIMIT, since="2020", until="2020"),
        "tally of one firm": lambda: record.tally("departure", limit=_LIMIT, group=chance.choice(firms)),
        "timeline of a firm": lambda: record.timeline(chance.choice(firms), _LIMIT),
        "timeline of a person": lambda: record.timeline(chance.choice(people), _LIMIT),
        "search": lambda: record.search(chance.choice(firms)[:2]),
        "dossier of a firm": lambda: record.dossier(chance.choice(firms)),
        "timeline of the most named": lambda: record.timeline(most, _LIMIT),
    }
    for label, ask in questions.items():
        spent = sorted(_timed(record, ask) for _ in range(times))
        middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(f"{label:28} p50 {middle:7.1f} ms  p95 {late:7.1f} ms  longest {spent[-1]:7.1f} ms", flush=True)


def _timed(record: Shiguan, ask: Callable[[], object]) -> float:
    record.as_of()  # a fresh view: nothing is at hand from the question before
    begun = time.perf_counter()
    with suppress(AmbiguousError):  # a name that several bear is told to be so: an answer too
        ask()
    return 1000 * (time.perf_counter() - begun)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=40)
    arguments = parser.parse_args()
    with Shiguan(arguments.file) as record:
        begun = time.perf_counter()
        record.view()
        print(f"bringing the present up: {time.perf_counter() - begun:.1f} s")
        measure(record, arguments.times)


if __name__ == "__main__":
    main()
