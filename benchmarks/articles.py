"""How long a new article takes on a large record: ``python -m benchmarks.articles FILE`` (a file that ``benchmarks.ledger`` made).

Its names are judged against all on record, and what it changes of the present is worked out; reading it is not counted. The
articles tell new things of the firms and people on record. The file is added to.
"""

from __future__ import annotations

import argparse
import time
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from benchmarks.ledger import PER_PAPER, World, paper
from shiguan.ledger.connection import connect, transaction
from shiguan.ledger.writer import Writer
from shiguan.present import Resolved, keep
from shiguan.vocabulary import load_vocabulary


def measure(file: Path, times: int) -> None:
    """Take in articles; print the median, the 95th percentile and the longest, in milliseconds."""
    connection = connect(file)
    connection.execute("PRAGMA synchronous = OFF")  # what is measured is the work, not the disk
    resolved = Resolved(connection, load_vocabulary())
    begun = time.perf_counter()
    resolved.open()
    keep(connection)
    print(f"made ready in {time.perf_counter() - begun:.1f} s", flush=True)
    writer = Writer(connection)
    at = datetime.now(UTC)
    run = writer.begin_run("generated", at)
    (held,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    world = World()
    world.chance.seed(int(held))
    told = world.happenings()
    judged, kept = [], []
    for number in range(times):
        document, extraction = paper(date(2025, 6, 1), list(islice(told, PER_PAPER)), 10_000_000 + held + number)
        with transaction(connection):
            writer.record(document, extraction, (), run, at)
            begun = time.perf_counter()
            resolved.take(document.id, extraction.mentions, at)
            judged.append(1000 * (time.perf_counter() - begun))
        begun = time.perf_counter()
        keep(connection)
        kept.append(1000 * (time.perf_counter() - begun))
    for label, spent in (("judging its names", judged), ("what it changes", kept)):
        spent.sort()
        late = spent[int(len(spent) * 0.95)]
        print(f"{label:28} p50 {spent[len(spent) // 2]:7.1f} ms  p95 {late:7.1f} ms  longest {spent[-1]:7.1f} ms")
    connection.close()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=60)
    arguments = parser.parse_args()
    measure(arguments.file, arguments.times)


if __name__ == "__main__":
    main()
