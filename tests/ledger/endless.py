"""A writer to be killed: ``python -m tests.ledger.endless FILE FIRST`` records articles without end, from number FIRST on."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from shiguan.ledger.connection import connect
from shiguan.ledger.writer import Writer
from shiguan.records.claim import Claim, Reject
from shiguan.records.document import Document
from shiguan.records.extraction import Extraction
from tests.ledger import build


def home(number: int) -> Document:
    return build.document(f"{build.TEXT}\n第{number}号", file=f"{number}.txt")


def found(number: int) -> Extraction:
    document = home(number)
    claims: list[Claim] = [build.funding(document), build.departure(document)]
    claims += [build.funding(document, speaker=f"第{n}人") for n in range(20)]
    read = build.extraction(*claims)
    return Extraction(read.mentions, read.claims, (Reject(document.id, "layoff", "裁员", "model", "not in the text"),))


def main(path: Path, first: int) -> None:
    writer = Writer(connect(path))
    run = writer.begin_run("rules 1", build.at(0))
    for number in count(first):
        writer.record(home(number), found(number), (), run, build.at(1))
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
