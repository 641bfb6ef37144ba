"""A page as a browser takes it apart."""

from __future__ import annotations

from html.parser import HTMLParser

from shiguan.interfaces.web.templating import web_address

VOID = {"meta", "link", "input", "br", "img", "wbr"}
# Elements of our own pages; whatever else turns up came out of an article.
OURS = {
    *("html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main", "footer", "section", "article", "div"),
    *("h1", "h2", "h3", "p", "wbr", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("a", "b", "span", "time", "code", "pre", "mark", "ins", "del", "blockquote", "figure", "figcaption"),
    *("details", "summary", "form", "label", "input", "select", "option", "button", "textarea", "sup"),
    *("svg", "g", "defs", "desc", "pattern", "line", "rect", "path", "circle", "polygon", "polyline", "text", "tspan"),
}


class Markup(HTMLParser):
    """The elements of a page with their attributes, and its text; ``wrong`` says what is not closed as it was opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of the kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def assert_harmless(page: str) -> Markup:
    """The page is well formed, of our own elements only, and nothing in it runs, styles or leads elsewhere."""
    found = Markup(page)
    assert found.wrong == []
    assert {tag for tag, _ in found.elements} <= OURS
    assert all((attributes.get("src") or "").startswith("/static/") for attributes in found.all("script"))
    for tag, attributes in found.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
        for name in ("href", "src", "action"):
            address = attributes.get(name)
            away = tag == "a" and "noreferrer" in (attributes.get("rel") or "") and web_address(address)
            assert address is None or away or address[:1] in ("/", "#"), (tag, address)
            assert not (address or "").startswith("//")
    return found
