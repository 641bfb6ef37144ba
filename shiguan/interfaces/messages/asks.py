"""What is said with questions in plain words, and of what has changed."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "ask.understood": ("理解为：", "understood as: "),
    "ask.not": ("没有听懂：{reason}", "not understood: {reason}"),
    "changes.title": (
        "自{since}以来：新增 {new}，变更 {changed}，撤回 {withdrawn}；另有 {again} 件只是又有讲述",
        "Since {since}: {new} new, {changed} changed, {withdrawn} withdrawn; {again} more only told again",
    ),
    "changes.since_run": ("最近一次读入之前（{at}）", "before the newest run ({at})"),
    "changes.new": ("新增（{count}）", "new ({count})"),
    "changes.changed": ("变更（{count}）", "changed ({count})"),
    "changes.withdrawn": ("撤回（{count}）", "withdrawn ({count})"),
    "changes.merged": ("判为同一（{count}）", "now taken for one ({count})"),
    "changes.split": ("不再判为同一（{count}）", "no longer taken for one ({count})"),
    "changes.arisen": ("新出现的矛盾", "conflicts that arose"),
    "changes.when": ("时间", "when"),
    "changes.certainty": ("可信度", "certainty"),
    "changes.polarity": ("是否属实", "so or not"),
    "polarity.affirmed": ("属实", "so"),
    "changes.event": ("事件", "event"),
    "changes.not_so": ("并非如此", "not so"),
    "ask.examples": ("可以这样问：", "you may ask:"),
}

# Pattern of a reason, and how it is said in Chinese and in English.
REASONS: tuple[tuple[str, str, str], ...] = (
    (r"the answer is not narrowed to (.*)$", r"下面的回答没有只限于“\1”", r"the answer below is not narrowed to \1"),
    (r"it asks for advice; .*", "问的是建议，记录只说有人说过什么", "it asks for advice; the record only says what was told"),
    (
        r"it asks for an opinion; .*",
        "问的是看法，记录只说有人说过什么",
        "it asks for an opinion; the record only says what was told",
    ),
    (
        r"it asks what is to come; .*",
        "问的是将来的事；可以问有谁预测过什么",
        "it asks what is to come; ask for forecasts, which the record holds as somebody's words",
    ),
    (
        r"it asks for reasons; .*",
        "问的是原因；记录只逐句说有人说过什么",
        "it asks for reasons; the record says what was told, sentence by sentence",
    ),
    (r"it asks for a sum; .*", "问的是算术；记录只数其中有的", "it asks for a sum; the record only counts what is on it"),
    (
        r"it asks none of the questions .*",
        "不是能向记录问的问题",
        "it asks none of the questions that can be asked of the record",
    ),
    (
        r"unknown words, and no names on record: (.*)$",
        r"不认识，也不是记录中的名称：\1",
        r"unknown words, and no names on record: \1",
    ),
    (r"it does not say what to search for$", "没有说要搜什么", "it does not say what to search for"),
    (
        r"it does not say since when: .*",
        "没有说从何时起：请说一个日子，或说“上次以来”",
        "it does not say since when: name a day, or say since last time",
    ),
    (r"it names several; .*", "提到了几个名称，请一次问一个", "it names several; ask of one at a time"),
    (r"to compare, name two .*", "要比较，请说出记录中的两个名称", "to compare, name two that are on record"),
    (
        r"it asks of several kinds of events .*",
        "同时问了几类事，请分开问",
        "it asks of several kinds of events at once; ask one by one",
    ),
    (
        r"it names nobody, or several; .*",
        "没有提到、或提到了几个记录中的名称，请说出一个",
        "it names nobody, or several; name one that is on record",
    ),
)
