"""How far the record of planted documents is from the truth they were planted with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from shiguan.query.tally import TallyQuestion, tally
from shiguan.query.view import View
from shiguan.records.views import Event, Tally
from shiguan.resolve.sources import DocumentText
from tests.planted.record import Corpus
from tests.resolve.shelf import independent

TYPES = ("departure", "appointment", "funding", "product_release", "layoff", "metric")
_Counts = dict[tuple[str, str, str | None], tuple[int, int]]


@dataclass(frozen=True)
class Report:
    """Figures of one corpus; ``wrong`` says in words what is wrong.

    Errors are how far the counts, low and high, are from the truth, over all types and organisations, or types and months.
    Pairs are of mentions: ``together`` of one entity in truth, ``missed`` those of them in different entities, ``false``
    those in one entity and not one in truth, ``namesakes`` those of them that bear one name.
    """

    documents: int
    happenings: int
    events: int
    tally_error: int
    month_error: int
    together: int
    missed: int
    false: int
    namesakes: int
    sources_wrong: int
    wrong: tuple[str, ...]

    @property
    def over_count(self) -> float:
        """Events found for each true happening."""
        return self.events / self.happenings

    @property
    def missed_share(self) -> float:
        """The share of the pairs that belong together and are not."""
        return self.missed / max(1, self.together)


def measure(corpus: Corpus, view: View) -> Report:
    """Everything at once."""
    who, truth = corpus.who, corpus.truth
    wanted, found = _wanted(corpus), _found(view, who)
    wrong = [f"{key}: {found[key]} for {wanted[key]}" for key in sorted({*wanted, *found}, key=str) if wanted[key] != found[key]]
    events = {e.id for e in view.events if e.event_type in TYPES}
    told = {truth[t.claim.id] for e in view.events if e.event_type in TYPES for t in e.tellings}
    wrong += list(_split(view, truth))
    together, missed, false, namesakes = _pairs(view, who)
    sources = list(_sources(corpus, view))
    return Report(
        documents=len(corpus.printed),
        happenings=len(told),
        events=len(events),
        tally_error=_error(wanted, found, "org"),
        month_error=_error(wanted, found, "month"),
        together=together,
        missed=missed,
        false=false,
        namesakes=namesakes,
        sources_wrong=len(sources),
        wrong=(*wrong, *sources),
    )


def _wanted(corpus: Corpus) -> _Counts:
    """By type and organisation, and by type and month: the true counts, low and high."""
    counts: _Counts = defaultdict(lambda: (0, 0))
    for h in corpus.world.happenings:
        month = h.month if h.low and not h.undated else None
        for key in ((h.event_type, "month", month), (h.event_type, "org", h.org.key)):
            low, high = counts[key]
            counts[key] = (low + h.low, high + h.high)
    return counts


def _found(view: View, who: Mapping[str, str]) -> _Counts:
    """The same, as tallied."""
    mostly = {e.id: Counter(who[m] for m in e.mentions).most_common(1)[0][0] for e in view.entities.values()}
    counts: _Counts = defaultdict(lambda: (0, 0))
    for event_type in TYPES:
        for row in tally(view, TallyQuestion(event_type, "month")).rows:
            counts[event_type, "month", row.key] = (row.low, row.high)
        for event, sure in _counted(tally(view, TallyQuestion(event_type, "org"))):
            org = next((v.entity for role in ("org", "subject") for v in event.role(role)), None)
            key = (event_type, "org", mostly.get(org or ""))
            low, high = counts[key]
            counts[key] = (low + sure, high + 1)
    return counts


def _error(wanted: _Counts, found: _Counts, by: str) -> int:
    keys = {key for key in (*wanted, *found) if key[1] == by}
    return sum(abs(a - b) for key in keys for a, b in zip(wanted[key], found[key], strict=True))


def _counted(counted: Tally) -> Iterable[tuple[Event, bool]]:
    """The events of a tally by organisation and whether each is in the low count."""
    for row in counted.rows:
        yield from ((event, bool(row.low == row.high or event.certainty in ("reported", "confirmed"))) for event in row.events)


def _split(view: View, truth: Mapping[str, int]) -> Iterable[str]:
    by_happening: dict[int, list[Event]] = defaultdict(list)
    for event in view.events:
        numbers = {truth[t.claim.id] for t in event.tellings}
        if len(numbers) > 1:
            yield f"one event of {sorted(numbers)}"
        for number in numbers - {-2}:
            by_happening[number].append(event)
    for number, events in sorted(by_happening.items()):
        if len(events) > 1:
            told = "; ".join(_gist(e) for e in events)
            yield f"happening {number} is {len(events)} events: {told}"


def _gist(event: Event) -> str:
    told = [f"{name}={'/'.join(v.text + str(v.entity)[:6] for v in values)}" for name, values in event.roles]
    return f"{event.certainty} {event.valid_time.when if event.valid_time else None} {' '.join(told)} ×{len(event.tellings)}"


def _pairs(view: View, who: Mapping[str, str]) -> tuple[int, int, int, int]:
    """Pairs of mentions: of one truth; of these apart; not of one truth and yet together; of these with one name."""
    sizes = Counter(who[m] for e in view.entities.values() for m in e.mentions)
    together = sum(n * (n - 1) // 2 for n in sizes.values())
    kept = false = namesakes = 0
    for entity in view.entities.values():
        inside = Counter(who[m] for m in entity.mentions)
        kept += sum(n * (n - 1) // 2 for n in inside.values())
        for left, right in combinations(sorted(inside), 2):
            false += inside[left] * inside[right]
            namesakes += inside[left] * inside[right] if left[:-1] == right[:-1] and left[0] == "N" else 0
    return together, together - kept, false, namesakes


def source_texts(corpus: Corpus) -> list[DocumentText]:
    """The documents as sources are found in them."""
    return [
        DocumentText(
            p.paper.document.id,
            p.paper.document.text,
            p.paper.document.publisher,
            tuple(form for m in p.paper.mentions for form in (m.name, *m.aliases)),
        )
        for p in corpus.printed
    ]


def _sources(corpus: Corpus, view: View) -> Iterable[str]:
    """What is wrong with the sources: documents of one article kept apart, of two taken for one, events with a wrong number."""
    origin = {p.paper.document.id: p.draft.origin for p in corpus.printed}
    number = {p.paper.document.id: p.draft.number for p in corpus.printed}
    origins: dict[str, set[int]] = defaultdict(set)
    parts: dict[int, dict[str, int]] = defaultdict(dict)
    for document, key in independent(source_texts(corpus)).items():
        origins[key].add(origin[document])
        parts[origin[document]][key] = number[document]
    yield from (f"taken for one source: {sorted(several)}" for several in origins.values() if len(several) > 1)
    yield from (f"one source kept apart: {article}, {sorted(p.values())}" for article, p in parts.items() if len(p) > 1)
    quoting = {p.paper.document.id: p.draft.quotes for p in corpus.printed}
    truth = corpus.truth
    for event in view.events:
        own = {origin[t.claim.document] for t in event.tellings if truth[t.claim.id] not in quoting[t.claim.document]}
        if own and event.sources != len(own):
            yield f"{event.sources} sources for {len(own)}: {event.event_type} {next(truth[t.claim.id] for t in event.tellings)}"
