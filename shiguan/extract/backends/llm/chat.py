"""One question to an OpenAI-compatible service: asked again while the service is busy, never in vain and never past the limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from shiguan.clock import now, pause
from shiguan.errors import InputError, ReaderError
from shiguan.extract.backends.llm.chunks import tokens
from shiguan.extract.backends.llm.prompt import Message, Schema
from shiguan.extract.backends.llm.spending import Purse, Tokens
from shiguan.settings import LanguageModel

if TYPE_CHECKING:
    import httpx

FORMS = ("json_schema", "json_object", "text")
"""How an answer is asked for: held to the schema, as any JSON, as text; services know the first, the first two, or none."""

TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 120.0  # seconds
_IN_A_ROW = 3  # questions that failed, after which no other is asked
_BUSY = (408, 425, 429, 500, 502, 503, 504, 529)
_HOPELESS = (401, 402, 403, 404)
_KEY = re.compile(r"[\x21-\x7e]*")
_SHOWN = 160
_UNSEEN = re.compile("[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_OTHERWISE = {"temperature": "", "max_tokens": "max_completion_tokens"}
_OVERHEAD = 64  # tokens that a service's template puts around two messages


@dataclass(frozen=True, slots=True)
class Written:
    """What the model wrote; ``cut`` where it came to the end of what it may write."""

    content: str
    cut: bool


class FormRefusedError(ReaderError):
    """The service takes no such question, perhaps for the form asked for."""


class Chat:
    """A service and a model; for many threads at once. After a few failures in a row, or a hopeless one, it asks no more."""

    def __init__(
        self,
        model: LanguageModel,
        purse: Purse,
        wait: Callable[[float], None] = pause,
        clock: Callable[[], datetime] = now,
    ) -> None:
        if find_spec("httpx") is None:
            raise InputError("asking a language model needs httpx: pip install 'shiguan[llm]'")
        self.model, self.purse = model, purse
        self._wait, self._clock = wait, clock
        self._address = _address(model)
        self._failures = 0
        self._given_up = ""
        self._otherwise: dict[str, str] = {}  # parameters that the service wants called otherwise, or (empty) not at all

    @property
    def machine(self) -> str:
        """Where articles are sent to."""
        return urlsplit(self._address).hostname or ""

    def open(self) -> httpx.Client:
        """A connection to the service, for the questions of one article."""
        import httpx

        headers = {"Authorization": f"Bearer {self.model.key}"} if self.model.key else {}
        # What goes to this machine goes through no proxy.
        return httpx.Client(headers=headers, timeout=self.model.timeout, trust_env=not _is_here(self._address))

    def ask(self, client: httpx.Client, messages: Sequence[Message], form: str, schema: Schema) -> Written:
        """What the model writes. FormRefusedError where another form may be taken, ReaderError where nothing helps."""
        if self._given_up:
            raise ReaderError(self._given_up)
        body = _body(self.model, messages, form, schema)
        most = Tokens(tokens(*(m["content"] for m in messages)) + _OVERHEAD, self.model.answer)
        reason = ""
        for attempt in range(TRIES):
            reply = self._fitting(client, body, most)
            if isinstance(reply, Written):
                self._failures = 0
                return reply
            reason, wait = reply.reason, max(_FIRST_WAIT * 2**attempt, reply.wait)
            if wait > _LONGEST_WAIT:
                raise self._failed(f"the language model's service asks to wait {wait:.0f} s ({reason})")
            if attempt + 1 < TRIES:
                self._wait(wait)
        raise self._failed(reason)

    def _fitting(self, client: httpx.Client, body: Mapping[str, Any], most: Tokens) -> Written | _Busy:
        """One try, and others at once where the service only dislikes a parameter that can be left out or called otherwise."""
        while True:
            try:
                return self._once(client, self._fitted(body), most)
            except FormRefusedError as refused:
                if not self._learns(str(refused)):
                    raise

    def _fitted(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The body with its parameters called as the service wants them."""
        return {name: v for key, v in body.items() if (name := self._otherwise.get(key, key))}

    def _learns(self, complaint: str) -> bool:
        """Whether the complaint is of such a parameter, for the first time."""
        named = next((p for p in _OTHERWISE if p in complaint and p not in self._otherwise), None)
        if named is not None:
            self._otherwise[named] = _OTHERWISE[named]
        return named is not None

    def _once(self, client: httpx.Client, body: Mapping[str, Any], most: Tokens) -> Written | _Busy:
        import httpx

        held = self.purse.hold(most)
        try:
            response = client.post(self._address, json=body)
        except httpx.TimeoutException:
            self.purse.spend(held, None)  # it may have written all the same
            return _Busy(f"the language model gave no answer within {self.model.timeout:g} s")
        except httpx.RequestError as error:
            self.purse.release(held)
            return _Busy(f"the language model cannot be reached: {self._shown(str(error) or type(error).__name__)}")
        except BaseException:
            self.purse.release(held)
            raise
        if response.status_code == 200:
            return self._written(response, held)
        self.purse.release(held)
        said = f"{response.status_code} {self._shown(_complaint(response))}".strip()
        if response.status_code in _BUSY:
            return _Busy(f"the language model's service is busy: {said}", self._asked_to_wait(response))
        reason = f"the language model's service refuses: {said}"
        if response.status_code in _HOPELESS or response.is_redirect:
            self._given_up = reason
            raise ReaderError(reason)
        raise FormRefusedError(reason)

    def _written(self, response: httpx.Response, held: Tokens) -> Written:
        try:
            choice = (answer := response.json())["choices"][0]
            content, ended = choice["message"].get("content"), choice.get("finish_reason")
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            self.purse.spend(held, None)
            raise self._failed("what answers is no OpenAI-compatible service: look at SHIGUAN_LLM_URL") from error
        self.purse.spend(held, _usage(answer.get("usage")))
        if isinstance(content, list):  # parts, as some services have them
            content = "".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
        text = content if isinstance(content, str) else ""
        return Written(text.encode("utf-8", "replace").decode("utf-8"), ended == "length")

    def _failed(self, reason: str) -> ReaderError:
        self._failures += 1
        if self._failures >= _IN_A_ROW:
            self._given_up = reason
        return ReaderError(reason)

    def _asked_to_wait(self, response: httpx.Response) -> float:
        """Seconds of the header Retry-After, which has seconds or a moment; 0 where there is none."""
        written = response.headers.get("retry-after", "").strip()
        try:
            return max(0.0, float(written))
        except ValueError:
            pass
        try:
            moment = parsedate_to_datetime(written)
        except ValueError:
            return 0.0
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - self._clock()).total_seconds())

    def _shown(self, text: str) -> str:
        """What others wrote, in one short line and without the key."""
        if self.model.key:
            text = text.replace(self.model.key, "***")
        line = _UNSEEN.sub(" ", text).strip()
        return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


@dataclass(frozen=True, slots=True)
class _Busy:
    """No answer now; ``wait`` is after how many seconds the service wants to be asked again."""

    reason: str
    wait: float = 0.0


def _address(model: LanguageModel) -> str:
    """Where to ask. InputError where settings are missing, or the key would go over the net in clear text."""
    for what, value in (("URL", model.url), ("MODEL", model.model)):
        if not value:
            raise InputError(f"asking a language model needs --llm-{what.lower()} or SHIGUAN_LLM_{what}")
    parts = urlsplit(model.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"not the address of a service: {model.url}")
    if parts.scheme == "http" and model.key and not _is_here(model.url):
        raise InputError(f"the key would go to {parts.hostname} in clear text: use https, or leave SHIGUAN_LLM_KEY empty")
    if not _KEY.fullmatch(model.key):
        raise InputError("SHIGUAN_LLM_KEY holds characters that no key has")
    base = model.url.rstrip("/")
    return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def _body(model: LanguageModel, messages: Sequence[Message], form: str, schema: Schema) -> dict[str, Any]:
    body: dict[str, Any] = {"model": model.model, "messages": list(messages), "temperature": 0, "max_tokens": model.answer}
    if form == "json_schema":
        body["response_format"] = {"type": form, "json_schema": {"name": "claims", "strict": True, "schema": schema}}
    elif form == "json_object":
        body["response_format"] = {"type": form}
    return body


def _complaint(response: httpx.Response) -> str:
    """What the service says is wrong."""
    try:
        said = response.json()["error"]
    except (ValueError, LookupError, TypeError):
        return response.text[: 4 * _SHOWN]
    return str(said.get("message") or said) if isinstance(said, dict) else str(said)


def _usage(told: object) -> Tokens | None:
    if not isinstance(told, dict):
        return None
    read, written = told.get("prompt_tokens"), told.get("completion_tokens")
    return Tokens(read, written) if isinstance(read, int) and isinstance(written, int) and read >= 0 and written >= 0 else None
