"""The rules reader: names, phrases, then events sentence by sentence, with stance and time settled for each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from shiguan.extract.backends.base import Proposal, ProposedRole
from shiguan.extract.backends.rules.chunk import phrases
from shiguan.extract.backends.rules.dating import when
from shiguan.extract.backends.rules.digests import turns
from shiguan.extract.backends.rules.discourse import Discourse
from shiguan.extract.backends.rules.events import READERS
from shiguan.extract.backends.rules.lexicon import lexicon
from shiguan.extract.backends.rules.names.draft import draft
from shiguan.extract.backends.rules.names.table import name_table
from shiguan.extract.backends.rules.patterns import findings, load_patterns
from shiguan.extract.backends.rules.phrases import Item, Skeleton
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.extract.backends.rules.stance import Stance, stance
from shiguan.extract.backends.rules.story import Story
from shiguan.extract.reading import Reading
from shiguan.records.claim import Certainty
from shiguan.records.document import RegionKind, Span
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import Vocabulary
from shiguan.vocabulary.families import PERSONAL

_LONGEST_QUOTE = 160
_IN_WORD = re.compile("[A-Za-z][A-Za-z]")
_CAREER = ("appointment", "membership")


@dataclass(frozen=True, slots=True)
class RulesBackend:
    """Reads with the given vocabulary; the same document is always read the same."""

    vocabulary: Vocabulary
    name: str = "rules"

    @property
    def version(self) -> str:
        """A digest of the rules, code and data, and the vocabulary's: whatever changes what is read changes it."""
        return f"{rules_digest()[:12]}+{self.vocabulary.digest[:12]}"

    def propose(self, reading: Reading) -> Iterable[Proposal]:
        """Proposals in text order; a title or heading is read last, so that the text's fuller telling comes first."""
        told = Telling(self.vocabulary)
        for scene in scenes(reading, self.vocabulary):
            for finding in rule_findings(scene, self.vocabulary):
                told.add(scene, finding)
        return told.proposals()


@dataclass(slots=True)
class Telling:
    """What a document tells, claim by claim: of two tellings of one claim the fuller is kept."""

    vocabulary: Vocabulary
    _told: dict[tuple[object, ...], Proposal] = field(default_factory=dict)
    _declined: list[Proposal] = field(default_factory=list)

    def add(self, scene: Scene, found: Finding, backend: str | None = None, declined: str | None = None) -> None:
        """Settle stance and time of a finding.

        One that is only asked, supposed or wished is dropped, ``declined`` ones are kept apart.
        """
        finding = _of_one_firm(scene, found)
        how = stance(scene, finding) if finding else None
        if finding is None or how is None:
            return
        proposal = replace(_proposal(scene, finding, how), backend=backend, declined=declined)
        if declined:
            self.decline(proposal)
        else:
            self.keep(proposal, scene.line.sentence.kind)

    def keep(self, proposal: Proposal, kind: RegionKind) -> None:
        """Keep a proposal from such a region, unless what is told already says as much; a title or heading takes nobody's place."""
        key = _key(proposal, self.vocabulary)
        if key not in self._told or (_worth(proposal) > _worth(self._told[key]) and kind is RegionKind.BODY):
            self._told[key] = proposal

    def decline(self, proposal: Proposal) -> None:
        """Keep a proposal apart: it is to be refused, by the reader or by ``align``."""
        self._declined.append(proposal)

    def proposals(self) -> list[Proposal]:
        """In text order."""
        return sorted([*self._told.values(), *self._declined], key=lambda p: p.start or 0)


def rule_findings(scene: Scene, vocabulary: Vocabulary) -> list[Finding]:
    """What the rules find in a sentence, once each."""
    return _once(_found(scene), vocabulary)


@cache
def rules_digest() -> str:
    """Of every file that reads: those of the extract package."""
    folder = Path(__file__).parents[2]
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".yml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def scenes(reading: Reading, vocabulary: Vocabulary, seen: Mapping[str, MentionKind] | None = None) -> Iterator[Scene]:
    """The sentences of a document in reading order, each with what the ones before it left behind.

    ``seen`` as in ``name_table``.
    """
    words = lexicon(vocabulary)
    lines = draft(reading, words, seen)
    names = name_table(lines, words, seen)
    often, fresh = names.organisations(lines), set(turns(lines, names))
    discourse = Discourse(Story(words.bystanders, often))
    previous: Scene | None = None
    for line in lines:
        if line.sentence.paragraph in fresh:  # once: what its first sentence leaves behind, its second may take up
            fresh.discard(line.sentence.paragraph)
            discourse, previous = discourse.of_next_item(Story(words.bystanders, often)), None
        discourse.story.turn_to(line.sentence.paragraph)
        found = phrases(line, names, discourse, words)
        scene = Scene(line, Skeleton.of(line.text, found), discourse, words, previous)
        yield scene
        discourse.note(found, line.text)
        previous = scene


def _found(scene: Scene) -> Iterator[Finding]:
    yield from findings(scene, load_patterns())
    for read in READERS:
        yield from read(scene)


def _of_one_firm(scene: Scene, finding: Finding) -> Finding | None:
    """A person works for a firm, not for a nickname of several: of 四小龙 it is the one the person is known to be of, or none."""
    if finding.event_type not in PERSONAL or not any(i.name and i.name.kind is MentionKind.GROUP for i in finding.values("org")):
        return finding
    employer = next((e for p in finding.values("person") if (e := scene.discourse.employer(p) or p.org)), None)
    if employer is None or (employer.name and employer.name.kind is MentionKind.GROUP):
        return None
    return replace(finding, roles=(*(r for r in finding.roles if r.role != "org"), Role("org", employer)))


def _once(found: Iterable[Finding], vocabulary: Vocabulary) -> list[Finding]:
    """Of findings of one type that share their trigger and their key participants, the one that says more."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (-_fullness(f), f.trigger.start)):
        keys = [role for choice in vocabulary.events[finding.event_type].keys for role in choice]
        rivals = (k for k in kept if k.event_type == finding.event_type and k.trigger.overlaps(finding.trigger))
        if not any(same_participants(k, finding, keys) for k in rivals):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.trigger)


def _fullness(finding: Finding) -> float:
    """How much a finding tells; what the sentence itself says goes before what is understood."""
    return len({r.role for r in finding.roles}) + finding.confidence + 0.5 * len({r.role for r in finding.roles if r.item.span})


def same_participants(one: Finding, other: Finding, keys: list[str]) -> bool:
    """Whether no key role both tell has other players; one that is only understood yields to one that is told."""
    return all(_same_players(one, other, key) for key in keys if one.values(key) and other.values(key))


def _same_players(one: Finding, other: Finding, key: str) -> bool:
    if {i.text for i in one.values(key)} & {i.text for i in other.values(key)}:
        return True
    if key == "product":  # 远大百货锡州店 and 锡州店: one thing, told longer by one
        return any(i.span and j.span and i.span.overlaps(j.span) for i in one.values(key) for j in other.values(key))
    return key == "org" and any(all(i.span is None for i in f.values(key)) for f in (one, other))


def _worth(proposal: Proposal) -> float:
    return len({r.role for r in proposal.roles}) + proposal.confidence + (0.5 if proposal.valid_time else 0)


def _key(proposal: Proposal, vocabulary: Vocabulary) -> tuple[object, ...]:
    """What makes two tellings in one document the same claim: type, key roles, stance."""
    event = vocabulary.events[proposal.event_type]
    wanted = {k for choice in event.keys for k in choice} | set(event.one_of)
    roles = tuple(sorted((r.role, r.name or r.text) for r in proposal.roles if r.role in wanted))
    if proposal.event_type in _CAREER:  # 2016年加入 and 2023年升任 are two steps
        roles += tuple((r.role, r.text) for r in proposal.roles if r.role == "position")
    hedged = proposal.certainty in (Certainty.RUMOURED, Certainty.PLANNED, Certainty.FORECAST)
    return proposal.event_type, roles, proposal.polarity, hedged


def _proposal(scene: Scene, finding: Finding, how: Stance) -> Proposal:
    base = scene.line.sentence.span.start
    span = _quote_span(scene, finding)
    roles = tuple(dict.fromkeys(_role(r, base) for r in finding.roles))
    return Proposal(
        event_type=finding.event_type,
        roles=roles,
        quote=span.of(scene.text),
        start=base + span.start,
        valid_time=when(scene, finding),
        certainty=how.certainty,
        polarity=how.polarity,
        speaker=how.speaker,
        confidence=finding.confidence,
    )


def _quote_span(scene: Scene, finding: Finding) -> Span:
    if finding.evidence.end - finding.evidence.start <= _LONGEST_QUOTE:
        return finding.evidence
    middle = finding.trigger
    start = max(finding.evidence.start, middle.start - _LONGEST_QUOTE // 2)
    while finding.evidence.start < start < middle.start and _IN_WORD.match(scene.text, start - 1):
        start += 1
    return Span(start, max(middle.end, min(finding.evidence.end, start + _LONGEST_QUOTE)))


def _role(role: Role, base: int) -> ProposedRole:
    item: Item = role.item
    start = base + item.span.start if item.span else None
    if item.amount:
        return ProposedRole(role.role, item.text, start, amount=item.amount.amount)
    if item.name is None:
        return ProposedRole(role.role, item.text, start)
    return ProposedRole(role.role, item.text, start, item.name.kind, item.name.name, item.name.aliases)
