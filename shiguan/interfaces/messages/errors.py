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
    (r"cannot serve at (.+): (.+)", "无法在 {0} 服务：{1}"),
    (
        r"(.+) can be reached from other machines: give a token with (.+) or (.+)",
        "{0} 可从别的机器访问：请用 {1} 或 {2} 给出口令",
    ),
    (r"a time in post cannot be negative", "任职时间不能为负"),
    (r"since (\S+) is after until (\S+)", "起始 {0} 晚于截止 {1}"),
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
# What else stands before the reason: the file's name.
_OF_FILE = re.compile(r"(?P<file>[^:]+): (?P<reason>.+)")


def chinese(message: str) -> str:
    """An error's message in Chinese; as it is where it is of none of these."""
    return _said(message) or _of_file(message) or message


def _said(message: str) -> str | None:
    for pattern, said in _ERRORS:
        found = pattern.fullmatch(message)
        if found:
            return _filled(said, [None if part is None else _part(part) for part in found.groups()])
    return None


def _part(part: str) -> str:
    """A part of a message may be a message, or a list of entities."""
    return _said(part) or _plain(_each(part))


def _of_file(message: str) -> str | None:
    pieces = [_OF_FILE.fullmatch(piece) for piece in message.split("; ")]
    said = [(piece["file"], _said(piece["reason"])) for piece in pieces if piece]
    return "；".join(f"{file}：{reason}" for file, reason in said) if said and all(reason for _, reason in said) else None


_FIELD = re.compile(r"\{(\d)(?::([^{}]*)\{\}([^{}]*))?\}")


def _filled(said: str, parts: list[str | None]) -> str:
    """``{0}`` is a part; ``{1:before {} after}`` a part with what stands around it, nothing where the message lacks it."""

    def fill(field: re.Match[str]) -> str:
        part = parts[int(field[1])]
        return "" if part is None else f"{field[2] or ''}{part}{field[3] or ''}"

    return _FIELD.sub(fill, said)
