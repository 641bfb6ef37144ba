"""A sheet as Markdown and as one self-contained HTML file. What stands in articles is data here, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.interfaces.show.sheet import Line, Note, Notes, Section, Sheet, certainty_text, clean

FORMATS = ("markdown", "html")

# What Markdown would take for markup within a line; an underscore inside a word, as in a file's name, is none. Addresses are not to
# become links: where they lead is not ours to say.
_MARKUP = re.compile(r"([\\`*{}\[\]#|~>]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.|@)", re.I)
# Long names break anywhere, notes keep together in print, colours follow the reader's choice of light or dark.
_STYLE = """
:root{color-scheme:light dark;
--ink:#1b1f24;--dim:#5c6670;--paper:#fff;--rule:#d8dde3;--mark:#0b5cad;--warn:#8a5a00;--no:#b3261e}
@media (prefers-color-scheme:dark){:root{
--ink:#e3e6ea;--dim:#98a2ad;--paper:#14171a;--rule:#343b43;--mark:#7db7f5;--warn:#e0b050;--no:#ff8a80}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:52rem;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
font:16px/1.65 "PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","Microsoft YaHei",
"WenQuanYi Micro Hei",system-ui,sans-serif}
h1{font-size:1.7rem;line-height:1.3;margin:0 0 1rem}
h2{font-size:1.1rem;margin:2.2rem 0 .4rem;padding-bottom:.25rem;border-bottom:1px solid var(--rule)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}dt{color:var(--dim)}dd{margin:0}
ul{list-style:none;margin:0;padding:0}
li.line{display:grid;grid-template-columns:7.5rem 1fr;gap:0 1rem;padding:.3rem 0}
.when{color:var(--dim);font-variant-numeric:tabular-nums;font-size:.9rem;padding-top:.1rem}
.what{font-weight:600}.sure,.remark{font-size:.88rem;color:var(--warn)}.not{color:var(--no)}.several{font-size:.88rem;color:var(--dim)}
.remarks{color:var(--warn);font-size:.92rem;margin:.3rem 0}
sup{line-height:0}sup a{color:var(--mark);text-decoration:none;padding:0 .1em}
ol.notes{padding-left:2.2rem;font-size:.9rem}ol.notes li{margin:.45rem 0}
ol.notes li:target{outline:2px solid var(--mark);outline-offset:.3rem}
q{quotes:none}mark{background:none;color:inherit;border-bottom:1px solid var(--mark)}
.source{color:var(--dim);display:block}.source code{font-size:.85em}
footer{margin-top:2.5rem;color:var(--dim);font-size:.85rem}
@media (max-width:34rem){li.line{grid-template-columns:1fr}dl{grid-template-columns:1fr}}
@media print{:root{color-scheme:light;--ink:#000;--dim:#444;--paper:#fff;--rule:#999;--mark:#000;--warn:#444;--no:#000}
body{max-width:none;padding:0;font-size:10.5pt}h2{break-after:avoid}li{break-inside:avoid}@page{margin:18mm}}
"""


def markdown(messages: Messages, sheet: Sheet) -> str:
    """The sheet as Markdown with footnotes."""
    notes = Notes(sheet)
    lines = [f"# {_plain(sheet.title)}", ""]
    lines += [f"- **{_plain(label)}** {_plain(value)}" for label, value in sheet.facts if value]
    for section in sheet.shown:
        lines += ["", f"## {_plain(section.title)}", ""]
        lines += [f"*{_plain(remark)}*\n" for remark in section.remarks]
        lines += [_markdown_line(messages, one, notes) for one in section.lines]
    lines += ["", "---", "", _plain(messages("dossier.foot")), ""]
    lines += [_markdown_note(messages, note) for note in notes.notes]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_line(messages: Messages, one: Line, notes: Notes) -> str:
    parts = [f"**{_plain(one.what)}**", _plain(one.rest), *map(_plain, _asides(messages, one))]
    cited = "".join(f"[^{number}]" for number in notes.of(one))
    when = f"{_plain(one.when)} · " if one.when != values.NONE else ""
    return f"- {when}{' — '.join(part for part in parts if part)}{cited}"


def _markdown_note(messages: Messages, note: Note) -> str:
    return f"[^{note.number}]: “{_plain(note.cite.sentence)}” {_plain(note.cite.source)} · {_plain(_claims(messages, note))}"


def _plain(text: str) -> str:
    """The text as Markdown shows it: nothing in it is markup, and no HTML tag or entity either."""
    return _MARKUP.sub(r"\\\1", clean(text)).replace("&", "&amp;").replace("<", "&lt;")


def html(messages: Messages, sheet: Sheet) -> str:
    """The sheet as one HTML file: inline style, no script, nothing loaded from anywhere."""
    notes = Notes(sheet)
    body = [f"<h1>{_text(sheet.title)}</h1>", *_facts(sheet)]
    for section in sheet.shown:
        body += _section(messages, section, notes)
    if notes.notes:
        body += [f"<h2>{_text(messages('sheet.notes'))}</h2>", '<ol class="notes">']
        body += [_note(messages, note) for note in notes.notes]
        body.append("</ol>")
    body.append(f"<footer>{_text(messages('dossier.foot'))}</footer>")
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{"zh-Hans" if messages.language == "zh" else "en"}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
            f"<title>{_text(sheet.title)}</title>",
            f"<style>{_STYLE}</style></head>",
            "<body><main>",
            *body,
            "</main></body></html>",
            "",
        ]
    )


def _facts(sheet: Sheet) -> Iterator[str]:
    told = [(label, value) for label, value in sheet.facts if value]
    if told:
        yield "<dl>" + "".join(f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>" for label, value in told) + "</dl>"


def _section(messages: Messages, section: Section, notes: Notes) -> Iterator[str]:
    yield f"<section><h2>{_text(section.title)}</h2>"
    for remark in section.remarks:
        yield f'<p class="remarks">{_text(remark)}</p>'
    if section.lines:
        yield "<ul>"
        for one in section.lines:
            yield _line(messages, one, notes)
        yield "</ul>"
    yield "</section>"


def _line(messages: Messages, one: Line, notes: Notes) -> str:
    sure = certainty_text(messages, one)
    several = messages("timeline.sources", count=one.sources) if one.sources > 1 else ""
    parts = [
        f'<span class="what">{_text(one.what)}</span>',
        _text(one.rest),
        _span("sure not" if one.negated else "sure", sure),
        _span("several", several),
        _span("remark", one.remark),
        _span("several", _further(messages, one)),
    ]
    cited = "".join(f'<sup><a href="#n{number}">[{number}]</a></sup>' for number in notes.of(one))
    said = " ".join(part for part in parts if part)
    return f'<li class="line"><span class="when">{_text(one.when)}</span><span>{said}{cited}</span></li>'


def _note(messages: Messages, note: Note) -> str:
    sentence, quote = note.cite.sentence, note.cite.quote
    at = sentence.find(quote)
    shown = _text(sentence)
    if at >= 0 and quote != sentence:
        shown = f"{_text(sentence[:at])}<mark>{_text(quote)}</mark>{_text(sentence[at + len(quote) :])}"
    source = f"{_text(note.cite.source)} · <code>{_text(_claims(messages, note))}</code>"
    return f'<li id="n{note.number}"><q>“{shown}”</q><span class="source">{source}</span></li>'


def _span(kind: str, text: str) -> str:
    return f'<span class="{kind}">{_text(text)}</span>' if text else ""


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


def _claims(messages: Messages, note: Note) -> str:
    return " ".join(note.claims) or messages("sheet.no_claim")


def _asides(messages: Messages, one: Line) -> Iterable[str]:
    several = messages("timeline.sources", count=one.sources) if one.sources > 1 else ""
    return (certainty_text(messages, one), several, one.remark, _further(messages, one))


def _further(messages: Messages, one: Line) -> str:
    """That there are more tellings than are cited; where to see them."""
    if not one.further or not one.event:
        return ""
    return messages("sheet.further", count=one.further, id=one.event[: values.SHORT_ID])
