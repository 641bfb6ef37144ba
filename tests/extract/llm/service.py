"""A service on this machine that speaks the protocol and answers by a script, and a reader that asks it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

from shiguan.extract import Backend, extract
from shiguan.extract.backends.llm.chat import Chat
from shiguan.extract.backends.llm.reader import Answers, LlmBackend
from shiguan.extract.backends.llm.spending import Budget, Price, Purse
from shiguan.records.document import Document
from shiguan.records.extraction import Extraction
from shiguan.settings import LanguageModel
from shiguan.vocabulary import load_vocabulary

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
Body: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the service sends back: ``body`` as it is."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def says(content: object, *, ended: str = "stop", read: int = 1000, written: int = 100) -> Reply:
    """A model's answer; what is no text is sent as JSON text, so that the model wrote it."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    usage = {"prompt_tokens": read, "completion_tokens": written}
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": ended}
    return Reply(200, json.dumps({"choices": [choice], "usage": usage}).encode())


def fails(status: int, message: str = "try again", **headers: str) -> Reply:
    """An error as such services tell it."""
    return Reply(status, json.dumps({"error": {"message": message}}).encode(), {k.replace("_", "-"): v for k, v in headers.items()})


def claim(type_: str, quote: str, *, when: str | None = None, speaker: str | None = None, **roles: str | list[str]) -> Body:
    """A claim as the schema wants it."""
    listed = [(name, v) for name, value in roles.items() for v in (value if isinstance(value, list) else [value])]
    return {
        "type": type_,
        "quote": quote,
        "roles": [{"role": name, "text": value} for name, value in listed],
        "when": when,
        "certainty": "reported",
        "polarity": "affirmed",
        "speaker": speaker,
    }


def claims(*each: Body) -> Body:
    """An answer."""
    return {"claims": list(each)}


Script: TypeAlias = Callable[[Body], Reply]


@dataclass
class Service:
    """Where it is, what it was asked, and in which headers."""

    url: str
    script: Script
    asked: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)  # a script may wait for it; set when the service ends

    @property
    def texts(self) -> list[str]:
        """What was asked of each article."""
        return [body["messages"][-1]["content"] for body in self.asked]


def in_turn(*replies: Reply) -> Script:
    """One reply after the other; the last one from then on."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def serving(script: Script) -> Iterator[Service]:
    """A service while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append(body)
            service.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = service.script(body)
            try:
                self.send_response(reply.status)
                for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
            except OSError:
                pass  # who asked did not wait for it

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service = Service(f"http://127.0.0.1:{server.server_address[1]}/v1", script)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield service
        finally:
            service.hold.set()
            server.shutdown()


@dataclass
class Asking:
    """A reader of a service, with the waits it was told to make, none of which takes any time."""

    backend: LlmBackend
    waits: list[float]

    def read(self, document: Document) -> Extraction:
        backends: tuple[Backend, ...] = (self.backend,)
        return extract(document, load_vocabulary(), backends)


def asking(service: Service, answers: Answers | None = None, **set_: Any) -> Asking:
    """A reader as ``set_``, on a clock that stands still."""
    waits: list[float] = []
    here: dict[str, Any] = {"url": service.url, "model": "tiny", "concurrency": 1}
    model = LanguageModel(**(here | set_))
    price = Price.parse(model.price)
    purse = Purse(price, Budget.parse(model.budget, price))
    chat = Chat(model, purse, wait=waits.append, clock=lambda: NOW)
    return Asking(LlmBackend(load_vocabulary(), chat, {} if answers is None else answers), waits)
