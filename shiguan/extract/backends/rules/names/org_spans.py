"""Where an organisation's name may begin and end: offered by a form, a title, a verb or an apposition beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.names.neighbours import neighbours
from shiguan.extract.backends.rules.names.org_shape import ending, novelty
from shiguan.extract.backends.rules.words import Token, is_han
from shiguan.records.document import Span

_LONGEST = 16
_STOP_TAGS = ("d", "p", "c", "u", "r", "y", "f", "t", "v", "q", "o", "e", "k")  # jieba's set; nouns go on
_COMMON_CHARACTER = 5_000  # of 60 million words: a character that stands alone this often is a word
_LATIN = re.compile(
    r"(?<![A-Za-zÀ-ÿ0-9])"
    r"(?:[A-Z][A-Za-zÀ-ÿ0-9]*(?:[.&\-'’][A-Za-z0-9]+)*(?: [A-Z][A-Za-zÀ-ÿ0-9.&\-]*){0,2}|[a-z]+[A-Z][A-Za-z0-9]+)"
)
_TAIL = 4  # characters of Chinese that may follow a Latin name as part of it: OpenAI中国, Arm公司


class OrgSpans:
    """Finds the stretches of a line that may be organisations' names; ``persons`` are names already taken."""

    def __init__(self, line: Line, persons: frozenset[str], lexicon: Lexicon) -> None:
        self._line, self._persons, self._lexicon = line, persons, lexicon
        self._text = line.text

    def __iter__(self) -> Iterator[tuple[Span, float]]:
        """Stretches in sentence coordinates, and what the offer itself is worth."""
        for token in self._line.tokens:
            yield from self._by_form(token)
            yield from self._by_itself(token)
            yield from self._behind_apposition(token)
        for title in self._line.titles:
            yield from self._before_title(title.core.start)
        yield from self._behind_verbs()
        yield from self._latin()

    def _by_form(self, token: Token) -> Iterator[tuple[Span, float]]:
        end = token.span.end
        strong = self._lexicon.org_strong.before(self._text, end, max(0, end - 6))
        for last in (strong, self._lexicon.org_weak.before(self._text, end)):
            start = self._left(end - len(last)) if last else end
            if last and end - start - len(last) >= 2:
                yield Span(start, end), 0.0

    def _by_itself(self, token: Token) -> Iterator[tuple[Span, float]]:
        if token.text in self._lexicon.vocabulary.doubtful:
            yield token.span, 1.0
        if token.tag == "nx" and token.text not in self._lexicon.known_names:
            yield token.span, 2.5 if ending(token.text, self._lexicon) else 1.5
        elif len(token.text) > 1 and is_han(token.text[0]) and token.tag in ("nt", "nz", "nr", "nrt", "nrfg"):
            yield token.span, 0.5

    def _behind_apposition(self, token: Token) -> Iterator[tuple[Span, float]]:
        begin = token.span.end
        if not (self._lexicon.appositions.before(self._text, begin, token.span.start) or token.text in neighbours().houses):
            return
        end = self._right(begin + (self._text[begin : begin + 1] in ("“", "「")))
        if end - begin >= 2:
            yield Span(begin, end), 0.5 + novelty(self._text[begin:end], self._lexicon.modern)

    def _before_title(self, end: int) -> Iterator[tuple[Span, float]]:
        end -= len(self._lexicon.former_markers.before(self._text, end))
        end -= self._text[end - 1 : end] == "的"
        start = self._left(end)
        if end - start >= 2:
            yield Span(start, end), 0.5

    def _behind_verbs(self) -> Iterator[tuple[Span, float]]:
        for _, behind in self._lexicon.joins.all(self._text):
            begin = behind + (self._text[behind : behind + 1] == "“")
            end = self._right(begin)
            if end - begin >= 2:
                yield Span(begin, end), 0.0

    def _latin(self) -> Iterator[tuple[Span, float]]:
        for match in _LATIN.finditer(self._text):
            yield Span(match.start(), match.end()), 0.0
            end = self._right(match.end())
            if 0 < end - match.end() <= _TAIL:
                yield Span(match.start(), end), 0.0

    def _left(self, end: int) -> int:
        """Where a name that ends at ``end`` begins."""
        start = end
        legal = bool(self._lexicon.legal.after(self._text, end))
        for token in reversed(self._line.tokens):
            if token.span.start >= end:
                continue
            if token.span.end < start or self._is_stop(token, legal) or end - token.span.start > _LONGEST:
                break
            if token.span.end <= end:
                start = token.span.start
        return start

    def _right(self, begin: int) -> int:
        """Where a name that begins at ``begin`` ends."""
        end = begin
        for token in self._line.tokens:
            if token.span.start < begin:
                continue
            if token.span.start != end or self._is_stop(token) or token.span.end - begin > _LONGEST:
                break
            end = token.span.end
            if self._lexicon.org_strong.before(self._text, end, begin):
                break
        return end

    def _is_stop(self, token: Token, legal: bool = False) -> bool:
        """Whether no name goes on over the word. Before a legal form (担保有限公司) only the verbs of news end a name."""
        if token.text in self._lexicon.known_names or token.tag == "nx":
            return False
        if token.text in self._persons or token.text in neighbours().stops or self._is_sign(token) or self._is_taken(token.span):
            return True
        if len(token.text) == 1:  # 只 and 转 by themselves are words; 擎 and 步 side by side are not
            return token.tag.startswith(("d", "p", "c", "u", "r", "v")) and token.frequency > _COMMON_CHARACTER
        if not token.tag.startswith(_STOP_TAGS) or token.tag in ("vn", "vg"):
            return False
        if legal and token.tag == "v":
            return any(token.text in w for w in (self._lexicon.org_verbs, self._lexicon.speech, neighbours().org_verbs_weak))
        return True

    def _is_sign(self, token: Token) -> bool:
        return token.text in self._lexicon.name_stops or token.text.isdigit() or not token.text[0].isalnum()

    def _is_taken(self, span: Span) -> bool:
        line = self._line
        if any(t.span.overlaps(span) for t in line.times) or any(t.core.overlaps(span) for t in line.titles):
            return True
        return span.end - span.start > 1 and any(a.span.overlaps(span) for a in line.amounts)


def trimmed(name: str, lexicon: Lexicon) -> str:
    """Without the common nouns in front: 造车新势力企业星河汽车 → 星河汽车; without brackets and quotes."""
    name = name.strip(" “”‘’《》（）()·*")
    for lead in (lexicon.former_markers.after(name, 0), lexicon.leads.after(name, 0)):
        if lead and (len(name) - len(lead) > 2 or name[len(lead) :] in lexicon.known_names):
            name = name[len(lead) :]
    for _ in range(4):
        cut = max(_common_front(name, lexicon), _common_inside(name, lexicon))
        if not cut or name[cut:] in lexicon.org_strong or name[cut:] in lexicon.org_weak:
            break
        name = name[cut:]
    return name


def _common_front(name: str, lexicon: Lexicon) -> int:
    return len(lexicon.common_front.after(name[:-2], 0))


def _common_inside(name: str, lexicon: Lexicon) -> int:
    ends = (end for start, end in lexicon.common_inside.firsts(name) if start > 0)
    return max((end for end in ends if len(name) - end >= 2), default=0)
