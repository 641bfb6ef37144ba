"""Examples as a reader sees them: windows with the document's head, names found again where they are seen."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.model.labels import ROLES
from training.examples import HIDDEN_SHARE, Example, cut, of_record
from training.markup import parse
from training.schedule import rate

FILLER = "这一段只为把后文推远，什么也没有说，什么也没有发生，读者可以放心地跳过去。" * 7


def article() -> Example:
    """The firm is named in the title only; the departure stands far below it."""
    marked = f"{{泊岸汽车|org#1}}的秋天\n{FILLER}\n{FILLER}\n{{副总裁|position#1}}{{许知非|person#1}}{{离开|departure#1}}了。"
    return of_record(parse(marked, "x"))


def told(example: Example) -> dict[str, str]:
    return {ROLES[r]: example.text[a:b] for e in example.events for a, b, r in e.roles}


def test_the_head_is_read_with_every_window_and_holds_what_is_named_there_only() -> None:
    last = [w for w in cut(article()) if w.events][-1]
    assert last.text.startswith("泊岸汽车的秋天\n")
    assert told(last) == {"org": "泊岸汽车", "position": "副总裁", "person": "许知非"}
    assert all(0 <= a < b <= len(last.text) for a, b, _ in last.names)


def test_the_learning_rate_rises_stays_and_falls_to_nothing() -> None:
    assert rate(0.0, 0.4) < rate(0.02, 0.4) < 1.0
    assert rate(0.2, 0.4) == 1.0
    assert rate(0.7, 0.4) == pytest.approx(0.5)
    assert rate(1.0, 0.4) == 0.0
    assert rate(0.99, 1.0) == 1.0


@pytest.mark.parametrize(
    ("text", "undecided"),
    [
        ("星河汽车收购了云帆科技<N>.<N>%的股权。", True),
        ("星河汽车入股云帆科技,持有<N>%股份。", True),
        ("星河汽车收购了云帆科技70%的股权。", False),
        ("星河汽车营收增长<N>%,并收购了云帆科技。", False),
    ],
)
def test_a_share_that_its_set_hides_is_neither_a_takeover_nor_a_stake(text: str, undecided: bool) -> None:
    assert bool(HIDDEN_SHARE.search(text)) is undecided
