"""Places in an order: 位居第二, 国内第六大厂商, 稳居老三. A rank is read from the sentence itself, not from its amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.backends.rules.events.measures import measures
from shiguan.extract.backends.rules.events.subjects import plain, subject
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.document import Span

_D = "一二三四五六七八九十百两\\d"
_ONE = rf"第[{_D}]+(?:[位名]|(?=[^{_D}])|$)"
_TOP = rf"前[{_D}]+(?:[强名位甲]|(?=[^{_D}年个月季天日周轮排任代期])|$)"
_FIRST = (
    r"榜首|首位|头名|头把交椅|冠军|亚军|季军|老大|老二|老三|老四|榜眼|探花|次席|末位|倒数第[一二三四五]|第一梯队|"
    r"TOP ?\d+|Top ?\d+|top ?\d+"
)
_RANK = rf"(?:{_ONE}|{_TOP}|{_FIRST})"
# What puts somebody into a place; up to a few words between it and the place.
_VERB = (
    r"(?:排名|排行|排序|排在|排到|排|位居|位列|名列|高居|稳居|位于|居于|居|列|跻身|进入|跃居|跃升|升至|升到|跌至|跌到|"
    r"降至|掉到|滑落至|冲到|冲上|冲至|登顶|登上|荣登|问鼎|蝉联|夺得|斩获|拿下|坐稳|坐上|保持|占据|拿到|获得|获|稳坐|"
    r"挤进|杀入|闯入|踞|为|是|成为|以)"
)
_PLACED = re.compile(
    rf"(?P<verb>{_VERB})(?P<scope>[^，,。；;！？、]{{0,14}}?)(?P<list>(?P<rank>{_RANK})(?:(?:、|和|及|与|以及){_RANK})*)"
)
_AFTER_NOUN = re.compile(
    rf"(?P<verb>市占率|市场份额|份额|销量|出货量|装机量|装车量|产能|规模|营收|收入|票房|市值|保有量|用户数|数量|下载榜|"
    rf"销售额|交付量|月活)(?P<scope>(?:[一-鿿]{{0,6}}?))(?P<list>(?P<rank>{_ONE}))(?=[，,。；;、]|$)"
)
_WEAK = frozenset(["为", "是", "成为", "以", "获", "获得", "拿到", "拿下", "占据", "保持", "进入", "位于"])
_LARGE = re.compile(
    rf"(?P<rank>(?:第[{_D}]+|首|最)大)(?P<what>(?!股东|块|单一|的?(?:问题|原因|风险|挑战|区别|不同|变化|特点|亮点|"
    rf"投资人|出资人|债权人|客户|供应商|支柱|业务板块))[一-鿿A-Za-z0-9]{{2,14}})"
)
# 第一 that counts something else: a season, a party, a time.
_NOT_AFTER = re.compile(
    r"^(?:大|季|时间|方|次|天|年|届|代|批|款|家|个|步|起|桶|线|曲线|阶段|轮|期|场|期|夫人|任|版|章|条|部|人称|财季|"
    r"财年|学期|周|日|大股东|股东|责任|手|单|例|笔|颗|艘|架|座|支|只|间|件|台|辆|集|眼|份|站|把|梯队的?人|世界|招|"
    r"产业|人|负责|副|书记|课|大会|号|顺位)"
)
_CHART = re.compile(r"(?P<measure>[一-鿿A-Za-z0-9]{0,8}(?:排行榜|榜单|榜|排名|名次|座次|排行))")
_SINGLE = re.compile(_RANK)
_RICH = re.compile(r"富豪|财富榜|首富|富人榜|福布斯|胡润")


def read(scene: Scene) -> Iterator[Finding]:
    """The places a sentence tells, in order."""
    scene, text = plain(scene), scene.text
    for match in [*_PLACED.finditer(text), *_AFTER_NOUN.finditer(text)]:
        if _NOT_AFTER.match(text[match.end() :]) or _is_idle(match, text):
            continue
        yield from _placed(scene, match)
    for match in _LARGE.finditer(text):
        if match["rank"] not in ("首大", "最大") and re.search(
            r"是|为|系|成|作为|居|这家|跃|第", text[max(0, match.start() - 14) : match.start() + 1]
        ):
            yield from _findings(
                scene, [Span(match.start("rank"), match.end("rank"))], match.start(), Span(match.start("what"), match.end("what"))
            )


def _is_idle(match: re.Match[str], text: str) -> bool:
    """A weak verb (是, 获) puts in a place only where a chart or a field of comparison is named too."""
    if match["verb"] not in _WEAK:
        return False
    around = text[max(0, match.start() - 12) : match.end() + 8]
    return not re.search(r"榜|排名|名次|市场|行业|全球|全国|国内|业内|份额|销量|规模|世界", around)


def _placed(scene: Scene, match: re.Match[str]) -> Iterator[Finding]:
    spans = [Span(m.start(), m.end()) for m in _SINGLE.finditer(scene.text, match.start("list"), match.end("list"))]
    yield from _findings(scene, spans, match.start(), _measure(scene, match))


def _measure(scene: Scene, match: re.Match[str]) -> Span:
    """The chart or figure that is ranked: in the clause of the place, else the last one before it, else the verb."""
    scope = Span(match.start("scope"), match.end("scope"))
    chart = _CHART.search(scene.text, scope.start, scope.end)
    if chart:
        return Span(chart.start("measure"), chart.end("measure"))
    start = max(scene.text.rfind(c, 0, match.start()) for c in "。；")
    found = list(measures().noun.finditer(scene.text, start + 1, match.start()))
    if found:
        return Span(found[-1].start(), found[-1].end())
    charts = list(_CHART.finditer(scene.text, start + 1, match.end("verb")))
    if charts:
        return Span(charts[-1].start("measure"), charts[-1].end("measure"))
    return Span(match.start("verb"), match.end("verb"))


def _findings(scene: Scene, ranks: list[Span], start: int, measure: Span) -> Iterator[Finding]:
    position = place(scene, start)
    if position is None or any(p.letter in "POD" and any(p.span.overlaps(r) for r in ranks) for p in scene.phrases):
        return
    owners = subject(scene, position, person=bool(_RICH.search(scene.text)), market=False)
    paired = len(owners) == len(ranks) > 1
    for k, rank in enumerate(ranks):
        for owner in owners[k : k + 1] if paired else owners:
            roles = [Role("subject", owner), Role("measure", _item(scene, measure)), Role("rank", _item(scene, rank))]
            period = next((p.items[0] for _, p in scene.before(position, "W")), None)
            if period:
                roles.append(Role("period", period))
            evidence = scene.evidence(position, (place(scene, rank.end - 1) or position) + 1)
            yield Finding("metric", tuple(roles), rank, evidence, 0.75)


def place(scene: Scene, offset: int) -> int | None:
    """The skeleton position of a sentence offset; None behind the end."""
    return next((i for i, o in enumerate(scene.skeleton.origins) if o.start <= offset < o.end), None)


def _item(scene: Scene, span: Span) -> Item:
    return Item(span, span.of(scene.text))
