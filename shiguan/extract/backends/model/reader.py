"""The trained reader: what the network sees, tied to the rules' names, times and amounts, and compared with what the rules find."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from shiguan.extract.backends.base import Proposal
from shiguan.extract.backends.model.findings import SURE, by_sentence, findings, without_itself
from shiguan.extract.backends.model.judge import BOTH, MODEL, RULES, Sighting
from shiguan.extract.backends.model.network import WEIGHTS, Network
from shiguan.extract.backends.model.sight import SeenEvent, SeenName, Sight
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.model.windows import windows
from shiguan.extract.backends.model.words.deals import told_as_one_deal
from shiguan.extract.backends.model.words.figures import won
from shiguan.extract.backends.model.words.mending import checked, mended
from shiguan.extract.backends.model.words.speakers import told_once
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.reader import Telling, rule_findings, rules_digest, same_participants, scenes
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.extract.reading import Reading
from shiguan.records.claim import Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import Vocabulary
from shiguan.vocabulary.families import FIGURES

_KINDS = {"per": MentionKind.PERSON, "org": MentionKind.ORG, "product": MentionKind.PRODUCT}
_LABELS = {kind: label for label, kind in _KINDS.items()}
_SURE_NAME = 0.7
_DOUBTED = 1 / 3  # least share of a name's votes that a kind needs to be taken over from the longer name it is a part of
_PRODUCT_CALLED = (
    r"(?:产品|应用|软件|游戏|手游|车型|App|APP)(?: ?[“《「]| )(?:[A-Za-z0-9“”《》「」\-. ]{2,20}[、和与及] ?)*[“《「]?"
)
"""A word for products and perhaps other names, before a name: 产品“云雀”, 应用 Skylark 和 Gull."""
_UNCLOSED = re.compile(r"[（(][^）)]*$")
"""甲公司（3×××: the code behind a name is none of it."""
_UNOPENED = re.compile("[^（(“《「『]*?(?P<end>[）)”》」』]+)")
"""星图”项目: the mark belongs to what is quoted, and the name with it."""
_IN_BRACKETS = re.compile(r" ?[（(][^）)]*[）)]$")
"""亚伯拉·怀特(Abra White): another form, not a part of the name."""
_STYLE = re.compile(r"(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir)\.? (?=[A-Z])")
_INTO_WORD = re.compile("(?:本[月周年季]|[今去明]年|[今昨]天|[今昨近]日|上个?[月周]|一[手同起道]|之[邀手后子女间意约托命请])")
"""From the last character of a name that runs on: 王远本 + 月, 王远一 + 手."""
_SHORTEST, _LONGEST = 2, 4  # characters of a Chinese person's name, with the word behind it
_OFTEN = 3  # places from which on it tells something that a name was passed over in most
_DEPUTY = re.compile(r"副|\b(?:vice|deputy)\b", re.IGNORECASE)
_CHANGES = ("departure", "appointment")
_WORDED = {"bid_wins": ("subject", "issuer")}
"""Key roles that the two readers may give in other words: how much of a tender's name is its name."""
_BETTER_SEEN = frozenset(("measure", "position", "change", "unit", "cause", "reason", "count"))
"""Roles that the network told rightly three times as often as the rules where they differ: 184 to 60, in annotated texts."""
_HOUSE_SURE = 0.7  # from which support on that holds of whose it is, too


@dataclass(frozen=True, slots=True)
class ModelBackend:
    """Reads with the network and, unless ``rules`` is off, with the rules too: a claim says which of them saw it."""

    vocabulary: Vocabulary
    network: Network
    rules: bool = True
    name: str = "model"

    @property
    def version(self) -> str:
        """A digest of the weights, the rules and the vocabulary."""
        return f"{_weights_digest()[:12]}+{rules_digest()[:12]}+{self.vocabulary.digest[:12]}"

    def propose(self, reading: Reading) -> Iterable[Proposal]:
        """Proposals in text order."""
        sight = self.network.look(reading.document.text, list(windows([s.span for s in reading.sentences])))
        told = Telling(self.vocabulary)
        earlier: list[Scene] = []
        seen_names = names_of(reading.document.text, sight)
        judge = self.network.judge
        for scene in scenes(reading, self.vocabulary, seen_names):
            for sighting in self.sight_in(scene, earlier, sight):
                likely = judge.probability(sighting)
                exact = sighting.by != MODEL and bool(
                    sighting.finding.values("members")
                )  # who belongs to a group, the rules read to the letter
                declined = None if exact or judge.lets_in(sighting, likely) else _REASONS[sighting.by]
                told.add(scene, replace(sighting.finding, confidence=round(likely, 3)), sighting.by, declined)
            earlier.append(scene)
        return told.proposals()

    def sight_in(self, scene: Scene, earlier: Sequence[Scene], sight: Sight) -> list[Sighting]:
        """What either reader sees in a sentence."""
        events = by_sentence(sight.events, scene)
        of_item = [e for e in earlier if e.discourse is scene.discourse]  # a digest's other items tell of others
        seen = [m for f in findings(Stage(scene, of_item, self.vocabulary), events) if (m := mended(scene, f))]
        mine = won(told_as_one_deal(scene, told_once(seen)))
        told = rule_findings(scene, self.vocabulary) if self.rules else []
        others = [o for f in told if (o := checked(scene, f))]
        found = sightings(mine, others, hints_of(events), self.vocabulary)
        for sighting in found:
            if sighting.finding.event_type in ("founding", "departure", "appointment") and self._is_sure(sighting):
                _note_employers(scene, sighting.finding)
        return found

    def _is_sure(self, sighting: Sighting) -> bool:
        judge = self.network.judge
        return judge.lets_in(sighting, judge.probability(sighting))


def names_of(text: str, sight: Sight) -> dict[str, MentionKind]:
    """The names the network is sure of, by how they are written; where it is of two minds about the kind, the likelier,
    and what differs only in great and small letters is of one kind; a part of a name is of the kind of the whole.

    What stands elsewhere in the text mends a name that was torn or has run on.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    surfaces = set()
    for name in sight.names:
        start, end, kind = _trimmed(text, name)
        if kind in _KINDS and name.score >= _SURE_NAME and end - start > 1:
            surfaces.add(text[start:end])
            votes[text[start:end].casefold()][kind] += name.score
    for surface in surfaces:
        votes[surface.casefold()]["product"] += 2 * len(re.findall(_PRODUCT_CALLED + re.escape(surface), text))
    told = {s: votes[s.casefold()] for s in sorted(surfaces)}
    kinds = {surface: _KINDS[max(vote, key=lambda k: vote[k])] for surface, vote in told.items()}
    wholes = {s.casefold(): whole for s in kinds if (whole := _kind_of_whole(s, kinds))}
    taken = {s: whole for s in kinds if (whole := wholes.get(s.casefold()))}
    kinds |= {s: whole for s, whole in taken.items() if told[s][_LABELS[whole]] >= _DOUBTED * sum(told[s].values())}
    passed = _passed_over(kinds, sight, text)
    return {s: k for s, k in kinds.items() if s not in passed and not _is_torn(s, kinds, text) and not _runs_on(s, kinds, text)}


def _trimmed(text: str, name: SeenName) -> tuple[int, int, str]:
    """Where a name that the network saw begins and ends, and its kind, without what it took in of the words beside it."""
    start, end, kind = name.span.start, name.span.end, name.kind
    if kind in ("per", "org") and _takes_in_and(text, start, end):
        end, kind = end - 1, "per"
    elif kind == "per" and (_is_cut_title(text, start, end) or (end - start > 2 and _INTO_WORD.match(text, end - 1))):
        end -= 1
    elif kind == "org" and (what := _WHAT_IT_IS.match(text, start, end)):
        start = what.end()
    elif kind == "org" and text[end - 1 : end + 1] == "数据":  # 星辰数|据显示, but 星辰大数|据
        end += 1 if text[end - 2] == "大" else -1
    opened = _UNCLOSED.search(text, start, end) or (kind == "per" and _IN_BRACKETS.search(text, start, end))
    if text[end - 1] == "的" and end - start > 2 and text.count(text[start : end - 1]) > text.count(text[start:end]):
        end -= 1
    if kind == "per" and (styled := _STYLE.match(text, start, end)):
        start = styled.end()
    if opened:
        end = opened.start()
    elif (closed := _UNOPENED.match(text, start, end)) and closed.start("end") > start:
        end = closed.start("end")
    return start, end, kind


_OF_A_FIRM = re.compile("(?:(?!的)[一-鿿]){0,12}(?:公司|集团|控股|事务所)")
_PLACE = re.compile("[一-鿿]{0,4}")  # what a firm's full name begins with, where it does


def _kind_of_whole(name: str, kinds: Mapping[str, MentionKind]) -> MentionKind | None:
    """What a name is by the longer one it is a part of: 云川 of 锡州云川半导体有限公司 a firm, Tara of Tara Quill a person.

    None where a person bears a firm's name as well: Tara of Tara Quill and Tara Technologies.
    """
    wholes = [w for w in kinds if name in w and w != name]
    firms = [w for w in wholes if kinds[w] is MentionKind.ORG]
    if kinds[name] is MentionKind.PERSON:
        parts = (w.partition(name) for w in firms)
        return MentionKind.ORG if any(_PLACE.fullmatch(a) and _OF_A_FIRM.fullmatch(z) for a, _, z in parts) else None
    people = [w for w in wholes if kinds[w] is MentionKind.PERSON and name in w.split(" ")]
    return MentionKind.PERSON if kinds[name] is MentionKind.ORG and people and not firms else None


def _passed_over(names: Iterable[str], sight: Sight, text: str) -> set[str]:
    """The names that the network saw as such in no more than a third of their places: 平台 in 平台“星河”, once of nineteen times.

    Places within a longer name that it saw do not count.
    """
    seen = {(n.span.start, n.span.end) for n in sight.names if n.kind in _KINDS}
    covered: dict[int, int] = {}  # from where to where a name reaches, by each of its characters
    for start, end in seen:
        for i in range(start, end):
            covered[i] = max(covered.get(i, 0), end - start)
    passed = set()
    for name in names:
        places = [m.start() for m in re.finditer(re.escape(name), text)]
        free = [p for p in places if covered.get(p, 0) <= len(name)]
        if len(free) >= _OFTEN and 3 * sum((p, p + len(name)) in seen for p in free) <= len(free):
            passed.add(name)
    return passed


_WHAT_IT_IS = re.compile(
    r"(?:Rival|Competitor|Retailer|Grocer|Startup|Lender|Airline|Insurer|Brewer|Supplier|Publisher|Developer|[A-Z][a-z]*maker) "
    r"(?=[A-Z])"
)
"""A noun before an organisation's name, written with a capital where it begins a sentence: Rival Skua."""
_TITLE = re.compile("先生(?!于)|女士|博士|教授|老师|院士|总裁|主席|董事|经理")
_HAN_NAME = re.compile("[一-鿿]{2,}")
_AFTER_NAMES = frozenset("和与及或等说称对向为在也已将曾因于则还都仍并并且表担出加离辞卸")


def _is_cut_title(text: str, start: int, end: int) -> bool:
    """Whether a person's name seems to end within a title, wherever it stands: 柏杨先|生."""
    title = _TITLE.match(text, end - 1)
    return title is not None and text.count(text[start:end]) == text.count(text[start : end - 1] + title[0])


_AND_ONE_WITH_A_POST = re.compile("[和与及][\u4e00-鿿]{1,8}(?:裁|官|理|监|任|长|人|师|家|席|事|书|管|员)[\u4e00-鿿]{2}")


def _takes_in_and(text: str, start: int, end: int) -> bool:
    """Whether a person's name seems to end in the word that joins it to the next, who has a post: 甲乙和|采购总监丙丁."""
    return _SHORTEST < end - start <= _LONGEST and _AND_ONE_WITH_A_POST.match(text, end - 1) is not None


def _is_torn(name: str, kinds: Mapping[str, MentionKind], text: str) -> bool:
    """Whether a name stands only within a longer one of its kind: 瀚国际 where the text has 东瀚国际 throughout."""
    longer = [n for n in kinds if name in n and n != name and kinds[n] is kinds[name]]
    return bool(longer) and text.count(name) <= sum(text.count(n) for n in longer)


def _runs_on(name: str, kinds: Mapping[str, MentionKind], text: str) -> bool:
    """Whether a person's name is another one, which also stands alone, with the next word's first character: 冼耀棠荣|休."""
    shorter = name[:-1]
    if not _HAN_NAME.fullmatch(shorter) or any(kinds.get(n) is not MentionKind.PERSON for n in (name, shorter)):
        return False
    following = [text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), text)]
    runs_on = all(_HAN_NAME.fullmatch(2 * c) and c not in _AFTER_NAMES for c in following)
    return runs_on and text.count(shorter) > 2 * text.count(name) - 1


def sightings(mine: Sequence[Finding], others: Sequence[Finding], hints: Mapping[str, float], words: Vocabulary) -> list[Sighting]:
    """The findings of the network and of the rules in a sentence with who saw them: those both saw as one.

    ``hints`` is how likely the network thinks an event of a type in the sentence, whether or not it made a finding of it.
    """
    mine = [_of_nearest(f, others) for f in mine if not _is_held_post(f, [*mine, *others])]
    left = [o for o in others if not _is_held_post(o, mine)]
    found = []
    for finding in mine:
        same = [o for o in left if _same(finding, o, words)]
        left = [o for o in left if o not in same]
        event, support = finding.confidence, finding.support
        if same:
            found.append(Sighting(_united(finding, same[0]), BOTH, event, support, same[0].confidence))
        else:
            found.append(Sighting(finding, MODEL, event, support, rivalled=any(_rivals(finding, o) for o in others)))
    for other in left:
        rivalled = any(_rivals(other, f) for f in mine)
        found.append(Sighting(other, RULES, hints.get(other.event_type, 0.0), None, other.confidence, rivalled))
    return found


def hints_of(events: Iterable[SeenEvent]) -> dict[str, float]:
    """How likely the likeliest event of each type is."""
    best: dict[str, float] = {}
    for event in events:
        best[event.type] = max(event.score, best.get(event.type, 0.0))
    return best


_REASONS = {
    BOTH: "both readers see it, but it is not likely enough",
    MODEL: "the model alone sees it, and is not sure enough",
    RULES: "the rules alone see it, and the model doubts it",
}


def _is_held_post(finding: Finding, changes: Sequence[Finding]) -> bool:
    """Whether a membership only repeats the post that somebody leaves or takes in the sentence, or, without one, the house left."""
    if finding.event_type != "membership":
        return False
    people, orgs, posts = ({i.text for i in finding.values(r)} for r in ("person", "org", "position"))
    for change in changes:
        if change.event_type not in _CHANGES or not people & {p.text for p in change.values("person")}:
            continue
        told = [p.text for p in change.values("position")]
        left = change.event_type == "departure" and orgs & {o.text for o in change.values("org")}
        if any(_is_one_post(a, b) for a in posts for b in told) or (left and not posts):
            return True
    return False


def _is_one_post(one: str, other: str) -> bool:
    """Whether a post is the other in other words; a deputy's is not his chief's."""
    return (one in other or other in one) and bool(_DEPUTY.search(one)) == bool(_DEPUTY.search(other))


def _note_employers(scene: Scene, finding: Finding) -> None:
    """Whose firm it is that somebody founded is known from then on."""
    for person in finding.values("person"):
        if person.org is None:
            for org in finding.values("org"):
                scene.discourse.employ(person, org)


def _of_nearest(mine: Finding, others: Sequence[Finding]) -> Finding:
    """A figure of the firm that the rules read in its own words, where the network has one from another part of the sentence;
    and of the one that they read in the sentence, where the network guesses at one of another sentence."""
    values = {i.span for i in mine.values("value") if i.span}
    for other in others if mine.event_type == "metric" and values else ():
        near, far = other.values("subject"), mine.values("subject")
        if not values & {i.span for i in other.values("value")} or len(near) != 1 or len(far) != 1:
            continue
        guessed = mine.support is not None and mine.support < SURE and far[0].span is None
        if (told := near[0].span) and ((other.evidence.contains(told) and not _within(far[0], other.evidence)) or guessed):
            return replace(mine, roles=(*(r for r in mine.roles if r.role != "subject"), Role("subject", near[0])))
    return mine


def _within(item: Item, stretch: Span) -> bool:
    return item.span is not None and stretch.contains(item.span)


def _rivals(one: Finding, other: Finding) -> bool:
    """Whether two findings tell one thing in two ways: of one type, about one person or one figure, in the same words."""
    if one.event_type != other.event_type:
        return False
    people = {i.text for i in one.values("person")} & {i.text for i in other.values("person")}
    if one.event_type not in FIGURES and not people:
        return False
    places = [[f.trigger, *(v.span for v in f.values("value") if v.span)] for f in (one, other)]
    return any(a.overlaps(b) for a in places[0] for b in places[1])


def _same(one: Finding, other: Finding, vocabulary: Vocabulary) -> bool:
    if one.event_type != other.event_type or not one.evidence.overlaps(other.evidence):
        return False
    worded = _WORDED.get(one.event_type, ())
    keys = [k for choice in vocabulary.events[one.event_type].keys for k in choice if k not in worded]
    return same_participants(one, other, keys)


def _united(mine: Finding, other: Finding) -> Finding:
    """What both saw, with the roles of either; where they differ on a role the words of the sentence stand that the rules have
    for it, but the network's where it is right more often (``_BETTER_SEEN``).

    The time of a figure is the one that the rules tell: of a row of years that each of its figures has. An organisation named
    elsewhere that the network is not sure of yields to the one that the rules understand.
    """
    guessed = mine.support is not None and mine.support < SURE and all(o.span is None for o in mine.values("org"))
    if guessed and other.values("org"):
        mine = replace(mine, roles=tuple(r for r in mine.roles if r.role != "org"))
    seen = {r.role for r in mine.roles}
    better = _BETTER_SEEN.union({"org"} if mine.support is not None and mine.support >= _HOUSE_SURE else ())
    told = {r.role for r in other.roles if r.role not in seen or (r.item.span is not None and r.role not in better)}
    roles: list[Role] = [*(r for r in other.roles if r.role in told), *(r for r in mine.roles if r.role not in told)]
    told_time = other.valid_time if mine.event_type in FIGURES else None
    off = mine.event_type == "acquisition" and other.polarity is Polarity.NEGATED  # 终止收购 says so to the letter
    mine = replace(mine, certainty=other.certainty, polarity=other.polarity) if off else mine
    roles = without_itself(mine.event_type, roles)
    return replace(
        mine, roles=tuple(roles), confidence=max(mine.confidence, other.confidence), valid_time=told_time or mine.valid_time
    )


@cache
def _weights_digest() -> str:
    total = hashlib.sha256()
    for path in sorted(WEIGHTS.glob("*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
