"""A page that lists the addresses and the problems, made of the OpenAPI document; it loads nothing and runs nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from shiguan.interfaces.api.problems import STATUS, Kind
from shiguan.interfaces.messages import CATALOGUE, LANGUAGES
from shiguan.interfaces.render import dumps

_STYLE = """
:root { color-scheme: light dark; }
body { background: Canvas; color: CanvasText; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #8886; }
section { margin: 1.5rem 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { background: #8882; padding: .6rem; white-space: pre-wrap; }
table { border-collapse: collapse; } td, th { text-align: left; vertical-align: top; padding: .1rem 1rem .1rem 0; }
.method { font-weight: 700; }
"""
_HASH = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def page(document: dict[str, Any], language: str) -> str:
    """The page in a language; what it shows is escaped wherever it is from."""
    number = LANGUAGES.index(language)

    def say(key: str) -> str:
        return escape(CATALOGUE[key][number])

    server = document["servers"][0]["url"]
    parts = [
        f'<!doctype html><html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document['info']['title'])}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(document['info']['title'])} {escape(document['info']['version'])}</h1>",
        *(f"<p>{escape(part)}</p>" for part in document["info"]["description"].split("\n\n")),
        f'<p><a href="{escape(server)}/openapi.json">openapi.json</a></p><h2>{say("api.docs.addresses")}</h2>',
    ]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            parts += _operation(f"{server}{path}", method.upper(), operation)
    parts += [f"<h2>{say('api.docs.problems')}</h2><table>"]
    for kind in Kind:
        title = say(f"api.problem.{kind}")
        parts.append(f'<tr id="{kind}"><td>{STATUS[kind]}</td><td><code>{kind}</code></td><td>{title}</td></tr>')
    parts.append("</table></main></body></html>")
    return "\n".join(parts)


def _operation(path: str, method: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f'<section id="{escape(operation["operationId"])}"><h3>{escape(operation["summary"])}</h3>'
    yield f'<p><span class="method">{method}</span> <code>{escape(path)}</code></p>'
    yield f"<p>{escape(operation.get('description', ''))}</p>"
    parameters = operation.get("parameters", [])
    if parameters:
        yield "<table>"
        for one in parameters:
            needed = " *" if one.get("required") else ""
            yield f"<tr><th><code>{escape(one['name'])}</code>{needed}</th><td>{escape(one.get('description', ''))}</td></tr>"
        yield "</table>"
    yield f"<pre>{escape(_command(path, method, operation))}</pre></section>"


def _command(path: str, method: str, operation: dict[str, Any]) -> str:
    """How to ask it from a shell, with the examples of what must be given."""
    told = {p["name"]: _example(p) for p in operation.get("parameters", []) if p.get("required")}
    for name in [name for name in told if f"{{{name}}}" in path]:
        path = path.replace(f"{{{name}}}", quote(str(told.pop(name))))
    address = f"http://127.0.0.1:8000{path}{'?' + urlencode(told, doseq=True) if told else ''}"
    if method == "GET":
        return f"curl '{address}'"
    media_type, body = next(iter(operation["requestBody"]["content"].items()))
    sent = body["example"] if media_type.startswith("text/") else dumps(body["example"])
    return f"curl '{address}' -H 'Content-Type: {media_type}' --data-binary '{sent}'"


def _example(parameter: dict[str, Any]) -> Any:
    schema = parameter.get("schema", {})
    return next(iter(schema.get("examples", ())), "ID")
