"""Words of time and what each means, as data. Numbers here are readings chosen for news; the reasons stand beside them."""

from __future__ import annotations

# Years counted from the year of publication.
YEAR_OFFSETS = {
    "大前年": -3,
    "前年": -2,
    "上一年度": -1,
    "上一财年": -1,
    "上一个财年": -1,
    "上财年": -1,
    "本财年": 0,
    "下一财年": 1,
    "下一个财年": 1,
    "下财年": 1,
    "上一年": -1,
    "上年度": -1,
    "去年": -1,
    "上年": -1,
    "今年度": 0,
    "本年度": 0,
    "今年": 0,
    "本年": 0,
    "这一年": 0,
    "明年": 1,
    "来年": 1,
    "下一年": 1,
    "大后年": 3,
    "后年": 2,
}
# Years counted from a time told before.
TOLD_YEARS = {
    "前一年": -1,
    "同一年": 0,
    "同年": 0,
    "当年": 0,
    "该年": 0,
    "次年": 1,
    "翌年": 1,
    "转年": 1,
    "隔年": 1,
    "第二年": 1,
}

# Eras and their first years.
ERAS = {
    "康熙": 1662,
    "雍正": 1723,
    "乾隆": 1736,
    "嘉庆": 1796,
    "道光": 1821,
    "咸丰": 1851,
    "同治": 1862,
    "光绪": 1875,
    "宣统": 1909,
    "民国": 1912,
    "昭和": 1926,
    "平成": 1989,
    "令和": 2019,
}

MONTH_OFFSETS = {
    "上上个月": -2,
    "上上月": -2,
    "上一个月": -1,
    "上个月": -1,
    "上月": -1,
    "这个月": 0,
    "本月": 0,
    "下一个月": 1,
    "下个月": 1,
    "下月": 1,
    "下下个月": 2,
    "下下月": 2,
}
TOLD_MONTHS = {"前一个月": -1, "前一月": -1, "同月": 0, "当月": 0, "该月": 0, "次月": 1, "翌月": 1}

DAY_OFFSETS = {
    "大大前天": -4,
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "前晚": -2,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "昨夜": -1,
    "昨晨": -1,
    "今天": 0,
    "今日": 0,
    "今晨": 0,
    "今早": 0,
    "今晚": 0,
    "今夜": 0,
    "本日": 0,
    "即日": 0,
    "明天": 1,
    "明日": 1,
    "明早": 1,
    "明晨": 1,
    "明晚": 1,
    "后天": 2,
    "大后天": 3,
    "大大后天": 4,
}
TOLD_DAYS = {
    "全天": 0,
    "前一天": -1,
    "前一日": -1,
    "前一晚": -1,
    "当天": 0,
    "当日": 0,
    "当晚": 0,
    "当夜": 0,
    "同日": 0,
    "同一天": 0,
    "次日": 1,
    "翌日": 1,
    "次晨": 1,
    "翌晨": 1,
    "第二天": 1,
    "隔天": 1,
    "隔日": 1,
}

# Trading days counted from the day of publication.
TRADING_DAYS = {"上一": -1, "上个": -1, "上一个": -1, "前一": -1, "前一个": -1, "本": 0, "下一": 1, "下个": 1, "下一个": 1}
# Pairs of days and years: the offset of the first from the day or year of publication.
PAIRS = {"昨今": -1, "今明": 0, "明后": 1, "去今": -1}

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}

# A quarter by its word.
QUARTERS = {"首": 1, "一": 1, "二": 2, "三": 3, "四": 4, "末": 4, "1": 1, "2": 2, "3": 3, "4": 4}
QUARTER_OFFSETS = {"上上": -2, "前": -1, "下下": 2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1}

# The start, middle and end of a year, and of a month, are its thirds, and the end of a year its last quarter: 年底 is said of
# October at the earliest, 年初 of April too. A reading that is too narrow is wrong more often than one that is too wide.
EDGES = {"初": 1, "岁初": 1, "岁首": 1, "中": 2, "底": 3, "末": 3, "尾": 3, "岁末": 3, "岁尾": 3, "年终": 3}
# 上上 and 下下 stand for the halves: 上半月, 下半月.
TENS = {"上": (1, 10), "中上": (1, 20), "中": (11, 20), "中下": (11, 31), "下": (21, 31), "上上": (1, 15), "下下": (16, 31)}

# First month and length in months; winter ends in the next year.
SEASONS = {"春": (3, 3), "夏": (6, 3), "秋": (9, 3), "冬": (12, 3), "暑": (7, 2), "寒": (1, 2)}

# Days before publication that a vague word reaches back (the interval ends on the day of publication). 近日 is used of the last
# week; 近期 and 最近 of about a month; 不久前 of one or two. 近年来 is used of the last three to five years: four.
VAGUE_DAYS = {
    "连日来": 7,
    "这两天": 7,
    "近几日": 7,
    "这几天": 7,
    "近几天": 7,
    "前几天": 7,
    "前两天": 7,
    "近日": 7,
    "日前": 7,
    "近些天": 10,
    "前些天": 10,
    "这些天": 10,
    "近些日子": 10,
    "前些日子": 30,
    "这几周": 30,
    "这阵子": 30,
    "近段时间": 30,
    "近一段时间": 30,
    "最近一段时间": 30,
    "最近这段时间": 30,
    "近几周": 30,
    "近期": 30,
    "最近": 30,
    "近来": 30,
    "不久前": 60,
    "不久之前": 60,
    "不久以前": 60,
    "前不久": 60,
    "前一阵": 60,
    "前一阵子": 60,
    "前阵子": 60,
    "前段时间": 60,
    "前一段时间": 60,
    "这几个月": 120,
    "前几个月": 120,
    "近几个月": 120,
    "这两年": 730,
    "前两年": 1461,
    "近年来": 1461,
    "近年": 1461,
    "近几年": 1461,
    "近些年": 1461,
    "这几年": 1461,
    "这些年": 1461,
    "前几年": 1461,
    "前些年": 1461,
}
# Said of now: the month of publication, for none of these promises a day; but 现在 and 此刻 do.
NOW = ("现在", "此刻", "此时此刻")
PRESENT = (
    "截至目前",
    "截至发稿",
    "截止目前",
    "到目前为止",
    "现阶段",
    "目前",
    "现时",
    "如今",
    *NOW,
    "当前",
    "眼下",
    "时下",
    "当下",
    "迄今",
    "至今",
)
# They point at a time without telling it: found, and left without a value.
UNTOLD = ("此前", "早前", "先前", "此后", "届时")

MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

# Unit of a length of time → what it is counted in.
UNITS = {
    "年度": "year",
    "年": "year",
    "月": "month",
    "季度": "quarter",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "天": "day",
    "日": "day",
    "交易日": "workday",
    "工作日": "workday",
    "小时": "hour",
    "钟头": "hour",
}

# What follows in the clause is still to come.
FUTURE = (
    r"将(?![军士领帅])|拟|计划|预计|预期|有望|即将|届时|定于|目标|力争|争取|打算|会在|未来|可望|或于|或在|等到|[还也就]会|还要|"
    r"\b(?:will|would|(?:plan|expect|aim|intend|schedule|set)(?:s|ed|d|uled)? to|due to)\b"
)
# What follows was done: a promise told after one of these is no sign that the time before it is to come.
DONE = r"宣布|宣告|表示|称|透露|披露|公布|公告|报道|曝|传出|发布|推出|完成|了|已|曾"
