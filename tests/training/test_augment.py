"""New names for old ones: every span still says what it said, but for the name."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from training.augment import Pool, half_width, placed, referring, renamed, substituted
from training.examples import Example, of_record
from training.markup import parse

POOL = Pool(["王", "欧阳"], ["明", "远", "珂"], ["托", "马"], ["云杉", "澜图"], ("汽车", "科技"))
MARKED = (
    "{泊岸汽车|org#1}{副总裁|position#1}{许知非|person#1 person#2}{3月12日|time#1}{离开|departure#1}。"
    "{泊岸|speaker#2}称，{他|person#2=许知非}将{加盟|appointment#2:planned}{霁川科技|org#2}，{许知非|per}未回应。"
)


def example() -> Example:
    """A short text with two events."""
    return of_record(parse(MARKED, "x"))


def told(e: Example) -> list[tuple[str, list[str]]]:
    """Triggers and roles as texts."""
    return [(e.text[slice(*x.triggers[0])], [e.text[a:b] for a, b, _ in x.roles]) for x in e.events]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_renaming_changes_names_alike_everywhere(seed: int) -> None:
    before, after = example(), renamed(example(), POOL, random.Random(seed))
    pairs = {(before.text[a:b], after.text[c:d]) for (a, b, _), (c, d, _) in zip(before.names, after.names, strict=True)}
    assert len(pairs) == len({old for old, _ in pairs})
    assert [t for t, _ in told(after)] == [t for t, _ in told(before)]
    short = next(new for old, new in pairs if old == "泊岸汽车")
    assert short.endswith("汽车") or short == "泊岸汽车"


def test_a_span_is_never_cut() -> None:
    assert substituted(example(), {"车副": "x"}) == example()


@settings(deadline=None)
@given(st.lists(st.text("ab中", min_size=0, max_size=3), min_size=1, max_size=3))
def test_stretches_between_spans_may_change_at_will(texts: list[str]) -> None:
    e = example()
    free = e.text.index("。")
    after = placed(e, [(free, free + 1, "".join(texts))])
    assert told(after) == told(e)


def test_a_later_mention_becomes_a_pronoun_that_refers_back() -> None:
    after = referring(example(), random.Random(0))
    new = after.events[-1]
    a, b, _ = new.roles[0]
    assert after.text[a:b] == "许知非"
    assert after.text[slice(*new.triggers[0])] in ("他", "她", "其", "此人")
    assert b <= new.triggers[0][0]


def test_a_careless_copy_has_other_punctuation_and_nothing_else() -> None:
    e = example()
    assert half_width(e).text == e.text.replace("，", ",").replace("：", ":")
    assert half_width(e).events == e.events


def test_english_names_are_renamed_word_by_word() -> None:
    assert len((POOL.person("Lena Hartwig", random.Random(1)) or "").split()) == 2
    assert (POOL.firm("Zeekon Motors", random.Random(1)) or "").endswith(" Motors")
