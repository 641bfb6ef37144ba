"""Annotated real sentences to ``data/real``: lines of id, tab, marked-up text become ids and offsets; the text stays where it was.

``python -m training.pack NAME FILE…`` writes ``data/real/NAME.jsonl``; a line whose text is not the sentence of its id is told
and left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from training.examples import DATA, packed, sentences_of
from training.markup import MarkupError, parse

SHARED = Path("../shared")


def main(name: str, files: list[str]) -> int:
    """Pack the files; the exit status is 1 when a line was left out."""
    texts = sentences_of(SHARED)
    kept: dict[str, str] = {}
    wrong = 0
    for file in files:
        for number, line in enumerate(Path(file).read_text(encoding="utf-8").splitlines(), 1):
            identifier, _, marked = line.partition("\t")
            try:
                record = parse(marked, identifier)
            except MarkupError as error:
                print(f"{file}:{number}: {error}")
                wrong += 1
                continue
            if record.text != texts.get(identifier):
                print(f"{file}:{number}: not the text of {identifier}")
                wrong += 1
                continue
            kept[identifier] = packed(record)
    (DATA / "real" / f"{name}.jsonl").write_text("".join(f"{row}\n" for row in kept.values()), encoding="utf-8")
    print(f"{len(kept)} sentences packed, {wrong} left out")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
