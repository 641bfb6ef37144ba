"""Search terms of Chinese text: pairs of neighbouring characters, so that a word of two is found without word lists.

A run of ideographs or kana 甲乙丙 has the terms 甲乙, 乙丙 and its last character 丙; letters make one term, digits another.
A query is the same terms in a row. Width and case of letters do not matter. Pairs find every two-character word, where
SQLite's own trigram tokenizer finds none and says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from shiguan.records.document import Span

# 々〆〇, kana, ideographs (Ext A, main, compatibility, the supplementary planes 2 and 3), Hangul
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>(?:(?![{_CJK}])[^\W\d_])+)|\d+")


@dataclass(frozen=True, slots=True)
class Term:
    """``text`` as searched for; ``start`` and ``end`` as it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that follow each other; ``open_end``: the last is one character, which may begin a pair."""

    terms: tuple[str, ...]
    open_end: bool

    @property
    def match(self) -> str:
        """As an FTS5 expression. Terms hold letters and digits only, so that no operator is ever met."""
        return f'"{" ".join(self.terms)}"{"*" if self.open_end else ""}'


class _Folding(dict[int, str]):
    """Each character in half width and lower case, where that is one character again: offsets stay."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        for changed in (unicodedata.normalize("NFKC", character), character):
            if len(changed) == 1:
                lower = changed.lower()
                self[code] = lower if len(lower) == 1 else changed
                break
        return self[code]


_FOLDING = _Folding()


def terms_of(text: str) -> list[Term]:
    """The terms of a text, in order, with their place in it."""
    terms: list[Term] = []
    folded = text.translate(_FOLDING)
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if run.lastgroup == "cjk":
            terms.extend(Term(folded[i : min(i + 2, end)], i, min(i + 2, end)) for i in range(start, end))
        else:
            terms.append(Term(run.group(), start, end))
    return terms


def passages_of(text: str) -> Iterator[tuple[Span, str]]:
    """Each line of the text that has terms: its span, and its terms with blanks between."""
    start = 0
    for line in text.split("\n"):
        if terms := terms_of(line):
            yield Span(start, start + len(line)), " ".join(t.text for t in terms)
        start += len(line) + 1


def phrases_of(query: str) -> list[Phrase]:
    """One phrase for each stretch of the query between blanks; those without letters and digits are left out."""
    phrases: list[Phrase] = []
    for stretch in query.split():
        terms = terms_of(stretch)
        if not terms:
            continue
        texts = [t.text for t in terms]
        final = re.match(rf"[{_CJK}]$", texts[-1]) is not None
        if final and len(terms) > 1 and terms[-2].end == terms[-1].end:
            # The last pair already holds it; in the text it need not be the last of its run.
            phrases.append(Phrase(tuple(texts[:-1]), open_end=False))
        else:
            phrases.append(Phrase(tuple(texts), open_end=final))
    return phrases


def find(phrase: Phrase, terms: list[Term]) -> Span | None:
    """Where the phrase first stands among the terms of a text, or None."""
    wanted, size = phrase.terms, len(phrase.terms)
    for first in range(len(terms) - size + 1):
        row = terms[first : first + size]
        *before, last = (t.text for t in row)
        if before == list(wanted[:-1]) and (last == wanted[-1] or (phrase.open_end and last.startswith(wanted[-1]))):
            end = row[-1].start + 1 if phrase.open_end else row[-1].end
            return Span(row[0].start, end)
    return None
