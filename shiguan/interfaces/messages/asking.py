"""What is said with answers: tally, timeline, search, explain."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "tally.title": ("{type}：{low} 起", "{type}: {low}"),
    "tally.title_range": (
        "{type}：{low} 至 {high} 起（多出的只是传闻，或时间、人物不明）",
        "{type}: {low} to {high} (the rest is rumour or unclear)",
    ),
    "tally.sources": ("独立来源", "sources"),
    "tally.when": ("时间", "when"),
    "tally.certainty": ("可信度", "certainty"),
    "tally.destination": ("去向", "went to"),
    "tally.unsaid": ("未说明", "not said"),
    "tally.high_only": ("（存疑）", " (unsure)"),
    "tally.excluded": ("未计入，及其原因（{count} 条）", "Not counted, and why ({count} tellings)"),
    "timeline.sources": ("独立来源 {count} 个", "sources: {count}"),
    "timeline.outlets": ("{outlets} 家媒体 = {count} 个独立来源", "{outlets} outlets = {count} independent"),
    "timeline.title": ("{name}：{count} 件", "{name}: {count} events"),
    "search.title": ("“{text}”：{count} 处", "“{text}”: passages: {count}"),
    "search.title_more": (
        "“{text}”：至少 {least} 处，这里是前 {count} 处",
        "“{text}”: passages: at least {least}, the first {count} here",
    ),
    "explain.claim": ("主张 {id}", "claim {id}"),
    "explain.event": ("事件 {id}", "event {id}"),
    "explain.entity": ("实体 {id}", "entity {id}"),
    "explain.sentence": ("读作", "as read"),
    "explain.received": ("原文", "as received"),
    "explain.at": ("位置", "where"),
    "explain.speaker": ("说话人", "speaker"),
    "explain.repairs": ("句中的修复", "repairs in it"),
    "explain.read_by": ("读出者", "read by"),
    "explain.and": (" 与 ", " and "),
    "reader.rules": ("规则", "rules"),
    "reader.model": ("模型", "model"),
    "explain.otherwise": ("未采纳", "not let in"),
    "explain.history": ("入册经过", "on record"),
    "explain.told": ("讲述（{count}）", "tellings ({count})"),
    "explain.support": ("{count} 处说", "told by {count}"),
    "explain.aliases": ("又称", "also called"),
    "explain.members": ("成员", "members"),
    "explain.within": ("判为同一", "judged the same"),
    "explain.apart": ("判为不同或存疑", "kept apart"),
    "explain.mentions": ("{count} 篇提到", "named in {count} documents"),
}

# Why a claim is on record or off it, why a finding was not let in, and what a tally was asked to leave out.
REASONS = (
    (r"only confirmed$", "只是证实", "only confirmed"),
    (r"only reported$", "只是报道", "only reported"),
    (r"only (?:forecast|opinion|planned)$", "只是预测、看法或计划", "only foreseen, thought or planned"),
    (r"only denied$", "只是否认", "only denied"),
    (r"read$", "读入", "read"),
    (r"found again$", "再次读出", "found again"),
    (r"read anew, with other values$", "重读后内容有变", "read anew, with other values"),
    (r"no longer found$", "重读时不再读出", "no longer found"),
    (
        r"the article was repaired otherwise and read anew$",
        "文章的修复有变，已重读",
        "the article was repaired otherwise and read anew",
    ),
    (
        r"the rules alone see it, and the model doubts it$",
        "只有规则读出，模型存疑",
        "the rules alone see it, and the model doubts it",
    ),
    (
        r"the model alone sees it, and is not sure enough$",
        "只有模型读出，把握不够",
        "the model alone sees it, and is not sure enough",
    ),
    (r"unknown event type$", "没有这种事件", "unknown event type"),
    (r"the quote is not in the text$", "引文不在文中", "the quote is not in the text"),
    (r"no role is told$", "没有说到任何角色", "no role is told"),
    (r"(\w+) has no role (.+)$", r"\1 没有角色 \2", r"\1 has no role \2"),
    (r"(\w+) (.+) is not in the text$", r"\2（\1）不在文中", r"\1 \2 is not in the text"),
)
