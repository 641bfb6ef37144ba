"""What the tally of examples/ shows against what its articles tell, written down beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from shiguan import Shiguan
from shiguan.records.views import Event, Tally
from shiguan.resolve.names import normal

EXPECTED: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases/examples_departures.yml").read_text(encoding="utf-8"))
FLOOR = 0.75  # of the departures told, with the right employer; only rises


@pytest.fixture(scope="module")
def tally(demo_record: Path) -> Tally:
    with Shiguan(demo_record) as record:
        return record.tally("departures", by="org")


def _counted(tally: Tally) -> list[tuple[str, str, Event]]:
    return [(event.role("person")[0].text, row.key or "", event) for row in tally.rows for event in row.events]


def _same(one: str, other: str) -> bool:
    a, b = sorted((normal(one), normal(other)), key=len)
    return len(a) >= 2 and a in b


def test_most_departures_told_are_counted_under_their_employer(tally: Tally) -> None:
    told = EXPECTED["departures"]
    found = [d for d in told if any(_same(d["person"], p) and _same(d["org"], o) for p, o, _ in _counted(tally))]
    missed = [(d["person"], d["org"]) for d in told if d not in found]
    assert len(found) / len(told) >= FLOOR, missed


def test_nobody_is_counted_twice_for_one_employer(tally: Tally) -> None:
    pairs = [(normal(p), normal(o)) for p, o, _ in _counted(tally)]
    assert len(pairs) == len(set(pairs))


def test_those_who_stayed_are_not_counted(tally: Tally) -> None:
    stayed = {(normal(s["person"]), normal(s["org"])) for s in EXPECTED["stayed"]}
    assert not {(normal(p), normal(o)) for p, o, _ in _counted(tally)} & stayed


def test_what_is_only_rumoured_counts_in_the_high_figure_alone(tally: Tally) -> None:
    rumoured = {normal(r["person"]) for r in EXPECTED["rumoured_only"]}
    for person, _, event in _counted(tally):
        if normal(person) in rumoured:
            assert event.certainty == "rumoured"


def test_captions_and_related_reading_make_no_claim(tally: Tally) -> None:
    invented = {normal(name) for kind in ("people", "orgs") for name in EXPECTED["boilerplate_only"][kind]}
    claims = [*(t.claim for _, _, event in _counted(tally) for t in event.tellings), *(e.told.claim for e in tally.excluded)]
    assert not invented & {normal(a.text) for claim in claims for a in claim.arguments}
