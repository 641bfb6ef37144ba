"""What each line of a repaired text is: title, body, or one of the things that a page carries besides its article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.records.document import Region, RegionKind, Span

_BAR = r"\s*[|｜丨∣︱│┃:：/／·]\s*"
_ROLE = (
    "(?:文章|本文)?(?:来源|作者|撰文|撰稿|采写|采访|编辑|编译|翻译|译者|记者|出品|发自|原创|主编|监制|策划|统筹|校对|审校|审核|排版|制作|运营|设计|"
    "实习生|实习记者|特约作者|微信号?|公众号|微信公众号|ID|原标题|发布时间|发表时间|更新时间|发布日期|日期|时间|发布者|Author|By|Source|Editor)|[文图]"
)
_DATE = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}\s?日?)?"
_CLOCK = r"(?:[上下]午)?\s?\d{1,2}:\d{2}(?::\d{2})?"

BYLINE = re.compile(
    rf"(?:{_ROLE}){_BAR}\S|{_DATE}月?(?:[ T]*{_CLOCK})?(?:\s+\S.{{0,40}})?$|(?:.{{2,12}}\s+){_DATE}(?:\s*{_CLOCK})?\s*\S{{0,12}}$"
    rf"|(?:本报|本刊|特约|见习)?记者\s?[\u4e00-\u9fff·、 ]{{2,20}}(?:报道|发自\S+)?$|[\u4e00-\u9fff]{{2,10}}记者\s[\u4e00-\u9fff·、 ]{{2,16}}$"
)
# Where the pictures are from, and what the page says of them.
CAPTION = re.compile(
    r"[(（\[【]?(?:图源|图片(?:来源|来自|提供|说明)|配图|供图|题图|头图|封面图?|制图|制表|图表(?:来源|制作)?|截图(?:来源)?|视频截图|数据来源|图注|摄影|摄|资料图|图[一二三四五六七八九十\d]{0,2})"
    r"(?:\s*[:：|｜丨/]|自|于|$)|注\s*[:：]\s*(?:图|上图|本图|表|数据|资料来源)|[▲△▼◆]"
    r"|(?:点击)?打开.{2,10}(?:新闻|客户端|[Aa][Pp][Pp]).{0,6}(?:查看|观看|浏览)|(?:点击|长按|双击)(?:图片|查看大图|查看原图|放大)|.{0,24}[(（](?:图源|图片来源|图片来自|资料图|视觉中国|图/)[^)）]{0,24}[)）]$"
    r"|(?:视觉中国|东方IC|IC photo|unsplash)$"
)
NOTICE = re.compile(
    r"(?:特别|免责|版权|郑重|重要|本站|网站|风险)?(?:声明|提示|公告)\s*[:：]|[(（【]?免责声明|版权(?:所有|归)|责任?编辑?\s*[:：|｜]|责任编辑|责编|Notice\s*:|Disclaimer|Copyright|©|\(?c\) ?(?:19|20)\d\d"
    r"|[(（]?(?:以上|本文)(?:内容|文章|观点)?.{0,16}(?:仅代表|不代表|不构成|仅供参考|版权归|首发|经授权)|[(（]?(?:未经|如需|欢迎)?.{0,6}(?:授权|许可).{0,10}(?:转载|禁止)|转载(?:请|须|需)|如(?:有|涉)(?:侵权|侵犯)"
    r"|(?:阅读|浏览|点击|评论|点赞|收藏|分享|转发|播放|人气|热度)(?:量|数|次数)?\s*[:：]?\s*[(（]?\d[\d,.]*[万亿kKwW+]*[)）]?$|\d[\d,.]*[万kKwW+]*\s*(?:次|人)?(?:阅读|浏览|点击|评论|跟贴|参与|赞|播放|views?)$"
    r"|(?:发布信息|首页|登录|注册|返回\S{0,4}|上一篇.*|下一篇.*|分享(?:到|至).*|扫码.*|扫描.{0,8}二维码.*|长按.{0,8}(?:识别|关注).*|(?:点击|欢迎)?关注(?:我们|公众号).*|举报|收藏|打印|展开全文|阅读原文|阅读全文|点击查看全文|更多精彩.*|返回顶部|字号.{0,8}|听新闻|朗读|未完待续)$"
    r"|(?:广告|推广|Advertisement)$|(?:ICP|京ICP|沪ICP|粤ICP)"
)
RELATED = re.compile(
    r"[【\[]?(?:相关|延伸|推荐|拓展|扩展|更多|热门|精彩|精选|往期|参考|猜你|大家都在看|您可能|你可能|最新|编辑推荐)(?:阅读|内容|新闻|文章|报道|推荐|链接|专题|话题|资料|文献|来源|回顾|精选|喜欢|还喜欢|感兴趣|标签)\S{0,4}(?:\s*[:：|】\]]|\s+查看|\s*$)|(?:大家都在看|编辑推荐|参考\s*[:：])"
)
SOURCE = re.compile(
    r"[(（]?(?:本文)?(?:综合|整理|编译|摘编|摘自|转载|转自|来自|来源)(?:自|于|[:：])\s*\S|[(（]?(?:综合|据)\S{2,20}(?:等(?:报道|媒体|消息)?|报道|消息)[)）]?$|资料来源\s*[:：]"
)
_LIST_ITEM = re.compile(r"(?:[\[(（【]?\d{1,2}[\])）】]?\s*[、.．:：)]?|[·•●■▪◆★☆►▶\-*—])\s*\S|[《<\[【]")
_SECTION = re.compile(
    r"(?:0?\d{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4}|PART\.?\s?\d+|Part\.?\s?\d+|第[一二三四五六七八九十\d]+[章节部分]{1,2})[、.．:：\s]*\S{0,24}$"
)
_FINAL = re.compile(r"[。！？!?…；;，,、：:][”’」』\"')）]*$")
_STOP = re.compile(r"[。；;]|[！？!?](?=.)")

_TITLE_LENGTH = 60
_HEADING_LENGTH = 32
_HEAD_LINES = 12
_TAIL_LINES = 8
_LIST_LENGTH = 70
"""Headlines run to about 30 characters, with a publisher behind them 60; sub-heads fit one printed line."""


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str


def split(text: str, title: str | None = None) -> tuple[Region, ...]:
    """One region per line that is not blank, in order; ``title``, folded, is the article's where it is known."""
    lines = _lines(text)
    kinds: list[RegionKind | None] = [_furniture(line.text, i, len(lines)) for i, line in enumerate(lines)]
    _mark_related(lines, kinds)
    titled = _title_lines(lines, kinds, title)
    for index in titled:
        kinds[index] = RegionKind.TITLE
    decided = [kind or _prose(lines, kinds, i) for i, kind in enumerate(kinds)]
    return tuple(Region(kind, line.span) for kind, line in zip(decided, lines, strict=True))


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            first = start + raw.index(stripped)
            lines.append(_Line(Span(first, first + len(stripped)), stripped))
        start += len(raw) + 1
    return lines


def _furniture(line: str, index: int, count: int) -> RegionKind | None:
    """What a line is by its own words; None for prose. Only lines at the head or the foot can be bylines or bare counts."""
    head, tail = index < _HEAD_LINES, index >= count - _TAIL_LINES
    sentences = len(_STOP.findall(line))
    if RELATED.match(line):
        return RegionKind.RELATED
    if CAPTION.match(line) and len(line) <= 80 and sentences <= 1:
        return RegionKind.CAPTION
    if NOTICE.match(line):
        return RegionKind.NOTICE
    if tail and not head and SOURCE.match(line) and sentences <= 1 and len(line) <= 60:
        return RegionKind.SOURCE
    if (head or tail) and BYLINE.match(line) and not sentences and len(line) <= 80:
        return RegionKind.BYLINE
    if SOURCE.match(line) and not sentences and len(line) <= 40 and tail:
        return RegionKind.SOURCE
    if (head or tail) and re.fullmatch(r"\d{3,9}", line):
        return RegionKind.NOTICE
    return None


def _mark_related(lines: Sequence[_Line], kinds: list[RegionKind | None]) -> None:
    """The titles listed under a heading such as 相关阅读, up to the next notice or the next line that reads as a paragraph."""
    listing = False
    for index, line in enumerate(lines):
        if kinds[index] is RegionKind.RELATED:
            listing = True
        elif kinds[index] is not None:
            listing = False
        elif listing:
            listed = bool(_LIST_ITEM.match(line.text)) or not _FINAL.search(line.text)
            if listed and len(line.text) <= _LIST_LENGTH and not re.search("[。]$", line.text):
                kinds[index] = RegionKind.RELATED
            else:
                listing = False


def _title_lines(lines: Sequence[_Line], kinds: Sequence[RegionKind | None], title: str | None) -> tuple[int, ...]:
    if title:
        wanted = _bare(title)
        for index in range(min(_HEAD_LINES, len(lines))):
            for following in (1, 2):
                shown = _bare("".join(line.text for line in lines[index : index + following]))
                if shown and (shown == wanted or (len(shown) >= 6 and (wanted.startswith(shown) or shown.startswith(wanted)))):
                    return tuple(range(index, min(index + following, len(lines))))
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[index] is None:
            more = any(kind is None for kind in kinds[index + 1 :])
            return (index,) if more and _looks_like_title(line.text) else ()
    return ()


def _looks_like_title(line: str) -> bool:
    if len(line) > _TITLE_LENGTH or re.search(r"[。；;，,、：:…]$", line) or _STOP.search(line):
        return False
    return any("\u4e00" <= c <= "\u9fff" or c.isalpha() for c in line)


def _prose(lines: Sequence[_Line], kinds: Sequence[RegionKind | None], index: int) -> RegionKind:
    """HEADING for a short line without a final mark that a paragraph follows, BODY for all else."""
    line = lines[index].text
    following = next((other.text for other, kind in zip(lines[index + 1 :], kinds[index + 1 :], strict=True) if kind is None), None)
    if following is None or len(line) > _HEADING_LENGTH or len(lines) < 3:
        return RegionKind.BODY
    if _SECTION.match(line) and not re.search("[。，,；;]", line):
        return RegionKind.HEADING
    if _FINAL.search(line) or "。" in line or len(re.findall("[，,]", line)) > 1:
        return RegionKind.BODY
    return RegionKind.HEADING


def _bare(text: str) -> str:
    """Letters and digits only, for comparing titles that differ in marks and spaces."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())
