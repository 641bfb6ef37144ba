"""What is said everywhere: errors, certainties, verdicts."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "error": ("错误：", "error: "),
    "present.making": (
        "规则更新过，正在重新整理整份记录：{share:.0%}，约还需 {left:.0f} 秒",
        "the rules have changed: working out anew what the record comes to: {share:.0%}, some {left:.0f} s to go",
    ),
    "interrupted": ("已中断；读完的文章都已入册", "interrupted; every article read so far is on record"),
    "nothing": ("没有结果", "nothing found"),
    "unknown": ("未知", "unknown"),
    "more": ("……另有 {count} 条", "… and {count} more"),
    "certainty.reported": ("报道", "reported"),
    "certainty.confirmed": ("证实", "confirmed"),
    "certainty.rumoured": ("传闻", "rumoured"),
    "certainty.denied": ("否认", "denied"),
    "certainty.planned": ("计划", "planned"),
    "certainty.forecast": ("预测", "forecast"),
    "certainty.opinion": ("看法", "opinion"),
    "polarity.negated": ("（并未发生）", " (not so)"),
    "verdict.same": ("同一", "same"),
    "verdict.different": ("不同", "different"),
    "verdict.unsure": ("存疑", "unsure"),
    "action.assert": ("主张", "asserted"),
    "action.retract": ("撤回", "retracted"),
}
