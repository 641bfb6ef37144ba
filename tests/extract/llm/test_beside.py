"""Beside the project's own reader a language model adds what it alone sees; of what both see, both are named."""

from __future__ import annotations

from shiguan.extract import extract
from shiguan.extract.backends.llm.beside import Beside
from shiguan.extract.backends.rules.reader import RulesBackend
from shiguan.records.extraction import Extraction
from shiguan.vocabulary import load_vocabulary
from tests.extract.llm.service import Body, asking, claim, claims, says, serving
from tests.extract.rules.page import document

TEXT = "星河汽车首席财务官王远舟上周离职。远大电子首席运营官李明岸已不再到岗。"
BOTH = claim("departure", "星河汽车首席财务官王远舟上周离职", person="王远舟", org="星河汽车")
ALONE = claim("departure", "远大电子首席运营官李明岸已不再到岗", person="李明岸", org="远大电子")
WRONG = claim("departure", "李明岸离职", person="李明岸", org="远大电子")


def read(*said: Body) -> Extraction:
    vocabulary = load_vocabulary()
    with serving(lambda _: says(claims(*said))) as service:
        beside = Beside(vocabulary, RulesBackend(vocabulary), asking(service).backend)
        return extract(document(TEXT), vocabulary, (beside,))


def who(found: Extraction) -> dict[str, str]:
    return {c.values("person")[0].text: c.backend for c in found.claims if c.event_type == "departure"}


def test_what_both_see_is_one_claim_of_both() -> None:
    found = read(BOTH)
    assert who(found) == {"王远舟": "rules+llm"}
    (told,) = [c for c in found.claims if c.event_type == "departure"]
    assert told.confidence != 0.5  # the own reader's, which is measured


def test_what_one_alone_sees_is_that_ones() -> None:
    assert who(read(ALONE)) == {"王远舟": "rules", "李明岸": "llm"}


def test_what_the_model_says_that_is_not_so_is_refused_as_its_own() -> None:
    found = read(WRONG)
    assert who(found) == {"王远舟": "rules"}
    assert ("llm", "the quote is not in the text") in {(r.backend, r.reason) for r in found.rejects}


def test_another_person_in_the_same_words_is_another_claim() -> None:
    text = claim("departure", TEXT[:-1], person="李明岸", org="远大电子")
    assert who(read(text)) == {"王远舟": "rules", "李明岸": "llm"}


def test_a_denial_is_not_what_the_other_tells() -> None:
    found = read(BOTH | {"polarity": "negated"})
    assert sorted(c.backend for c in found.claims if c.event_type == "departure") == ["llm", "rules"]


def test_its_version_names_both() -> None:
    vocabulary = load_vocabulary()
    with serving(lambda _: says(claims())) as service:
        llm = asking(service).backend
        beside = Beside(vocabulary, RulesBackend(vocabulary), llm)
    assert beside.name == "rules+llm"
    assert RulesBackend(vocabulary).version in beside.version
    assert llm.version in beside.version
    assert beside.spent() == llm.spent()
