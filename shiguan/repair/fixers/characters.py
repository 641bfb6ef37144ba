"""Single characters that are not what they look like: radicals, compatibility and full-width forms, invisible ones, entities."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

from shiguan.repair.tracked import Edit, Tracked

NAME = "characters"

# CJK Radicals Supplement (U+2E80–2EFF) has no compatibility mappings; these are the ones that fonts draw as the whole character
# (Unicode EquivalentUnifiedIdeograph.txt).
_RADICALS = {
    chr(0x2E00 + int(code, 16)): character
    for code, character in (
        pair.split(":")
        for pair in (
            "9F:母 A0:民 AB:目 AC:示 BC:肉 C1:虎 C4:西 C5:见 C6:角 C9:贝 CB:车 D3:长 D4:门 D8:青 D9:韦 DA:页 DB:风 DC:飞 DD:食 "
            "E2:马 E3:骨 E4:鬼 E5:鱼 E6:鸟 E7:卤 E8:麦 E9:黄 EC:齐 ED:齿 EE:齿 EF:竜 F0:龙 F3:龟 83:乙 85:亻 88:刂 89:刂 8B:㔾 8C:小 "
            "8F:尢 92:尣 95:巳 96:忄 98:扌 99:攵 A1:氵 A3:灬 A4:爫 A7:牛 A8:犭 AA:疋 AD:礻 AF:糹 B0:纟 BE:艹 BF:艹 CC:辶 CE:辶 CF:邑 D0:钅"
        ).split()
    )
}
_RADICAL = "[\u2e80-\u2fd5]"
_COMPATIBILITY = "[\uf900-\ufaff\U0002f800-\U0002fa1f]"
# Zero-width spaces and joiners, direction marks, soft hyphen, byte order mark, Mongolian vowel separator.
_INVISIBLE = "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad\ufeff\u180e]+"
_VARIATION = "(?<=[\u3400-\u9fff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
# Full-width letters and digits, and the point and per cent sign among digits; marks of punctuation stay as they are.
_WIDE = "[\uff10-\uff19](?:[\uff10-\uff19]|\uff0e(?=[\uff10-\uff19]))*\uff05?|[\uff21-\uff3a\uff41-\uff5a]+"
_ENTITY = r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_UNKNOWN = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+|\ufffd+"
_ANY = re.compile(
    f"(?P<radical>{_RADICAL})|(?P<compatibility>{_COMPATIBILITY})|(?P<invisible>{_INVISIBLE})|(?P<variation>{_VARIATION})"
    f"|(?P<wide>{_WIDE})|(?P<entity>{_ENTITY})|(?P<unknown>{_UNKNOWN})"
)
_REASONS = {
    "radical": "radical in place of the character",
    "compatibility": "compatibility ideograph",
    "invisible": "invisible character",
    "variation": "variation selector",
    "wide": "full-width letters or digits",
    "entity": "HTML entity",
}
_GROUPED = frozenset({"invisible", "variation", "wide"})


def find(page: Tracked) -> list[Edit]:
    """Edits for all the kinds above; private use and U+FFFD are reported as they stand, for what they stood for is lost."""
    edits = []
    for match in _ANY.finditer(page.text):
        kind, before = match.lastgroup or "", match[0]
        if kind == "unknown":
            lost = (
                "character lost when the text was decoded"
                if before[0] == "\ufffd"
                else "private-use character, known to one font only"
            )
            edits.append(Edit(match.start(), match.end(), before, lost, grouped=True))
            continue
        after = _after(kind, before, page.text, match)
        if after != before:
            edits.append(Edit(match.start(), match.end(), after, _REASONS[kind], grouped=kind in _GROUPED))
    return edits


def _after(kind: str, before: str, text: str, match: re.Match[str]) -> str:
    match kind:
        case "radical":
            return _RADICALS.get(before) or _single(before)
        case "compatibility":
            return _single(before)
        case "wide":
            return unicodedata.normalize("NFKC", before)
        case "entity":
            return _unescaped(before)
        case "invisible" if (
            before == "\u200d" and max(text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]) > "\uffff"
        ):
            return before  # joins two emoji into one
    return ""


def _single(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _unescaped(entity: str) -> str:
    """What the entity stands for, however often it was escaped; itself when HTML knows no such name."""
    name = re.sub("^&(amp;)*", "&", entity)
    if name[1] != "#" and name[1:] not in html5:
        return entity
    text = html.unescape(name)
    if text == "\xa0":
        return " "
    return "" if re.fullmatch(_INVISIBLE, text) else text
