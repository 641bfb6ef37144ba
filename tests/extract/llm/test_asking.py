"""How a service is asked: in which form, how often, how much at once, and what is asked again."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from shiguan.errors import InputError, ReaderError
from shiguan.extract.backends.llm.chat import Chat
from shiguan.extract.backends.llm.prompt import schema
from shiguan.extract.backends.llm.spending import Purse
from shiguan.extract.sentences import prepare
from shiguan.settings import LanguageModel
from shiguan.vocabulary import load_vocabulary
from tests.extract.llm.service import Body, Reply, Service, asking, claim, claims, fails, in_turn, says, serving
from tests.extract.rules.page import document

TEXT = "星河汽车首席财务官王远舟上周离职。"
SAID = claims(claim("departure", "首席财务官王远舟上周离职", person="王远舟", org="星河汽车"))
LONG = "".join(f"第{n}段说的是星河汽车的第{n}家门店开业，当地车主前来参加。\n" for n in range(1, 9))
KEY = "sk-a-key-that-nobody-sees"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(lambda _: says(SAID)) as running:
        yield running


def form_of(body: Body) -> str:
    return str(body.get("response_format", {"type": "text"})["type"])


def test_an_answer_is_held_to_the_vocabularys_types_and_roles(service: Service) -> None:
    asking(service).read(document(TEXT))
    (body,) = service.asked
    sent = body["response_format"]
    assert (sent["type"], sent["json_schema"]["strict"]) == ("json_schema", True)
    assert sent["json_schema"]["schema"] == schema(load_vocabulary())
    kinds = {k["properties"]["type"]["enum"][0]: k for k in sent["json_schema"]["schema"]["properties"]["claims"]["items"]["anyOf"]}
    assert kinds.keys() == load_vocabulary().events.keys()
    for name, kind in kinds.items():
        roles = kind["properties"]["roles"]["items"]["properties"]["role"]["enum"]
        assert set(roles) <= {r.name for r in load_vocabulary().events[name].roles}
    assert (body["model"], body["temperature"], body["max_tokens"]) == ("tiny", 0, 4096)


def test_the_question_says_when_the_article_was_published_and_what_it_is_called(service: Service) -> None:
    service.script = lambda _: says(claims())
    asking(service, question=100).read(document(f"星河汽车扩张\n\n{LONG}"))
    assert all("2024-05-20" in text for text in service.texts)
    assert len(service.texts) > 1
    assert all("星河汽车扩张" in text for text in service.texts)
    assert "第8段" in service.texts[-1]


def test_a_service_without_schemas_is_asked_for_json_then_for_text(service: Service) -> None:
    service.script = lambda body: fails(400, "response_format is not supported") if "response_format" in body else says(SAID)
    reader = asking(service)
    assert reader.read(document(TEXT)).claims
    assert list(map(form_of, service.asked)) == ["json_schema", "json_object", "text"]
    reader.read(document(TEXT + "公司尚未回应。"))
    assert form_of(service.asked[-1]) == "text"  # what it cannot do is remembered
    assert len(service.asked) == 4


def test_a_refusal_that_no_form_helps_against_is_told(service: Service) -> None:
    service.script = lambda _: fails(400, "Content Exists Risk")
    with pytest.raises(ReaderError, match="refuses: 400 Content Exists Risk"):
        asking(service).read(document(TEXT))


@pytest.mark.parametrize(
    ("name", "complaint", "then"),
    [
        ("temperature", "invalid temperature: only 1 is allowed", None),
        ("max_tokens", "use another than max_tokens", "max_completion_tokens"),
    ],
)
def test_a_parameter_that_a_model_does_not_take_is_left_out_or_renamed(
    service: Service, name: str, complaint: str, then: str | None
) -> None:
    service.script = lambda body: fails(400, complaint) if name in body else says(SAID)
    assert asking(service).read(document(TEXT)).claims
    last = service.asked[-1]
    assert form_of(last) == "json_schema"
    assert name not in last
    assert then is None or last[then] == 4096


@pytest.mark.parametrize(
    "written",
    [
        "```json\n{json}\n```",
        "好的，以下是结果 [1]：\n{json}\n希望有帮助。",
        "<think>王远舟走了吗？{{不知道}}</think>{json}",
        '{{"claims": {list}, }}',
        "{list}",
        "{json}{json}",
    ],
)
def test_an_answer_with_something_around_it_is_understood(service: Service, written: str) -> None:
    json_, list_ = json.dumps(SAID, ensure_ascii=False), json.dumps(SAID["claims"], ensure_ascii=False)
    service.script = lambda _: says(written.format(json=json_, list=list_))
    assert len(asking(service).read(document(TEXT)).claims) == 1
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "written", ["", "我不能回答这个问题。", "[1, 2", '{"result": []}', "{" * 100_000, "[" * 100_000, '{"claims": 7}']
)
def test_an_answer_that_is_none_is_no_answer(service: Service, written: str) -> None:
    service.script = lambda _: says(written)
    with pytest.raises(ReaderError, match="not the JSON that was asked for"):
        asking(service).read(document(TEXT))
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    "said",
    [
        {"claims": [None, 7, "x", [], {}, {"type": 5}, {"type": "departure", "quote": None}]},
        {"claims": [SAID["claims"][0] | {"roles": None}, SAID["claims"][0] | {"roles": ["x", {"role": 1, "text": {}}]}]},
        {"claims": [SAID["claims"][0] | {"quote": "\ud800王远舟"}]},
    ],
)
def test_claims_of_another_shape_are_refused_one_by_one(service: Service, said: object) -> None:
    service.script = lambda _: says(json.dumps(said))
    assert not asking(service).read(document(TEXT)).claims


def test_roles_may_come_as_an_object(service: Service) -> None:
    service.script = lambda _: says(claims(SAID["claims"][0] | {"roles": {"person": "王远舟", "org": ["星河汽车"]}}))
    assert len(asking(service).read(document(TEXT)).claims) == 1


def test_an_answer_that_was_cut_off_is_asked_for_in_halves(service: Service) -> None:
    text = "星河汽车首席财务官王远舟上周离职。远大电子首席运营官李明昨日离职。"
    whole = [
        claim("departure", "首席财务官王远舟上周离职", person="王远舟", org="星河汽车"),
        claim("departure", "首席运营官李明昨日离职", person="李明", org="远大电子"),
    ]

    def script(body: Body) -> Reply:
        asked = body["messages"][-1]["content"].partition("【要读的】")[2]
        fitting = [c for c in whole if c["quote"] in asked]
        written = json.dumps(claims(*fitting), ensure_ascii=False)
        return says(written, ended="stop") if len(fitting) == 1 else says(written[: len(written) // 2], ended="length")

    service.script = script
    kept: dict[str, str] = {}
    assert len(asking(service, kept).read(document(text)).claims) == 2
    assert len(service.asked) == 3
    assert len(asking(service, kept).read(document(text)).claims) == 2
    assert len(service.asked) == 3  # the cut one is not asked again either


@pytest.mark.parametrize("written", ['{"claims": [', "<think>王远舟", json.dumps(SAID)[:-2]])
def test_a_sentence_that_the_model_comes_to_no_end_with_is_on_record_as_such(service: Service, written: str) -> None:
    service.script = lambda _: says(written, ended="length")
    found = asking(service).read(document(TEXT))
    assert "the answer was cut off" in [r.reason for r in found.rejects]
    assert len(found.claims) == written.count("quote")


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_a_busy_service_is_asked_again_after_longer_and_longer_waits(service: Service, status: int) -> None:
    service.script = in_turn(fails(status), fails(status), fails(status), says(SAID))
    reader = asking(service)
    assert reader.read(document(TEXT)).claims
    assert reader.waits == [1, 2, 4]


@pytest.mark.parametrize(("told", "wait"), [("7", 7), ("Sat, 01 Jun 2024 12:00:30 GMT", 30), ("soon", 1), ("-3", 1)])
def test_a_service_is_asked_again_when_it_says(service: Service, told: str, wait: float) -> None:
    service.script = in_turn(fails(429, Retry_After=told), says(SAID))
    reader = asking(service)
    reader.read(document(TEXT))
    assert reader.waits == [wait]


def test_nobody_waits_for_an_hour(service: Service) -> None:
    service.script = lambda _: fails(429, "quota used up", Retry_After="3600")
    reader = asking(service)
    with pytest.raises(ReaderError, match=r"asks to wait 3600 s .*429 quota used up"):
        reader.read(document(TEXT))
    assert reader.waits == []


def test_a_service_that_stays_busy_is_given_up(service: Service) -> None:
    service.script = lambda _: fails(503, "overloaded")
    reader = asking(service)
    with pytest.raises(ReaderError, match="busy: 503 overloaded"):
        reader.read(document(TEXT))
    assert (len(service.asked), reader.waits) == (5, [1, 2, 4, 8])


def test_after_three_articles_without_an_answer_no_other_is_asked(service: Service) -> None:
    service.script = lambda _: fails(503, "overloaded")
    reader = asking(service)
    for n in range(5):
        with pytest.raises(ReaderError, match="overloaded"):
            reader.read(document(TEXT + f"这是第{n}篇。"))
    assert len(service.asked) == 15


def test_an_answer_that_does_not_come_in_time_is_not_waited_for(service: Service) -> None:
    def script(_: Body) -> Reply:
        service.hold.wait()
        return says(SAID)

    service.script = script
    reader = asking(service, timeout=0.05)
    with pytest.raises(ReaderError, match=r"no answer within 0\.05 s"):
        reader.read(document(TEXT))
    assert reader.backend.spent().questions == 5  # it may have answered each of them, and asks for money then


def test_a_service_that_is_not_there_is_told_of() -> None:
    with serving(lambda _: says(SAID)) as service:
        gone = service.url
    reader = asking(Service(gone, lambda _: says(SAID)))
    with pytest.raises(ReaderError, match="cannot be reached"):
        reader.read(document(TEXT))
    assert reader.backend.spent().questions == 0


@pytest.mark.parametrize("status", [301, 401, 402, 403, 404])
def test_what_cannot_help_is_not_tried_again(service: Service, status: int) -> None:
    service.script = lambda _: fails(status, "no such thing", Location="http://127.0.0.1:1/")
    reader = asking(service, key=KEY)
    for text in (TEXT, TEXT + "公司尚未回应。"):
        with pytest.raises(ReaderError, match=f"refuses: {status} no such thing"):
            reader.read(document(text))
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "body", [b"<html>hello</html>", b"{}", b"[]", b'{"choices": []}', b'{"choices": [{"message": null}]}', b"\xff"]
)
def test_an_answer_of_something_else_than_such_a_service_is_told_of(service: Service, body: bytes) -> None:
    service.script = lambda _: Reply(200, body)
    with pytest.raises(ReaderError, match="no OpenAI-compatible service"):
        asking(service).read(document(TEXT))


def test_the_key_is_sent_and_shown_nowhere(service: Service) -> None:
    service.script = lambda _: fails(401, f"Incorrect API key provided: {KEY}\x1b[31m\u202e")
    reader = asking(service, key=KEY)
    with pytest.raises(ReaderError, match=r"provided: \*\*\*") as told:
        reader.read(document(TEXT))
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"
    shown = f"{told.value} {reader.backend.version} {reader.backend.spent()} {LanguageModel(key=KEY)!r}"
    assert KEY not in shown
    assert str(told.value).isprintable()


def test_without_a_key_none_is_sent(service: Service) -> None:
    asking(service).read(document(TEXT))
    assert "authorization" not in service.headers[0]


@pytest.mark.parametrize(
    ("set_", "reason"),
    [
        ({"url": ""}, "needs --llm-url or SHIGUAN_LLM_URL"),
        ({"model": ""}, "needs --llm-model or SHIGUAN_LLM_MODEL"),
        ({"url": "ftp://here"}, "not the address of a service"),
        ({"url": "http://example.com/v1", "key": KEY}, "in clear text"),
        ({"key": "two words"}, "characters that no key has"),
    ],
)
def test_settings_that_cannot_be_used_are_told_before_anything_is_asked(set_: dict[str, Any], reason: str) -> None:
    model = LanguageModel(**({"url": "http://localhost/v1", "model": "tiny"} | set_))
    with pytest.raises(InputError, match=reason) as told:
        Chat(model, Purse(None, None))
    assert KEY not in str(told.value)


def test_what_was_asked_once_is_not_asked_again(service: Service) -> None:
    kept: dict[str, str] = {}
    first, second = asking(service, kept), asking(service, kept)
    assert first.read(document(TEXT)) == second.read(document(TEXT))
    assert len(service.asked) == 1
    bill = second.backend.spent()
    assert (bill.questions, bill.at_hand, bill.read, bill.written) == (0, 1, 0, 0)


def test_another_model_another_day_or_another_text_is_another_question(service: Service) -> None:
    kept: dict[str, str] = {}
    asking(service, kept).read(document(TEXT))
    asking(service, kept, model="large").read(document(TEXT))
    asking(service, kept).read(document(TEXT, "2023-01-01"))
    asking(service, kept).read(document(TEXT + "完。"))
    assert len(service.asked) == 4


def test_another_address_of_the_same_model_is_no_other_question(service: Service) -> None:
    kept: dict[str, str] = {}
    asking(service, kept).read(document(TEXT))
    with serving(lambda _: says(claims())) as other:
        assert asking(other, kept).read(document(TEXT)).claims
    assert other.asked == []


def test_the_readers_version_names_the_model_and_what_it_is_told(service: Service) -> None:
    one, other = asking(service).backend.version, asking(service, model="large").backend.version
    assert one.startswith("tiny+prompt-")
    assert other.startswith("large+prompt-")


def test_a_long_article_is_asked_about_in_stretches_of_whole_sentences(service: Service) -> None:
    service.script = lambda _: says(claims())
    page = document(LONG)
    asking(service, question=100).read(page)
    read = [text.partition("【要读的】\n")[2].partition("\n</article-")[0] for text in service.texts]
    assert len(read) > 2
    assert "\n".join(read).replace("\n", "") == "".join(s.text for s in prepare(page).sentences)


def test_no_more_is_asked_at_once_than_was_set(service: Service) -> None:
    at_once, most, lock = 0, 0, threading.Lock()
    both = threading.Barrier(2)

    def script(_: Body) -> Reply:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        if len(service.asked) <= 2:
            both.wait(10)  # so two are under way together
        with lock:
            at_once -= 1
        return says(claims())

    service.script = script
    page = document(LONG)
    reader = asking(service, question=100, concurrency=2)
    stretches = reader.backend.expected([prepare(page)]).questions
    assert stretches > 2
    reader.read(page)
    assert (most, len(service.asked)) == (2, stretches)


def test_stretches_that_were_answered_are_kept_when_another_is_not(service: Service) -> None:
    kept: dict[str, str] = {}
    service.script = lambda body: (
        fails(400) if "第8段" in body["messages"][-1]["content"].split("【要读的】")[1] else says(claims())
    )
    with pytest.raises(ReaderError):
        asking(service, kept, question=100).read(document(LONG))
    before = len(service.asked)
    service.script = lambda _: says(claims())
    asking(service, kept, question=100).read(document(LONG))
    assert len(service.asked) == before + 1
