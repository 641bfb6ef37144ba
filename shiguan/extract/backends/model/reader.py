"""The trained reader: what the network sees, tied to the rules' names, times and amounts, and compared with what the rules find."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from shiguan.extract.backends.base import Proposal
from shiguan.extract.backends.model.findings import SURE, by_sentence, findings, without_itself
from shiguan.extract.backends.model.judge import BOTH, MODEL, RULES, Sighting
from shiguan.extract.backends.model.names import names_of
from shiguan.extract.backends.model.network import WEIGHTS, Network
from shiguan.extract.backends.model.sight import SeenEvent, Sight
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
from shiguan.vocabulary import Vocabulary
from shiguan.vocabulary.families import FIGURES

_DEPUTY = re.compile(r"副|\b(?:vice|deputy)\b", re.IGNORECASE)
_CHANGES = ("departure", "appointment")
_WORDED = {"bid_wins": ("subject", "issuer")}
"""Key roles that the two readers may give in other words: how much of a tender's name is its name."""
_BETTER_SEEN = frozenset(("measure", "position", "change", "unit", "cause", "reason", "count"))
"""Roles that the network told rightly three times as often as the rules where they differ: 184 to 60, in annotated texts."""
_CHANGES_BY = re.compile("[增减升降涨跌]|同比|环比|[按较]")
"""Words for a change, which measure nothing: 年增9.3%."""
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
    better = better.difference(("measure",) if _stands_at(other) and not _stands_at(mine) else ())
    told = {r.role for r in other.roles if r.role not in seen or (r.item.span is not None and r.role not in better)}
    roles: list[Role] = [*(r for r in other.roles if r.role in told), *(r for r in mine.roles if r.role not in told)]
    told_time = other.valid_time if mine.event_type in FIGURES else None
    off = mine.event_type == "acquisition" and other.polarity is Polarity.NEGATED  # 终止收购 says so to the letter
    mine = replace(mine, certainty=other.certainty, polarity=other.polarity) if off else mine
    roles = without_itself(mine.event_type, roles)
    return replace(
        mine, roles=tuple(roles), confidence=max(mine.confidence, other.confidence), valid_time=told_time or mine.valid_time
    )


def _stands_at(finding: Finding) -> bool:
    """Whether the words for what a figure measures stand right before it: 逾放比0.14%."""
    values = [i.span for i in finding.values("value") if i.span]
    measures = [i for i in finding.values("measure") if not _CHANGES_BY.search(i.text)]
    return any(m.span and any(0 <= v.start - m.span.end <= 1 for v in values) for m in measures)


@cache
def _weights_digest() -> str:
    total = hashlib.sha256()
    for path in sorted(WEIGHTS.glob("*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
