"""Where the line ends that says who reports, from where and when: 某某报讯（记者 王远）, 【信报专讯】, （中央社台北3日电）.

Who brings the news does nothing of what is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiguan.records.document import Span

_SHUT = r"[】〕）)\]]"
_BRACKETED = re.compile(
    rf"\s*[【〔（(\[][^】〕）)\]，,。！？；;：:]{{0,40}}?(?:电|讯|报[道导]|特派员|编译|记者[^】〕）)\]，,。；;：:]{{2,30}}?){_SHUT}"
)
_BARE = re.compile(
    r"[^，,。；;：:！？!?“”《》【】（）()]{2,24}?(?:[报网社刊闻经视][专快]?讯|日(?:专|快|综合)?讯|日电|日消息)(?![息号问期速飞断机源子动力池])|"
    r"[^，,。！？；：:从据]{2,16}?\d{1,2} ?月 ?\d{1,2} ?日[^，,。！？；：:]{0,4}(?:电|讯|消息)(?=[ 　，,：:])|"  # 某某新闻6月5日讯
    r"[^，,。！？；：:从据]{2,10}(?:独家)?(?:讯(?=[ 　，,：:])|获悉[，,：:])"
)
_REPORTER = re.compile(r"\s*[（(【][^（）()【】，,。]{0,6}记者[^（）()【】，,。]{1,16}[）)】]")
_ENGLISH = re.compile(r"[A-Z][A-Za-z ,./]{2,40} \d{1,2} \([A-Z][A-Za-z ]{1,20}\) ?[-–—]")


def dateline(text: str, names: Sequence[Span] = ()) -> int:
    """Where it ends in a sentence that begins with one, 0 where none does; of ``names`` none is cut."""
    for pattern in (_BRACKETED, _BARE, _ENGLISH):
        match = pattern.match(text)
        if match and not any(n.start < match.end() < n.end for n in names):
            reporter = _REPORTER.match(text, match.end())
            return reporter.end() if reporter else match.end()
    return 0
