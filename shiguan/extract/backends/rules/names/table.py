"""All names of a document with their kind and fullest form, and where each stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.matcher import Matcher
from shiguan.extract.backends.rules.names.apposed import apposed
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.names.org_shape import ending
from shiguan.extract.backends.rules.names.orgs import organisations
from shiguan.extract.backends.rules.names.persons import persons
from shiguan.extract.backends.rules.names.products import products
from shiguan.extract.backends.rules.words import Token, is_han, word_model
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.records.places import Places

# 四小龙, 三兄弟, 七大巨头: a numbered nickname of several companies; what kind stands before it (医药, 造车).
_NICKNAME = r"[两三四五六七八九十](?:小|大)?(?:龙|虎|强|杰|巨头|君子|金刚|朵金花|兄弟|剑客|大家|少|姐妹|豪门)"
_GROUP = re.compile(_NICKNAME + "(?![一-鿿]?势|头)")
_GROUP_END = re.compile(_NICKNAME + "$")
_LATIN_EDGE = re.compile(r"[A-Za-z0-9]")
_HAN_THEN_LATIN = re.compile(r"[一-鿿]{2,}([A-Za-z]+)")
_FAMILY_NAME = re.compile(r"[ ·]([A-Z][A-Za-z'’-]+|[一-鿿]{2,})$")
_INTRODUCED = "(?:[者户主客友工亲长民东机员属姓位名的]|总裁|经理|总监|主席|店主|老板|董事|主管|市民)"
_BEHIND_A_NAME = re.compile(
    r"[\s，,、。；;：:！!？?（()）”》」/·—\-]|$|等|和|与|及|以及|的|则|也|均|领投|跟投|参投|旗下|表示|称|说|联合|合伙人|创始|管理|独家|持续|继续|分别|共同|作为|宣布|方面|董事|总裁|投资人|在|已|将|于|是"
)
_CALLED = re.compile("[老小阿]([一-鿿])|([一-鿿])(?:先生|女士|小姐|博士|教授|老师|总|董|工)")
_HAN_NAME = re.compile("[一-鿿]{2,4}")
_SHORT = 3  # a name of up to three characters has to stand between words
_HARDLY_KNOWN = 5  # of 60 million words
_EVERYDAY = 400
_BEFORE_NAMES = frozenset("由原任于")  # surnames that are also words before names
_NEVER_ALONE = frozenset("任于职")  # 任满, 于稍早: who is called so, another reader sees as well
_TRADE = "vn"
_COMMON = ("v", "d", "p", "c", "r")  # tags of words that stand before or behind a name and are no part of it


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form: what it names, the fullest form the document has for that, and the document's other forms."""

    kind: MentionKind
    surface: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A name at a place (sentence coordinates)."""

    span: Span
    name: Name


class NameTable:
    """The names of one document."""

    def __init__(self, names: Iterable[Name]) -> None:
        forms: dict[tuple[MentionKind, str], set[str]] = {}
        found = list(names)
        for name in found:
            forms.setdefault((name.kind, name.name), set()).add(name.surface)
        self.names = {n.surface: Name(n.kind, n.surface, n.name, tuple(sorted(forms[n.kind, n.name] - {n.name}))) for n in found}
        self._matcher = Matcher(self.names) if self.names else None

    def find(self, line: Line) -> list[Found]:
        """The names in a line, in order; none begins or ends inside a longer Latin word, no short one inside a word (股东大会)."""
        if self._matcher is None:
            return []
        found = self._matcher.find(line.text)
        starts = _starts(line)
        return [
            Found(span, name) for span, name in found if not _inside_latin(line.text, span) and not _cuts_word(line, starts, span)
        ]

    def organisations(self, lines: Iterable[Line]) -> Counter[str]:
        """How often the lines name each organisation, in whatever form, by its fullest one."""
        return Counter(f.name.name for line in lines for f in self.find(line) if f.name.kind is MentionKind.ORG)


def _starts(line: Line) -> list[int]:
    return [token.span.start for token in line.tokens]


def _cuts_word(line: Line, starts: list[int], span: Span) -> bool:
    """Whether a short name is cut out of words of the line's segmentation, which begin at ``starts``; a long one is trusted."""
    if _is_ordinal(line.text, span.start):
        return True
    if span.end - span.start > _SHORT:
        return False
    first = max(0, bisect_right(starts, span.start) - 1)
    return any(_cuts(token, span) for token in line.tokens[first : bisect_left(starts, span.end)])


def _is_ordinal(text: str, start: int) -> bool:
    """Whether a name seems to begin with the number of an ordinal: 第|一财季."""
    return text[start - 1 : start] == "第" and text[start] in "一二三四五六七八九十"


def _cuts(token: Token, span: Span) -> bool:
    if token.span.contains(span):
        return token.span != span and is_han(token.text[0]) and token.tag != "nx" and token.frequency > _HARDLY_KNOWN
    return token.span.overlaps(span) and not span.contains(token.span)


def _inside_latin(text: str, span: Span) -> bool:
    first, last = text[span.start], text[span.end - 1]
    before = text[span.start - 1] if span.start else ""
    after = text[span.end] if span.end < len(text) else ""
    return bool(
        (first.isascii() and first.isalpha() and before.isascii() and before.isalpha())
        or (last.isascii() and last.isalpha() and after.isascii() and after.isalpha())
    )


def name_table(lines: list[Line], lexicon: Lexicon, seen: Mapping[str, MentionKind] | None = None) -> NameTable:
    """Decide the names of a document; where two kinds claim one surface the surer one has it.

    ``seen`` are the names that another reader saw: they stand in the place of what the rules would find, but for names of
    persons that stand apart from all of them.
    """
    if seen is not None:
        apart = dict.fromkeys(_apart(persons(lines, lexicon), seen, lines), MentionKind.PERSON)
        return _closed(apart | dict(seen), lines, lexicon, _standing_alone(seen, lines))
    people = persons(lines, lexicon)
    orgs = organisations(lines, frozenset(people), lexicon)
    things = products(lines, frozenset(people) | frozenset(orgs), lexicon)
    sure: dict[str, tuple[float, MentionKind]] = {}
    for kind, found in ((MentionKind.PERSON, people), (MentionKind.ORG, orgs), (MentionKind.PRODUCT, things)):
        for surface, score in found.items():
            title = kind is MentionKind.PRODUCT and surface in lexicon.vocabulary.title_heads
            if not title and (surface not in sure or score > sure[surface][0]):
                sure[surface] = (score, kind)
    kinds = {surface: kind for surface, (_, kind) in sure.items()}
    return _closed(kinds, lines, lexicon)


def _apart(people: Iterable[str], seen: Collection[str], lines: list[Line]) -> set[str]:
    """The names of persons that stand somewhere outside the names seen: none is made of pieces of these (由石峻 of 石峻)."""
    others = {p for p in people if p[0] not in _NEVER_ALONE}
    if not others:
        return others
    known, found = Matcher(dict.fromkeys(seen)), set()
    mine = Matcher({p: None for p in others if p[0] not in _BEFORE_NAMES or not any(s.startswith(p[1:]) for s in seen)})
    for line in lines:
        taken = Places(span for span, _ in known.find(line.text))
        found |= {span.of(line.text) for span, _ in mine.find(line.text) if not taken.over(span)}
    return found


def _standing_alone(names: Iterable[str], lines: list[Line]) -> frozenset[str]:
    """The names that are no firm with its verb wherever they stand: not so 云岭投资 in 云岭投资北辰汽车."""
    text = "\n".join(line.text for line in lines)
    return frozenset(n for n in names if all(_BEHIND_A_NAME.match(text, m.end()) for m in re.finditer(re.escape(n), text)))


def _closed(kinds: dict[str, MentionKind], lines: list[Line], lexicon: Lexicon, seen: Collection[str] = ()) -> NameTable:
    """The table over the names found, with those of the vocabulary, nicknames of groups and short forms.

    A name ``seen`` may have a word of trade at its end that no firm's form is: 云岭投资 beside the known 云岭.
    """
    kinds |= _known(lines, lexicon)
    kinds |= _groups(lines, kinds, lexicon)
    surfaces = {s: kind for s, kind in kinds.items() if not _is_tail(s, kinds, lexicon, trade=s in seen)}
    surfaces |= _stems(surfaces, lines, lexicon)
    text = "\n".join(line.text for line in lines)
    longer = _longer(surfaces) | _by_family_name(surfaces, text)
    fullest = {s: _fullest(s, kind, longer.get(s, ()), surfaces, lexicon) for s, kind in surfaces.items()}
    for other, name in apposed(lines, surfaces).items():
        surfaces.setdefault(other, surfaces[name])
        fullest[other] = fullest[name]
    return NameTable(Name(kind, s, fullest[s]) for s, kind in surfaces.items())


def _known(lines: list[Line], lexicon: Lexicon) -> dict[str, MentionKind]:
    """Names of the vocabulary, but for those that are everyday words too: 苹果 is a firm where its neighbours say so."""
    return {
        span.of(line.text): known.kind
        for line in lines
        for starts in [_starts(line)]
        for span, known in lexicon.known.find(line.text)
        if span.of(line.text) not in lexicon.vocabulary.doubtful and not _cuts_word(line, starts, span)
    }


def _groups(lines: list[Line], kinds: Iterable[str], lexicon: Lexicon) -> dict[str, MentionKind]:
    """Numbered nicknames, alone and with what stands before them."""
    found = {s for s in kinds if _GROUP_END.search(_unquoted(s))}
    for line in lines:
        for match in _GROUP.finditer(line.text):
            found |= {match[0], _group(line, match.start(), match.end(), lexicon)}
    return dict.fromkeys(found, MentionKind.GROUP)


def _is_tail(surface: str, kinds: Mapping[str, MentionKind], lexicon: Lexicon, *, trade: bool = False) -> bool:
    """Whether the surface is another name with a common word before or behind it: 报导联宇, 融泰正与.

    With ``trade`` a noun of doing behind it is a part of the name: 投资, 服务.
    """
    if surface in lexicon.known_names or kinds[surface] is MentionKind.PERSON:
        return False

    def is_name(part: str) -> bool:
        return len(part) > 1 and kinds.get(part, MentionKind.PRODUCT) is not MentionKind.PRODUCT

    for cut in range(1, len(surface)):
        before, behind = surface[:cut], surface[cut:]
        if is_name(behind) and (before in lexicon.name_stops or before == "有" or _tag(before).startswith(_COMMON)):
            return True
        common = _tag(behind) in _COMMON or (behind in lexicon.everyday and not (trade and _tag(behind) == _TRADE))
        if is_name(before) and common and not ending(surface, lexicon):
            return True
    return False


def _tag(word: str) -> str:
    return word_model().tag(word)


def _group(line: Line, start: int, end: int, lexicon: Lexicon) -> str:
    """A numbered nickname with the word before it that says of what: 造车“三兄弟”, 医药四小龙."""
    quoted = line.text[start - 1 : start] in ("“", "‘")
    edge = start - quoted
    for token in line.tokens:
        noun = token.tag in ("n", "nz", "nx", "vn", "eng", "") or token.text in lexicon.modern
        if token.span.end in (edge, edge - (line.text[edge - 1 : edge] == " ")) and noun and len(token.text) > 1:
            closed = quoted and line.text[end : end + 1] in ("”", "’")
            return line.text[token.span.start : end + closed]
    return line.text[start:end]


def _stems(surfaces: Mapping[str, MentionKind], lines: list[Line], lexicon: Lexicon) -> dict[str, MentionKind]:
    """Short forms that stand alone: 星河 beside 星河汽车. Everyday words are no short forms."""
    text = "\n".join(line.text for line in lines)
    stems: set[str] = set()
    for name, kind in surfaces.items():
        if kind is not MentionKind.ORG or len(name) < 4 or name in lexicon.known_names:
            continue
        latin = _HAN_THEN_LATIN.fullmatch(name)
        last = ending(name, lexicon) or (latin[1] if latin else "")
        stem = name[: -len(last)] if last else ""
        if stem not in surfaces and text.count(stem) > text.count(name) and _may_stand_alone(stem, lexicon):
            stems.add(stem)
    return dict.fromkeys(stems, MentionKind.ORG)


def _may_stand_alone(stem: str, lexicon: Lexicon) -> bool:
    if len(stem) < 2 or lexicon.places.before(stem, len(stem)) == stem or lexicon.title_heads.find(stem):
        return False
    model = word_model()
    return model.frequency(stem) <= _EVERYDAY or model.tag(stem).startswith(("nr", "nz"))


def _unquoted(name: str) -> str:
    return re.sub("[“”‘’「」 ]", "", name)


def _longer(surfaces: Mapping[str, MentionKind]) -> dict[str, list[str]]:
    """Of each name the others of its kind that may be its full form: organisations that begin with it; groups that end with it,
    whatever the quotes."""
    bare: dict[str, list[str]] = defaultdict(list)
    for surface, kind in surfaces.items():
        if kind is MentionKind.GROUP:
            bare[_unquoted(surface)].append(surface)
    longer: dict[str, list[str]] = defaultdict(list)
    for surface, kind in surfaces.items():
        if kind is MentionKind.ORG:
            for end in range(1, len(surface)):
                if surfaces.get(surface[:end]) is kind:
                    longer[surface[:end]].append(surface)
        elif kind is MentionKind.GROUP:
            name = _unquoted(surface)
            for start in range(len(name) + 1):
                for shorter in bare.get(name[start:], ()):
                    longer[shorter].append(surface)
    return longer


def _by_family_name(surfaces: Mapping[str, MentionKind], text: str) -> dict[str, list[str]]:
    """Of each person's name in short, the whole ones: Dana Shea of Shea, 亚伯拉·怀特 of 怀特, 王远舟 of 王先生 and 远舟."""
    people = [s for s, kind in surfaces.items() if kind is MentionKind.PERSON]
    called = {s: match[1] or match[2] for s in people if (match := _CALLED.fullmatch(s)) and not _is_somebody_else(s, text)}
    whole: dict[str, list[str]] = defaultdict(list)
    for surface in people:
        last = _FAMILY_NAME.search(surface)
        if last and surfaces.get(last[1]) is MentionKind.PERSON:
            whole[last[1]].append(surface)
        if surface in called or not _HAN_NAME.fullmatch(surface):
            continue
        for short, family in called.items():
            if surface.startswith(family):
                whole[short].append(surface)
        if len(surface) == 3 and surfaces.get(surface[1:]) is MentionKind.PERSON:
            whole[surface[1:]].append(surface)
    return whole


def _is_somebody_else(called: str, text: str) -> bool:
    """Whether a name in short is introduced as that of somebody: 用户王先生, 副总裁王总."""
    return re.search(_INTRODUCED + re.escape(called), text) is not None


def _fullest(surface: str, kind: MentionKind, longer: Sequence[str], surfaces: Container[str], lexicon: Lexicon) -> str:
    known = lexicon.known_names.get(surface)
    if known and known.kind is kind:
        return known.name if known.name in surfaces else surface
    if kind is MentionKind.PERSON:  # Shea is Dana Shea, unless another one is called so
        return longer[0] if len(longer) == 1 else surface
    if kind is MentionKind.GROUP:  # 四小龙 is 医药“四小龙” where the document says so
        return max(longer, key=lambda s: (len(_unquoted(s)), s))
    rests = ((s, s[len(surface) :]) for s in longer)
    # 云杉智能 is no short form of 云杉智能研究院.
    rests = ((s, rest) for s, rest in rests if rest not in lexicon.vocabulary.units)
    full = [s for s, rest in rests if rest in lexicon.org_weak or rest in lexicon.org_strong or _LATIN_EDGE.match(rest)]
    return max(full, key=lambda s: (len(s) <= 8, len(s)), default=surface)
