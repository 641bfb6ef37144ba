"""``python -m tests.planted [--seed N] [--size N] [--misprints SHARE]``: what is wrong with the record of a planted corpus."""

from __future__ import annotations

import argparse
import time
from dataclasses import fields

from tests.planted.measure import measure
from tests.planted.record import corpus, on_record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--misprints", type=float, default=0.0)
    asked = parser.parse_args()
    planted = corpus(asked.seed, asked.size, asked.misprints)
    begun = time.perf_counter()
    with on_record(planted.printed) as view:
        took = time.perf_counter() - begun
        report = measure(planted, view)
    for line in report.wrong:
        print(line)
    print(f"recorded in {took:.1f} s; over-count {report.over_count:.3f}; missed merges {report.missed_share:.3%}")
    print("  ".join(f"{f.name} {getattr(report, f.name)}" for f in fields(report) if f.name != "wrong"))


if __name__ == "__main__":
    main()
