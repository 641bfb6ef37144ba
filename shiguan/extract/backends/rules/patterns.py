"""Event patterns as data: regular expressions over skeletons, one YAML file an event type.

In a pattern ``{P}``, ``{O}``, ``{D}``, ``{T}``, ``{W}``, ``{N}`` are the symbols of ``phrases``; ``{gap}`` and ``{gap:N}`` up to 10
or N characters within the clause across no person and no organisation; ``{far}`` the same up to 40, commas allowed; ``{NAME}`` a
macro of the file. Named groups are roles (``org2`` is a second ``org``); the group ``trigger`` marks what says it happened
(default: all).
``unless`` must not stand in or near the match; ``unless_named`` not in the words it stands for, names included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from shiguan.errors import VocabularyError
from shiguan.extract.backends.rules import hosts
from shiguan.extract.backends.rules.gates import GATES
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene, gap
from shiguan.records.claim import Certainty, Polarity

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)(?::(\d+))?\}")
_GROUP_ROLE = re.compile(r"([a-z_]+?)\d*$")
_KEYS = {
    "name",
    "match",
    "fill",
    "each",
    "confidence",
    "certainty",
    "polarity",
    "timeless",
    "unless",
    "unless_named",
    "roles",
    "examples",
    "not",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of one event type.

    ``fill`` says where a role comes from when the pattern does not capture it (see ``understand``); ``each`` the role of
    which every value makes an event of its own; ``roles`` constant texts are not allowed: every role must stand in the text.
    ``needs`` are the bits of ``gates`` that a sentence has to meet.
    """

    event_type: str
    name: str
    regex: re.Pattern[str]
    needs: int
    fill: tuple[tuple[str, str], ...]
    each: str | None
    confidence: float
    certainty: Certainty | None
    polarity: Polarity | None
    timeless: bool
    unless: re.Pattern[str] | None
    unless_named: re.Pattern[str] | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


def _compile(source: str, macros: Mapping[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        name, size = match[1], match[2]
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name == "gap":
            return gap(int(size or 10))
        if name == "far":
            return gap(int(size or 40)).replace("，", "")
        if name in macros:
            return f"(?:{_compile(macros[name], macros)})"
        raise VocabularyError(f"pattern uses an unknown macro {{{name}}}: {source}")

    return _PLACEHOLDER.sub(replace, source)


@cache
def load_patterns() -> tuple[Pattern, ...]:
    """All patterns that ship, in file and list order; VocabularyError names what is malformed."""
    found: list[Pattern] = []
    folder = files(__package__) / "patterns"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".yml"):
            continue
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        event_type, macros = path.name.removesuffix(".yml"), data.get("macros", {})
        found.extend(_pattern(event_type, entry, macros) for entry in data["patterns"])
    return tuple(found)


def _pattern(event_type: str, entry: Mapping[str, object], macros: Mapping[str, str]) -> Pattern:
    if unknown := set(entry) - _KEYS:
        raise VocabularyError(f"{event_type}.yml: {entry.get('name')}: unknown keys {sorted(unknown)}")
    fill = entry.get("fill", {})
    assert isinstance(fill, dict)
    try:
        regex = re.compile(_compile(str(entry["match"]), macros))
        unless = re.compile(_compile(str(entry["unless"]), macros)) if "unless" in entry else None
        unless_named = re.compile(str(entry["unless_named"])) if "unless_named" in entry else None
    except re.error as error:
        raise VocabularyError(f"{event_type}.yml: {entry.get('name')}: {error}") from error
    return Pattern(
        event_type=event_type,
        name=str(entry["name"]),
        regex=regex,
        needs=GATES.needs(regex),
        fill=tuple((str(k), str(v)) for k, v in fill.items()),
        each=str(entry["each"]) if "each" in entry else None,
        confidence=float(str(entry.get("confidence", 0.8))),
        certainty=Certainty(str(entry["certainty"])) if "certainty" in entry else None,
        polarity=Polarity(str(entry["polarity"])) if "polarity" in entry else None,
        timeless=bool(entry.get("timeless", False)),
        unless=unless,
        unless_named=unless_named,
        examples=_texts(entry.get("examples", ())),
        counterexamples=_texts(entry.get("not", ())),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()


def findings(scene: Scene, patterns: tuple[Pattern, ...]) -> Iterator[Finding]:
    """What the patterns find in a sentence, each event once; a role nobody told is left out."""
    text = scene.skeleton.text
    unmet = ~GATES.met(text)
    for pattern in patterns:
        if pattern.needs & unmet:
            continue
        for match in pattern.regex.finditer(text):
            if match.end() == match.start() or (
                pattern.unless and pattern.unless.search(text[max(0, match.start() - 12) : match.end() + 12])
            ):
                continue
            if pattern.unless_named and pattern.unless_named.search(scene.skeleton.span(*match.span()).of(scene.text)):
                continue
            yield from _apply(scene, pattern, match)


def _apply(scene: Scene, pattern: Pattern, match: re.Match[str]) -> Iterator[Finding]:
    roles: list[Role] = []
    for group, value in match.groupdict().items():
        if value and group != "trigger":
            role = _GROUP_ROLE.match(group)
            assert role is not None
            roles.extend(Role(role[1], item) for item in scene.items(match.start(group), match.end(group)))
    has_trigger = "trigger" in match.groupdict() and match["trigger"]
    trigger = (match.start("trigger"), match.end("trigger")) if has_trigger else match.span()
    told = scene.evidence(match.start(), match.end())
    for event in _exploded_houses(pattern.event_type, _exploded(roles, pattern.each)):
        full = understand(scene, trigger[0], event, pattern.fill)
        if _implausible(pattern.event_type, full):
            continue
        yield Finding(
            pattern.event_type,
            tuple(full),
            scene.skeleton.span(*trigger),
            told,
            pattern.confidence,
            pattern.certainty,
            pattern.polarity,
            None,
            pattern.timeless,
        )


_COURTS = ("法院", "法庭", "中院", "高院", "仲裁委", "仲裁委员会", "仲裁中心", "仲裁院")
_SIDES = (("plaintiff", "defendant"), ("acquirer", "target"), ("org", "unit"))


def _implausible(event_type: str, roles: list[Role]) -> bool:
    """Nobody sues or buys himself, or works together alone, and a court is no party: such a reading took a name amiss."""
    if event_type == "partnership":
        return len({r.item.name.name if r.item.name else r.item.text for r in roles if r.role == "orgs"}) < 2
    if any(r.role in _SIDES[0] and r.item.text.endswith(_COURTS) for r in roles):
        return True
    return any(
        {r.item.text for r in roles if r.role == one} & {r.item.text for r in roles if r.role == other} for one, other in _SIDES
    )


def _exploded(roles: list[Role], each: str | None) -> Iterator[list[Role]]:
    singles = [r for r in roles if r.role == each]
    if not singles:
        yield roles
        return
    rest = [r for r in roles if r.role != each]
    for single in singles:
        yield [single, *rest]


def _exploded_houses(event_type: str, events: Iterator[list[Role]]) -> Iterator[list[Role]]:
    """Who worked at three houses has three memberships: the same holds for joining and founding."""
    for event in events:
        yield from _exploded(event, "org") if event_type in ("membership", "appointment", "founding") else (event,)


def understand(scene: Scene, trigger: int, roles: list[Role], fill: tuple[tuple[str, str], ...]) -> list[Role]:
    """Fill the roles a pattern did not capture. Sources, tried left to right when joined by ``|``:

    - of the person: ``employer``, ``posts`` (the positions the phrase tells), ``firm`` (where the text said the person works);
    - of the sentence: ``subject`` (nearest organisation before the trigger, nearest person for a person's role), ``agent`` (the
      organisation that acts: see ``Scene.agent``), ``host`` (what the sentence, else the text before, is about), ``seat`` (where
      a post is taken), ``vacated`` (the post somebody else left), ``pair`` (the two that 双方 means);
    - of the text before: ``about`` (the organisation that the story is about), ``last`` (the person last spoken of), ``product``
      (the product last spoken of).
    """
    told = {r.role for r in roles}
    full = list(roles)
    for role, sources in fill:
        if role in told:
            continue
        for source in sources.split("|"):
            items = _source(scene, trigger, source, role, full)
            if items:
                full.extend(Role(role, i) for i in items)
                break
    return full


def _house(scene: Scene, trigger: int, source: str, persons: list[Item]) -> Item | None:
    if source == "host":
        return hosts.host(scene, trigger)
    if source == "seat":
        return hosts.seat(scene, trigger, tuple(persons))
    return next((f for p in persons if (f := hosts.firm(scene, p))), None)


def expand(source: str) -> re.Pattern[str]:
    """A pattern written as in the YAML files, for readers in code; no macros of a file."""
    return re.compile(_compile(source, {}))


def _source(scene: Scene, trigger: int, source: str, role: str, roles: list[Role]) -> tuple[Item, ...]:
    persons = [r.item for r in roles if r.role in ("person", "founder")]
    taken = {r.item.text for r in roles}
    if source == "employer":
        found = next((e for p in persons if (e := scene.discourse.employer(p))), None)
        return (found,) if found and found.text not in taken else ()
    if source in ("firm", "host", "seat"):
        item = _house(scene, trigger, source, persons)
        return (item,) if item and item.text not in taken else ()
    if source == "vacated":
        return hosts.vacated(scene, trigger, tuple(persons))
    if source == "posts":
        return tuple(i for p in persons for i in p.positions)
    if source == "subject":
        letter = "P" if role in ("person", "speaker") else "O"
        phrase = next((p for _, p in scene.before(trigger, letter) if not {i.text for i in p.items} & taken), None)
        return phrase.items if phrase else ()
    if source == "agent":
        return scene.agent(trigger, frozenset(taken))
    if source == "pair":
        return scene.discourse.pair() or ()
    if source == "last":
        return scene.discourse.persons(many=False)
    if source == "product":
        return scene.discourse.products()[:1]
    item = scene.discourse.story.about() if source == "about" else None
    return (item,) if item and item.text not in taken else ()
