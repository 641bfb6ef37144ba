"""The text of the article that a web page holds, without its menus, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from shiguan.errors import GatherError
from shiguan.gather.dates import published
from shiguan.gather.manifest import Listed
from shiguan.records.time import ValidTime

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096  # browsers look for the charset in the first 1024; old portals put scripts before it
# Portals write 标题_频道_站名 and 标题 | 频道 | 站名 into <title>; neither sign stands in a headline.
_SITE_SUFFIX = re.compile(r"\s*(?:_|\s[|｜]\s|[|｜]).*$", re.DOTALL)
_STAMP = re.compile(r"20\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*\d{1,2}:\d{2}")
_SENTENCE_END = re.compile(r"[。！？!?]|\.\s|\.$")  # what has none is a menu
# Where a page names the publisher: Open Graph's own word first, then what Chinese portals write.
_PUBLISHER_KEYS = ("og:site_name", "article:publisher", "source", "mediaid", "publisher", "application-name")
_DATE_KEYS = ("article:published_time", "og:published_time", "publishdate", "pubdate", "datepublished", "date")


@dataclass(frozen=True, slots=True)
class Page:
    """``text`` is the headline, where the page has one, and the article's paragraphs, one a line."""

    text: str
    listed: Listed


def declared_charset(content: bytes) -> str | None:
    """The codec that the page's own head names, as it is spelled there."""
    match = _CHARSET.search(content[:_HEAD_BYTES])
    return match[1].decode("ascii") if match else None


def read_page(markup: str) -> Page:
    """The page's article. Raises GatherError for a page in which none is found.

    Comments are left out, as nobody's reporting; so are tables: their cells are no sentences that a claim could cite.
    Precision is favoured because a neighbour's headline that slips in would make a false claim
    (related links kept by default: precision 0.71 against 0.97).
    """
    from trafilatura import bare_extraction, load_html

    tree = load_html(markup)
    if tree is None:
        raise GatherError("this is no page")
    meta = _meta(tree)
    title = _title(tree, meta)
    for precise in (True, False):
        found = bare_extraction(markup, favor_precision=precise, include_comments=False, include_tables=False, with_metadata=False)
        body = str(getattr(found, "text", None) or "").strip()
        if _SENTENCE_END.search(body):
            break
    else:
        raise GatherError("no article was found in the page")
    lines = body.splitlines()
    text = body if title is None or any(title == line.strip() for line in lines[:3]) else f"{title}\n\n{body}"
    publisher = next((meta[key] for key in _PUBLISHER_KEYS if meta.get(key) and not meta[key].startswith("http")), None)
    return Page(text, Listed(_address(tree, meta), publisher, _date(markup, tree, meta), title))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = node.get("property") or node.get("name")
        value = (node.get("content") or "").strip()
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _title(tree: Any, meta: dict[str, str]) -> str | None:
    headings = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    written = next((" ".join(node.text_content().split()) for node in tree.iter("title")), "")
    # An <h1> may be the site's name; it is the headline where <title> begins with it.
    named = next((h for h in headings if h and written.startswith(h)), None)
    title = named or meta.get("og:title") or _SITE_SUFFIX.sub("", written)
    return title.strip() or None


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    canonical = next((node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"), None)
    return canonical or meta.get("og:url")


def _date(markup: str, tree: Any, meta: dict[str, str]) -> ValidTime | None:
    from htmldate import find_date

    # Its extensive search takes any year in the prose for the date; a stamp with a time of day is no prose.
    found = find_date(markup, original_date=True, extensive_search=False)
    stamp = _STAMP.search(tree.text_content())
    for written in (*(meta.get(key) for key in _DATE_KEYS), found, stamp[0] if stamp else None):
        try:
            if written:
                return published(written)
        except GatherError:
            continue
    return None
