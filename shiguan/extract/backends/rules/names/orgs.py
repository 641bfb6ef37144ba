"""Names of organisations: what their shape and all their occurrences in the document say, weighed together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.matcher import Everywhere
from shiguan.extract.backends.rules.names.draft import Line, past_adverbs
from shiguan.extract.backends.rules.names.neighbours import neighbours
from shiguan.extract.backends.rules.names.org_shape import form, may_be_name
from shiguan.extract.backends.rules.names.org_spans import OrgSpans, trimmed
from shiguan.records.document import Span

# Tuned by hand on the open half of tests/eval and on single sentences of finance news (FinRE).
ACCEPT = 2.0
_ACCEPT_SHORT = 3.0  # two characters met once
_MOST_CONTEXTS = 4  # further occurrences add nothing
_STAKE = re.compile(
    r"(?:约|合计|的|剩余)?[\d.]+%(?:的)?(?:股权|股份|权益)|[\d.]+[万亿]股|(?:的)?全部股权|(?:的)?控股权|(?:的)?股价|A股|H股"
)
_LIST = re.compile(r"[^，。；：！？（）()“”]+(?:[、，,][^，。；：！？（）()“”、]+)+")
_BETWEEN = re.compile(r"、|和|与|及|以及|，|,")


def organisations(lines: list[Line], persons: frozenset[str], lexicon: Lexicon) -> dict[str, float]:
    """Names of organisations and how sure each is (≥ 2 is accepted)."""
    proposed: dict[str, float] = defaultdict(float)
    names: dict[str, str] = {}  # what each stretch names, '' for nothing: most come back
    for line in lines:
        for span, worth in OrgSpans(line, persons, lexicon):
            stretch = span.of(line.text)
            if stretch not in names:
                name = trimmed(stretch, lexicon)
                names[stretch] = name if may_be_name(name, persons, lexicon) else ""
            if name := names[stretch]:
                proposed[name] = max(proposed[name], worth)
    found = _contexts(proposed, lines, lexicon)
    totals = {name: _first_sight(name, worth, lexicon) + _worth(found[name]) for name, worth in proposed.items()}
    sure = {n for n, s in totals.items() if s >= ACCEPT}
    listed = {n: 0.0 for n in _from_lists(lines, sure | lexicon.known_orgs, lexicon) if may_be_name(n, persons, lexicon)}
    found |= _contexts(listed.keys() - found.keys(), lines, lexicon)
    totals |= {n: max(totals.get(n, 0.0), 1.5 + _worth(found[n])) for n in listed}
    return {n: s for n, s in totals.items() if s >= (_ACCEPT_SHORT if len(n) == 2 and len(found[n]) == 1 else ACCEPT)}


def _first_sight(name: str, worth: float, lexicon: Lexicon) -> float:
    shape = form(name, lexicon)
    # Three characters after a surname are a person before they are a firm.
    like_person = len(name) == 3 and name[0] in lexicon.vocabulary.surnames and not shape
    return max(worth - like_person, shape)


def _worth(contexts: list[float]) -> float:
    return sum(sorted(contexts, reverse=True)[:_MOST_CONTEXTS])


def _contexts(names: Collection[str], lines: list[Line], lexicon: Lexicon) -> dict[str, list[float]]:
    """How much speaks for each name wherever it stands."""
    scores: dict[str, list[float]] = {name: [] for name in names}
    everywhere = Everywhere(names)
    for line in lines:
        reached: dict[str, int] = {}
        for start, end in everywhere.all(line.text):
            name = line.text[start:end]
            if start >= reached.get(name, 0):
                reached[name] = end
                span = Span(start, end)
                scores[name].append(_before(span, line, lexicon) + _after(span, line, lexicon))
    return scores


def _before(span: Span, line: Line, lexicon: Lexicon) -> float:
    words = neighbours()
    text = line.text[max(0, span.start - 8) : span.start].rstrip("“《")
    quoted = line.text[span.start - 1 : span.start] in ("“", "「") and line.text[span.end : span.end + 1] in ("”", "」")
    score = 0.5 if quoted else 0.0
    if line.title_ending(span.start):
        score -= 2  # what follows a title is a person
    if text.endswith(words.joins):
        return score + 2
    if text.endswith(words.stakes) or lexicon.appositions.before(text, len(text)):
        return score + 1.5
    return score + (0.5 if not text or text.endswith(words.org_left) else 0.0)


def _after(span: Span, line: Line, lexicon: Lexicon) -> float:
    words = neighbours()
    end = past_adverbs(line, span.end, lexicon)
    text = line.text[end : end + 8]
    score = 2.0 if _title_follows(line, span.end, lexicon) else 0.0
    if _STAKE.match(line.text, span.end):
        return score + 2
    if text.startswith(words.org_verbs_strong):
        return score + 1.5
    if text.startswith(words.org_verbs_weak) or lexicon.org_verbs.after(line.text, end):
        return score + 1
    return score + (0.25 if line.text[span.end : span.end + 1] in ("的", "、") else 0.0)


def _title_follows(line: Line, position: int, lexicon: Lexicon) -> bool:
    text = line.text
    while position < len(text) and text[position] in "”》的前原 ":
        position += 1
    if line.title_at(position):
        return True
    # 星河汽车 销售公司总经理: a unit of the firm between the name and the title.
    return any(0 < t.core.start - position < 7 and lexicon.units.before(text, t.core.start) for t in line.titles)


def _from_lists(lines: list[Line], accepted: set[str], lexicon: Lexicon) -> set[str]:
    """Neighbours of organisations in lists: of A、B、C one known makes the others likely."""
    found: set[str] = set()
    for line in lines:
        for match in _LIST.finditer(line.text) if "、" in line.text else ():
            items = [i for i in _BETWEEN.split(match[0]) if i]
            if "、" in match[0] and any(i in accepted for i in items):
                found.update(trimmed(i.strip("“” "), lexicon) for i in items if 2 <= len(i) <= 10)
    return found
