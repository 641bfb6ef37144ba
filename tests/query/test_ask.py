"""Plain questions: the query each is understood as, and those that are not understood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from shiguan.query.understand import QUERIES, NotUnderstood, Understood, command_line, understand
from shiguan.query.view import View, load
from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import name_words
from shiguan.vocabulary import load_vocabulary
from shiguan.vocabulary.questions import question_words
from tests.conftest import ROOT
from tests.query.build import recorded, viewed
from tests.resolve.build import Line, left, paper

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/ask.yml").read_text(encoding="utf-8"))
HELD: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/ask_held.yml").read_text(encoding="utf-8"))
VOCABULARY = load_vocabulary()
TODAY = date(2031, 6, 15)


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    """A record that names what the questions name."""
    group = Line("count_claim", {"subject": "四小鹿", "members": ["星禾汽车", "云杉医药", "蓝湾科技"]})
    papers = (
        paper([left("王远", "星禾汽车", "2030-03"), left("李清", "云杉医药")], aliases={"星禾汽车": ("星禾",)}),
        paper([left("陈默", "蓝湾科技", to="北辰银行"), left("周岚", "Alder Robotics"), group], file="b.txt"),
        paper([Line("product_release", {"product": "小禾", "org": "星禾汽车"}), left("李清", "云杉医药", "2030")], file="c.txt"),
    )
    with viewed(*papers) as shown:
        yield shown


def asked(question: str, view: View) -> str | None:
    found = understand(question, view, VOCABULARY, TODAY)
    return " ".join(found.words) if isinstance(found, Understood) else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_a_question_is_understood_as_its_command_or_not_at_all(case: dict[str, Any], view: View) -> None:
    assert asked(case["q"], view) == case["is"]


@pytest.mark.parametrize("case", HELD, ids=lambda case: case["q"])
def test_questions_that_nobody_looked_at_while_writing_the_words(case: dict[str, Any], view: View) -> None:
    assert asked(case["q"], view) == case["is"]


def refusal(question: str, view: View) -> NotUnderstood:
    found = understand(question, view, VOCABULARY, TODAY)
    assert isinstance(found, NotUnderstood)
    return found


def test_the_cases_are_many_and_of_both_languages() -> None:
    chinese = [case for case in CASES if not case["q"].isascii() and not case["q"].split()[0].isascii()]
    assert len(CASES) >= 75
    assert len(chinese) * 3 >= len(CASES) * 2
    assert sum(case["is"] is None for case in CASES) >= 15


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("星禾汽车的股票该不该买", "advice"),
        ("Should I join Alder Robotics?", "advice"),
        ("你觉得云杉医药怎么样", "opinion"),
        ("明年有哪些公司裁员", "what is to come"),
        ("王远为什么离职", "reasons"),
        ("三加五等于几", "sum"),
        ("赤松集团有哪些高管离职", "赤松集团"),
        ("比较星禾汽车和星禾汽车", "name two"),
        ("有什么变化", "since when"),
        ("搜索", "what to search for"),
        ("星禾汽车有哪些裁员和收购", "several kinds"),
        ("介绍一下星禾汽车和云杉医药", "name one"),
        ("谁从星禾汽车跳槽到了北辰银行", "one at a time"),
        ("星禾汽车离职的高管里有几位去了北辰银行", "one at a time"),
        ("Who left Alder Robotics for 北辰银行?", "one at a time"),
        ("现在呢", "none of the questions"),
    ],
)
def test_what_is_not_understood_says_why_and_gives_three_nearest_examples(question: str, reason: str, view: View) -> None:
    found = refusal(question, view)
    assert reason in found.reason
    assert len(found.examples) == len(set(found.examples)) == 3
    assert all(isinstance(understand(example, view, VOCABULARY, TODAY), Understood) for example in found.examples)


def test_examples_are_in_the_question_s_language_and_of_its_kind(view: View) -> None:
    assert all(example.isascii() or "Alder" not in example for example in refusal("赤松集团有哪些高管离职", view).examples)
    assert "离职" in refusal("赤松集团有哪些高管离职", view).examples[0]
    assert refusal("Who left Larch Motors?", view).examples[0].startswith("Which executives left")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_query_has_an_example_that_asks_it(language: str, view: View) -> None:
    told = question_words(VOCABULARY).examples[language]
    assert set(told) == set(QUERIES)
    for query, example in told.items():
        found = understand(example.format(org="星禾汽车", other="云杉医药"), view, VOCABULARY, TODAY)
        assert isinstance(found, Understood), example
        assert found.query == query


def test_the_command_is_written_as_it_would_be_typed(view: View) -> None:
    found = understand("What happened at Alder Robotics in March 2031?", view, VOCABULARY, TODAY)
    assert isinstance(found, Understood)
    assert found.command == "shiguan timeline 'Alder Robotics' --since 2031-03 --until 2031-03"
    assert (found.query, found.arguments) == ("timeline", ("Alder Robotics",))
    assert found.options == {"since": "2031-03", "until": "2031-03"}
    assert command_line(("search", "it's 电池")) == "shiguan search 'it'\\''s 电池'"


def test_what_the_answer_is_not_narrowed_to_is_said(view: View) -> None:
    for question, left_out in (("小禾的月活是多少", "月活"), ("小禾月活排第几", "小禾")):
        found = understand(question, view, VOCABULARY, TODAY)
        assert isinstance(found, Understood)
        assert found.notes == (f"the answer is not narrowed to {left_out}",)
    plain = understand("星禾汽车", view, VOCABULARY, TODAY)
    assert isinstance(plain, Understood)
    assert plain.notes == ()


def test_a_firm_is_found_by_the_other_name_that_the_vocabulary_has_for_it() -> None:
    known = next(k for k in VOCABULARY.known if k.kind is MentionKind.ORG and any(f.isascii() and len(f) > 4 for f in k.forms))
    english = next(f for f in known.forms if f.isascii() and len(f) > 4)
    with recorded(paper([left("王远", known.name)])) as reader:
        shown = load(reader, words=name_words(VOCABULARY))
        assert asked(f"Who left {english}?", shown) == f"tally departure --by person --group {known.name}"


def test_examples_follow_the_words_of_a_question_and_not_the_script_of_its_names(view: View) -> None:
    assert all(example.startswith(("W", "H", "T", "C", "D", "S")) for example in refusal("Who left 红枫电子?", view).examples)


UNDERSTOOD = [case for case in CASES if case["is"] is not None and not case["is"].startswith("search")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=st.sampled_from(UNDERSTOOD), word=st.text("龘靐齉爨籱麤", min_size=1, max_size=4), first=st.booleans())
def test_a_word_that_is_not_known_is_never_passed_over(case: dict[str, Any], word: str, first: bool, view: View) -> None:
    question = case["q"].rstrip("？?")
    found = understand(f"{word} {question}" if first else f"{question} {word}", view, VOCABULARY, TODAY)
    assert isinstance(found, NotUnderstood)
    assert word in found.reason


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
def test_any_text_at_all_is_answered_one_way_or_the_other(text: str, view: View) -> None:
    assert isinstance(understand(text, view, VOCABULARY, TODAY), Understood | NotUnderstood)


@pytest.mark.parametrize("case", [c for c in UNDERSTOOD if c["q"].isascii() is False][:40], ids=lambda case: case["q"])
def test_either_script_asks_the_same(case: dict[str, Any], view: View) -> None:
    assert asked(OpenCC("s2t").convert(case["q"]), view) == case["is"]
