"""Who is who in the five articles: of the names that the reference says are one, how many are one; and none that are two."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.query.names import fold
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity
from shiguan.resolve.names import normal

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "articles").exists(), reason="the reference articles are not beside this checkout")

# Floors, by reader; they only rise. Of pairs as ``pairs`` counts them: most are of the one group that has many names.
FLOORS = {"rules": 0.9, "model": 0.93}


@pytest.fixture(scope="module", params=FLOORS)
def resolved(request: pytest.FixtureRequest, read_by: Callable[[str], Shiguan]) -> tuple[str, list[Entity]]:
    """The entities of each reader's record."""
    which = str(request.param)
    return which, list(read_by(which).view().entities.values())


def groups() -> list[frozenset[str]]:
    """The reference's names, each group the forms of one, in normal form; a form of two groups says nothing."""
    listed = [
        frozenset(normal(fold(form)) for form in group) for group in json.loads((SHARED / "gold/aliases.json").read_text("utf-8"))
    ]
    shared = {form for one, other in combinations(listed, 2) for form in one & other}
    return [group - shared for group in listed]


def forms(entities: list[Entity]) -> Mapping[tuple[MentionKind, str], list[str]]:
    """From kind and form to the ids of the entities that have it."""
    found: dict[tuple[MentionKind, str], list[str]] = defaultdict(list)
    for entity in entities:
        for form in {normal(fold(f)) for f in (entity.name, *entity.aliases)}:
            found[entity.kind, form].append(entity.id)
    return found


def pairs(entities: list[Entity]) -> tuple[int, int]:
    """Pairs of a group's forms on record (a form that two entities have is a pair too): how many are one entity, of how many."""
    known = forms(entities)
    one = every = 0
    for group in groups():
        for kind in MentionKind:
            ids = [known[kind, form] for form in sorted(group) if (kind, form) in known]
            for left, right in combinations(ids, 2):
                every += 1
                one += left == right and len(left) == 1
            namesakes = [i for i in ids if len(i) > 1]
            every += len(namesakes)
    return one, every


def test_names_of_one_are_one(resolved: tuple[str, list[Entity]]) -> None:
    which, entities = resolved
    one, every = pairs(entities)
    assert every > 0
    assert one / every >= FLOORS[which], f"{one} of {every}"


def test_no_entity_has_the_names_of_two(resolved: tuple[str, list[Entity]]) -> None:
    _, entities = resolved
    listed = groups()
    for entity in entities:
        own = {normal(fold(f)) for f in (entity.name, *entity.aliases)}
        assert len([g for g in listed if g & own]) <= 1, f"{entity.name}: {sorted(own)}"
