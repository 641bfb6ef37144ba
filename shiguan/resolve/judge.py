"""Judge which mentions are one entity: every judgement that a new document makes necessary, and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from shiguan.records.evidence import MentionKind
from shiguan.records.judgement import Judgement, Verdict
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.joining import Finding, Joined, join
from shiguan.resolve.names import NAME_WORDS, NameWords
from shiguan.resolve.neighbours import Held, Kept, Near
from shiguan.resolve.shapes import Shape, settled

_RULES = "rules-1"
# Organisations before the people who work for them.
_KINDS = (MentionKind.ORG, MentionKind.PERSON, MentionKind.PRODUCT, MentionKind.GROUP)


def by_person(judgement: Judgement) -> bool:
    """Whether a person judged, not a rule or a model."""
    return not judgement.judged_by.startswith(("rules", "model"))


def holding(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that judge and are not taken back, in the order given, which is that of the record: oldest first.

    What takes back may be taken back itself, and then what it took back holds again.
    """
    given = list(judgements)
    gone: set[str] = set()
    for judgement in reversed(given):
        if judgement.undoes and judgement.id not in gone:
            gone.add(judgement.undoes)
    return [j for j in given if not j.undoes and not (gone and by_person(j) and j.id in gone)]


def newest(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement that holds for each pair: the newest by a person, else the newest; of one moment, the last given.

    Those taken back count for nothing.
    """
    held: dict[tuple[str, str], Judgement] = {}
    for judgement in holding(judgements):
        pair = judgement.left, judgement.right
        old = held.get(pair)
        if old is None or (by_person(old), old.recorded_at) <= (by_person(judgement), judgement.recorded_at):
            held[pair] = judgement
    return held


def judge(kept: Kept, near: Near, at: datetime, words: NameWords = NAME_WORDS, judged_by: str = _RULES) -> tuple[Judgement, ...]:
    """The judgements that what is new among ``near`` makes necessary, in order of their pairs.

    What comes of it does not depend on which mentions came first: a likely match holds only while nothing else fits, so
    a new mention may take back what was judged before. What rules said already is not said again, and what no longer holds
    is judged UNSURE. What people judged is not looked at: it outranks all that is judged here, and once it is taken back
    this holds again. Not every pair of an entity is judged, only as many as tie it together.
    """
    fresh = set(near.fresh)
    pronounced = _Pronounced(kept, at, judged_by)
    orgs: list[Shape] = []
    last: Joined | None = None
    for kind in _KINDS:
        mine = [shape for _, shape in sorted(near.shapes.items()) if shape.kind is kind]
        if kind is MentionKind.PERSON and last is not None:
            mine = settled(mine, orgs, last.set_of, words)
            fresh |= {s.id for s in mine if not last.touched.isdisjoint(s.houses)}
        last = join(mine, fresh, kept, words)
        orgs = mine
        pronounced.add(last)
    return tuple(sorted(pronounced.judgements, key=lambda j: (j.left, j.right)))


@dataclass(slots=True)
class _Pronounced:
    """Findings about shapes, said of their mentions where that was not said before."""

    kept: Kept
    at: datetime
    by: str
    judgements: list[Judgement] = field(default_factory=list)

    def add(self, joined: Joined) -> None:
        """What came out for one kind."""
        ends = {i for finding in joined.findings for i in (*finding.left, *finding.right)}
        concerned = joined.touched | ends
        if not concerned:
            return
        anchors = self.kept.anchors(concerned)
        held: dict[tuple[int, int], list[Held]] = defaultdict(list)
        for one in self.kept.held(concerned):
            held[one.low, one.high].append(one)
        for shape, mentions in sorted(self.kept.untied(joined.touched).items()):
            for mention in mentions:
                self._say(anchors[shape], mention, Verdict.SAME, 1.0, f"{joined.names[shape]}: told alike in both (+1.00)")
        for parts in joined.alike:
            self._tie(parts, held, anchors, joined.names[parts[0]])
        said = {pair for finding in joined.findings for pair in self._find(finding, held, anchors)}
        for old in (one for several in held.values() for one in several):
            touched = old.low in joined.touched or old.high in joined.touched
            apart = touched and joined.set_of[old.low] != joined.set_of[old.high]
            if apart and old.verdict is Verdict.SAME and (old.left, old.right) not in said:
                self._say(old.left, old.right, Verdict.UNSURE, old.score, f"no longer holds, others fit as well: {old.explanation}")

    def _tie(
        self, parts: tuple[int, ...], held: Mapping[tuple[int, int], list[Held]], anchors: Mapping[int, str], name: str
    ) -> None:
        """Shapes that became alike are one, where nothing ties them yet."""
        tied = Disjoint(parts)
        for left, right in product(parts, parts):
            if any(one.verdict is Verdict.SAME for one in held.get((left, right), ())):
                tied.join(left, right)
        for other in parts[1:]:
            if tied.find(other) != tied.find(parts[0]):
                tied.join(parts[0], other)
                self._say(anchors[parts[0]], anchors[other], Verdict.SAME, 1.0, f"{name}: told alike in both (+1.00)")

    def _find(
        self, finding: Finding, held: Mapping[tuple[int, int], list[Held]], anchors: Mapping[int, str]
    ) -> Iterator[tuple[str, str]]:
        """Say it of one pair of mentions, that it was said of before if of any; the pair, where it is now said or held."""
        pairs = sorted((min(a, b), max(a, b)) for a, b in product(finding.left, finding.right))
        mentions = anchors[finding.left[0]], anchors[finding.right[0]]
        if finding.within:
            pairs, mentions = next((([pair], both) for pair in pairs if (both := self.kept.beside(*pair))), (pairs, mentions))
        before = [one for pair in pairs for one in held.get(pair, ())]
        alike = [one for one in before if one.verdict is finding.verdict]
        if alike:
            return
        old = min(before, key=lambda one: (one.left, one.right), default=None)
        left, right = (old.left, old.right) if old else mentions
        self._say(left, right, finding.verdict, finding.score, finding.explanation)
        yield min(left, right), max(left, right)

    def _say(self, left: str, right: str, verdict: Verdict, score: float, explanation: str) -> None:
        pair = min(left, right), max(left, right)
        self.judgements.append(Judgement(*pair, verdict, score, explanation, self.by, self.at))
