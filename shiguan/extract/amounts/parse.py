"""Reading the amounts of a text, left to right."""

from __future__ import annotations

import re
from dataclasses import replace

from shiguan.extract.amounts import patterns
from shiguan.extract.amounts.match import AmountKind, AmountMatch
from shiguan.extract.amounts.number import read_number
from shiguan.extract.amounts.numerals import half_width
from shiguan.extract.amounts.quantity import read_quantity
from shiguan.extract.amounts.special import read_special
from shiguan.records.amount import Amount
from shiguan.records.document import Span

# What is passed over as a whole when a number is no amount: dates, versions, telephone numbers, numerals in names.
_RUN = re.compile(r"[A-Za-z]*[\d,.:/_\-]*\d+[A-Za-z]*|[零〇一二两三四五六七八九十百千万亿兆几数]+")
# A number told loosely, which in talk is yuan: 一个多亿、三四百万美元 are two sums in two currencies.
_LOOSE = re.compile(r"[几数多余来]|[一二两三四五六七八九]{2}|[上近过][百千万亿]")
_ANY_UNIT = re.compile("(?![年月日号时点季]|财年|世纪|些|部分|大?批|直|般|样|线|度$)[一-鿿]{1,2}")
_LISTED = re.compile(r"[ ]?(?:、|和|及|与|以及|或)[ ]?")


def parse_amounts(text: str) -> list[AmountMatch]:
    """The amounts a text tells, in order, not overlapping; spans count in ``text``.

    Dates, times and lengths of time are none, nor are numerals within names: a Chinese numeral needs a scale, a unit or a
    classifier beside it, a plain figure a word that says it is told for its own sake (达, 超过, 共).
    """
    plain = half_width(text)
    found: list[AmountMatch] = []
    position = 0
    while hit := patterns.special().search(plain, position):
        quantity = hit["start"] is not None
        match = read_quantity(plain, hit.start(), position) if quantity else read_special(plain, hit, position)
        if match is None:
            run = _RUN.match(plain, hit.start()) if quantity else None
            position = max(run.end() if run else hit.end(), hit.start() + 1)
            continue
        span, kind, bounds, currency, unit = match
        words = span.of(text)
        found.append(AmountMatch(span, words, Amount(bounds.low, bounds.high, currency, unit, words), kind))
        position = span.end
    return _with_list_currency(plain, found)


def parse_quantity(text: str) -> AmountMatch | None:
    """The quantity that a text is known to be, whatever it counts: 97天, 3100根, 五任; None where it is none."""
    plain = half_width(text)
    number = read_number(plain, 0, signed=False) if plain else None
    if number is None or not _ANY_UNIT.fullmatch(plain, number.end):
        return None
    amount = Amount(number.bounds.low, number.bounds.high, None, plain[number.end :], text)
    return AmountMatch(Span(0, len(text)), text, amount, AmountKind.COUNT)


def _with_list_currency(text: str, found: list[AmountMatch]) -> list[AmountMatch]:
    """Bare numbers in a list take the currency their neighbours tell, the one after them first: 1.2亿元、3000万和5亿元.

    A currency other than the yuan is not lent to a number told loosely.
    """
    for indexes, step in ((range(len(found) - 2, -1, -1), 1), (range(1, len(found)), -1)):
        for i in indexes:
            here, near = found[i], found[i + step]
            first, last = sorted((here, near), key=lambda m: m.span)
            listed = _LISTED.fullmatch(text, first.span.end, last.span.start)
            lent = near.amount.currency == "CNY" or not _LOOSE.search(here.text)
            if listed and lent and here.kind is AmountKind.NUMBER and near.kind is AmountKind.MONEY:
                found[i] = replace(here, kind=AmountKind.MONEY, amount=replace(here.amount, currency=near.amount.currency))
    return found
