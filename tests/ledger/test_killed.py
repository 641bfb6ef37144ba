from __future__ import annotations

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from tests.ledger import build
from tests.ledger.endless import found, home

ROUNDS = 8
ROOT = Path(__file__).parents[2]


def kill_while_writing(path: Path, first: int, chance: random.Random) -> int:
    """Start the endless writer, kill it with SIGKILL some way into an article; how many articles it said it recorded."""
    command = [sys.executable, "-m", "tests.ledger.endless", str(path), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 5)):
            process.stdout.readline()
        # Some way into the next article: spun, not slept, so that no two rounds stop at the same place.
        for _ in range(chance.randrange(400_000)):
            pass
        process.kill()
        said = process.stdout.read().split()
    return len(said)


def test_a_killed_writer_leaves_each_article_whole_or_absent_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path, chance, recorded = tmp_path / "r.db", random.Random(8), 0
    for _ in range(ROUNDS):
        kill_while_writing(path, recorded, chance)
        with closing(connect(path, create=False)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            connection.execute("INSERT INTO passage_terms (passage_terms) VALUES ('integrity-check')")
            reader = Reader(connection)
            before, recorded = recorded, reader.counts().articles
            assert recorded > before
            for number in range(before, recorded):
                whole = home(number)
                assert reader.document(whole.id) == whole
                assert set(reader.claims(documents=[whole.id])) == set(found(number).claims)
                assert reader.rejects(whole.id) == found(number).rejects
                assert reader.already_read(whole.article.id, "rules 1")
                assert [h.document for h in reader.search(f"第{number}号", 5)] == [whole.id]
            counts = reader.counts()
            assert (counts.documents, counts.standing, counts.entries) == (recorded, 22 * recorded, 22 * recorded)
            assert connection.execute("SELECT count(*) FROM documents").fetchone() == (recorded,)
    with closing(connect(path)) as connection:
        writer = Writer(connection)
        run = writer.begin_run("rules 1", build.at(0))
        assert writer.record(home(recorded), found(recorded), (), run, build.at(2)).asserted == 22
