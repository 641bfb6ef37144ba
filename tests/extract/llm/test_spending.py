"""What is spent is counted, said before and after, and stops before the limit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from shiguan.errors import InputError, ReaderError
from shiguan.extract.backends.llm.chunks import tokens
from shiguan.extract.backends.llm.spending import Budget, Price, Purse, Tokens
from shiguan.extract.sentences import prepare
from tests.extract.llm.service import Reply, Service, asking, claims, fails, in_turn, says, serving
from tests.extract.rules.page import document

TEXT = "星河汽车首席财务官王远舟上周离职。"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(lambda _: says(claims(), read=1500, written=200)) as running:
        yield running


@pytest.mark.parametrize(
    ("text", "read", "written", "currency"),
    [("2,8", "2", "8", ""), ("0.5/2 cny", "0.5", "2", "CNY"), (" 3 , 15 USD", "3", "15", "USD"), ("0,0", "0", "0", "")],
)
def test_a_price_is_of_a_million_tokens_read_and_written(text: str, read: str, written: str, currency: str) -> None:
    assert Price.parse(text) == Price(Decimal(read), Decimal(written), currency)


@pytest.mark.parametrize("text", ["2", "2,", "-1,2", "a,b", "1,2 dollars", "nan,1"])
def test_what_is_no_price_is_told(text: str) -> None:
    with pytest.raises(InputError, match="not a price"):
        Price.parse(text)


@pytest.mark.parametrize("text", ["", "-1", "much", "5 dollars", "inf"])
def test_what_is_no_limit_is_told(text: str) -> None:
    if text:
        with pytest.raises(InputError, match="not a spending limit"):
            Budget.parse(text, None)
    else:
        assert Budget.parse(text, None) is None


def test_a_limit_in_money_needs_a_price() -> None:
    with pytest.raises(InputError, match="needs a price"):
        Budget.parse("5", None)
    assert Budget.parse("5000t", None) == Budget(Decimal(5000), tokens=True)


def test_the_bill_has_what_the_service_says_it_used(service: Service) -> None:
    reader = asking(service, price="2,8 CNY")
    before = reader.backend.expected([prepare(document(TEXT))])
    reader.read(document(TEXT))
    after = reader.backend.spent()
    assert (before.model, before.machine, before.questions, before.at_hand) == ("tiny", "127.0.0.1", 1, 0)
    assert before.cost is not None
    assert before.cost > 0
    assert (after.questions, after.read, after.written) == (1, 1500, 200)
    assert (after.cost, after.currency) == (Decimal("0.0046"), "CNY")


def test_what_has_no_price_has_no_cost(service: Service) -> None:
    reader = asking(service)
    reader.read(document(TEXT))
    assert reader.backend.expected([prepare(document(TEXT + "完。"))]).cost is None
    assert reader.backend.spent().cost is None


def test_what_is_at_hand_is_expected_to_cost_nothing(service: Service) -> None:
    kept: dict[str, str] = {}
    asking(service, kept).read(document(TEXT))
    bill = asking(service, kept, price="2,8").backend.expected([prepare(document(TEXT))])
    assert (bill.questions, bill.at_hand, bill.cost) == (0, 1, Decimal(0))


def test_nothing_is_asked_that_might_pass_the_limit(service: Service) -> None:
    reader = asking(service, budget="8000t")
    reader.read(document(TEXT))
    reader.read(document(TEXT + "第二篇。"))
    with pytest.raises(ReaderError, match="the spending limit of 8000 tokens would be passed; 3400 tokens spent so far"):
        reader.read(document(TEXT + "第三篇。"))
    spent = reader.backend.spent()
    assert len(service.asked) == spent.questions == 2
    assert spent.read + spent.written <= 8000


def test_the_limit_may_be_in_money(service: Service) -> None:
    reader = asking(service, price="100,100 CNY", budget="0.1")
    with pytest.raises(ReaderError, match=r"the spending limit of 0\.1 CNY would be passed; 0 CNY spent so far"):
        reader.read(document(TEXT))
    assert service.asked == []


def test_what_is_at_hand_is_read_though_nothing_may_be_spent(service: Service) -> None:
    kept: dict[str, str] = {}
    asking(service, kept).read(document(TEXT))
    asking(service, kept, budget="0t").read(document(TEXT))
    assert len(service.asked) == 1


def test_tries_that_were_refused_cost_nothing(service: Service) -> None:
    service.script = in_turn(fails(429), fails(500), says(claims(), read=10, written=5))
    reader = asking(service)
    reader.read(document(TEXT))
    assert (reader.backend.spent().questions, reader.backend.spent().read) == (1, 10)


def test_a_service_that_does_not_say_what_it_used_is_reckoned_at_the_most(service: Service) -> None:
    service.script = lambda _: Reply(200, b'{"choices": [{"message": {"content": "{\\"claims\\": []}"}, "finish_reason": "stop"}]}')
    reader = asking(service, answer=500)
    reader.read(document(TEXT))
    assert reader.backend.spent().written == 500
    assert reader.backend.spent().read > tokens(TEXT)


def test_where_tokens_are_reckoned_too_low_later_ones_are_held_at_more() -> None:
    purse = Purse(None, Budget(Decimal(5000), tokens=True))
    purse.spend(purse.hold(Tokens(1000, 100)), Tokens(2000, 100))
    with pytest.raises(ReaderError, match="would be passed"):
        purse.hold(Tokens(1500, 100))
    purse.hold(Tokens(1300, 100))


@pytest.mark.parametrize(("text", "most"), [("", 0), ("星河汽车", 4), ("abcdef", 2), ("王a", 2)])
def test_tokens_are_reckoned_by_characters(text: str, most: int) -> None:
    assert tokens(text) == most
