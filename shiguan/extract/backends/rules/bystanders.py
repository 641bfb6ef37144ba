"""Who stands beside the story: authorities and outlets, backers and advisers, and the sources of words and figures."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from shiguan.records.document import Span

AUTHORITY = re.compile(
    r"(?:交易所|交所|法院|检察院|证监会|银监会|银监局|保监会|保监局|银保监会|金管会|金管局|证监局|监管局|管理局|总局|监督管理委员会|国资委|发改委|商务部|工信部|财政部|税务局|公安局|统计局|仲裁委|委员会|仲裁庭|央行|人民银行|教育部|国务院|最高院|"
    r"日报|晚报|早报|时报|商报|晨报|都市报|周刊|周报|新闻|通讯社|新华社|电视台|科技网|财经网|新闻网|资讯网)$|"
    r"^(?:国家|[一-鿿]{2,3}[省市县区])[一-鿿]{2,6}[局厅]$"
)
"""Names of authorities, courts and newspapers: they speak of firms, and are seldom whose people the news is about."""

FORMER = r"(?<![中平草高太复])原|(?<![此之目以从年月天日])前"
"""Right before an organisation: of the past (原, 前), not the end of another word (中原, 此前)."""
_PUBLIC = re.compile(
    r"(?<![书邮剧棋饭])局$|署$|(?:[市省县区]|国资|发改|网信|组织)[委部]$|政府$|办公室$|[工商]会$|协会$|联合会$|学会$|"
    r"\b(?:Commission|Authority|Agency|Court|Bureau|Ministry(?: of [A-Z]\w+)?|Department of [A-Z]\w+|Stock Exchange)$"
)
_BACKER = re.compile(
    r"(?:资本|创投|基金|投资|风投|证券|研究院|研究所|研究中心|咨询|智库|评级|律师事务所|会计师事务所|大学)$|"
    r"\b(?:(?<!Human )Capital|Ventures|Partners|Fund)$"
)
_OWN = re.compile(r"[^，,。；;]{0,8}(?:财报|年报|半年报|季报|业绩|公告|招股|报表|自结|法说|官网|官方|内部|介绍)")
"""What a firm itself gives out."""
_GIVES = re.compile(
    r"[”》」]?(?:记者|专[电讯]|(?:[^，。；：:]{0,8}?\d+月\d+日|[^，。；：:\s]{0,4})?\s?(?:讯|电[）)】]|报导|报道)|[^，。；]{0,8}获悉|／|"
    r"(?:的|最新|近日|此前|[昨今]日|发布的?|公布的?|披露的?){0,3}(?:数据|统计|研报|研究报告|报告|榜单|测算|估算|调查|调研|监测|研究员|预测)|"
    r"[一-鿿A-Za-z]{0,8}分析[师员]|[则也]?(?:认为|指出|预计|预测|估算|统计)|[^，。；]{0,6}?(?:上调|下调|维持|给予|将)[^，。]{0,12}(?:评级|目标价)|"
    r"[’']s? (?:data|analysts?)\b| (?:data|figures) show)"
)
"""After whoever gives figures, opinions or news of others."""
_BY = re.compile(r"(?:据|根据|援引|引述|依据|参考|\b(?:[Aa]ccording to|[Aa]nalysts? (?:at|with)|(?:reported|seen) by)) ?[“《「]?$")
_TO = re.compile(r"(?:对|向|告诉|告诉了|接受|\btold) ?[“《「]?$")
_ASKED = re.compile(r"[”》」]?(?:等媒体)?的?(?:记者)?(?:表示|说|透露|称|证实|介绍|坦言|采访|专访|解释|，|[,.]| (?:that|on|in)\b)")
"""告诉界面新闻，接受X采访: who is told."""
_HEARD_FROM = re.compile(r"[从自由]$")


@dataclass(frozen=True, slots=True)
class Bystanders:
    """``watchers`` are the known names of authorities, exchanges and outlets, ``backers`` those of investors and advisers."""

    watchers: Set[str] = frozenset()
    backers: Set[str] = frozenset()

    def watches(self, *forms: str) -> bool:
        """Whether one of the forms of a name is that of an authority or an outlet."""
        return any(f in self.watchers or AUTHORITY.search(f) or _PUBLIC.search(f) for f in forms)

    def backs(self, *forms: str) -> bool:
        """Whether one of the forms is that of an investor, a broker or somebody who advises or studies."""
        return any(f in self.backers or _BACKER.search(f) for f in forms)


def is_source(text: str, span: Span) -> bool:
    """Whether a name is there only because words or figures come from its bearer, or are told to him."""
    if _OWN.match(text, span.end) or _HEARD_FROM.search(text, 0, span.start):
        return False
    told = _TO.search(text, 0, span.start) and _ASKED.match(text, span.end)
    return bool(told or _BY.search(text, 0, span.start) or _GIVES.match(text, span.end))
