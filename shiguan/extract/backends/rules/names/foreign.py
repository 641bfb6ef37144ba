"""Foreign persons: transliterated with a dot (里奇·格里森), or in Latin letters (Maya Ferreira)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.records.document import Span

_DOT = "·•・‧"
_DOTS = re.compile(f"[{_DOT}]")
_LONGEST_PART = 7
_LATIN = re.compile(
    r"(?<![A-Za-z])[A-ZÀ-Þ][a-zà-ÿ]+"
    r"(?:[ \-](?:de|da|van|von|der|la|bin|Mc[A-Z][a-z]+|O'[A-Z][a-z]+|[A-Z]\.|[A-ZÀ-Þ][a-zà-ÿ]+)){1,3}(?![A-Za-z])"
)
# Last words of firms, so that Paragon Ventures is no person.
_FIRM = re.compile(
    r"(?:Capital|Ventures?|Partners|Group|Bank|Labs?|Tech(?:nologies)?|Media|Times|Post|Journal|News|University|Studios?|Games|Motors?|"
    r"Pharma|Energy|Systems?|Networks?|Robotics|Therapeutics|Health|Bio|Foods?|Holdings|Global|Securities|Asset|Management|Fund|Street|"
    r"Ledger|Information|Intelligence|Software|Cloud|Airlines|Airways|Entertainment|Pictures|Records|Music|Sports|Club|City|United)$"
)


def dotted(line: Line, lexicon: Lexicon) -> Iterator[Span]:
    """Names with a dot: as far as the characters around it are those of names."""
    text, position = line.text, 0
    sounds = lexicon.sounds
    while hit := _DOTS.search(text, position):
        start = end = dot = hit.start()
        while start > 0 and dot - start < _LONGEST_PART and text[start - 1] in sounds and not line.title_ending(start):
            start -= 1
        while end < len(text) and (text[end] in sounds or text[end] in _DOT) and not _word_begins(line, end):
            end += 1
        if start < dot and end > dot + 1:
            yield Span(start, end)
        position = max(end, dot + 1)


def _word_begins(line: Line, position: int) -> bool:
    """Whether a verb or adverb of two characters begins here, as after a name."""
    word = line.words.get(position)
    return word is not None and len(word.text) > 1 and word.tag[:1] in ("v", "d", "p")


def latin(line: Line, lexicon: Lexicon) -> Iterator[tuple[Span, bool]]:
    """Names of two Latin words or more, and whether an English title stood in front (General Counsel Jonah Whitlock)."""
    for match in _LATIN.finditer(line.text):
        titled = max((t.core.end for t in line.titles if match.start() < t.core.end < match.end()), default=match.start())
        start = titled + (line.text[titled : titled + 1] == " ")
        whole = " " in line.text[start : match.end()]
        if start < match.end() and whole and not _FIRM.search(match[0]) and match[0] not in lexicon.known_names:
            yield Span(start, match.end()), start > match.start()
