"""The trained reader: what the network sees, tied to the rules' names, times and amounts, and compared with what the rules find."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from shiguan.extract.backends.base import Proposal
from shiguan.extract.backends.model.findings import Stage, by_sentence, findings
from shiguan.extract.backends.model.network import WEIGHTS, Network
from shiguan.extract.backends.model.sight import Sight
from shiguan.extract.backends.model.windows import windows
from shiguan.extract.backends.rules.reader import Telling, rule_findings, rules_digest, same_participants, scenes
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.extract.reading import Reading
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import Vocabulary

_KINDS = {"per": MentionKind.PERSON, "org": MentionKind.ORG, "product": MentionKind.PRODUCT}
_SURE_NAME = 0.7
_FIGURES = ("metric", "count_claim")
RULES_ALONE = frozenset(("departure", "appointment", "founding", "product_release", "product_shutdown", "layoff"))
"""Types of which the rules are trusted though the network sees nothing: chosen on the open half of tests/eval."""


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
        for scene in scenes(reading, self.vocabulary, seen_names):
            mine = list(findings(Stage(scene, earlier, self.vocabulary), by_sentence(sight.events, scene)))
            others = rule_findings(scene, self.vocabulary) if self.rules else []
            for finding, backend, declined in compared(mine, others, self.vocabulary, self.network.accept):
                told.add(scene, finding, backend, declined)
            earlier.append(scene)
        return told.proposals()


def names_of(text: str, sight: Sight) -> dict[str, MentionKind]:
    """The names the network is sure of, by how they are written; where it is of two minds about the kind, the likelier."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in sight.names:
        if name.kind in _KINDS and name.score >= _SURE_NAME and name.span.end - name.span.start > 1:
            votes[name.span.of(text)][name.kind] += name.score
    return {surface: _KINDS[max(kinds, key=lambda k: kinds[k])] for surface, kinds in votes.items()}


Verdict = tuple[Finding, str, str | None]
"""A finding, who saw it, and why it is declined where it is."""


def compared(
    mine: Sequence[Finding], others: Sequence[Finding], vocabulary: Vocabulary, accept: Mapping[str, float]
) -> Iterator[Verdict]:
    """The findings of the network and of the rules with who saw them.

    Those both saw as one, those one saw as far as it is to be trusted.
    """
    mine = [f for f in mine if not _is_held_post(f, [*mine, *others])]
    left = [o for o in others if not _is_held_post(o, mine)]
    hinted = {f.event_type for f in mine}
    for finding in mine:
        same = [o for o in left if _same(finding, o, vocabulary)]
        left = [o for o in left if o not in same]
        if same:
            yield _united(finding, same[0]), "rules+model", None
        elif any(_rivals(finding, o) for o in others):
            yield finding, "model", "the rules read the same words otherwise"
        elif finding.confidence >= accept[finding.event_type]:
            yield finding, "model", None
        else:
            yield finding, "model", "the model alone sees it, and is not sure enough"
    for finding in left:
        exact = bool(finding.values("members"))  # who belongs to a group, the rules read to the letter
        trusted = exact or finding.event_type in hinted or finding.event_type in RULES_ALONE
        yield finding, "rules", None if trusted else "the rules alone see it, and the model sees nothing of the kind"


def _is_held_post(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether a membership only repeats the post that somebody leaves or takes in the same sentence."""
    if finding.event_type != "membership":
        return False
    people, posts = {p.text for p in finding.values("person")}, {p.text for p in finding.values("position")}
    return any(
        o.event_type in ("departure", "appointment")
        and people & {p.text for p in o.values("person")}
        and any(a in b or b in a for a in posts for b in (p.text for p in o.values("position")))
        for o in others
    )


def _rivals(one: Finding, other: Finding) -> bool:
    """Whether two findings tell one thing in two ways: of one type, about one person or one figure, in the same words."""
    if one.event_type != other.event_type:
        return False
    people = {i.text for i in one.values("person")} & {i.text for i in other.values("person")}
    if one.event_type not in _FIGURES and not people:
        return False
    places = [[f.trigger, *(v.span for v in f.values("value") if v.span)] for f in (one, other)]
    return any(a.overlaps(b) for a in places[0] for b in places[1])


def _same(one: Finding, other: Finding, vocabulary: Vocabulary) -> bool:
    if one.event_type != other.event_type or not one.evidence.overlaps(other.evidence):
        return False
    keys = [k for choice in vocabulary.events[one.event_type].keys for k in choice]
    return same_participants(one, other, keys)


def _united(mine: Finding, other: Finding) -> Finding:
    """What both saw, with the roles of either; where they differ on a role the network's word stands."""
    told = {r.role for r in other.roles if r.item.span is not None or r.role not in {m.role for m in mine.roles}}
    roles: list[Role] = [*(r for r in other.roles if r.role in told), *(r for r in mine.roles if r.role not in told)]
    return replace(mine, roles=tuple(roles), confidence=max(mine.confidence, other.confidence))


@cache
def _weights_digest() -> str:
    total = hashlib.sha256()
    for path in sorted(WEIGHTS.glob("*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
