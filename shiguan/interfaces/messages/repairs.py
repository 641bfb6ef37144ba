"""What is said of the damage in a text: its kind, and what was wrong at a place."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "repair.mojibake": ("乱码", "mojibake"),
    "repair.newlines": ("换行", "newlines"),
    "repair.misaligned": ("字节错位", "misaligned"),
    "repair.pinyin": ("夹带拼音", "pinyin"),
    "repair.characters": ("异形字符", "characters"),
    "repair.spaces": ("多余空格", "spaces"),
    "repair.script": ("繁体", "script"),
}

# What was wrong, and its Chinese; a reason is recorded in English.
_WRONG = (
    (r"(?P<wrote>\S+) read as (?P<read>[^\s,;]+)", r"\g<wrote> 被当作 \g<read> 读"),
    (r"line end", "不统一的换行符"),
    (r"bytes out of step, no reading fits", "没有合适的读法"),
    (r"reading spliced in between the bytes of two characters", "两个字的字节之间插入了拼音"),
    (r"read one byte late", "晚读了一个字节"),
    (r"reading spliced in behind (?P<character>.)", r"“\g<character>”后面插入了拼音"),
    (r"radical in place of the character", "以部首代替了字"),
    (r"compatibility ideograph", "兼容汉字"),
    (r"invisible character", "看不见的字符"),
    (r"variation selector", "异体选择符"),
    (r"full-width letters or digits", "全角字母或数字"),
    (r"HTML entity", "HTML 实体"),
    (r"dot between the parts of a foreign name, lost when the text was decoded", "解码时丢失的译名间隔号"),
    (r"character lost when the text was decoded", "解码时丢失的字"),
    (r"private-use character, known to one font only", "私用区字符，只有某一字体认识"),
    (r"space within Chinese text", "中文之间的空格"),
    (r"traditional character", "繁体字"),
)
# What may follow: of how many places it is said, what was lost, and what a lost character may have been.
_FURTHER = (
    ("", ""),
    (r" \((?P<count>\d+) places, the first shown\)", r"（共 \g<count> 处，只列第一处）"),
    (r", with bytes lost", "，有字节丢失"),
    (r"; open: (?P<one>.+?) or (?P<two>.+?) or (?P<three>.+)", r"；未定：\g<one>、\g<two> 或 \g<three>"),
    (r"; open: (?P<one>.+?) or (?P<two>.+)", r"；未定：\g<one> 或 \g<two>"),
    (r"; open: (?P<one>.+)", r"；未定：\g<one>"),
)
REASONS = tuple((f"{wrong}{more}$", said + further, r"\g<0>") for wrong, said in _WRONG for more, further in _FURTHER)
