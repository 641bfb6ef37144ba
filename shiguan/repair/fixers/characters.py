"""Single characters that are not what they look like: radicals, compatibility and full-width forms, invisible ones, entities."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

from shiguan.repair.script import folded_text
from shiguan.repair.tracked import Edit, Tracked
from shiguan.vocabulary import load_vocabulary

NAME = "characters"

# CJK Radicals Supplement (U+2E80–2EFF) has no compatibility mappings; these are the ones that fonts draw as the whole character
# (Unicode EquivalentUnifiedIdeograph.txt).
_RADICALS = dict(
    zip(
        "⺃⺅⺈⺉⺋⺌⺏⺒⺕⺖⺘⺙⺟⺠⺡⺣⺤⺧⺨⺪⺫⺬⺭⺯⺰⺼⺾⺿⻁⻃⻄⻅⻆⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "乙亻刀刂㔾小尢巳彐忄扌攵母民氵灬爫牛犭疋目示礻糹纟肉艹艹虎西西见角贝车辶辶辶钅長镸长门雨青韦页风飞食食飠饣马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
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
_LOST_DOT = re.compile(r"(?<=[\u4e00-\u9fff]{2})[?\ufffd](?=[\u4e00-\u9fff]{2})")
_BEFORE_PEOPLE = frozenset("官裁长人家师员总理监席事手者授士问与和及、（(“《\n")
_DOT_REASON = "dot between the parts of a foreign name, lost when the text was decoded"
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
    dots = {m.start() for m in _LOST_DOT.finditer(page.text) if _is_in_foreign_name(page.text, m.start())}
    edits = [e for e in edits if e.start not in dots]
    return sorted([*edits, *(Edit(at, at + 1, "·", _DOT_REASON) for at in dots)], key=lambda e: e.start)


def _is_in_foreign_name(text: str, at: int) -> bool:
    """Whether the two characters on either side of a place are such as foreign names are written in: 亞伯拉?懷特.

    A question mark is one only behind a post or where names stand in a row: 誰打敗了巴西?巴西自己 asks.
    """
    sounds = load_vocabulary().transliteration_characters
    if not all(c in sounds for c in folded_text(text[at - 2 : at] + text[at + 1 : at + 3])):
        return False
    start = at
    while start and folded_text(text[start - 1]) in sounds:
        start -= 1
    return text[at] != "?" or not start or folded_text(text[start - 1]) in _BEFORE_PEOPLE


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
    name = re.sub("^&(?:amp;)+(?=[#A-Za-z])", "&", entity)
    if name[1] != "#" and name[1:] not in html5:
        return entity
    text = html.unescape(name)
    if text == "\xa0":
        return " "
    return "" if re.fullmatch(_INVISIBLE, text) else text
