"""What is said of reading and repairing."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "read.reading": ("阅读", "Reading"),
    "read.article": ("{file}：主张 {claims} 条，修复 {repairs} 处", "{file}: {claims} claims, {repairs} repairs"),
    "read.failed": ("{file}：未能读入：{reason}", "{file}: not read: {reason}"),
    "read.done": (
        "新读 {read} 篇（主张 {claims} 条），先前读过 {known} 篇，失败 {failed} 处；记录在 {record}",
        "{read} read now ({claims} claims), {known} known before, {failed} failed; the record is {record}",
    ),
    "read.expected": (
        "要问 {machine} 的 {model}：提问 {questions} 次（另有 {at_hand} 个答案现成），"
        "读入至多约 {read} 个词元，写出约 {written} 个；费用：{cost}",
        "to ask {model} at {machine}: {questions} questions ({at_hand} answers at hand), at most about {read} tokens read, "
        "about {written} written; cost: {cost}",
    ),
    "read.spent": (
        "问了 {machine} 的 {model}：提问 {questions} 次（另有 {at_hand} 个答案现成），"
        "读入 {read} 个词元，写出 {written} 个；费用：{cost}",
        "asked {model} at {machine}: {questions} questions ({at_hand} answers at hand), {read} tokens read, {written} written; "
        "cost: {cost}",
    ),
    "read.price_unknown": ("未知（没有设定价格）", "unknown (no price is set)"),
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
    "repairs.title": ("{file}：修复 {count} 处", "{file}: {count} repairs"),
    "repairs.place": ("位置", "at"),
    "repairs.before": ("原文", "as received"),
    "repairs.after": ("修复后", "repaired"),
    "repairs.reason": ("理由", "why"),
    "repairs.why": ("{kind}：{reason}", "{kind}: {reason}"),
    "repairs.decoded": ("按 {encoding} 解码", "decoded as {encoding}"),
}
