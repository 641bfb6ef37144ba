"""From where to where people went: leavings, paired with what is told of the same people elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shiguan.errors import InputError
from shiguan.ledger.rows import in_bulk
from shiguan.query.destinations import ADVISER, UNTOLD, Destination, Kind, Places, by_event, told_with
from shiguan.query.moves import TOO_COARSE, UNDATED, Move, certainly_in, happens, moves, nameless
from shiguan.query.names import members
from shiguan.query.scope import EVERYTHING, Scope, held, rank
from shiguan.query.view import View
from shiguan.query.window import Window, bounds
from shiguan.records.claim import Certainty
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, RoleValue
from shiguan.vocabulary import Vocabulary

BY = ("org", "kind", "person")
# Who is appointed elsewhere within so long of leaving went there; later, there may have been something in between.
_SOON = timedelta(days=550)
# Told undated, it must stand close after the leaving in the same article.
_NEXT_TO_IT = 200


@dataclass(frozen=True, slots=True)
class FlowsQuestion:
    """``by``: what the links end in, one of ``BY``: organisations, kinds of place, or both for each person."""

    by: str = "org"
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class Flow:
    """One person's way. ``origin`` is None where it is not told; ``sure``: the leaving and where to are both more than rumour,
    and it falls in the time asked about for certain. ``doubts``: why it is not sure.

    ``events``: those of the leaving, and of the arrival where that was told by itself.
    """

    person: RoleValue
    origin: RoleValue | None
    positions: tuple[RoleValue, ...]
    destination: Destination
    time: ValidTime | None
    sure: bool
    events: tuple[Event, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """``low`` counts the flows that are sure, ``high`` all; ``source`` and ``target`` are ids of nodes, ``events`` of events."""

    source: str
    target: str
    low: int
    high: int
    people: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A place that a link begins (``side`` from) or ends in; ``label`` is None for what is not told, for a kind its word."""

    id: str
    label: str | None
    side: str


@dataclass(frozen=True, slots=True)
class Flows:
    """``flows`` by time; ``nodes`` and ``links`` (widest first) draw them; ``nameless``: leavings of people who are not named.

    ``low`` and ``high`` count people, who may have gone more than one way: those one of whose flows is sure, and all.
    """

    by: str
    flows: tuple[Flow, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    nameless: tuple[Event, ...]
    low: int = 0
    high: int = 0


@in_bulk()
def flows(view: View, question: FlowsQuestion, vocabulary: Vocabulary) -> Flows:
    """Who went where, each person and organisation left once.

    Where to is what the leaving was told with; else an appointment, founding or post elsewhere that is told of the same person
    for soon after; else it is unknown. Who is appointed and has left another post (前甲公司副总裁) without a leaving being told is
    a flow too. With a group, of those who leave or join its organisations. Raises InputError, NotFoundError, AmbiguousError.
    """
    if question.by not in BY:
        raise InputError(f"cannot show flows by {question.by!r}; choose one of {', '.join(BY)}")
    scope = question.scope
    places, leavings = Places.of(view, vocabulary), moves(view, "departure")
    arrivals = _arrivals(view, {move.person.entity for move in leavings if move.person.entity})
    view.entities.bring(_ends_told(leavings, arrivals))
    left = [_flow(move, arrivals.get(move.person.entity or "", ()), places) for move in leavings]
    gone = {end for flow in left for end in _ends_of(flow)}
    came = [f for f in _came(arrivals, places) if gone.isdisjoint(_ends_of(f))]
    of = members(view, scope.group) if scope.group else None
    asked = frozenset(e.id for e in held(view, replace(scope, group=None), _leaving([*left, *came])))
    inside = (_judged(f, asked, scope.window) for f in (*left, *came) if _within(f, of))
    found = sorted((f for f in inside if f), key=_by_time)
    nodes, links = _drawn(found, question.by)
    without_names = tuple(nameless(view, "departure", scope))
    low, high = ({f.person.entity for f in found if f.sure or any_} for any_ in (False, True))
    return Flows(question.by, tuple(found), nodes, links, without_names, len(low), len(high))


def _ends_of(flow: Flow) -> Iterator[tuple[str | None, str, str]]:
    """By whose leaving of the same organisation, or for the same one, an appointment is told already."""
    for side, end in (("from", flow.origin), ("to", flow.destination.org)):
        if end:
            yield flow.person.entity, side, end.entity or end.text


def _leaving(found: Iterable[Flow]) -> Iterator[Event]:
    """The events that say when each left; where no leaving is told, the appointment."""
    for flow in found:
        yield from [e for e in flow.events if e.event_type == "departure"] or flow.events[:1]


def _judged(flow: Flow, asked: frozenset[str], window: Window) -> Flow | None:
    """With the doubts there are of it; None where none of its leaving is asked about."""
    events = [e for e in _leaving([flow]) if e.id in asked]
    doubts = [] if flow.sure else ["only rumoured or planned"]
    if not certainly_in(window, events):
        undated = all(e.valid_time is None for e in events)
        doubts.append(UNDATED if undated else TOO_COARSE)
    return replace(flow, sure=not doubts, doubts=tuple(doubts)) if events else None


def _within(flow: Flow, of: frozenset[str] | None) -> bool:
    ends = (flow.origin, flow.destination.org)
    return of is None or any(end is not None and end.entity in of for end in ends)


def _arrivals(view: View, left: Collection[str]) -> Mapping[str, Sequence[Event]]:
    """By person: appointments, foundings and posts held, as far as they name the person.

    Of those who left (by id), and of those of whom an appointment is told beside a former post.
    """
    present = view.present
    people = {*present.keys(sorted(left)).values(), *present.players_in_both("person", "membership", "appointment", _FORMERLY)}
    found: dict[str, list[Event]] = defaultdict(list)
    for event in view.events_at(present.events_played(sorted(people), "person", ("appointment", "founding", "membership"))):
        for person in event.role("person"):
            if person.entity and happens(event):
                found[person.entity].append(event)
    return found


def _ends_told(leavings: Iterable[Move], arrivals: Mapping[str, Sequence[Event]]) -> frozenset[str]:
    """The organisations, by id, of which more than the name is asked: those left for somewhere, and where to."""
    found: set[str] = set()
    for move in leavings:
        after = arrivals.get(move.person.entity or "", ())
        where = [*move.role("destination_org"), *(v for event in after for v in event.role("org"))]
        if where or move.role("destination_activity"):
            found |= {v.entity for v in (*where, *([move.org] if move.org else ())) if v.entity}
    return frozenset(found)


def _flow(move: Move, arrivals: Sequence[Event], places: Places) -> Flow:
    told = told_with(move, places)
    paired = arrival(move, arrivals)
    if paired and (told is None or told.org is None):
        event, reason = paired
        other = by_event(move, event, reason, places)
        # What is only planned or rumoured does not go before what is told of the leaving itself.
        if told is None or (other.org and other.sure and told.kind in (Kind.UNKNOWN, Kind.OTHER, Kind.COMPANY)):
            return _made(move, other, (*move.events, event))
    return _made(move, told or UNTOLD, move.events)


def _made(move: Move, destination: Destination, events: tuple[Event, ...]) -> Flow:
    return Flow(move.person, move.org, move.positions, destination, move.time, move.sure and destination.sure, events)


def arrival(move: Move, arrivals: Sequence[Event]) -> tuple[Event, str] | None:
    """Of the events that tell of the person elsewhere the one that follows the leaving most closely, and why it is taken."""
    soon = [(event, reason) for event in arrivals if _elsewhere(event, move) and (reason := _follows(move, event))]
    order = {"appointment": 0, "founding": 1, "membership": 2}
    return min(soon, key=lambda c: (bounds(c[0])[0] or date.max, order[c[0].event_type], c[0].id), default=None)


def _elsewhere(event: Event, move: Move) -> bool:
    """At another organisation; or as an adviser to the same."""
    if event.event_type == "appointment" and any(ADVISER.search(v.text) for v in event.role("position")):
        return True
    orgs = {v.entity or v.text for v in event.role("org")}
    origin = {v.entity or v.text for e in move.events for v in e.role("org")}
    return bool(origin) and not orgs & origin and (bool(orgs) or event.event_type == "founding")


def _follows(move: Move, event: Event) -> str | None:
    start, end = move.bounds()
    if event.event_type == "membership" and (event.valid_time is None or _former(event)):
        return None  # a post told without a time may as well be one of before
    if event.valid_time and event.valid_time.start and move.time and start:
        first = event.valid_time.end or event.valid_time.start
        if start <= first and event.valid_time.start <= (end or start) + _SOON:
            return f"told by itself: {event.event_type} there soon after"
        return None
    return "told next to it in the same article" if event.valid_time is None and _next_to(move, event) else None


def _next_to(move: Move, event: Event) -> bool:
    return any(
        told.claim.document == other.claim.document and 0 <= other.start - told.end <= _NEXT_TO_IT
        for told in move.tellings
        for other in event.tellings
    )


_FORMER = ("前", "原", "曾", "前任", "former", "ex-")
_FORMERLY = ("前", "原", "曾", "former", "ex-")  # one of these stands in every quote that tells a former post


def _former(event: Event) -> bool:
    """Whether a post is told as one that was held: 前, 原 or 曾 stands right before the organisation or the post."""
    for told in event.tellings:
        quote = told.claim.evidence.quote
        for argument in (*told.claim.values("org"), *told.claim.values("position")):
            at = quote.find(argument.text)
            if at >= 0 and quote[max(0, at - 7) : at].rstrip().lower().endswith(
                (*_FORMER, "曾任", "曾是", "曾在", "曾担任", "曾就职于")
            ):
                return True
    return False


def _came(arrivals: Mapping[str, Sequence[Event]], places: Places) -> Iterator[Flow]:
    """Appointments of people who held a post elsewhere, where no leaving of it is told."""
    for person, told in sorted(arrivals.items()):
        posts = [e for e in told if e.event_type == "membership" and _former(e)]
        for event in (e for e in told if e.event_type == "appointment" and e.role("org")):
            org = {v.entity or v.text for v in event.role("org")}
            post = next((p for p in posts if p.role("org") and not org & {v.entity or v.text for v in p.role("org")}), None)
            if post and _same_article(post, event):
                yield _from_post(places, person, post, event)


def _same_article(post: Event, event: Event) -> bool:
    return any(a.claim.document == b.claim.document for a in post.tellings for b in event.tellings)


def _from_post(places: Places, person: str, post: Event, event: Event) -> Flow:
    who = next(v for v in event.role("person") if v.entity == person)
    sure = rank(event.certainty) <= rank(Certainty.REPORTED)
    move = Move(who, post.role("org")[0], post.role("position"), None, (), sure, (event, post))
    destination = by_event(move, event, "told by itself; the former post is told with it", places)
    return Flow(who, move.org, move.positions, destination, event.valid_time, sure, (event, post))


def _by_time(flow: Flow) -> tuple[bool, date, str, str]:
    start, end = (flow.time.start, flow.time.end) if flow.time else bounds(flow.events[0])
    return (flow.time is None, start or end or date.max, flow.person.text, flow.events[0].id)


def _drawn(found: Sequence[Flow], by: str) -> tuple[tuple[Node, ...], tuple[Link, ...]]:
    nodes: dict[str, Node] = {}
    links: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in found:
        source, target = _ends(flow, by)
        links[nodes.setdefault(source.id, source).id, nodes.setdefault(target.id, target).id].append(flow)
    made = (
        Link(
            source,
            target,
            sum(1 for f in group if f.sure),
            len(group),
            tuple(f.person.text for f in group),
            tuple(e.id for f in group for e in f.events),
        )
        for (source, target), group in links.items()
    )
    return tuple(nodes.values()), tuple(sorted(made, key=lambda k: (-k.low, -k.high, k.source, k.target)))


def _ends(flow: Flow, by: str) -> tuple[Node, Node]:
    origin, destination = flow.origin, flow.destination
    source = Node(f"from:{origin.entity or origin.text}" if origin else "from:", origin.text if origin else None, "from")
    if by == "person":
        source = Node(f"person:{flow.person.entity}", flow.person.text, "from")
    if by != "kind" and destination.org:
        return source, Node(f"to:{destination.org.entity}", destination.org.text, "to")
    return source, Node(f"kind:{destination.kind}", destination.kind.value, "kind")
