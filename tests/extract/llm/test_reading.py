"""What a language model says becomes claims only where the text says so, at the place where it does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Document, Script
from shiguan.records.extraction import Extraction
from tests.extract.llm.service import Body, Service, asking, claim, claims, says, serving
from tests.extract.rules.page import document

TEXT = (
    "星河汽车首席财务官王远舟上周离职。\n远大电子昨日宣布完成3亿元B轮融资，由云杉资本领投。\n他随后加入远大电子，出任首席运营官。"
)
LEAVES = claim("departure", "首席财务官王远舟上周离职", when="上周", person="王远舟", org="星河汽车", position="首席财务官")


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(lambda _: says(claims())) as running:
        yield running


def read(service: Service, *said: Body, text: str = TEXT, of: Document | None = None) -> Extraction:
    service.script = lambda _: says(claims(*said))
    return asking(service).read(of or document(text))


def reasons(found: Extraction) -> list[str]:
    assert not found.claims
    return [reject.reason for reject in found.rejects]


def test_a_claim_stands_where_the_text_says_it(service: Service) -> None:
    page = document(TEXT)
    (found,) = read(service, LEAVES, of=page).claims
    assert (found.event_type, found.backend) == ("departure", "llm")
    assert found.evidence.span.of(page.text) == found.evidence.quote == "首席财务官王远舟上周离职"
    assert {a.role: (a.text, a.evidence.span.of(page.text)) for a in found.arguments} == {
        "person": ("王远舟", "王远舟"),
        "org": ("星河汽车", "星河汽车"),
        "position": ("首席财务官", "首席财务官"),
    }
    assert found.valid_time is not None
    assert found.valid_time.when == "2024-05-13/2024-05-19"  # as the parser reads 上周 on the day of publication


def test_amounts_are_what_the_parser_reads_at_the_place(service: Service) -> None:
    said = claim("funding", "完成3亿元B轮融资，由云杉资本领投", org="远大电子", amount="3亿", round="B轮", investors=["云杉资本"])
    (found,) = read(service, said).claims
    (amount,) = found.values("amount")
    assert amount.text == "3亿元"  # the model left the currency out; the text has it
    assert [a.text for a in found.values("investors")] == ["云杉资本"]


def test_a_role_may_stand_before_the_sentence_that_only_says_he(service: Service) -> None:
    said = claim("appointment", "他随后加入远大电子，出任首席运营官", person="王远舟", org="远大电子", position="首席运营官")
    (found,) = read(service, said).claims
    assert found.values("person")[0].evidence.span.start == TEXT.index("王远舟")
    assert found.values("org")[0].evidence.span.start == TEXT.rindex("远大电子")


def test_one_that_several_left_is_a_claim_each(service: Service) -> None:
    said = claim("departure", "王远舟和李明离职", person=["王远舟", "李明"], org="星河汽车")
    found = read(service, said, text="星河汽车高管王远舟和李明离职。")
    assert {c.values("person")[0].text for c in found.claims} == {"王远舟", "李明"}


def test_who_goes_with_whom_is_not_guessed(service: Service) -> None:
    said = claim("departure", "星河汽车的王远舟和远大电子的李明离职", person=["王远舟", "李明"], org=["星河汽车", "远大电子"])
    found = read(service, said, text="星河汽车的王远舟和远大电子的李明离职。")
    assert reasons(found) == ["of several roles several are told, and not who goes with whom"]


def test_a_denial_is_negated(service: Service) -> None:
    said = claim("departure", "王远舟并未离职", person="王远舟", org="星河汽车") | {"certainty": "denied"}
    (found,) = read(service, said, text="星河汽车否认传闻，称王远舟并未离职。").claims
    assert (found.certainty, found.polarity) == (Certainty.DENIED, Polarity.NEGATED)


def test_the_fuller_of_two_tellings_is_kept(service: Service) -> None:
    text = "星河汽车王远舟离职\n星河汽车首席财务官王远舟上周离职。"
    said = claim("departure", "星河汽车王远舟离职", person="王远舟", org="星河汽车")
    (found,) = read(service, said, LEAVES, text=text).claims
    assert found.evidence.quote == "首席财务官王远舟上周离职"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (claim("departure", "王远舟昨天离开了公司", person="王远舟", org="星河汽车"), "the quote is not in the text"),
        (claim("departure", "首席财务官王远舟", person="马云飞", org="星河汽车"), "person '马云飞' is not in the text"),
        (claim("resignation", "首席财务官王远舟上周离职", person="王远舟"), "unknown event type"),
        (claim("departure", "王远舟上周离职", person="王远舟", org="星河汽车", boss="远大电子"), "departure has no role boss"),
        (claim("departure", "王远舟上周离职", person="王远舟"), "departure needs org, and none is told"),
        (claim("appointment", "他随后加入远大电子", person="他", org="远大电子"), "person 他 names nobody"),
        (claim("valuation", "远大电子昨日宣布", org="远大电子", amount="昨日"), "amount 昨日 tells no number"),
        (claim("departure", "由云杉资本领投", person="王远舟", org="星河汽车"), "the quote names none of those it is about"),
        (LEAVES | {"certainty": "certain"}, "how the text stands to it is called certain, which nothing is"),
        (LEAVES | {"polarity": "maybe"}, "how the text stands to it is called maybe, which nothing is"),
        (
            claim("appointment", "由云杉资本领投", person="王远舟", org="云杉资本"),
            "the quote does not speak of person 王远舟",
        ),
        (claim("departure", TEXT * 9, person="王远舟", org="星河汽车"), "the quote is not in the text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_text_does_not_say_is_refused_with_the_reason(service: Service, said: Body, reason: str) -> None:
    assert reasons(read(service, said)) == [reason]


def test_a_role_that_is_nowhere_is_left_out_of_a_claim_that_stands(service: Service) -> None:
    (found,) = read(service, LEAVES | {"roles": [*LEAVES["roles"], {"role": "destination_org", "text": "红杉"}]}).claims
    assert not found.values("destination_org")


def test_a_time_that_is_not_in_the_text_is_unknown(service: Service) -> None:
    (found,) = read(service, LEAVES | {"when": "2024-05-17"}).claims
    assert found.valid_time is None


def test_a_speaker_who_is_not_in_the_text_is_left_out(service: Service) -> None:
    (found,) = read(service, LEAVES | {"speaker": "赵四海"}).claims
    assert found.speaker is None


def test_what_is_furniture_on_the_page_makes_no_claim(service: Service) -> None:
    page = document(TEXT + "\n\n责任编辑：王远舟离开星河汽车")
    assert "责任编辑" in page.text
    found = read(service, claim("departure", "王远舟离开星河汽车", person="王远舟", org="星河汽车"), of=page)
    assert reasons(found) == ["the quote is not in what was to be read"]


@pytest.mark.parametrize(
    ("text", "quote", "received"),
    [
        ("星河汽車首席財務官王遠舟上週離職。公司尚未回應。", "首席财务官王远舟上周离职", "首席財務官王遠舟上週離職"),
        ("星河汽車首席財務官王遠舟上週離職。公司尚未回應。", "首席財務官王遠舟上週離職", "首席財務官王遠舟上週離職"),
        ("星河汽车首席财务官王远舟上周离职。公司尚未回应。", "首席財務官王遠舟上週離職", "首席财务官王远舟上周离职"),
        ("星河汽车ＣＦＯ王远舟（４６岁）上周离职。", "CFO王远舟(46岁)上周离职", "ＣＦＯ王远舟（４６岁）上周离职"),
        ("星河汽车CFO王远舟(46岁)上周离职。", "ＣＦＯ王远舟（４６岁）上周离职", "CFO王远舟(46岁)上周离职"),
        ("星河汽车“老将”王远舟上周离职。", "「老将」王远舟上周离职", "“老将”王远舟上周离职"),
        ("星河汽车王远舟\n上周离职。", "王远舟上周离职", "王远舟\n上周离职"),
    ],
)
def test_the_quote_is_what_was_received_in_whatever_form_the_model_writes_it(
    service: Service, text: str, quote: str, received: str
) -> None:
    page = document(text)
    (found,) = read(service, claim("departure", quote, person="王远舟", org="星河汽车"), of=page).claims
    span, told = page.received_quote(found.evidence.span)
    assert told == received == page.article.received[span.start : span.end]


def test_traditional_articles_are_read_in_simplified_script(service: Service) -> None:
    page = document("星河汽車首席財務官王遠舟上週離職。公司尚未回應。")
    assert page.script is Script.TRADITIONAL
    read(service, of=page)
    assert "星河汽车首席财务官王远舟上周离职" in service.texts[0]


@pytest.mark.parametrize("change", ["甲", "星河气车首席财务官", "星河汽车首席财务官王远舟上周离职！了"])
def test_another_word_is_no_other_form(service: Service, change: str) -> None:
    found = read(service, claim("departure", change, person="王远舟", org="星河汽车"))
    assert not found.claims


def test_more_claims_than_a_text_can_hold_are_not_listened_to(service: Service) -> None:
    made_up = [claim("departure", f"第{n}人离职", person="某某", org="某某") for n in range(500)]
    found = read(service, *made_up)
    assert len(found.rejects) < 100
    assert "the answer has more claims than the text can hold" in reasons(found)
