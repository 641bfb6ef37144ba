"""Who says what: the parts of statements and forecasts that the network does not see, and the listeners it takes for speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiguan.extract.backends.model.sight import SeenRole
from shiguan.extract.backends.model.words.employers import Place
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.document import Span

SAID = ("statement", "forecast")
"""What somebody says: who does, and what, is a part of it."""
SAYING = (("speaker",), ("gist",))
_TELLS = re.compile(r"告[诉知]$")
_TO = re.compile(r"(?:[对向跟]|接受)$")
_SAYS = re.compile(r"(?:记者|方面)?[^，。；]{0,3}?(?:表示|称|说|透露|指出|回应|证实|强调|坦言|确认)")
_QUOTED = re.compile(r"[“「]([^“”「」]{4,}?)[，。]?[”」]")


def without_listeners(parts: Sequence[SeenRole], stand: Place) -> list[SeenRole]:
    """The parts without a speaker who is only spoken to: 晚报 in 一位股东对晚报表示.

    ``stand`` gives the sentence that a span of the document stands in, and its place there.
    """
    return [p for p in parts if p.role != "speaker" or not _is_addressed(p.span, stand)]


def _is_addressed(span: Span, stand: Place) -> bool:
    place = stand(span)
    if place is None:
        return False
    sentence, inside = place
    told = _TELLS.search(sentence, 0, inside.start)
    return bool(told or (_TO.search(sentence, 0, inside.start) and _SAYS.match(sentence, inside.end)))


def told_once(found: Sequence[Finding]) -> list[Finding]:
    """The findings of a sentence without a statement of the very words that a forecast tells: one saying is one claim."""
    foreseen = {i.text for f in found if f.event_type == "forecast" for i in f.values("gist")}
    return [f for f in found if f.event_type != "statement" or not foreseen & {i.text for i in f.values("gist")}]


def saying(scene: Scene, event_type: str, told: Sequence[Role]) -> Iterator[Role]:
    """Of a statement or forecast the words quoted and whom 他 means, where nothing else is seen to be said or to speak."""
    if event_type not in SAID:
        return
    roles = {r.role for r in told}
    if "gist" not in roles and (quoted := _QUOTED.search(scene.text)):
        yield Role("gist", Item(Span(*quoted.span(1)), quoted[1]))
    people = [p for p in scene.phrases if p.letter == "P"]
    if "speaker" not in roles and len(people) == 1 and people[0].pronoun:
        yield Role("speaker", people[0].items[0])
