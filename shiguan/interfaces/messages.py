"""Everything the doors say to people, in Chinese and in English; data stays as the articles give it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shiguan.vocabulary import EventType

LANGUAGES = ("zh", "en")

CATALOGUE: Mapping[str, tuple[str, str]] = {
    "error": ("错误：", "error: "),
    "interrupted": ("已中断；读完的文章都已入册", "interrupted; every article read so far is on record"),
    "nothing": ("没有结果", "nothing found"),
    "unknown": ("未知", "unknown"),
    "more": ("……另有 {count} 条", "… and {count} more"),
    "read.reading": ("阅读", "Reading"),
    "read.article": ("{file}：主张 {claims} 条，修复 {repairs} 处", "{file}: {claims} claims, {repairs} repairs"),
    "read.failed": ("{file}：未能读入：{reason}", "{file}: not read: {reason}"),
    "read.done": (
        "新读 {read} 篇（主张 {claims} 条），先前读过 {known} 篇，失败 {failed} 处；记录在 {record}",
        "{read} read now ({claims} claims), {known} known before, {failed} failed; the record is {record}",
    ),
    "articles.title": ("在册文章（{count} 篇）", "On record: {count} articles"),
    "articles.file": ("文件", "file"),
    "articles.title_of": ("标题", "title"),
    "articles.publisher": ("媒体", "publisher"),
    "articles.published": ("日期", "date"),
    "articles.script": ("字体", "script"),
    "articles.repairs": ("修复", "repairs"),
    "articles.claims": ("主张", "claims"),
    "script.simplified": ("简", "simplified"),
    "script.traditional": ("繁", "traditional"),
    "script.mixed": ("简繁混", "mixed"),
    "script.other": ("其他", "other"),
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
    "certainty.reported": ("报道", "reported"),
    "certainty.confirmed": ("证实", "confirmed"),
    "certainty.rumoured": ("传闻", "rumoured"),
    "certainty.denied": ("否认", "denied"),
    "certainty.planned": ("计划", "planned"),
    "certainty.forecast": ("预测", "forecast"),
    "certainty.opinion": ("看法", "opinion"),
    "polarity.negated": ("（并未发生）", " (not so)"),
    "timeline.sources": ("独立来源 {count} 个", "sources: {count}"),
    "timeline.title": ("{name}：{count} 件", "{name}: {count} events"),
    "search.title": ("“{text}”：{count} 处", "“{text}”: {count} passages"),
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
    "explain.otherwise": ("未采纳", "not let in"),
    "explain.history": ("入册经过", "on record"),
    "explain.told": ("讲述（{count}）", "tellings ({count})"),
    "explain.support": ("{count} 处说", "told by {count}"),
    "explain.aliases": ("又称", "also called"),
    "explain.members": ("成员", "members"),
    "explain.within": ("判为同一", "judged the same"),
    "explain.apart": ("判为不同或存疑", "kept apart"),
    "explain.mentions": ("{count} 篇提到", "named in {count} documents"),
    "verdict.same": ("同一", "same"),
    "verdict.different": ("不同", "different"),
    "verdict.unsure": ("存疑", "unsure"),
    "action.assert": ("主张", "asserted"),
    "action.retract": ("撤回", "retracted"),
    "repairs.title": ("{file}：修复 {count} 处", "{file}: {count} repairs"),
    "repairs.place": ("位置", "at"),
    "repairs.before": ("原文", "as received"),
    "repairs.after": ("修复后", "repaired"),
    "repairs.fixer": ("修复器", "fixer"),
    "repairs.reason": ("理由", "why"),
    "repairs.decoded": ("按 {encoding} 解码", "decoded as {encoding}"),
    "demo.read": ("读了什么", "What was read"),
    "demo.question": ("谁离开了哪家公司", "Who left which company"),
    "demo.next": ("接下来可以试试", "Commands to go on with"),
    "demo.next_tally": ("按公司点算，只问一组公司", "count by company, asking of one group only"),
    "demo.next_timeline": ("一家公司的来龙去脉", "one company's story, in order"),
    "demo.next_explain": ("这一行凭什么", "what one line rests on"),
    "demo.next_search": ("两个字也搜得到，简繁皆可", "search, two characters suffice, in either script"),
    "demo.next_export": ("全部主张，一行一条", "every claim, one a line"),
    "demo.next_repairs": ("一篇损坏的文章修了哪些地方", "what was repaired in a damaged article"),
    "demo.next_read": ("读你自己的文章", "read articles of your own"),
}
"""Key → what is said in Chinese and in English; both take the same values."""

# What the tally says of what it leaves out, and in a few words what kind of reason that is, in Chinese and in English.
_REASONS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), chinese, english)
    for pattern, chinese, english in (
        (r"denied$", "被否认", "denied"),
        (r"still in office$", "仍然在任", "still in office"),
        (r"said not to be so$", "据称并无此事", "said not to be so"),
        (r"rumour only: .*", "只是传闻：计入上限，不计入下限", "rumour only: in the high count, not in the low one"),
        (r"rumour only$", "只是传闻", "rumour only"),
        (r"not yet in effect: .*", "尚未生效：计入上限，不计入下限", "not yet in effect: in the high count, not in the low one"),
        (r"not yet in effect$", "尚未生效", "not yet in effect"),
        (r"outside the time window$", "不在所问时段内", "outside the time window"),
        (
            r"its time is too coarse .*",
            "时间太粗，不知是否在所问时段内：只计入上限",
            "time too coarse to be sure: in the high count only",
        ),
        (r"its time is unknown .*", "时间不明，不知是否在所问时段内：只计入上限", "time unknown: in the high count only"),
        (r"names nobody.*", "没有指名：只计入上限", "names nobody: in the high count only"),
        (r"already counted.*", "同一件事已经计入", "told again: the event is counted already"),
        (r"said not to be so, and affirmed since.*", "曾说并无此事，后来属实", "said not to be so, and affirmed since"),
        (r"does not say of which organisation$", "没有说是哪个组织", "does not say of which organisation"),
        (r".+ is not one of (.+)$", r"不属于\1", r"not of \1"),
    )
)


@dataclass(frozen=True, slots=True)
class Messages:
    """What is said in one language; ``events`` gives types and roles their labels."""

    language: str
    events: Mapping[str, EventType]

    def __call__(self, key: str, **values: object) -> str:
        """The message, filled in; KeyError for an unknown key."""
        return CATALOGUE[key][LANGUAGES.index(self.language)].format(**values)

    def event(self, name: str) -> str:
        """The event type's label."""
        event = self.events.get(name)
        return name if event is None else event.zh if self.language == "zh" else event.en

    def role(self, event: str, name: str) -> str:
        """The role's label."""
        found = next((role for role in self.events[event].roles if role.name == name), None) if event in self.events else None
        return name if found is None else found.zh if self.language == "zh" else found.en

    def reason(self, reason: str) -> str:
        """Of what kind the reason is why something was not counted; the reason itself where it is of none of these."""
        for pattern, *said in _REASONS:
            if pattern.match(reason):
                return pattern.sub(said[LANGUAGES.index(self.language)], reason)
        return reason
