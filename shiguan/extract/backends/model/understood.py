"""What a sentence leaves out and a reader understands: who does it, or to whom it is done, from what came before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiguan.extract.backends.model.sight import SeenEvent
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.rules.bystanders import is_source
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Role, Scene
from shiguan.records.document import Span
from shiguan.vocabulary.families import FIGURES

_WANTED = re.compile("(?:收购|并购|购并|买下|洽购|竞购|接手|入主)[^，,。；;！？]{0,16}$")
_AT_LARGE = re.compile("行业|全国|全球|全省|全市|市场|同行|平均|业内")
_HAN = re.compile("[一-鿿]")
_OF_ALL = re.compile(r"\b(?:[Gg]lobal|[Ww]orldwide|[Ii]ndustry|[Mm]arket|[Ss]hipments|[Ii]nflation|[Pp]rices)\b")
_PAUSES = re.compile(r"了?(?:[，,。；;！？!?]|$)")
_RISES = re.compile("升|擢|扶正")
_FOLLOWS = re.compile("(?:接替|取代|接棒|顶替|继任)(?:了|前任|原任)?$")
_ARRIVES = re.compile("到岗|到任|报到|入职|上任|加入|加盟")
_HIS = ("departure", "appointment", "membership")
"""What a pronoun of its clause does: who founds is named."""
_COURT = re.compile("法院|法庭|中院|高院|仲裁|劳动监察")
_SETS_UP = re.compile("成立|设立|组建|新设|创立|创建|注册")
_TOGETHER = re.compile("(?:与|和|及|同|跟|、|联合|携手|联手)$")
_IN_WHOLE = re.compile("(?:直接|间接)?(?:100%|百分之百|全资)(?:直接|间接)?(?:持股|控股|控制|持有|拥有|出资)")
_UNIT = re.compile("(?:部|部门|事业群|委员会|办公室|小组|团队|专班|办事处)[”》」』]?$")


def understood(stage: Stage, event: SeenEvent, roles: list[Role], no_employers: frozenset[str]) -> Iterator[Role]:
    """Who does or suffers it where the sentence leaves that out, from what came before; none of ``no_employers`` employs."""
    scene = stage.scene
    if event.type in _HIS and not any(r.role == "person" for r in roles):
        who = _he(scene, event.trigger.start - stage.base)
        roles = [*roles, *(Role("person", i) for i in (who,) if i)]
        yield from roles[-1:] if who else ()
    if event.type == "founding" and not any(r.role == "person" for r in roles):
        yield from (Role("person", i) for i in _founding_firms(scene, event.trigger.start - stage.base, roles))
    told = {r.role for r in roles}
    trigger = next((i for i, o in enumerate(scene.skeleton.origins) if o.end > event.trigger.start - stage.base), 0)
    keys = {k for choice in stage.vocabulary.events[event.type].keys for k in choice}
    if "org" in keys and "org" not in told and event.type != "founding":
        house = _house(stage, event, roles, no_employers.union(r.item.text for r in roles))
        yield from (Role("org", replace(o, span=None) if o.span else o) for o in house[:1])
    if event.type in FIGURES and "subject" not in told and _names_nobody(scene, trigger):
        story = scene.discourse.story.counted() if event.type == "count_claim" else scene.discourse.story.about()
        yield from (Role("subject", i) for i in (story,) if i)
    elif event.type == "metric" and "subject" not in told:
        yield from (Role("subject", i) for i in (_only_firm(scene),) if i)
    if event.type == "lawsuit" and "plaintiff" in told and "defendant" not in told:
        yield from (Role("defendant", o) for o in _whom_it_is_about(scene, event.trigger.end - stage.base, roles))
    if event.type == "acquisition" and "acquirer" not in told and is_alone(scene, roles):
        bought = {r.item.text for r in roles}
        wanted = any(r.item.span and _WANTED.search(scene.text, 0, r.item.span.start) for r in roles if r.role == "target")
        yield from (
            Role("acquirer", replace(o, span=None)) for o in (scene.agent(trigger, frozenset(bought))[:1] if wanted else ())
        )


def _house(stage: Stage, event: SeenEvent, roles: Sequence[Role], taken: frozenset[str]) -> tuple[Item, ...]:
    """Whose event it is, or where a person works: by what is known of the person, else who does what the sentence tells."""
    scene = stage.scene
    trigger = next((i for i, o in enumerate(scene.skeleton.origins) if o.end > event.trigger.start - stage.base), 0)
    person = next((r.item for r in roles if r.role == "person"), None)
    if event.type == "departure" and (called := _called_by(scene, trigger)):
        return called
    if event.type == "departure" and person:
        employer = scene.discourse.employer(person)
        unknown = employer is None or employer.text in taken
        if unknown and _is_somebodys(scene, person, event.trigger.end - stage.base):
            return ()
        return (employer,) if employer and not unknown else scene.agent(trigger, taken)
    if event.type == "appointment" and person and (known := _known_house(scene, person, event, stage.base)):
        return (known,)
    agent = scene.agent(trigger, taken)
    told = scene.text[event.trigger.start - stage.base : event.trigger.end - stage.base]
    arrives = event.type == "appointment" and _ARRIVES.search(told)
    if person and agent and arrives and (house := _taken_on(scene, person, agent[0], taken)):
        return (house,)
    return agent


def _taken_on(scene: Scene, person: Item, agent: Item, taken: frozenset[str]) -> Item | None:
    """Where somebody arrives whom other sentences know elsewhere: the firm that the story is about."""
    before, story = scene.discourse.employer(person), scene.discourse.story.about(taken)
    named = {i.key for p in scene.phrases for i in (*p.items, *(i.org for i in p.items if i.org))}
    if before is None or story is None or before.key != agent.key or before.key in named:
        return None
    return None if scene.discourse.story.bystanders.watches(story.text, story.key) else story


def _called_by(scene: Scene, trigger: int) -> tuple[Item, ...]:
    """The house that somebody is called by before a skeleton position: 这位星河汽车的前总裁去年离职."""
    before = (p.items for i, p in scene.before(trigger, "O") if scene.skeleton.text[:i].endswith(("这位", "这名")))
    return next(before, ())


def _he(scene: Scene, position: int) -> Item | None:
    """Whom the pronoun of its clause means that stands last before a position: 他本月升为总裁; but not 他的助理升为总裁."""
    begins = max((c.start for c in _stretches(scene) if c.start <= position), default=0)
    before = [p for p in scene.phrases if p.letter == "P" and begins <= p.span.start and p.span.end <= position]
    if not before or not before[-1].pronoun or len(before[-1].items) != 1 or scene.text.startswith("的", before[-1].span.end):
        return None
    return before[-1].items[0]


def _founding_firms(scene: Scene, position: int, roles: Sequence[Role]) -> tuple[Item, ...]:
    """The firms that set up the one whose founding is told: 甲与乙成立丙; of 丙成立，由甲全资持股 the owner."""
    new = [r.item for r in roles if r.role == "org"]
    houses = [p for p in scene.phrases if p.letter == "O" and not any(i.key == n.key for i in p.items for n in new)]
    for owner in houses:
        if scene.text.endswith("由", 0, owner.span.start) and _IN_WHOLE.match(scene.text, owner.span.end):
            return owner.items
    begins = max((c.start for c in _stretches(scene) if c.start <= position), default=0)
    behind = all(n.span and n.span.start > position and not _UNIT.search(n.text) for n in new)
    if not new or not behind or not _SETS_UP.match(scene.text, position):
        return ()
    acting = [p for p in scene.phrases if p.letter in "OPT" and begins <= p.span.start and p.span.end <= position]
    joined = [p for n, p in enumerate(acting) if n == 0 or _TOGETHER.search(scene.text, 0, p.span.start)]
    return tuple(i for p in joined for i in p.items) if all(p.letter == "O" for p in acting) else ()


def _stretches(scene: Scene) -> list[Span]:
    """The clauses of a sentence in sentence coordinates."""
    return [scene.skeleton.span(c.start, c.end) for c in scene.clauses() if c.end > c.start]


def _names_nobody(scene: Scene, position: int) -> bool:
    """Whether a sentence names nobody, and the clause at a skeleton position speaks of no whole market either."""
    clause = scene.clause_at(position)
    return not any(p.letter in "OPD" for p in scene.phrases) and not _AT_LARGE.search(scene.skeleton.text, clause.start, clause.end)


def _only_firm(scene: Scene) -> Item | None:
    """The one firm that an English sentence names, if nobody and nothing else: who says so has it, Sales rose 4%, Skua said."""
    if _HAN.search(scene.text) or _OF_ALL.search(scene.text):
        return None
    named = [p for p in scene.phrases if p.letter in "OPD"]
    firms = {i.key: i for p in named if p.letter == "O" for i in p.items}
    only = next(iter(firms.values())) if len(firms) == 1 and all(p.letter == "O" for p in named) else None
    return None if only is None or (only.span and is_source(scene.text, only.span)) else only


def _whom_it_is_about(scene: Scene, end: int, roles: Sequence[Role]) -> Iterator[Item]:
    """Who is sued where a sentence names only who sues, and nothing behind the words at ``end``: whom the story is about."""
    story = scene.discourse.story.about()
    suing = {r.item.key for r in roles if r.role == "plaintiff"}
    others = [i for p in scene.phrases if p.letter in "OP" and not _COURT.search(p.span.of(scene.text)) for i in p.items]
    if story and story.key not in suing and _PAUSES.match(scene.text, end) and all(i.key in suing for i in others):
        yield story


def _known_house(scene: Scene, person: Item, event: SeenEvent, base: int) -> Item | None:
    """Where somebody rises as far as the text has told where he works; and who follows another one, where that one did."""
    told = Span(event.trigger.start - base, event.trigger.end - base).of(scene.text)
    if _RISES.search(told):
        return scene.discourse.employer(person)
    for phrase in scene.phrases:
        if phrase.letter == "P" and _FOLLOWS.search(scene.text, 0, phrase.span.start) and phrase.items[0].text != person.text:
            return scene.discourse.employer(phrase.items[0])
    return None


def _is_somebodys(scene: Scene, person: Item, told: int) -> bool:
    """Whether somebody is called by an organisation that is not known for one: of X的顾南舟 nobody else is the employer.

    Not so 离职的顾南舟; ``told`` is where the words of the event end.
    """
    start = person.span.start if person.span else 0
    return scene.text[:start].endswith("的") and told != start - 1 and not any(p.span.end == start - 1 for p in scene.phrases)


def is_alone(scene: Scene, roles: Sequence[Role]) -> bool:
    """Whether the sentence names no organisation but the one that is bought: who buys is then not told (公司否认出售)."""
    bought = {i.text for r in roles if r.role == "target" for i in (r.item,)}
    orgs = {i.text for p in scene.phrases if p.letter == "O" for i in p.items}
    return bool(bought) and orgs <= bought
