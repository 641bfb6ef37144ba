"""People and posts told differently: titles, names, who founded, who holds a post, when somebody left, who stayed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from shiguan.records.claim import Polarity
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import alike
from shiguan.resolve.conflicts.grounds import Ground, Whose, ground, near
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity, Side
from shiguan.resolve.conflicts.sides import (
    FIRM,
    Said,
    affirmed,
    apart,
    conflict,
    documents,
    first_player,
    named,
    negated,
    players,
    published_apart,
    side,
    sides,
    texts,
)
from shiguan.resolve.names import normal

_POSTS_OF = ("departure", "membership", "appointment")
_YEAR_DAYS = 366
_POST_DAYS = 400  # a post told of two people within about a year is worth asking about
_BETWEEN_POSTS = re.compile(r"[、，,/;；]|以及|兼任|兼|和|及(?!其)")
_ASIDE = re.compile(r"[(（][^)）]*[)）]?")
_FORMER = re.compile(r"^(?:前任|前|原|时任|曾任)")
_IS_FORMER = re.compile(
    r"前任|曾任|曾是|曾担任|历任|时任|卸任|不再担任|(?<![之以目当此年月日])前(?=[^后往来沿景所两三几\d])|原(?=[^来本因则始创])"
)
# One post has one holder: chiefs, chairs, and the head of a named part.
_ALONE = re.compile(
    r"(?:ceo|cto|cfo|coo|cmo|cio|首席[一-鿿]{1,4}官|董事长|总经理|行长|校长|院长|总编辑|.{2,}负责人|.{2,}总裁)$", re.I
)
_SHARED = re.compile(r"联合|联席|联创|合伙|副|执行|轮值|代理|各|区域|资深|高级|创始")
_SYNONYMS = (
    (re.compile(r"首席执行官"), "ceo"),
    (re.compile(r"首席财务官|财务总监"), "cfo"),
    (re.compile(r"首席技术官"), "cto"),
    (re.compile(r"首席运营官"), "coo"),
    (re.compile(r"首席营销官|首席市场官"), "cmo"),
    (re.compile(r"联创|共同创始人"), "联合创始人"),
    (re.compile(r"副总(?!裁|经理|监)"), "副总裁"),
)
_FOUNDED = re.compile(r"创[立办建](?![人者])|成立|发起(?!人)|缔造(?!者)|founded", re.I)
_OTHER_POST = re.compile(r"转任|转岗|改任|调任|转而担任|改为|改做|转为|留任|出任.{0,6}顾问|担任.{0,8}顾问")
_NEW_POST = re.compile(r"转|改任|调任|改为|改做|升|晋|接任|接替|接棒")
_NO_POST = re.compile(r"旧部|老人|元老|旧将|老将|老兵|同事|校友|大牛")
_LEAST_SPELT = 3  # characters: two-character names that differ by one are two names


def titles(known: Known) -> Iterator[Conflict]:
    """Several titles of one person at one organisation, no document telling them all."""
    by_post: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for event in known.of(*_POSTS_OF):
        for told in (
            t for t in affirmed(event) if event.event_type != "appointment" or not _NEW_POST.search(t.claim.evidence.quote)
        ):
            posts = tuple(p for p in texts(told, "position") if _posts(p))
            for person in named(told, "person", known) if posts else ():
                for org in named(told, "org", known)[:1]:
                    by_post[person.id, org.id].append(Said("、".join(posts), event, told))
    for (person_id, _), said in sorted(by_post.items()):
        found = sides(said, lambda a, b: _posts(a.value) == _posts(b.value))
        if len(found) > 1 and len(documents(found)) > 1 and _un_nested(found):
            yield conflict(ConflictKind.TITLE, Severity.COMPATIBLE, known.entities.get(person_id), found, Cause.TITLES)


@lru_cache(maxsize=10_000)
def _posts(text: str) -> frozenset[str]:
    """The posts in a title, in normal form: 财务总监、合伙人 are two."""
    parts = (_FORMER.sub("", part.strip()) for part in _BETWEEN_POSTS.split(_ASIDE.sub("", text)))
    found = set()
    for part in parts:
        plain = normal(part)
        for pattern, word in _SYNONYMS:
            plain = pattern.sub(word, plain)
        if len(plain) > 1 and not _NO_POST.search(plain):
            found.add(plain)
    return frozenset(found)


def _un_nested(found: Sequence[Side]) -> bool:
    """Whether two documents each tell a post that the other does not."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for telling in one.tellings:
            told[telling.claim.document] |= {p for text in texts(telling, "position") for p in _posts(text)}
    sets = list(told.values())
    return any(_more(a, b) and _more(b, a) for i, a in enumerate(sets) for b in sets[i + 1 :])


def _more(mine: set[str], yours: set[str]) -> bool:
    return any(not any(_one_post(p, q) for q in yours) for p in mine)


def _one_post(left: str, right: str) -> bool:
    """Whether two posts are one: within each other, or six in ten of their character pairs shared."""
    mine, yours = ({p[i : i + 2] for i in range(len(p) - 1)} for p in (left, right))
    return left in right or right in left or 10 * 2 * len(mine & yours) >= 6 * (len(mine) + len(yours))


def spellings(known: Known) -> Iterator[Conflict]:
    """Two names that differ by one character, of one post at one organisation."""
    by_org: dict[tuple[str, str], list[tuple[str, Said]]] = defaultdict(list)
    for event in known.of(*_POSTS_OF):
        for told in affirmed(event):
            posts = texts(told, "position")
            for argument in told.claim.values("person") if posts else ():
                for employer in named(told, "org", known)[:1]:
                    by_org[event.event_type, employer.id].append((posts[0], Said(argument.text, event, told)))
    for (_, org), said in sorted(by_org.items()):
        pairs = [(a, b) for (p, a), (q, b) in _like(said) if _misspelt(a.value, b.value) and alike(p, q)]
        for names in sorted({tuple(sorted((a.value, b.value))) for a, b in pairs}):
            both = [one for pair in pairs for one in pair if one.value in names]
            found = sides(both, lambda a, b: a.value == b.value)
            yield conflict(ConflictKind.NAME, Severity.TENSION, known.entities.get(org), found, Cause.SPELLING)


def _like(said: Sequence[tuple[str, Said]]) -> Iterator[tuple[tuple[str, Said], tuple[str, Said]]]:
    """The pairs whose names may differ in one character, in their order; each has a post before it."""
    alike_to: dict[str, list[int]] = defaultdict(list)
    for i, (_, one) in enumerate(said):
        for like in _likenesses(one.value):
            alike_to[like].append(i)
    pairs = {(i, k) for places in alike_to.values() for i, k in combinations(places, 2) if said[i][1].value != said[k][1].value}
    yield from ((said[i], said[k]) for i, k in sorted(pairs))


def _misspelt(left: str, right: str) -> bool:
    if len(left) != len(right) or len(left) < _LEAST_SPELT or left.isascii() or left[0] != right[0]:
        return False
    return sum(a != b for a, b in zip(left, right, strict=True)) == 1


def founders(known: Known) -> Iterator[Conflict]:
    """One organisation told to be founded by different people; who is only called a founder leaves others room."""
    by_org: dict[str, list[tuple[Entity, Event, Told]]] = defaultdict(list)
    for event in known.of("founding"):
        for told in (t for t in affirmed(event) if _FOUNDED.search(t.claim.evidence.quote)):
            for org in named(told, "org", known):
                by_org[org.id] += [(person, event, told) for person in named(told, "person", known)]
    for org_id, told_of in sorted(by_org.items()):
        sets: dict[str, set[str]] = defaultdict(set)
        for person, _, told in told_of:
            sets[told.claim.document].add(person.name)
        said = [Said("、".join(sorted(sets[t.claim.document])), event, t) for _, event, t in told_of]
        found = sides(said, lambda a, b: a.value == b.value)
        if len(found) > 1:
            groups = sorted(sets.values(), key=len)
            nested = all(a <= b for i, a in enumerate(groups) for b in groups[i + 1 :])
            severity, cause = (Severity.COMPATIBLE, Cause.MORE_NAMED) if nested else (Severity.TENSION, Cause.UNEXPLAINED)
            yield conflict(ConflictKind.FOUNDERS, severity, known.entities.get(org_id), found, cause)


def holders(known: Known) -> Iterator[Conflict]:
    """Two people told to hold one post of one organisation at about one time."""
    by_post: dict[tuple[str, str], list[tuple[Entity, Said]]] = defaultdict(list)
    for event in known.of("membership", "appointment"):
        for told in affirmed(event):
            if told.claim.certainty not in FIRM or _IS_FORMER.search(told.claim.evidence.quote):
                continue
            posts = {p for text in texts(told, "position") for p in _posts(text) if _ALONE.fullmatch(p) and not _SHARED.search(p)}
            people = named(told, "person", known)
            for org in named(told, "org", known)[:1]:
                for post in posts:
                    by_post[org.id, post] += [(p, Said(p.name, event, told)) for p in people[:1]]
    for (org_id, _), holding in sorted(by_post.items()):
        close = [(p, s) for p, s in holding if any(p.id != q.id and _meet(s.told, r.told) for q, r in holding)]
        found = sides([s for _, s in close], lambda a, b: a.value == b.value)
        if len(found) > 1 and len(documents(found)) > 1:  # within one document a successor is told as such
            yield conflict(ConflictKind.POST, *_succession(found, known.entities.get(org_id)))


def _meet(left: Told, right: Told) -> bool:
    gap = published_apart(left, right)
    return gap is not None and gap <= _POST_DAYS


def _succession(found: tuple[Side, ...], org: Entity | None) -> tuple[Severity, Entity | None, tuple[Side, ...], Cause]:
    """Told months apart, one may have followed the other."""
    gap = published_apart(found[0].tellings[0], found[-1].tellings[0]) or 0
    return (Severity.TENSION, org, found, Cause.LATER) if gap else (Severity.CONTRADICTION, org, found, Cause.UNEXPLAINED)


def twice(known: Known) -> Iterator[Conflict]:
    """One person who leaves (or joins, or founds) one organisation at two times; told to stay and told to leave."""
    by_person: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in known.of("departure", "appointment", "founding"):
        for person in players(event, known, "person")[:1]:
            for org in players(event, known, "org")[:1]:
                by_person[event.event_type, person.id, org.id].append(event)
    for (event_type, person_id, _), events in sorted(by_person.items()):
        happened = [e for e in events if e.polarity is Polarity.AFFIRMED]
        not_so = [e for e in events if e.polarity is Polarity.NEGATED]
        who = known.entities.get(person_id)
        if happened and not_so:
            said = [(e, t) for e in not_so for t in negated(e)]
            no = side([Said("≠ " + event_type, e, t) for e, t in said])
            yes = side([Said(event_type, e, t) for e in happened for t in affirmed(e)])
            cause = Cause.BORNE_OUT if yes.published > no.published else Cause.DENIED
            severity = Severity.TENSION if cause is Cause.BORNE_OUT else Severity.CONTRADICTION
            yield conflict(ConflictKind.DENIAL, severity, who, [no, yes], cause)
        yield from _at_two_times(event_type, happened, known.entities.get(person_id))


def _at_two_times(event_type: str, events: Sequence[Event], who: Entity | None) -> Iterator[Conflict]:
    """Times within a year of each other that do not meet; further apart somebody came back, but a firm is founded once."""
    said = [Said(t.claim.valid_time.when, e, t) for e in events for t in affirmed(e) if t.claim.valid_time]
    near = [s for s in said if any(_clash(s, o, once=event_type == "founding") for o in said)]
    found = sides(near, lambda a, b: not apart(a.told.claim.valid_time, b.told.claim.valid_time))
    if len(found) > 1 and len({s.event for s in found}) > 1:
        severity = Severity.TENSION if len(documents(found)) > 1 else Severity.COMPATIBLE
        yield conflict(ConflictKind.TIME, severity, who, found, Cause.ANNOUNCED)


def _clash(left: Said, right: Said, *, once: bool) -> bool:
    """Whether the two times of one deed do not meet: of one post, where both name one."""
    gap = apart(left.told.claim.valid_time, right.told.claim.valid_time)
    posts = [{p for text in texts(s.told, "position") for p in _posts(text)} for s in (left, right)]
    same = not all(posts) or any(_one_post(p, q) for p in posts[0] for q in posts[1])
    return bool(gap) and gap is not None and (once or (gap <= _YEAR_DAYS and (same or left.event.event_type == "departure")))


def posts_only(known: Known) -> Iterator[Conflict]:
    """Somebody who is told to have left, and to have taken another post of the same organisation at that time or after."""
    gone: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in known.of("departure"):
        if event.polarity is Polarity.AFFIRMED:
            for person in players(event, known, "person")[:1]:
                for org in players(event, known, "org")[:1]:
                    gone[person.id, org.id].append(event)
    for event in known.of("appointment", "membership"):
        told = [t for t in affirmed(event) if _OTHER_POST.search(t.claim.evidence.quote) and texts(t, "position")]
        for person in players(event, known, "person")[:1] if told else ():
            for org in players(event, known, "org")[:1]:
                left = gone[person.id, org.id]
                if left:
                    took = side([Said("、".join(texts(t, "position")), event, t) for t in told])
                    went = side([Said("departure", e, t) for e in left for t in affirmed(e)])
                    severity = Severity.TENSION if len(documents([went, took])) > 1 else Severity.COMPATIBLE
                    yield conflict(ConflictKind.EXTENT, severity, person, [went, took], Cause.POST_ONLY)


def grounds(event: Event, whose: Whose) -> Iterator[Ground]:
    """Where the rules above look: a person's posts, names like each other, founders, holders of a post, leavings and stays."""
    for told in affirmed(event):
        people, orgs = whose(told, "person"), whose(told, "org")
        if event.event_type in _POSTS_OF:
            yield from _of_posts(event.event_type, told, people, orgs[:1])
        if event.event_type == "founding" and _FOUNDED.search(told.claim.evidence.quote):
            yield from (ground("founders", org, said=person) for org in orgs for person in people)
    person, org = first_player(event, "person"), first_player(event, "org")
    if person and org:
        yield from _of_moves(event, person, org)


def _of_posts(event_type: str, told: Told, people: Sequence[str], orgs: Sequence[str]) -> Iterator[Ground]:
    quote, positions = told.claim.evidence.quote, texts(told, "position")
    titled = sorted({post for text in positions for post in _posts(text)})
    called = sorted(_posts("、".join(text for text in positions if _posts(text))))
    for org in orgs:
        if event_type != "appointment" or not _NEW_POST.search(quote):
            yield from (ground("titles", person, org, said=called) for person in people if titled)
        names = [a.text for a in told.claim.values("person")] if positions else []
        for name in names:
            yield from (ground("spellings", event_type, org, like, said=name) for like in _likenesses(name))
        if event_type != "departure" and told.claim.certainty in FIRM and not _IS_FORMER.search(quote):
            for post in (p for p in titled if _ALONE.fullmatch(p) and not _SHARED.search(p)):
                for person in people[:1]:
                    yield from near("holders", org, post, said=person, time=told.published_at, days=_POST_DAYS)


def _likenesses(name: str) -> Iterator[str]:
    """What a name shares with each that differs from it in one character after the first."""
    if len(name) >= _LEAST_SPELT:
        yield from (f"{name[:i]}*{name[i + 1 :]}" for i in range(1, len(name)))


def _of_moves(event: Event, person: str, org: str) -> Iterator[Ground]:
    gone = event.event_type == "departure" and event.polarity is Polarity.AFFIRMED
    took = event.event_type in ("appointment", "membership") and any(
        _OTHER_POST.search(t.claim.evidence.quote) and texts(t, "position") for t in affirmed(event)
    )
    if gone or took:
        yield ground("posts_only", person, org, said=gone)
    if event.event_type in ("departure", "appointment", "founding"):
        times = [t.claim.valid_time.when for t in affirmed(event) if t.claim.valid_time]
        for said in times if event.polarity is Polarity.AFFIRMED and times else [event.polarity]:
            yield ground("twice", event.event_type, person, org, said=said)
