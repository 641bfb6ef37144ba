"""What both readers saw is put together: names mended by the rest of the text, findings compared, doubts told."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.model.reader import names_of
from shiguan.extract.backends.model.sight import SeenName, Sight
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind


def seen(text: str, *names: tuple[str, str, int]) -> Sight:
    """Names as (kind, words, which occurrence)."""
    found = []
    for kind, words, nth in names:
        at = -1
        for _ in range(nth):
            at = text.index(words, at + 1)
        found.append(SeenName(kind, Span(at, at + len(words)), 0.95))
    return Sight(tuple(found))


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("董事会收到副总经理柏杨先生的辞呈。", [("per", "柏杨先", 1)], {"柏杨"}),
        ("副总经理乔安女士的辞呈。", [("per", "乔安女", 1)], {"乔安"}),
        ("东瀚国际主席冼耀棠荣休。冼耀棠说，冼耀棠会留任。", [("per", "冼耀棠荣", 1), ("per", "冼耀棠", 2)], {"冼耀棠"}),
        ("李明任董事长。李明说，接班的是其弟李明华。", [("per", "李明", 1), ("per", "李明华", 1)], {"李明", "李明华"}),
        ("Chen left. Chen said so. Cheng stayed.", [("per", "Chen", 1), ("per", "Cheng", 1)], {"Chen", "Cheng"}),
        ("张继先生于1956年。张继先现任董事长。", [("per", "张继先", 1)], {"张继先"}),
        ("中科院士气高涨。", [("org", "中科院", 1)], {"中科院"}),
        ("东瀚国际换帅。东瀚国际宣布。", [("org", "东瀚国际", 1), ("org", "瀚国际", 2)], {"东瀚国际"}),
        ("东瀚国际换帅。东瀚宣布。", [("org", "东瀚国际", 1), ("org", "东瀚", 2)], {"东瀚国际", "东瀚"}),
        ("李明与李明华同时离职，李明华说。", [("per", "李明", 1), ("per", "李明华", 1)], {"李明", "李明华"}),
    ],
)
def test_a_torn_name_or_one_that_runs_on_is_mended(text: str, names: list[tuple[str, str, int]], wanted: set[str]) -> None:
    assert set(names_of(text, seen(text, *names))) == wanted


def test_the_likelier_kind_is_taken() -> None:
    text = "云帆发布新车。云帆的云帆卖得好。"
    sight = seen(text, ("org", "云帆", 1), ("product", "云帆", 2), ("org", "云帆", 3))
    assert names_of(text, sight) == {"云帆": MentionKind.ORG}
