"""The reader that asks a language model about a document, stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from shiguan.errors import ReaderError
from shiguan.extract.backends.base import Bill, Proposal
from shiguan.extract.backends.llm.answers import CUT_OFF, Answer, read_answer
from shiguan.extract.backends.llm.chat import FORMS, Chat, FormRefusedError
from shiguan.extract.backends.llm.chunks import Chunk, chunks, tokens
from shiguan.extract.backends.llm.page import Page
from shiguan.extract.backends.llm.prompt import Message, instructions, prompt_version, question, schema
from shiguan.extract.backends.llm.proposals import Pointed, pointed, unread
from shiguan.extract.backends.llm.spending import Budget, Price, Purse, Tokens
from shiguan.extract.backends.rules.reader import Telling, rules_digest
from shiguan.extract.reading import Reading
from shiguan.ids import content_id
from shiguan.records.document import RegionKind
from shiguan.settings import LanguageModel
from shiguan.vocabulary import Vocabulary

if TYPE_CHECKING:
    import httpx

WRITTEN_SHARE = 2.0
"""Tokens of an answer for one of the article: what the claims that the rules find in examples/ come to, written so (1.96)."""


class Answers(Protocol):
    """Where answers are kept, by what was asked of whom; a dict will do."""

    def get(self, key: str, /) -> str | None:
        """The answer; None where there is none."""

    def __setitem__(self, key: str, answer: str, /) -> None:
        """Keep an answer."""


def language_reader(vocabulary: Vocabulary, model: LanguageModel, answers: Answers) -> LlmBackend:
    """The reader for a model as it is set. Raises InputError for settings that cannot be used, and without httpx."""
    price = Price.parse(model.price)
    return LlmBackend(vocabulary, Chat(model, Purse(price, Budget.parse(model.budget, price))), answers)


class LlmBackend:
    """Reads with a language model. What it says is kept, so that the same model asked the same costs nothing."""

    name = "llm"

    def __init__(self, vocabulary: Vocabulary, chat: Chat, answers: Answers) -> None:
        self._vocabulary, self._chat, self._answers = vocabulary, chat, answers
        self._told, self._schema = instructions(vocabulary), schema(vocabulary)
        self._prompt = prompt_version(vocabulary)
        self._form = 0
        self._at_hand = 0

    @property
    def version(self) -> str:
        """The model's name, and digests of what it is told, of the code that finds it again in the text, and of the vocabulary."""
        return f"{self._chat.model.model}+{self._prompt}+{rules_digest()[:12]}+{self._vocabulary.digest[:12]}"

    def propose(self, reading: Reading) -> Iterable[Proposal]:
        """Proposals in text order; a title or heading is taken last, so that the text's fuller telling comes first.

        Raises ReaderError where a part of the document gets no answer; those that others got are kept.
        """
        page, told = Page(reading, self._vocabulary), Telling(self._vocabulary)
        found = [p for chunk, answer in self._read(reading) for p in self._pointed(page, chunk, answer)]
        for kept in sorted((p for p in found if p.kind), key=lambda p: p.kind is not RegionKind.BODY):
            assert kept.kind is not None
            told.keep(kept.proposal, kept.kind)
        for refused in (p for p in found if p.kind is None):
            told.decline(refused.proposal)
        return told.proposals()

    def expected(self, readings: Iterable[Reading]) -> Bill:
        """What reading these would cost at most, or nearly; answers at hand cost nothing."""
        asked = at_hand = read = written = 0
        for reading in readings:
            for chunk in chunks(reading, self._chat.model.question):
                messages = self._messages(reading, chunk)
                if self._answers.get(self._key(messages)) is not None:
                    at_hand += 1
                    continue
                asked += 1
                read += tokens(*(m["content"] for m in messages))
                written += round(WRITTEN_SHARE * tokens(chunk.text))
        return self._bill(asked, at_hand, Tokens(read, written))

    def spent(self) -> Bill:
        """What was spent since this reader was made."""
        return self._bill(self._chat.purse.questions, self._at_hand, self._chat.purse.spent)

    def _bill(self, questions: int, at_hand: int, used: Tokens) -> Bill:
        chat, price = self._chat, self._chat.purse.price
        cost, currency = (price.of(used), price.currency) if price else (None, "")
        return Bill(chat.model.model, chat.machine, questions, at_hand, used.read, used.written, cost, currency)

    def _pointed(self, page: Page, chunk: Chunk, answer: Answer) -> list[Pointed]:
        found = list(pointed(page, chunk, answer.claims))
        return found if answer.whole else [*found, unread(chunk)]

    def _read(self, reading: Reading) -> list[tuple[Chunk, Answer]]:
        """The answers by chunk, in text order. A chunk whose answer was cut off is asked about in halves."""
        done: list[tuple[Chunk, Answer]] = []
        left = chunks(reading, self._chat.model.question)
        while left:
            answers = self._answered(reading, left)
            cut = [not answer.whole and len(chunk.sentences) > 1 for chunk, answer in zip(left, answers, strict=True)]
            done += [(chunk, answer) for chunk, answer, half in zip(left, answers, cut, strict=True) if not half]
            left = [part for chunk, half in zip(left, cut, strict=True) if half for part in chunk.halves()]
        return sorted(done, key=lambda d: d[0].span.start)

    def _answered(self, reading: Reading, wanted: Sequence[Chunk]) -> list[Answer]:
        """An answer for each chunk: the one at hand, else the model's, several asked at once."""
        asked = [self._messages(reading, chunk) for chunk in wanted]
        keys = [self._key(messages) for messages in asked]
        contents = {key: content for key in keys if (content := self._answers.get(key)) is not None}
        self._at_hand += len(contents)
        missing = {key: messages for key, messages in zip(keys, asked, strict=True) if key not in contents}
        contents |= self._ask(missing) if missing else {}
        return [read_answer(contents[key]) or Answer((), False) for key in keys]

    def _ask(self, missing: dict[str, list[Message]]) -> dict[str, str]:
        """The model's answers, each kept as soon as all have come or failed; the first failure is raised then."""
        with self._chat.open() as client, ThreadPoolExecutor(self._chat.model.concurrency) as pool:
            got = list(pool.map(lambda messages: self._one(client, messages), missing.values()))
        contents = {key: content for key, content in zip(missing, got, strict=True) if isinstance(content, str)}
        for key, content in contents.items():
            self._answers[key] = content
        for failure in got:
            if isinstance(failure, ReaderError):
                raise failure
        return contents

    def _one(self, client: httpx.Client, messages: Sequence[Message]) -> str | ReaderError:
        """One answer, or why there is none. Where the service cannot hold the model to a schema, it is asked in a freer form."""
        failure = ReaderError("the language model's answer is not the JSON that was asked for")
        for form in range(self._form, len(FORMS)):
            try:
                written = self._chat.ask(client, messages, FORMS[form], self._schema)
            except FormRefusedError as refused:
                failure = refused
                continue
            except ReaderError as error:
                return error
            if read_answer(written.content) is None and not written.cut:
                continue
            self._form = max(self._form, form)
            return written.content if read_answer(written.content) else CUT_OFF
        return failure

    def _messages(self, reading: Reading, chunk: Chunk) -> list[Message]:
        asked = question(chunk, reading.document.title, reading.anchor)
        return [{"role": "system", "content": self._told}, {"role": "user", "content": asked}]

    def _key(self, messages: Sequence[Message]) -> str:
        """By the model's name and all that it is told, wherever it is asked."""
        return content_id("answer", self._chat.model.model, self._prompt, messages[-1]["content"])
