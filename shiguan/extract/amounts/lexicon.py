"""Currencies, units and the words around numbers, as data."""

from __future__ import annotations


def _listed(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


# As written after a number, or before it → ISO 4217. 元 alone is CNY unless another currency stands before the number.
CURRENCIES = {
    code: names.split()
    for code, names in {
        "CNY": "元人民币 人民币元 人民币 RMB CNY yuan renminbi 元 块钱 圆整 圆",
        "USD": "美元 美金 美圆 美刀 USD US$ $ dollars 刀乐",
        "HKD": "港元 港币 元港币 HKD HK$",
        "TWD": "新台币 台币 元新台币 元台币 TWD NT$",
        "MOP": "澳门元 澳门币 MOP",
        "EUR": "欧元 元欧元 EUR € euros euro",
        "GBP": "英镑 GBP £",
        "JPY": "日元 日圆 日币 元日币 JPY yen 円",
        "KRW": "韩元 韩圆 韩币 KRW ₩",
        "CAD": "加元 加拿大元 加币 CAD C$",
        "AUD": "澳元 澳币 澳大利亚元 AUD A$",
        "SGD": "新加坡元 新加坡币 新元 坡币 SGD S$",
        "CHF": "瑞士法郎 瑞郎 CHF",
        "RUB": "卢布 RUB",
        "INR": "印度卢比 卢比 INR ₹",
        "THB": "泰铢 THB",
        "VND": "越南盾 VND",
        "IDR": "印尼盾 印尼卢比 IDR",
        "MYR": "林吉特 令吉 马币 MYR",
        "BRL": "雷亚尔 BRL",
        "SEK": "瑞典克朗 SEK",
        "AED": "迪拉姆 AED",
        "SAR": "沙特里亚尔 里亚尔 SAR",
        "NZD": "新西兰元 新西兰币 纽元 纽币 NZD",
        "PHP": "菲律宾比索 菲律宾披索 PHP",
        "MXN": "墨西哥比索 墨西哥披索 MXN",
        "ARS": "阿根廷比索 ARS",
        "CLP": "智利比索 CLP",
        "COP": "哥伦比亚比索 COP",
        "DKK": "丹麦克朗 DKK",
        "NOK": "挪威克朗 NOK",
        "ISK": "冰岛克朗 ISK",
        "CZK": "捷克克朗 CZK",
        "PLN": "波兰兹罗提 兹罗提 PLN",
        "HUF": "匈牙利福林 福林 HUF",
        "TRY": "土耳其里拉 里拉 TRY",
        "ZAR": "南非兰特 兰特 ZAR",
        "EGP": "埃及镑 EGP",
        "NGN": "尼日利亚奈拉 奈拉 NGN",
        "KES": "肯尼亚先令 KES",
        "ILS": "以色列新谢克尔 新谢克尔 谢克尔 ILS",
        "QAR": "卡塔尔里亚尔 QAR",
        "IRR": "伊朗里亚尔 IRR",
        "KWD": "科威特第纳尔 KWD",
        "IQD": "伊拉克第纳尔 IQD",
        "PKR": "巴基斯坦卢比 PKR",
        "LKR": "斯里兰卡卢比 LKR",
        "BDT": "孟加拉塔卡 塔卡 BDT",
        "KZT": "哈萨克斯坦坚戈 坚戈 KZT",
        "MNT": "蒙古图格里克 图格里克 MNT",
        "MMK": "缅甸元 缅元 缅币 MMK",
        "UAH": "乌克兰格里夫纳 格里夫纳 UAH",
        "XBT": "比特币 BTC",
        "ETH": "以太币 ETH",
    }.items()
}
CURRENCY_OF = {name: code for code, names in CURRENCIES.items() for name in names}
# Signs and codes that may stand before the number.
BEFORE = _listed(
    "人民币 RMB CNY ¥ 美元 美金 USD US$ $ 港币 港元 HKD HK$ 新台币 台币 NT$ TWD 欧元 EUR € 英镑 GBP £ 日元 JPY",
    "韩元 ₩ 加元 C$ 澳元 A$ S$ ₹",
)
CURRENCY_OF["¥"] = "CNY"
# Hundredths told by a name of their own: 50美分, 5英镑20便士. 分 is one only behind its currency: a 分 alone is a point.
HUNDREDTHS = {
    "美分": "USD",
    "欧分": "EUR",
    "港仙": "HKD",
    "便士": "GBP",
    "戈比": "RUB",
    "派士": "INR",
    "生丁": "CHF",
}

# What is counted: classifiers and measures first, then nouns that take numbers bare (300万用户). Time units are not among them.
CLASSIFIERS = _listed(
    "家 名 位 人次 人 个 款 项 次 辆 台 套 件 条 张 只 支 枚 座 所 处 间 层 份 部 种 类 门 篇 册 场 笔 单 宗 起 片",
    "颗 把 艘 架 列 组 批 栋 幢 户 席 股 手 桩 株 头 匹 口 瓶 箱 盒 包 袋 杯 桶 卷 粒 双 对 打 例 页 集 首 幅 步 城",
    "省 国 市 县 岁 轮 倍速 票 店 道 站 排 章 分 多家",
)
MEASURES = _listed(
    "平方公里 平方千米 平方米 立方米 平方英尺 公里 千米 厘米 毫米 微米 纳米 英寸 海里 米 万吨 公吨 吨 千克 公斤 克",
    "斤 亩 公顷 升 毫升 桶 千瓦时 兆瓦时 吉瓦时 千瓦 兆瓦 吉瓦 瓦 度电 伏 安时 摄氏度 度 赫兹 兆赫 像素 nm mm cm km",
    "kg mg ml GWh MWh kWh GW MW kW KW mAh Wh GHz MHz GB TB PB MB Gbps Mbps TOPS PFLOPS EFLOPS ℃ °C tokens token",
    "Token Tokens",
)
NOUNS = _listed(
    "参数 用户 会员 订户 员工 粉丝 开发者 下载 学生 读者 玩家 商家 门店 客户 企业 城市 国家 字 词元 行代码 行 ",
    "高管 博士 专利 订单 点击 播放 股份",
)

# Words right before a number and what they do to it.
# At least and at most let the figure itself in; over and under do not.
AT_LEAST = _listed("大于等于 大于或者等于 不少于 不低于 不小于 至少有 至少 起码 最少 最低 ≥ >=")
OVER = AT_LEAST + _listed("超过了 超过 超出 超 逾 突破 破 高于 大于 多于 过 >")
AT_MOST = _listed("小于等于 不超过 不多于 不高于 至多 最多 最高 ≤ <=")
UNDER = AT_MOST + _listed("不到 不足 跌破 低于 小于 少于 未达 未满 不满 <")
NEAR = _listed(
    "将近 接近 近",
)
ABOUT = _listed(
    "大约 大概 约为 约合 约 大致 差不多 估计 可能",
)
# A plain number beside nothing it counts is an amount only after one of these.
CUES = _listed(
    "达到 达 为 至 到 是 共 共计 总计 合计 增至 升至 降至 跌至 有 仅 只有 总数是 总数 数量 破 得分 = 等于 负",
)

# Names and set words that hold a numeral and count nothing.
NAMES = _listed(
    "三只松鼠 三一 三个和尚 三人行 一个样 一次性 百家号 百家讲坛 百家姓 百家争鸣 千家万户 千方百计 万人迷 五个一",
    "一口气 一手 二手 三手 两手抓 一条龙 一把手 一二线 一线 二线 三线 四线 一带一路 两会 三农 一席之地 一席",
    "一步到位 一步步 一步 一部分 一方面 一类 一对一 一个个 一家人 一家子 百科 万物 千万别 千万不 千万要 千万注意",
    "一万个 两口子 三脚架 三头六臂 两条腿 十项全能 四大 一国两制 九份 一道 一股 一场 一批 一组 一处 一头 一口 一排",
    "两两 三三两两 七七八八 一分 百分百 二次元 二次 三次元 两面 两位数 双位数 三位数 四位数 个位数",
)
