"""The sum of all rounds of a firm, where a sentence tells it beside them."""

from __future__ import annotations

import re

from shiguan.records.amount import Amount

# Words for the sum of all rounds so far, and how far from them it may stand.
_ALL_ROUNDS = re.compile(
    r"总融资额|融资总额|累计融资|融资累计|合计融资|总计融资|总共融资|累计(?:已)?(?:获得|完成|募集|筹集)(?:了)?|(?:各|[两三四五六七八九十几数多])轮(?:融资)?(?:合计|累计|总计|共计|一共|共|总额)|"
    r"raised in total|total funding|total raised|in total,? (?:it )?(?:has )?raised",
    re.I,
)
_NEAR = 12


def total_in(sentence: str) -> Amount | None:
    """The sum of several rounds that a sentence tells beside them (``总融资额已超过…``); None where it tells none."""
    from shiguan.extract.amounts import parse_amounts  # brings the readers with it

    said = _ALL_ROUNDS.search(sentence)
    if said is None:
        return None
    near = [m for m in parse_amounts(sentence) if said.end() <= m.span.start <= said.end() + _NEAR]
    return next((m.amount for m in near if m.amount.currency or m.amount.unit is None), None)
