"""From what a user calls something to the entity on record."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from shiguan.errors import AmbiguousError, InputError, NotFoundError
from shiguan.ledger.since import Since
from shiguan.query.links import LinkKind, links
from shiguan.query.view import View
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity
from shiguan.resolve.names import core, group_core, normal

if TYPE_CHECKING:
    from opencc import OpenCC

_SUGGESTIONS = 3
_LIKELY_FORMS = 500
_MOST_FITTING = 50
_BETWEEN_NAMES = re.compile(r"\s*[,，、;；]\s*")
_CLEARLY = 2  # named so many times as often
_MOST_GROUPS = 500
_LONGEST = 1000  # characters
# A group's name is explained right after it: the members in parentheses, the last perhaps after 和, more perhaps left out.
_IN_PARENTHESES = r"[”’」』》\"']?\s*[（(]\s*([^（()）]{2,300}?)(?:等[^、，,（()）]{0,4})?\s*[）)]"
_BETWEEN_MEMBERS = re.compile(r"\s*(?:[,，、;；/]|以及|和|与|及)\s*")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def fold(text: str) -> str:
    """The text in simplified script, as documents are read. InputError for half a character, which no text on record has."""
    try:
        return text if text.isascii() else str(_converter().convert(text))
    except UnicodeEncodeError as error:
        raise InputError("this text holds half a character") from error


def check_length(said: str) -> None:
    """InputError for a question, or words to search for, longer than anybody says."""
    if len(said) > _LONGEST:
        raise InputError(f"{len(said)} characters are too many to ask with; {_LONGEST} are understood at once")


def find_entity(view: View, name: str, kinds: tuple[MentionKind, ...] = tuple(MentionKind)) -> Entity:
    """The entity of that name, alias or id (or the beginning of one), of one of the kinds.

    A name goes before an alias, and an alias before the name without its company form. Of an organisation and products of one
    name it is the organisation where they are its products, or where it is named clearly more often (``passed_over`` has the
    others). Raises NotFoundError, with names that look alike, and AmbiguousError, with what it may be.
    """
    fitting = _fitting(view, name, kinds)
    if not fitting:
        raise NotFoundError(f"no one on record is called {name}{_suggestions(view, kinds, normal(fold(name)))}")
    return _only(view, fitting, name)


def like(view: View, text: str, limit: int) -> tuple[Entity, ...]:
    """The entities one of whose forms holds the text: those called so first, then those that begin so, then the most named."""
    asked = normal(fold(text))
    if not asked:
        return ()
    found: dict[int, int] = {}
    for key, form in view.present.forms_holding(asked, _LIKELY_FORMS):
        found[key] = min(found.get(key, 2), 0 if form == asked else 1 if form.startswith(asked) else 2)
    rows = view.store.entity_rows(found)
    best = sorted(found, key=lambda key: (found[key], -rows[key].mentions, rows[key].id))
    return view.entities_at(best[:limit])


def most_named(view: View, limit: int) -> tuple[Entity, ...]:
    """Who and what plays a role in an event, the most named first."""
    keys = {key for kind in MentionKind for key in view.present.most_named(kind, limit)}
    rows = view.store.entity_rows(keys)
    best = sorted(keys, key=lambda key: (-rows[key].mentions, rows[key].id))
    return view.entities_at(list(islice((key for key in best if view.present.events_with([key])), limit)))


def passed_over(view: View, name: str) -> tuple[Entity, ...]:
    """The products of that name, where ``find_entity`` takes it for the organisation's."""
    fitting = _fitting(view, name, tuple(MentionKind))
    meant = _organisation(view, fitting) if len(fitting) > 1 else None
    return tuple(e for e in fitting if e != meant) if meant else ()


def _fitting(view: View, name: str, kinds: tuple[MentionKind, ...]) -> list[Entity]:
    for found in _ways(view, name, kinds):
        fitting = [e for e in view.entities_at(sorted(set(found))) if e.kind in kinds]
        if fitting:
            return fitting
    return []


def _ways(view: View, name: str, kinds: tuple[MentionKind, ...]) -> Iterator[Iterable[int]]:
    """The entities found in each way, the best way first."""
    present, asked = view.present, normal(fold(name))
    if name.startswith("e-"):
        yield present.entities_by_id(name, _MOST_FITTING)
    yield present.entities_named(asked)
    yield present.entities_called(asked)
    known = {view.words.known.get((kind, asked), asked) for kind in kinds}
    yield [key for form in sorted(known) for key in present.entities_called(form)]
    yield present.entities_with_core(core(fold(name), view.words))


def _only(view: View, fitting: list[Entity], name: str) -> Entity:
    """The one that fits; of several groups of one name, the one whose members are known."""
    if len(fitting) == 1:
        return fitting[0]
    listed = [e for e in fitting if e.members]
    if len(listed) == 1 and all(e.kind is MentionKind.GROUP for e in fitting):
        return listed[0]
    meant = _organisation(view, fitting)
    if meant is None:
        raise AmbiguousError(f"{name} may be: {_each(fitting)}")
    return meant


def _organisation(view: View, fitting: list[Entity]) -> Entity | None:
    """The one organisation among products that are its own, or that are clearly less often named."""
    orgs = [e for e in fitting if e.kind is MentionKind.ORG]
    products = [e for e in fitting if e.kind is MentionKind.PRODUCT]
    if len(orgs) != 1 or len(products) != len(fitting) - 1:
        return None
    made = {link.other.id for link in links(view, orgs[0]) if link.kind is LinkKind.MAKER_OF}
    less = {e.id for e in products if len(orgs[0].mentions) >= _CLEARLY * len(e.mentions)}
    return orgs[0] if {e.id for e in products} <= made | less else None


def _each(entities: Iterable[Entity]) -> str:
    return "; ".join(f"{e.id} {e.kind} {e.name}, named {len(e.mentions)}×" for e in sorted(entities, key=lambda e: e.id))


def _suggestions(view: View, kinds: tuple[MentionKind, ...], asked: str) -> str:
    """``; did you mean …`` with the names that share most with what was asked; nothing when none comes near."""
    rows = view.present.forms_like(asked, _LIKELY_FORMS) if asked else []
    entities = view.store.entity_rows({key for key, _ in rows})
    names: dict[str, set[str]] = defaultdict(set)
    for key, form in rows:
        if entities[key].kind in kinds:
            names[form].add(entities[key].name)
    inside = sorted((form for form in names if form in asked or asked in form), key=lambda f: (-len(f), f))
    close = [*inside, *difflib.get_close_matches(asked, sorted(names), n=_SUGGESTIONS, cutoff=0.5)]
    found = list(dict.fromkeys(name for form in close for name in sorted(names[form])))[:_SUGGESTIONS]
    return f"; did you mean {', '.join(found)}?" if found else ""


def members(view: View, group: str) -> frozenset[str]:
    """Entity ids that a question about ``group`` is about.

    ``group`` is a group's name or alias, an organisation (itself), or several of these with commas between. A group's members
    are those that the user's names list; else those that the record lists for it, or for a group that is called the same but for
    the trade before it; else those that stand in parentheses after its name. Raises NotFoundError, AmbiguousError; InputError
    for a group of unknown members.
    """
    parts = [p for p in _BETWEEN_NAMES.split(group.strip()) if p]
    if not parts:
        raise InputError("name a group, or organisations with commas between")
    return frozenset().union(*(_one_group(view, part) for part in parts))


def with_members(view: View, entity: Entity) -> frozenset[str]:
    """The ids of the entity and, of a group, of those of its members that are known: the user's names go before documents."""
    if entity.kind is not MentionKind.GROUP:
        return frozenset({entity.id})
    listed = by_user(view, entity)
    known = [e.id for e in (_known(view, member) for member in listed) if e]
    return frozenset({entity.id, *(known if listed else entity.members or _in_parentheses(view, [entity]))})


def by_user(view: View, group: Entity) -> tuple[str, ...]:
    """The members that the user's names list for a group; none where they do not."""
    return next((m for form in (group.name, *group.aliases) if (m := view.words.members.get(normal(form)))), ())


def _one_group(view: View, name: str) -> frozenset[str]:
    listed = view.words.members.get(normal(fold(name)))
    if listed:
        return frozenset(e.id for e in (_known(view, member) for member in listed) if e)
    groups = _fitting(view, name, (MentionKind.GROUP,))
    orgs = [] if groups else _fitting(view, name, (MentionKind.ORG,))
    if orgs:
        return frozenset({_only(view, orgs, name).id})
    alike = _called_alike(view, [name, *(form for e in groups for form in (e.name, *e.aliases))])
    if not groups and not alike:
        return frozenset({find_entity(view, name, (MentionKind.ORG, MentionKind.GROUP)).id})
    for candidates in (groups, alike):
        known = [e for e in candidates if e.members]
        if len({e.members for e in known}) > 1:
            raise AmbiguousError(f"{name} may be: {_each(known)}")
        if known:
            return frozenset(known[0].members)
    told = _in_parentheses(view, [*groups, *alike])
    if not told:
        raise InputError(f"no document on record lists the members of {(groups or alike)[0].name}; name them with commas between")
    return told


def _called_alike(view: View, forms: Iterable[str]) -> list[Entity]:
    """The groups that are called the same but for the words for a trade before it, where these are no other trade's."""
    asked = {group_core(fold(form), view.words) for form in forms}

    def same(form: str) -> bool:
        rest, trades = group_core(form, view.words)
        return any(rest == own and (not trades or not mine or trades & mine) for own, mine in asked)

    groups = view.entities_at(view.present.most_named(MentionKind.GROUP, _MOST_GROUPS))
    return [e for e in groups if any(same(form) for form in (e.name, *e.aliases))]


def _in_parentheses(view: View, groups: Iterable[Entity]) -> frozenset[str]:
    """The organisations on record that stand in parentheses after a group's name, in at least half of the places."""
    lists = [listed for _, listed in in_parentheses(view, groups)]
    named = Counter(member for listed in lists for member in listed)
    return frozenset(member for member, count in named.items() if 2 * count >= len(lists))


def in_parentheses(view: View, groups: Iterable[Entity]) -> Iterator[tuple[str, frozenset[str]]]:
    """The organisations in each list in parentheses after a group's name, and the document it stands in."""
    for group in groups:
        versions = view.store.versions_of(group.mentions)
        mentions = Since(view.record.connection, view.known_at).mentions(set(versions.values()))
        forms = "|".join(re.escape(form) for form in sorted((group.name, *group.aliases), key=len, reverse=True))
        for document in sorted({m.evidence.document for m in mentions.values()}):
            for found in re.finditer(f"(?:{forms}){_IN_PARENTHESES}", view.documents[document].text):
                parts = [p for p in _BETWEEN_MEMBERS.split(found[1]) if p]
                known = frozenset(e.id for e in (_known(view, part) for part in parts) if e)
                if len(known) > 1 and 2 * len(known) >= len(parts):
                    yield document, known


def _known(view: View, name: str) -> Entity | None:
    """A member of a list; None while no document names it."""
    try:
        return find_entity(view, name, (MentionKind.ORG,))
    except NotFoundError:
        return None
