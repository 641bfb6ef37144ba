"""What the pages on articles, followings-up, drafts and figures say."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "web.nav.articles": ("文章", "Articles"),
    "web.articles.empty": ("还没有文章在册。", "No article is on record."),
    "web.articles.caption": ("在册文章，按文件名排列", "Articles on record, by file name"),
    "web.articles.untitled": ("（无标题）", "(no title)"),
    "web.article.received": ("收到的文字", "As received"),
    "web.article.read": ("读作", "As read"),
    "web.article.same": ("没有修复：收到的与读作的相同。", "Nothing was repaired: what is read is what was received."),
    "web.article.legend": ("图例", "Legend"),
    "web.article.legend.how": (
        "底色是所说的事，下划线是可信度；号码与文字都通往依据。",
        "The colour is what is told, the line beneath how sure it is; numbers and words lead to the evidence.",
    ),
    "web.article.family.people": ("人事", "people"),
    "web.article.family.money": ("资金", "money"),
    "web.article.family.products": ("产品与指标", "products and figures"),
    "web.article.family.words": ("言论与计数", "words and counts"),
    "web.article.family.other": ("其他", "other"),
    "web.article.repaired": ("修复处", "repaired"),
    "web.article.dim": ("不作主张来源的文字", "text in which no claim is looked for"),
    "web.article.claims": ("主张（{count} 条）", "Claims ({count})"),
    "web.article.no_claims": ("这篇文章里没有读出主张。", "No claim was read in this article."),
    "web.article.repairs": ("修复（{count} 处）", "Repairs ({count})"),
    "web.article.nothing": ("（删去）", "(taken out)"),
    "web.article.added": ("（补上）", "(put in)"),
    "web.article.region.heading": ("小标题", "heading"),
    "web.article.region.byline": ("署名", "byline"),
    "web.article.region.caption": ("图注", "caption"),
    "web.article.region.notice": ("声明", "notice"),
    "web.article.region.related": ("相关阅读", "related"),
    "web.article.region.source": ("来源", "source"),
    "web.article.url": ("原址", "address"),
}
