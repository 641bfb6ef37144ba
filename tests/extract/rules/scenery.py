"""Sentences as the event readers see them, read with the invented names of the cases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.reader import RulesBackend, scenes
from shiguan.extract.backends.rules.scene import Scene
from shiguan.extract.sentences import prepare
from shiguan.vocabulary import Vocabulary, load_vocabulary
from tests.extract.rules.page import document

CASES = Path(__file__).parents[2] / "cases"


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary with the names of the cases, so that finding names is not what is tested."""
    return load_vocabulary(CASES / "events" / "people_names.yml")


NAMED_RULES = (RulesBackend(vocabulary()),)
RULES = (RulesBackend(load_vocabulary()),)
"""The rules alone, with the names of the cases and without: what is tested here is theirs, whoever else reads."""


def scenes_of(text: str) -> list[Scene]:
    """The sentences of a text published on 2024-05-20; the last one's own words are not yet in its discourse."""
    reading = prepare(document(text))
    found = scenes(reading, vocabulary())
    return [next(found) for _ in reading.sentences]  # not list(found): the reader notes a sentence when the next is asked for


def last_scene(text: str) -> Scene:
    """The last sentence, with what the ones before it left behind."""
    return scenes_of(text)[-1]


def phrase_of(scene: Scene, letter: str, index: int = 0) -> Phrase:
    """A phrase of a letter by its place among those of the letter."""
    return [p for p in scene.phrases if p.letter == letter][index]


def people(scene: Scene) -> list[Item]:
    """The persons of a sentence in order."""
    return [i for p in scene.phrases if p.letter == "P" for i in p.items]
