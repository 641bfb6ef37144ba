"""Rumours, plans and lone denials kept up with what became of them: only those are followed again that a change can reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from shiguan.ledger.chained import ChainRow, ChainStore, Found, StepRow
from shiguan.present.events import Workshop, batches
from shiguan.present.tellings import iso, placed, whose
from shiguan.records.views import Told
from shiguan.resolve.agree import Identified, told_by
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.fates import Chain, Part, bears_on, chains_of, only_denied, planned
from shiguan.resolve.related import Telling, telling

FOLLOWED = (Part.RUMOUR, Part.PLAN)

Pair = tuple[str, str]


def build(shop: Workshop) -> None:
    """All chains anew, from all events that are kept."""
    store = ChainStore(shop.store)
    near = _Near(shop)
    for batch in batches(store.together(FOLLOWED), len):
        near.compare(batch)
    for part in FOLLOWED:
        firsts = {claim for claim, begun in near.begun.items() if begun is part}
        sets = Disjoint(firsts)
        for first in firsts:
            for other in near.found[first] & firsts:
                sets.join(first, other)
        for some in batches(sets.sets().values(), lambda group: sum(1 + len(near.found[first]) for first in group)):
            together = {first for group in some for first in group}
            _follow(shop, part, together, together.union(*(near.found[first] for first in together)))
    _deny(shop, store.beginning(Part.DENIAL))


def update(shop: Workshop, changed: Collection[str], moved: Collection[str]) -> None:
    """Follow again what a change can reach: ``changed`` are claims that are new, gone, or told otherwise than before.

    ``moved`` tell other events than before, and nothing else of them is new: with what did not move they have to do as before.
    """
    store = ChainStore(shop.store)
    touched = {*changed, *moved}

    def asked(one: str, other: str) -> bool:
        return one != other and (one in changed or other in changed or (one in touched and other in touched))

    near = _Near(shop, asked)
    near.compare(store.beside(sorted(touched)))
    begun = {claim: Part(part) for claim, part in store.parts(sorted(touched)).items()}
    unsettled = set(touched)
    for part in FOLLOWED:
        firsts = {c for c in near.found if near.begun[c] is part} | {c for c in touched if begun.get(c) is part}
        reached = firsts.union(*(near.found[first] for first in firsts if first in near.found))
        firsts |= {c for c in reached if near.begun.get(c) is part}
        chains = store.holding(touched | firsts, part)
        firsts |= store.beginning_of(chains)
        reached |= store.claims_in(chains)
        store.drop(chains)
        _follow(shop, part, firsts, reached)
        unsettled |= reached
    _deny(shop, unsettled)


class _Near:
    """Which tellings have to do with a rumour or a plan: ``found``, by the claims that may begin a chain (``begun``).

    Of those that share a key the pairs are compared that are ``asked`` for.
    """

    def __init__(self, shop: Workshop, asked: Callable[[str, str], bool] = str.__ne__) -> None:
        self._shop = shop
        self._asked = asked
        self.found: dict[str, set[str]] = defaultdict(set)
        self.begun: dict[str, Part] = {}

    def compare(self, groups: Iterable[Sequence[Found]]) -> None:
        """Find out of all who stand in one group."""
        pairs: set[Pair] = set()
        for group in groups:
            pairs.update(self._pairs(group))
        whole = _whole(self._shop, {claim for pair in pairs for claim in pair})
        for first, other in pairs:
            if other not in self.found[first] and bears_on(whole[first], whole[other]):
                self.found[first].add(other)

    def _pairs(self, group: Sequence[Found]) -> Iterator[Pair]:
        """Who may begin something, with each that may be near it."""
        firsts = [one for one in group if one.part in FOLLOWED]
        self.begun |= {one.claim: Part(one.part) for one in firsts if one.part}
        at: dict[int | None, list[str]] = defaultdict(list)
        for one in group if firsts else ():
            at[one.step].append(one.claim)
        for first in firsts:
            steps: Iterable[int | None] = at
            if first.step is not None:
                steps = (None, first.step - 1, first.step, first.step + 1)
            for other in (claim for step in steps for claim in at.get(step, ())):
                if self._asked(first.claim, other):
                    yield first.claim, other


def _follow(shop: Workshop, part: Part, firsts: Collection[str], claims: Collection[str]) -> None:
    """Keep the chains that begin with ``firsts``; ``claims`` are all that have to do with these.

    A rumour among them that is none of these is there for another: it replies to one, and its own chain is not asked for.
    """
    told, entities = _told(shop, claims)
    found = chains_of(told, entities, part)
    asked = (chain for chain in found if any(s.part is part and s.told.claim.id in firsts for s in chain.steps))
    ChainStore(shop.store).put(_row(chain, part) for chain in asked)


def _deny(shop: Workshop, claims: Collection[str]) -> None:
    """Keep the chains of what is only denied, as far as these claims reach: they are new, gone, or in a rumour or out of one."""
    store = ChainStore(shop.store)
    denials = {claim for claim, part in store.parts(sorted(claims)).items() if part == Part.DENIAL}
    near = {one.claim for group in store.beside(sorted(denials)) for one in group if one.part == Part.DENIAL}
    near |= store.told_with(sorted(denials), Part.DENIAL)
    chains = store.holding({*claims, *near}, Part.DENIAL)
    near |= denials | store.claims_in(chains)
    store.drop(chains)
    told, entities = _told(shop, near)
    found = only_denied(told, store.in_steps(Part.RUMOUR, sorted(near)), entities)
    store.put(_row(chain, Part.DENIAL) for chain in found)


def _told(shop: Workshop, claims: Collection[str]) -> tuple[list[tuple[Told, str]], Mapping[str, Identified]]:
    """Of these claims those that stand, by type, event and as told, each with its event's id; and whom they name."""
    told = shop.told(shop.store.tellings(sorted(claims)))
    return placed(shop.store, told), whose(shop.store, [t.claim for t in told])


def _whole(shop: Workshop, claims: Collection[str]) -> dict[str, Telling]:
    """The tellings of claims, as they are compared with rumours and plans."""
    told, entities = _told(shop, claims)
    return {one.claim.id: telling(one, event, entities) for one, event in told}


def _row(chain: Chain, part: Part) -> ChainRow:
    first = chain.steps[0].told
    steps = (StepRow(s.told.claim.id, s.part, s.link, s.differs) for s in chain.steps)
    idle = (StepRow(claim, None, None, ()) for claim in chain.idle)
    settled = chain.verdict.by.claim.id if chain.verdict.by else None
    said = planned(chain).claim if part is Part.PLAN else None
    place = first.published_at is None, told_by(first).isoformat(), first.claim.document, first.claim.evidence.span.start
    return ChainRow(
        part=part,
        fate=chain.verdict.fate,
        reason=chain.verdict.reason,
        settled=settled,
        first=(*place, first.claim.id),
        events=chain.events,
        said=said.id if said else None,
        due=iso(said.valid_time.end) if said and said.valid_time else None,
        steps=(*steps, *idle),
    )
