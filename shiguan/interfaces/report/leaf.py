"""One page of the site as one file of a report: what only a server can do is left out or stands there in another form."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.report import markup
from shiguan.interfaces.report.addresses import Address, between
from shiguan.interfaces.report.walk import ENTITY, OF_A_NAME
from shiguan.interfaces.web.templating import harmless, web_address
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity

# What a page may load and do: nothing but what lies beside it. Some browsers take no file for 'self', hence the scheme.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "form-action 'none'; base-uri 'none'"
)
STATIC = "static"
INDEX = "index.js"
SEARCH = Address("/search")
_CHARSET = '<meta charset="utf-8">\n'
_KINDS = (MentionKind.ORG, MentionKind.PERSON, MentionKind.PRODUCT, MentionKind.GROUP)
# Above the pages of a language: their folder, and the one that holds all languages.
_ABOVE = "../"


@dataclass(frozen=True, slots=True)
class Book:
    """What the pages of one language share. ``place`` says which page a link leads to, if any that the report holds;
    ``foot`` stands at the end of every page.
    """

    messages: Messages
    languages: Collection[str]
    place: Callable[[Address], Address | None]
    names: Collection[Entity]
    foot: str


def leaf(book: Book, address: Address, page: str, forms: Collection[str] = ()) -> str:
    """The page of that address as the text of its file; in ``forms`` its answer lies beside it."""
    page = markup.with_forms(page, address, lambda form: _instead(book, address, form))
    if not address.asked and (address == SEARCH or address.path in OF_A_NAME):
        page = markup.with_something(page, _names(book, address))
    page = markup.with_languages(page, lambda language: _other(book, address, language))
    page = markup.with_downloads(page, lambda form: between(address.file, f"{address.stem}.{form}") if form in forms else None)
    page = markup.with_links(page, lambda link: _led(book, address, link))
    up = _ABOVE * address.file.count("/")
    page = markup.with_files(page, lambda file: f"{up}{_ABOVE}{STATIC}/{own_file(file)}")
    page = page.replace(_CHARSET, f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n', 1)
    head, found, rest = page.partition("</head>")
    loaded = "".join(
        (
            f'<link rel="stylesheet" href="{up}{_ABOVE}{STATIC}/report.css">\n',
            f'<script src="{up}{_ABOVE}{STATIC}/report.js" defer></script>\n',
        )
    )
    before, _, after = rest.rpartition("</footer>")
    return f"{head}{loaded}{found}{before}\n<p>{escape(book.foot)}</p>\n</footer>{after}"


def own_file(address: str) -> str:
    """The name of one of our own files, which pages load by an address that changes with it."""
    return address.partition("?")[0].rpartition("/")[2]


def _led(book: Book, address: Address, link: str) -> str | None:
    to = Address.of(link)
    if to is None:
        below = not urlsplit(link).scheme and not link.startswith("/")
        return link if below or web_address(link) else None
    found = book.place(to)
    _, hash_, part = link.partition("#")
    return None if found is None else between(address.file, found.file) + hash_ + part


def _other(book: Book, address: Address, language: str) -> str | None:
    """The same page in the other language, where the report has it."""
    if language not in book.languages:
        return None
    return between(f"{book.messages.language}/{address.file}", f"{language}/{address.file}")


def _instead(book: Book, address: Address, form: markup.Form) -> str:
    if form.searches:
        return _search(book, address)
    lists = [(label, _links(book, address, choices)) for label, choices in form.lists]
    fields = "".join(f'<p class="field"><span class="label">{label}</span> {links}</p>\n' for label, links in lists if links)
    return f'<div class="asking chosen">\n{fields}</div>\n' if fields else ""


def _links(book: Book, address: Address, choices: Collection[markup.Choice]) -> str:
    """The choices that the report has pages of; none where there is but one."""
    found = [(choice.label, to) for choice in choices if (to := book.place(choice.to) if choice.to else address)]
    if len(found) < 2:
        return ""
    shown = (
        f'<b aria-current="true">{label}</b>' if to == address else f'<a href="{escape(to.link)}">{label}</a>'
        for label, to in found
    )
    return " ".join(shown)


def _search(book: Book, address: Address) -> str:
    """The box to search with. It is shown by the script that searches; without it there is the page of names."""
    up, label = _ABOVE * address.file.count("/"), escape(book.messages("report.search"))
    lists = ' data-lists="all"' if address == SEARCH else ""
    return (
        f'<div class="seek" role="search" data-root="{up}" data-index="{up}{INDEX}" data-page="{up}{SEARCH.file}" '
        f'data-none="{escape(book.messages("report.found_none"))}"{lists} hidden>\n'
        f'<label class="unseen" for="find">{label}</label>\n'
        f'<input id="find" type="search" placeholder="{label}" autocomplete="off" role="combobox" aria-autocomplete="list" '
        'aria-expanded="false" aria-controls="suggested">\n'
        f'<ul id="suggested" role="listbox" aria-label="{label}" hidden></ul>\n</div>\n'
    )


def _names(book: Book, address: Address) -> str:
    """The names that have a page of the kind, by kind of name, with links to them."""
    found = [(entity, to) for entity in book.names if (to := book.place(_of_name(address, entity)))]
    shown = []
    for kind in _KINDS:
        some = [(entity, to) for entity, to in found if entity.kind is kind]
        rows = (f'<li><a href="{escape(to.link)}">{escape(str(harmless(entity.name)))}</a></li>\n' for entity, to in some)
        heading = f'{escape(book.messages(f"report.names.{kind}"))} <span class="count">{len(some)}</span>'
        shown += [f'<h2>{heading}</h2>\n<ul class="names many">\n', *rows, "</ul>\n"] if some else []
    return "".join(shown) or f'<p class="empty">{escape(book.messages("report.no_names"))}</p>\n'


def _of_name(address: Address, entity: Entity) -> Address:
    return Address(f"{ENTITY}/{entity.id}") if address == SEARCH else address.asking(name=entity.id)
