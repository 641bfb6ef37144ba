"""Errors in Chinese: the library says each in one English line, the door knows them by their pattern."""

from __future__ import annotations

import re

SAID: dict[str, tuple[str, str]] = {
    "name.passed_over": (
        "这里的 {name} 是组织；要问同名的产品，请用 {others}",
        "{name} is the organisation; for the product ask {others}",
    ),
}

_KINDS = {"org": "组织", "person": "人物", "product": "产品", "group": "群体"}


def _each(listed: str) -> str:
    """``e-1 org NAME, named 3×; …`` of several entities."""
    return re.sub(
        r"(e-\w+) (\w+) (.+?), named (\d+)×",
        lambda one: f"{one[1]}（{_KINDS.get(one[2], one[2])} {one[3]}，{one[4]} 处提到）",
        listed,
    ).replace("; ", "；")


def _plain(text: str) -> str:
    return "无" if text in ("none", "no measures") else text


# In the order they are tried in. A message's part may be a message itself.
_PATTERNS: tuple[tuple[str, str], ...] = (
    # of what is asked
    (r"no one on record is called (.+?)(?:; did you mean (.+)\?)?", "记录中没有叫 {0} 的{1:；您是否要找 {}？}"),
    (r"(.+) may be: (.+)", "{0} 可能是：{1}"),
    (r"name a group, or organisations with commas between", "请给出一个群体，或用逗号隔开的几个组织"),
    (
        r"no document on record lists the members of (.+); name them with commas between",
        "在册文章都没有列出 {0} 的成员；请用逗号隔开写出它们",
    ),
    (r"unknown event type (.+); known: (.+)", "没有 {0} 这种事件；有：{1}"),
    (r"cannot count by (.+); choose one of (.+)", "不能按 {0} 计数；可选：{1}"),
    (r"cannot show flows by (.+); choose one of (.+)", "不能按 {0} 显示流向；可选：{1}"),
    (r"cannot ask for (.+) at least; choose one of (.+)", "不能要求至少 {0}；可选：{1}"),
    (r"no kind of conflict is called (.+); choose one of (.+)", "没有 {0} 这种矛盾；可选：{1}"),
    (r"no fate of a rumour: (.+); choose one of (.+)", "没有 {0} 这种传闻下场；可选：{1}"),
    (r"no mark of a forecast: (.+); choose one of (.+)", "没有 {0} 这种预测结果；可选：{1}"),
    (r"a chart is written as SVG, so its file is called NAME\.svg: (.+)", "图写成 SVG，文件名应以 .svg 结尾：{0}"),
    (r"no format (.+); choose one of (.+)", "没有 {0} 这种格式；可选：{1}"),
    (r"no reader is called (.+); there are (.+)", "没有叫 {0} 的读法；有：{1}"),
    (r"no outlet on record is called (.+); on record are (.+)", "记录中没有叫 {0} 的媒体；在册的有：{1}"),
    (
        r"what is measured by (.+) is on record, but none of it in the scope asked about",
        "记录中有以 {0} 衡量的，但都不在所问的范围内",
    ),
    (r"nothing on record is measured by (.+); told are: (.+)", "记录中没有以 {0} 衡量的；有：{1}"),
    (r"name two or more to compare; these are one", "比较需要两个以上的名称；这里只有一个"),
    (
        r"a total given by hand needs a number and a name: --claimed 22 --of NAME",
        "手工给出的总数要有数字和名称：--claimed 22 --of 名称",
    ),
    (r"not a number of things: (.+); write 22, 至少22 or 20多人", "不是数目：{0}；可写 22、至少22 或 20多人"),
    (r"(\w+) takes no (.+); it takes (.+)", "{0} 没有参数 {1}；有：{2}"),
    (r"(\w+) needs (.+); install (.+)", "{0} 需要 {1}；请安装 {2}"),
    (r"(\w+) needs (.+)", "{0} 需要 {1}"),
    (r"(\w+) cannot be (.+); choose one of (.+)", "{0} 不能是 {1}；可选：{2}"),
    (r"(\w+) cannot be (.+); it is a number", "{0} 不能是 {1}；应是数目"),
    (r"(\w+) has no (.+); choose one of (.+)", "{0} 没有 {1}；可选：{2}"),
    (r"no article on record is called (.+)", "没有叫 {0} 的文章"),
    (r"a draft of (.+) characters is too long; (.+) are checked at once", "稿件有 {0} 字，太长；一次最多核对 {1} 字"),
    (r"(\S+) characters are too many to ask with; (\S+) are understood at once", "所问有 {0} 字，太长；一次最多 {1} 字"),
    (r"a time in post cannot be negative", "任职时间不能为负"),
    (r"since (\S+) is after until (\S+)", "起始 {0} 晚于截止 {1}"),
    # of the door for programs
    (r"this needs a token; show it as (.+)", "需要令牌；请以 {0} 出示"),
    (r"this needs a token to read", "需要有读权限的令牌"),
    (r"this needs a token to write", "需要有写权限的令牌"),
    (r"a page of another site may not write here", "别的网站的网页不能在这里写入"),
    (r"too many requests; ask again in (\d+) s", "请求太多；请过 {0} 秒再问"),
    (r"more than (\d+) bytes", "超过 {0} 字节"),
    (r"a text of more than (\d+) characters", "文字超过 {0} 个字符"),
    (r"there is no address (.+)", "没有地址 {0}"),
    (r"(\S+) takes ([A-Z, ]+)", "{0} 只接受 {1}"),
    (r"this request makes no sense", "看不懂这个请求"),
    (r"something went wrong here; it is in the log", "这里出了错，详情见日志"),
    (r"send one of (.+)", "请发送其中一种：{0}"),
    (r"this is not JSON", "这不是 JSON"),
    (r"this is no form that can be read", "这个表单无法读取"),
    (r"the form has no part called file", "表单里没有名为 file 的部分"),
    (r"the form may have the parts (.+); it has (.+)", "表单只能有 {0}；所给的有 {1}"),
    (r"give text, or html", "请给 text 或 html 其中之一"),
    (r"give true or false", "请给 true 或 false"),
    (r"this is no cursor; take it from next, or leave it out", "这不是游标；请取自 next，或不给"),
    (r"it is needed", "必须给出"),
    (r"there is no such parameter", "没有这个参数"),
    (r"it has not the form that it needs", "格式不对"),
    (r"String should have at least (\d+) characters?", "至少要有 {0} 个字符"),
    (r"String should have at most (\d+) characters?", "至多 {0} 个字符"),
    (r"Input should be a valid string", "不是文字"),
    # of tokens and serving
    (r"(.+) is no name for a token", "{0} 不能作令牌的名称"),
    (r"a token is called (.+) already; revoke it first, or choose another name", "已有叫 {0} 的令牌；请先作废它，或换个名称"),
    (r"no token is called (.+)", "没有叫 {0} 的令牌"),
    (r"the tokens are being changed by another process; if not, remove (.+)", "另一个程序正在改令牌；如果没有，请删除 {0}"),
    (r"the tokens in (.+) cannot be used: (.+)", "{0} 中的令牌无法使用：{1}"),
    (r"it is damaged", "已损坏"),
    (
        r"(.+) can be reached from elsewhere, which needs a token; make one with token add",
        "{0} 可从别处访问，需要令牌；请先用 token add 建立",
    ),
    (r"a report needs (.+); install (.+)", "写报告需要 {0}；请安装 {1}"),
    (r"(.+) is no folder", "{0} 不是文件夹"),
    (r"(.+) holds (.+), which no report put there; give a new folder", "{0} 里有 {1}，不是报告写进去的；请给出新的文件夹"),
    (r"the record was added to while the report was written; write it again", "写报告时记录有了新内容；请重写一次"),
    (r"the page (.+) could not be made", "页面 {0} 未能做成"),
    (r"serving needs (.+); install (.+)", "服务需要 {0}；请安装 {1}"),
    (r"cannot serve at (.+): (.+)", "无法在 {0} 服务：{1}"),
    # of language models
    (r"asking a language model needs httpx: (.+)", "使用语言模型需要 httpx：{0}"),
    (r"asking a language model needs (\S+) or (\S+)", "使用语言模型需要 {0} 或 {1}"),
    (r"not the address of a service: (.+)", "不是服务地址：{0}"),
    (r"(\S+) holds characters that no key has", "{0} 里有密钥不会有的字符"),
    (
        r"the key would go to (.+) in clear text: use https, or leave (\S+) empty",
        "密钥会明文传给 {0}：请用 https，或不设 {1}",
    ),
    (r"(SHIGUAN_LLM_\w+) must be a number from (\S+): (.*)", "{0} 应是不小于 {1} 的数字：{2}"),
    (
        r"not a price of a million tokens read and written: (.+); write 2,8 or 2,8 CNY",
        "不是每百万词元读入和写出的价格：{0}；可写 2,8 或 2,8 CNY",
    ),
    (r"not a spending limit: (.+); write 5 for money, 200000t for tokens", "不是花费上限：{0}；金额可写 5，词元可写 200000t"),
    (
        r"a spending limit in money needs a price: set (\S+), or give it in tokens \((.+)\)",
        "按金额设上限要有价格：请设 {0}，或按词元给出（{1}）",
    ),
    (r"the spending limit of (.+) would be passed; (.+) spent so far", "会超过花费上限 {0}；已用 {1}"),
    (r"the language model gave no answer within (.+) s", "语言模型在 {0} 秒内没有回答"),
    (r"the language model cannot be reached: (.+)", "连不上语言模型：{0}"),
    (r"the language model's service asks to wait (.+) s \((.+)\)", "语言模型的服务要求等 {0} 秒（{1}）"),
    (r"the language model's service is busy: (.+)", "语言模型的服务忙：{0}"),
    (r"the language model's service refuses: (.+)", "语言模型的服务拒绝了：{0}"),
    (r"the language model's answer is not the JSON that was asked for", "语言模型的回答不是所要的 JSON"),
    (r"what answers is no OpenAI-compatible service: look at (\S+)", "回答的不是 OpenAI 兼容的服务：请看 {0}"),
    (r"the answers of language models in (.+) cannot be used: (.+)", "{0} 里语言模型的答案无法使用：{1}"),
    # of times
    (r"not a date: (.+?)(?: \(.+\))?", "不是日期：{0}"),
    (r"not a moment: (.+?)(?: \(.+\))?", "不是时刻：{0}"),
    (r"too far from now to ask of: (.+)", "离现在太远，无法询问：{0}"),
    # of ids
    (r"(.+) begins several(?: ids)?: (.+)", "有几个编号以 {0} 开头：{1}"),
    (r"nothing on record has an id that begins with (.+)", "记录中没有以 {0} 开头的编号"),
    (r"claim (\S+) does not stand: (.+)", "主张 {0} 已不成立：{1}"),
    (r"no claim on record has an id that begins with (.+)", "记录中没有编号以 {0} 开头的主张"),
    (r"no mention on record has an id that begins with (.+)", "记录中没有编号以 {0} 开头的名称"),
    (r"no judgement of a person that holds has an id that begins with (.+)", "没有编号以 {0} 开头、仍然有效的人工判断"),
    (r"no claim (.+) is on record", "记录中没有主张 {0}"),
    (r"no document (.+) is on record", "记录中没有文章 {0}"),
    # of judgements
    (r"nobody named (.+) is told of in or with (.+); on record: (.+)", "没有在 {1} 中或与之一起提到叫 {0} 的；在册的有：{2}"),
    (
        r"this form is of no page that this browser was shown last; load the page again",
        "这个表单不是此浏览器最近打开的页面上的；请重新打开页面",
    ),
    (r"a note of (.+) characters is too long; (.+) are kept", "备注有 {0} 字，太长；至多 {1} 字"),
    (r"(.+) is no id of a mention", "{0} 不是名称的编号"),
    (r"(.+) is no name to judge by; give another with --by", "{0} 不能作判断人的名字；请用 --by 另给一个"),
    (r"claim (.+) is assert\w* by a person already", "已经有人认定主张 {0} 成立"),
    (r"claim (.+) is .+ by a person already", "已经有人撤回主张 {0}"),
    (r"(.+) and (.+) are one mention of (.+)", "{0} 和 {1} 是 {2} 中的同一处"),
    (r"(.+) is of the kind (.+), (.+) (\S+): these are never one", "{0} 是 {1}，{2} 是 {3}：不会是同一个"),
    (r"(.+) and (.+) cannot be judged", "{0} 和 {1} 无法判断"),
    (r"choose one of --same, --different and --unsure", "请在 --same、--different、--unsure 中选一个"),
    # of the record
    (r"there is no record at (.+?)(?:; read some articles first)?", "{0} 没有记录；请先读入文章"),
    (r"nothing was read into this record yet", "这份记录还没有读入过文章"),
    (r"(.+) is no file here, and no document on record", "{0} 不是这里的文件，也不是在册的文章"),
    (r"the record refused this: (.+)", "记录拒绝了这次改动：{0}"),
    (r"the record (.+) is being written by another process", "另一个程序正在写记录 {0}"),
    (r"the record (.+) may be read but not written", "记录 {0} 只能读，不能写"),
    (r"this Python's SQLite has no full-text search \(FTS5\)", "这个 Python 的 SQLite 没有全文检索（FTS5）"),
    (r"the record (.+) cannot be used: (.+)", "记录 {0} 无法使用：{1}"),
    (r"the record (.+) is damaged, or is no shiguan record: (.+)", "记录 {0} 已损坏，或不是史官的记录：{1}"),
    (r"this text holds half a character(?: and cannot be recorded: .+)?", "文字中有半个字符，无法入册"),
    (r"(.+) is not a shiguan record, but another program's database", "{0} 不是史官的记录，而是别的程序的数据库"),
    (
        r"the record (.+) is of a newer shiguan \(form (.+); this one knows (.+)\)",
        "记录 {0} 出自更新的史官（格式 {1}；本版只到 {2}）",
    ),
    (r"a migration ends in the middle of a statement: (.+)", "升级脚本在语句中间断了：{0}"),
    (r"(.+) cites document (.+), not (.+)", "{0} 引的是文章 {1}，不是 {2}"),
    (r"(.+): its quote does not stand at (.+) of (.+)", "{0}：引文不在 {2} 的 {1} 处"),
    # of exports
    (r"for (\S+) install (\S+)", "{0} 需要先安装 {1}"),
    (r"there is no table (.+) here; choose one of (.+)", "这里没有 {0} 这张表；可选：{1}"),
    (r"this answer is no table; ask for it as JSON", "这个回答不是表格；请用 JSON"),
    (r"this format is not for a terminal; give a file with --output", "这种格式不能写到终端；请用 --output 给出文件"),
    (r"(.+) is the record; give another file", "{0} 就是记录本身；请另给一个文件"),
    (r"(.+) is a database; give another file", "{0} 是数据库；请另给一个文件"),
    # of files
    (r"the file is empty", "文件是空的"),
    (r"this is no text in an encoding that is known", "不是已知编码的文字"),
    (r"this is no page", "这不是网页"),
    (r"no article was found in the page", "网页里没有找到文章"),
    (r"no text", "没有文字"),
    (r"no article in this folder \((.+)\)", "这个文件夹里没有文章（{0}）"),
    (r"not a kind of file that is read \((.+)\)", "不是能读的文件类型（{0}）"),
    (r"no such file or folder|No such file or directory", "没有这个文件或文件夹"),
    (r"Permission denied", "没有权限"),
    (r"Is a directory", "这是文件夹"),
    (r"the manifest cannot be read: (.+)", "清单无法读取：{0}"),
    (r"line (\d+): names (.+), which is not there", "第 {0} 行：所指的 {1} 不存在"),
    (r"line (\d+): (.+)", "第 {0} 行：{1}"),
    (r"cannot be (?:written|read): (.+)", "无法读写：{0}"),
    (r"there is no folder (.+) here; run this in the project's folder", "这里没有文件夹 {0}；请在项目的文件夹里运行"),
    (r"give a text to parse, or --jsonl and a file", "请给出要解析的文字，或 --jsonl 和一个文件"),
    (r'not a line \{"text","at"\}: (.+)', '不是 {"text","at"} 这样的一行：{0}'),
    (r"not a JSON object: (.+)", "不是 JSON 对象：{0}"),
    (r"not JSON: (.+)", "不是 JSON：{0}"),
    (r'not an object with "file"', '不是带有 "file" 的对象'),
    (r'"(\w+)" is not a (?:text|date)', '"{0}" 的值不对'),
    # of names.yml
    (r"must be a mapping, not (.+)", "应是键和值，而不是{0}"),
    (r"must be text, not (.+); put it in quotes", "应是文字，而不是{0}；请加引号"),
    (r"must be a list, not (.+)", "应是列表，而不是{0}"),
    (r"must be a list of entries", "应是一列条目"),
    (r"must list two names", "应列出两个名称"),
    (r"must have one of (.+)", "应有其中一项：{0}"),
    (r"key (.+) is not text; put it in quotes", "键 {0} 不是文字；请加引号"),
    (r"unknown key (.+); known: (.+)", "没有 {0} 这个键；有：{1}"),
    (r"is missing", "缺少"),
    (r"is empty", "是空的"),
    (r"([^:]+) stands twice", "{0} 出现了两次"),
    (r"([^:]+) already names (.+)", "{0} 已经是 {1} 的名称"),
    (r"a group needs members", "群体要有成员（members）"),
    (r"no such claim on (“.+”)", "没有依据{0}的这种主张"),
    (r"not YAML(?:: .+)?", "不是 YAML"),
    (r"mapping values are not allowed .+", "此处不能有冒号；含冒号的文字请加引号"),
    (r"(?:did not find|could not find) expected .+", "缺少应有的符号，或缩进不对"),
    (r"found character that cannot start any token", "此处的字符不能开头；请加引号"),
    (r"found unexpected (?:end of stream|document indicator)", "引号或括号没有结束"),
    (r"found undefined alias", "* 开头的是引用；请加引号"),
    (r"nothing", "空"),
    (r"a list", "列表"),
    (r"a mapping", "键和值"),
    (r"text ('.+'|\".+\")", "文字 {0}"),
    # of what programs ask
    (r"(\w+) must be (\S+) to (\S+)", "{0} 应在 {1} 到 {2} 之间"),
    (r"(\w+) must be 1 or more", "{0} 至少应为 1"),
    (r"(\w+) must be (.+)", "{0} 应为{1}"),
    (r"a text", "文字"),
    (r"a whole number", "整数"),
    (r"true or false", "真或假"),
    (r"a list of texts", "一列文字"),
    (r"there is no prompt (.+); there are (.+)", "没有提示 {0}；有：{1}"),
    (r"no address of this record: (.+); it has (\S+) and (\S+)", "不是这份记录的地址：{0}；可用 {1} 和 {2}"),
    (r"an entity's id begins with e-: (.+)", "实体的编号以 e- 开头：{0}"),
    (r"this text has (.+) characters; (.+) can be taken", "这段文字有 {0} 字，至多可收 {1} 字"),
    (r"no library of frames: (.+); choose one of (.+)", "没有 {0} 这种数据框；可选：{1}"),
    (r"frames need (\w+): (.+)", "数据框需要 {0}：{1}"),
    (r"no frame is made of (.+)", "{0} 不能做成数据框"),
    # of serving
    (r"this needs the MCP library: (.+)", "这需要 MCP 库：{0}"),
    (r"--host and --token-file go with --http", "--host 和 --token-file 要与 --http 同用"),
    (r"(.+) can be reached from other machines: give a token with --token-file", "其他机器能连到 {0}：请用 --token-file 给出令牌"),
    (r"cannot listen at (.+): (.+)", "无法在 {0} 监听：{1}"),
    (r"(.+): a token is one word of (\S+) characters or more", "{0}：令牌应是一个至少 {1} 字符的词"),
    # of how a command is written
    (r"Missing argument '(.+)'\.", "缺少参数 {0}"),
    (r"Missing option '(.+)'\.", "缺少选项 {0}"),
    (r"No such command '(.+?)'\.(?: Did you mean '?(.+?)'?\?)?", "没有命令 {0}{1:；您是否要用 {}？}"),
    (
        r"No such option: (\S+)(?: \(Possible options: (.+)\))?(?: Did you mean (.+)\?)?",
        "没有选项 {0}{1:；可选：{}}{2:；您是否要用 {}？}",
    ),
    (r"Option '(.+)' requires an argument\.", "选项 {0} 要有值"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "多余的参数：{0}"),
    (r"Invalid value for '?(.+?)'?: (.+)", "{0} 的值不对：{1}"),
    (r"Input should be a valid (?:integer|number).*|.+ is not a valid (?:integer|float)\.?", "不是数字"),
    (r"Input should be greater than or equal to (.+)", "至少应为 {0}"),
    (r"Input should be less than or equal to (.+)", "至多应为 {0}"),
    (r"choose one of (.+)", "可选：{0}"),
)
_ERRORS = tuple((re.compile(pattern), said) for pattern, said in _PATTERNS)


def chinese(message: str) -> str:
    """An error's message in Chinese; as it is where it is of none of these."""
    return _said(message) or _of_several(message) or _placed(message) or message


def _said(message: str) -> str | None:
    for pattern, said in _ERRORS:
        found = pattern.fullmatch(message)
        if found:
            return _filled(said, [None if part is None else _part(part) for part in found.groups()])
    return None


def _part(part: str) -> str:
    """A part of a message may be a message, or a list of entities."""
    return _said(part) or _plain(_each(part))


def _placed(message: str) -> str | None:
    """What is wrong at a place: a file, an entry in it, a part of that."""
    for colon in re.finditer(": ", message):
        said = _said(message[colon.end() :])
        if said:
            return f"{message[: colon.start()].replace(': ', '：')}：{said}"
    return None


def _of_several(message: str) -> str | None:
    said = [_placed(piece) for piece in message.split("; ")]
    return "；".join(one for one in said if one) if all(said) else None


_FIELD = re.compile(r"\{(\d)(?::([^{}]*)\{\}([^{}]*))?\}")


def _filled(said: str, parts: list[str | None]) -> str:
    """``{0}`` is a part; ``{1:before {} after}`` a part with what stands around it, nothing where the message lacks it."""

    def fill(field: re.Match[str]) -> str:
        part = parts[int(field[1])]
        return "" if part is None else f"{field[2] or ''}{part}{field[3] or ''}"

    return _FIELD.sub(fill, said)
