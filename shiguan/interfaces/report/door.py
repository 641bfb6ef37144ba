"""The first page of a report: which languages there are, what it holds, and as of when."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.report.leaf import POLICY, STATIC

FILE = "index.html"
_NAMED = {"zh": "zh-Hans", "en": "en"}


def door(said: Mapping[str, tuple[Messages, str]]) -> str:
    """The page; by language what it speaks and what is said of the report. A script goes on to the visitor's language."""
    messages, _ = next(iter(said.values()))
    name = escape(" · ".join(m("web.name") for m, _ in said.values()))
    parts = "".join(
        f'<section lang="{_NAMED[language]}">\n'
        f'<h2><a href="{language}/index.html" hreflang="{language}">{escape(m("report.language"))}</a></h2>\n'
        f"<p>{escape(text)}</p>\n</section>\n"
        for language, (m, text) in said.items()
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{_NAMED[messages.language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{name}</title>\n"
        f'<link rel="icon" href="{STATIC}/icon.svg" type="image/svg+xml">\n'
        f'<link rel="stylesheet" href="{STATIC}/site.css">\n<link rel="stylesheet" href="{STATIC}/report.css">\n'
        f'<script src="{STATIC}/report.js" defer></script>\n</head>\n'
        f'<body class="door">\n<main id="main">\n<h1>{name}</h1>\n{parts}</main>\n</body>\n</html>\n'
    )
