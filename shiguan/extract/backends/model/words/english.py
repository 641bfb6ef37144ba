"""English sentences tell some events by a few words only: without one of them the network saw what is not there."""

from __future__ import annotations

import re

from shiguan.extract.backends.rules.scene import Finding, Scene

_HAN = re.compile("[一-鿿]")
_WORDS = {
    "lawsuit": re.compile(
        r"\b(?:su(?:e|es|ed|ing)\b|suits?\b|lawsuit|court|claim|complain|legal|trial|settle|judg|appeal|lawyer|litig|arbitra|"
        r"countersu|rul(?:ed|ing)|verdict|injunct|accus|alleg|case|dispute|filed|damages|tribunal|dismiss|writ\b|plaintiff|"
        r"infring|action against|proceedings|takes? on|took on)",
        re.IGNORECASE,
    ),
    "layoff": re.compile(
        r"\b(?:jobs?\b|lay(?:ing|off|s)?\b|laid|redundan|cut|headcount|staff|workers?\b|employees?\b|let go|severance|"
        r"ax(?:e|ing)|workforce|shed|slash|roles?\b|positions?\b|fire[ds]?\b|firing|dismiss|trim|downsiz|people|"
        r"part(?:ed|ing|s)? with|teams?\b|hiring)",
        re.IGNORECASE,
    ),
    "funding": re.compile(
        r"\b(?:rais|fund|invest(?!igat)|round|back(?:ed|ers?|ing|s)?\b|stake|series|seed|secur(?:e[ds]?|ing)\b|financ|pour|"
        r"inject|led\b|lead|capital|million|billion|money|cheque|check|close[ds]?\b|bn\b|took|put\b|venture|bought|buys|"
        r"shares)|[$£€]",
        re.IGNORECASE,
    ),
}
"""Of 185 such events annotated in English sentences eight do without, and five of these with the words since added."""


def told_in_english(scene: Scene, finding: Finding) -> Finding | None:
    """A suit, a round or a layoff of an English sentence that has a word for it; None where it has none."""
    words = _WORDS.get(finding.event_type)
    evidence = finding.evidence.of(scene.text)
    return None if words and not _HAN.search(evidence) and not words.search(evidence) else finding
