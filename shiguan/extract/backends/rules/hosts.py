"""Whose house it is: the organisation a sentence speaks of when it does not say so beside the person, and the post left vacant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.backends.rules.bystanders import AUTHORITY
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item, Phrase
from shiguan.extract.backends.rules.scene import Scene

_T, _P, _O, _W = SYMBOLS["T"], SYMBOLS["P"], SYMBOLS["O"], SYMBOLS["W"]
_REACH = 14  # sentences looked back
_LEAD = 14
# An organisation after one of these in its clause, or before one of those, is no subject of the sentence.
_OBLIQUE = re.compile(
    r"据|回应|回复|告诉|曾任|历任|曾在|曾于|此前|加入|加盟|离开|接近|通过|收购|投资|关于|包括|比如|例如|转任|出任|担任|任职|旗下|竞争|成为|进入|接手|执掌|原\Z|前\Z|去\Z|如\Z|称\Z"
)
_PREPOSED = re.compile(r"[与和跟同向对在从到自至被把给予让为了过着将拟曾及、]")
_OBLIQUE_AFTER = re.compile(
    rf"^(?:[{_T}]?{_W}?(?:获悉|了解到|注意到|讯|电)|报道|获悉|讯|消息|显示|统计|数据|记者|在?采访|的?采访|平台爆料|等|、|投资|[{_T}]?{_P}(?:认为|指出|分析)|(?:派出|派驻|派来|委派|提名|推荐)的|[^，。；：（）]{{0,14}}[日社][电讯][）)])"
)
_DESCRIBES = re.compile(rf"的[^，。；{_P}]{{0,8}}{_O}")  # 甲的供应商乙 speaks of 乙
_ANSWERS = re.compile(
    rf"{_O}(?=(?:方面|官方|公司|内部)?(?:则|也|随后|今日|昨日|对此)?(?:回应|表示|否认|辟谣|宣布|证实|确认|称|对此|公告|未))"
)
_JOINED = re.compile(
    rf"(?:加入|加盟|跳槽[到至]|入职|空降|转投|投奔|来到|任职于|就职于|重返|回归)(?:了|到)?[^，。；{_P}{_O}]{{0,8}}({_O})|"
    rf"(?<![将拟会])在({_O})(?=工作|任职|供职|就职|服务|效力|[^，。；]{{0,6}}[年载])"
)
_EMPLOYED = re.compile(rf"(?:在|原为|原任|原是|曾任|现任|时任|身为|作为|效力于?|供职于?|任职于|就职于|服务于?|是|为)(?:{_O})")
_JOINING = re.compile(
    r"(?:加入|加盟|跳槽|入职|空降|转投|投奔|转会|转任|出任|创立|创办|成立|下一站|去了?|据|竞争对手|合作|《)[^，。]{0,6}$"
)
_TAKING = re.compile(r"(?:出任|转任|升任|担任|兼任|就任|改任|保留|继续|获聘|成为|任)[^，。；]{0,8}$")
_QUIT_POST = re.compile(
    rf"(?:辞去|卸任|辞任|离任|退任|卸下|不再担任|不再兼任|不再任|免去[^，。；]{{0,6}}|辞掉|让出|交出|前任|原任)(?:了|其|公司|集团|所任|的|{_O}){{0,3}}({_T})"
)
_GONE = (
    "离职|辞职|辞任|离任|卸任|请辞|退休|去职|免去|免职|辞去|不再担任|出走|离开|下课|解约|空缺|遗缺|出缺|调任|转任|辞呈|退任|升任"
)
_VACANT = re.compile(_GONE)
_VACANCY = re.compile(r"(?:遗缺|出缺|空缺|所遗)[^，。；]{0,4}$")
_LEAVER = re.compile(rf"({_P})[^，。；{_P}{_O}]{{0,16}}(?:{_GONE})")


def _is_subject(scene: Scene, position: int) -> bool:
    """Whether an organisation begins its clause, but for what describes it (芯片设计公司 before a name) or when it happened."""
    text = scene.skeleton.text
    start = max((text.rfind(c, 0, position) for c in "，,；;：:。“「"), default=-1) + 1
    lead = text[start:position]
    head = lead.rpartition("的")[2]  # in 去年与乙合作的甲 the clause before 的 only describes
    if len(head) > _LEAD or len(lead) > 2 * _LEAD or _OBLIQUE.search(lead) or _PREPOSED.search(head) or lead.endswith("《"):
        return False
    if _DESCRIBES.match(text, position + 1):
        return False
    return not _OBLIQUE_AFTER.match(text[position + 1 : position + 20])


def subject(scene: Scene, trigger: int) -> Item | None:
    """The nearest organisation before a skeleton position that may be the subject of the sentence."""
    for position, phrase in scene.before(trigger, "O"):
        rules = AUTHORITY.search(phrase.items[0].key) and _RULING.match(scene.skeleton.text[position + 1 : position + 16])
        if len(phrase.items) == 1 and not rules and _is_subject(scene, position):
            return phrase.items[0]
    return None


# What an authority does to the firms that are spoken of; when it names its own people it is a house like others.
_RULING = re.compile(
    r"[^，。；]{0,12}?(?:核准|批准|批复|公告|披露|通报|显示|受理|开庭|裁定|判|立案|处罚|开罚|问询|认定|公示|审理|查明|起诉|要求|叫停|批复)"
)


def _scenes_back(scene: Scene) -> Iterator[tuple[int, Scene]]:
    distance, current = 0, scene.previous
    while current and distance < _REACH:
        yield distance, current
        distance, current = distance + 1, current.previous


def host(scene: Scene, trigger: int) -> Item | None:
    """The organisation the sentence is about: its own subject, else that of the sentences before, else who answers in it."""
    return (
        subject(scene, trigger)
        or _worked_at(scene, trigger)
        or scene.discourse.story.about(_joined(scene, trigger))
        or _who_answers(scene, trigger)
        or _any(scene, trigger)
    )


def _joined(scene: Scene, trigger: int) -> frozenset[str]:
    """The organisations that somebody joins behind a skeleton position: he was elsewhere before."""
    return frozenset(o.text for i, p in scene.after(trigger, "O") if _is_joined(scene, i) for o in p.items)


def _is_joined(scene: Scene, position: int) -> bool:
    return _JOINING.search(scene.skeleton.text[max(0, position - 8) : position]) is not None


def _worked_at(scene: Scene, trigger: int) -> Item | None:
    found = list(_EMPLOYED.finditer(scene.skeleton.text, 0, trigger))
    phrase = scene.skeleton.phrases[found[-1].end() - 1] if found else None
    return phrase.items[0] if phrase else None


def _any(scene: Scene, trigger: int) -> Item | None:
    """The nearest organisation of the sentence that nobody joins and that is no source: before the position, else after it."""
    text = scene.skeleton.text
    around = [*scene.before(trigger, "O"), *scene.after(trigger, "O")]
    for position, phrase in around:
        if not _is_joined(scene, position) and not _OBLIQUE_AFTER.match(text[position + 1 : position + 8]):
            return phrase.items[0]
    return None


def _who_answers(scene: Scene, trigger: int) -> Item | None:
    match = _ANSWERS.search(scene.skeleton.text, trigger)
    phrase = scene.skeleton.phrases[match.start()] if match else None
    return phrase.items[0] if phrase else None


def firm(scene: Scene, person: Item) -> Item | None:
    """Where the text has said that the person works; what was told as a past post counts only when nothing else was told."""
    past: Item | None = None
    if person.org and not person.former:
        return person.org
    chain = [scene, *(s for _, s in _scenes_back(scene))]
    for earlier in chain:
        for phrase in earlier.phrases:
            for item in phrase.items if phrase.letter == "P" else ():
                if item.text == person.text and item.org:
                    if not item.former:
                        return item.org if earlier is scene else Item(None, item.org.text, item.org.name)
                    past = past or item.org
    return past or scene.discourse.employer(person)


def seat(scene: Scene, trigger: int, persons: tuple[Item, ...]) -> Item | None:
    """Where somebody takes a post when the words do not say.

    Tried in order: the house joined just before (加盟甲，出任总裁), the subject, the own house of who rises in it, the house of
    somebody named before, the house spoken of, any organisation named.
    """
    joined = list(_JOINED.finditer(scene.skeleton.text, 0, trigger))
    phrase = scene.skeleton.phrases[joined[-1].end() - 1] if joined else None
    if phrase:
        return phrase.items[0]
    own = next((p.org for p in persons if p.org and not p.former), None)
    others = (i for _, earlier in scene.before(trigger, "P") for i in earlier.items if i.text not in {p.text for p in persons})
    left = next((i.org for i in others if i.org and not i.former), None)
    if left and _VACANCY.search(scene.skeleton.text, 0, trigger):
        return left
    return subject(scene, trigger) or own or left or scene.discourse.story.about() or _any(scene, trigger)


def vacated(scene: Scene, trigger: int, persons: tuple[Item, ...]) -> tuple[Item, ...]:
    """The post that somebody else has just left, which a successor takes: told before in the sentence, or in the one before."""
    text = scene.skeleton.text[:trigger]
    left = list(_QUIT_POST.finditer(text))
    if left:
        return _posts(scene.skeleton.phrases[left[-1].start(1)])
    own = {p.text for p in persons}
    leaver = list(_LEAVER.finditer(text))
    if leaver and (found := _posts(scene.skeleton.phrases[leaver[-1].start(1)], own)):
        return found
    for position in range(trigger - 1, -1, -1):
        found = _posts(scene.skeleton.phrases[position], own)
        if found and not _TAKING.search(text[max(0, position - 10) : position]):
            return found
    earlier = scene.previous
    if earlier and _VACANT.search(earlier.text):
        left = list(_QUIT_POST.finditer(earlier.skeleton.text))
        if left:
            return _told_before(_posts(earlier.skeleton.phrases[left[-1].start(1)]))
        for phrase in reversed(earlier.phrases):
            found = _posts(phrase)
            if found:
                return _told_before(found)
    return ()


def _posts(phrase: Phrase | None, without: set[str] | None = None) -> tuple[Item, ...]:
    if phrase is None or (without and any(i.text in without for i in phrase.items)):
        return ()
    if phrase.letter == "T":
        return phrase.items[:1]
    return tuple(i for item in phrase.items[:1] for i in item.positions) if phrase.letter == "P" else ()


def _told_before(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(Item(None, i.text, i.name) for i in items)
