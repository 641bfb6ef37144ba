"""The training data itself: every record follows the guide, and there is what the data card says there is."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from shiguan.extract.backends.model.labels import KINDS, ROLES, TYPES
from training.examples import DATA
from training.markup import MarkupError, Record, records


def all_records(folder: str) -> list[Record | MarkupError]:
    """The records of a folder, broken ones among them."""
    return [r for path in sorted((DATA / folder).glob("*.txt")) for r in records(path)]


@pytest.mark.parametrize("folder", ["sentences", "articles", "second"])
def test_every_record_follows_the_guide(folder: str) -> None:
    assert [str(r) for r in all_records(folder) if isinstance(r, MarkupError)] == []


def test_there_is_as_much_as_was_asked_for() -> None:
    sentences = [r for r in all_records("sentences") if isinstance(r, Record)]
    articles = [r for r in all_records("articles") if isinstance(r, Record)]
    real = [line for path in (DATA / "real").glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(sentences) >= 3000
    assert len(articles) >= 200
    assert len(real) >= 2000


def test_every_type_is_told_many_times_and_denied_and_rumoured() -> None:
    events = [e for f in ("sentences", "articles") for r in all_records(f) if isinstance(r, Record) for e in r.events.values()]
    types = Counter(e.type for e in events)
    assert {t: n for t in TYPES if (n := types[t]) < 100} == {}
    stances = Counter(e.stance[0] for e in events)
    assert min(stances[s] for s in ("confirmed", "rumoured", "denied", "planned")) >= 200


def test_no_text_of_the_sentences_is_there_twice() -> None:
    texts = Counter(r.text for r in all_records("sentences") if isinstance(r, Record))
    assert [t for t, n in texts.items() if n > 1] == []


def test_real_sentences_are_kept_as_ids_and_offsets() -> None:
    for path in sorted((DATA / "real").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            assert set(item) == {"id", "names", "events", "references"}
            assert all(a < b and k in (*KINDS, "open") for a, b, k in item["names"])
            for event in item["events"]:
                assert event["type"] in TYPES
                assert event["triggers"]
                assert all(a < b and r in ROLES for a, b, r in event["roles"])
