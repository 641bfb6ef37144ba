"""What is said of a draft that is checked."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "check.title": ("{file}：{count} 处名称、日期和数字", "{file}: {count} names, dates and numbers"),
    "check.count": ("{verdict} {count}", "{verdict} {count}"),
    "check.now": ("现为", "now"),
    "check.nothing": ("没有可核对的名称、日期或数字", "no name, date or number to check"),
    "verdict.supported": ("有据", "supported"),
    "verdict.contradicted": ("矛盾", "contradicted"),
    "verdict.unsupported": ("无据", "unsupported"),
    "verdict.rumour-only": ("只是传闻", "rumour only"),
    "verdict.out-of-date": ("已过时", "out of date"),
}

# Pattern of a reason, and how it is said in Chinese and in English.
REASONS: tuple[tuple[str, str, str], ...] = (
    (r"nothing on record tells of it$", "记录中没有此事", "nothing on record tells of it"),
    (
        r"nothing on record tells of it; the nearest is another$",
        "记录中没有此事；最接近的是另一件",
        "nothing on record tells of it; the nearest is another",
    ),
    (r"not said so exactly: (.*)$", r"记录没有说得这么确切：\1", r"not said so exactly: \1"),
    (r"on record: (.*)$", r"记录为：\1", r"on record: \1"),
    (r"the record does not say$", "记录没有说", "the record does not say"),
    (
        r"nothing on record denies it, .*",
        "记录中无人否认，但也无人证实",
        "nothing on record denies it, though nothing confirms it either",
    ),
    (r"the record says that it is so$", "记录说确有此事", "the record says that it is so"),
    (r"the record says that it is not so$", "记录说并无此事", "the record says that it is not so"),
    (r"on record only as a rumour$", "记录中只是传闻", "on record only as a rumour"),
    (r"on record only as planned$", "记录中只是计划", "on record only as planned"),
    (r"on record only as foreseen$", "记录中只是预测", "on record only as foreseen"),
    (r"on record only as somebody's view$", "记录中只是看法", "on record only as somebody's view"),
    (r"so says (.+); (.+) says otherwise$", r"\1如此说，\2另有说法", r"so says \1; \2 says otherwise"),
    (r"no rumour any more: confirmed$", "已不是传闻：已证实", "no rumour any more: confirmed"),
    (r"no rumour any more: reported$", "已不是传闻：已有报道", "no rumour any more: reported"),
    (r"on record$", "有记录", "on record"),
    (r"on record as (.+)$", r"记录中称 \1", r"on record as \1"),
    (r"superseded: (.+)$", r"已有更新的数字：\1", r"superseded: \1"),
    (
        r"the record has other figures only, the newest of (.+?): (.+)$",
        r"记录中只有别的数字，最新是 \1：\2",
        r"the record has other figures only, the newest of \1: \2",
    ),
    (r"not on record$", "不在记录中", "not on record"),
    (r"(\d+) of that name are on record$", r"记录中叫这个名字的有 \1 个", r"\1 of that name are on record"),
    (
        r"on record beside a name of this sentence$",
        "与本句的名称一同见于记录",
        "on record beside a name of this sentence",
    ),
    (
        r"not on record beside any name of this sentence$",
        "没有与本句的名称一同见于记录",
        "not on record beside any name of this sentence",
    ),
    (r"no name on record stands beside it$", "本句没有记录中的名称", "no name on record stands beside it"),
    (
        r"on record only in the passage that the draft takes over$",
        "只见于草稿照录的那一段",
        "on record only in the passage that the draft takes over",
    ),
)
