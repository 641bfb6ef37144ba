"""Repair, on one screen: undo damage, mark what is not the article, fold to simplified script."""

from __future__ import annotations

from dataclasses import dataclass

from shiguan.errors import RepairError
from shiguan.records.document import Article, Document, Repair
from shiguan.repair import script
from shiguan.repair.fixers import characters, misaligned, mojibake, newlines, pinyin, spaces
from shiguan.repair.front import published_at, publisher, title
from shiguan.repair.regions import split
from shiguan.repair.tracked import Tracked

# Decodings before line ends, which may be halves of characters; then bytes out of step, characters, and the spaces between them.
_FIXERS = (mojibake, newlines, misaligned, pinyin, characters, spaces)


def repair(article: Article) -> Document:
    """The document of an article: its text repaired and in simplified script, with the way back to what was received.

    Nothing that is not surely damaged changes; ``Document.repairs`` tells every change, in the order made. What is known of the
    article (title, publisher, time) comes first; what it leaves open is read from its own lines. RepairError when no text is left.
    """
    page = Tracked(article.received)
    for fixer in _FIXERS:
        page.apply(fixer.NAME, fixer.find(page))
    received_in = script.detect(page.text)
    page.apply(script.NAME, script.fold(page.text, received_in))
    if not page.text.strip():
        raise RepairError(f"{article.file}: no text")
    known_title = script.folded(article.title, received_in) if article.title else None
    regions = split(page.text, known_title)
    return Document(
        article=article,
        text=page.text,
        offsets=page.offsets(),
        repairs=tuple(page.repairs),
        regions=regions,
        script=received_in,
        title=known_title or title(page.text, regions),
        publisher=article.publisher or publisher(page.text, regions),
        published_at=article.published_at or published_at(page.text, regions),
    )


@dataclass(frozen=True, slots=True)
class Explanation:
    """A repair with a few characters about it, as received (``received``) and as it would read (``read``)."""

    repair: Repair
    received: str
    read: str


def explain(document: Document, about: int = 8) -> tuple[Explanation, ...]:
    """Each repair of a document in its surroundings, ``about`` received characters on either side, in order of place."""
    text = document.article.received
    explained = []
    for change in sorted(document.repairs, key=lambda r: (r.received.start, r.received.end)):
        before = text[max(0, change.received.start - about) : change.received.start]
        after = text[change.received.end : change.received.end + about]
        explained.append(Explanation(change, before + change.before + after, before + change.after + after))
    return tuple(explained)
