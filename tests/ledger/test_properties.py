from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.records.claim import Claim
from shiguan.records.document import (
    Article,
    Document,
    OffsetMap,
    Region,
    RegionKind,
    Repair,
    Script,
    Span,
)
from shiguan.records.entry import Entry
from shiguan.records.time import Precision, ValidTime
from tests.ledger import build
from tests.ledger.build import at, document, ledger

WHOLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MAYBE = st.none() | WHOLE


@st.composite
def times(draw: st.DrawFn) -> ValidTime:
    bounds = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    start, end = (draw(st.none() | st.just(bound)) for bound in bounds)
    return ValidTime(start, end, draw(st.sampled_from(Precision)), draw(WHOLE))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 50))
    return Span(start, start + draw(st.integers(0, 50)))


ARTICLES = st.builds(
    Article,
    content=st.binary(max_size=40),
    received=WHOLE,
    encoding=MAYBE,
    media_type=WHOLE,
    file=WHOLE,
    url=MAYBE,
    publisher=MAYBE,
    published_at=st.none() | times(),
    title=MAYBE,
    # One moment for all: fetching the same bytes again at another time is no new version of the article.
    retrieved_at=st.just(datetime(2024, 5, 1, 8, 30, 0, 1, tzinfo=UTC)),
)
PAIRS = st.tuples(st.integers(0, 60), st.integers(0, 4)).map(lambda p: (p[0], p[0] + p[1]))
DOCUMENTS = st.builds(
    Document,
    article=ARTICLES,
    text=WHOLE,
    offsets=st.lists(PAIRS, max_size=12).map(OffsetMap.from_spans),
    repairs=st.lists(st.builds(Repair, WHOLE, spans(), WHOLE, WHOLE, WHOLE), max_size=4).map(tuple),
    regions=st.lists(st.builds(Region, st.sampled_from(RegionKind), spans()), max_size=4).map(tuple),
    script=st.sampled_from(Script),
    title=MAYBE,
    publisher=MAYBE,
    published_at=st.none() | times(),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_documents_come_back_equal_to_what_was_recorded(homes: list[Document]) -> None:
    book = ledger()
    last: dict[str, Document] = {}
    for hours, home in enumerate(homes):
        book.record(home, [], hours)
        last[home.id] = home
        assert book.reader.document(home.id) == home
    assert book.reader.whole_documents(list(last)) == last


# Two articles, the first with two repairs; four claims a document, of which two share an id and differ in confidence.
HOMES = [document(), document(build.TEXT, "简讯\n" + build.TEXT), document(build.TEXT + "\n完", file="b.txt")]


def _claims(home: Document) -> list[Claim]:
    return [
        build.funding(home),
        build.funding(home, confidence=0.4),
        build.departure(home),
        build.claim(home, "去向未知", event_type="statement", valid_time=ValidTime(None, date(2030, 8, 31), Precision.RANGE)),
    ]


CLAIMS = {home.id: _claims(home) for home in HOMES}


@dataclass(frozen=True, slots=True)
class Step:
    """A reading of ``home`` that finds ``found``, ``pause`` hours after the last; ``correct`` is then retracted or restored."""

    home: int
    found: list[int]
    pause: int
    correct: tuple[int, bool] | None


STEPS = st.builds(
    Step,
    st.integers(0, 2),
    st.lists(st.integers(0, 3), max_size=4),
    st.integers(-1, 2),  # a clock may stand still, or go back
    st.none() | st.tuples(st.integers(0, 3), st.booleans()),
)


class Model:
    """What the ledger should come to, in plain dictionaries."""

    def __init__(self) -> None:
        self.newest: dict[str, Claim] = {}
        self.article: dict[str, str] = {}
        self.standing: set[str] = set()
        self.corrected: set[str] = set()

    def record(self, home: Document, claims: list[Claim]) -> None:
        found: dict[str, Claim] = {}
        for claim in claims:
            found.setdefault(claim.id, claim)
        own = {c for c, article in self.article.items() if article == home.article.id}
        self.standing -= own - set(found) - self.corrected
        for identity, claim in found.items():
            self.article[identity] = home.article.id
            if identity not in self.corrected:
                self.newest[identity] = claim
                self.standing.add(identity)

    def correct(self, identity: str, stands: bool) -> None:
        self.corrected.add(identity)
        (self.standing.add if stands else self.standing.discard)(identity)

    def view(self) -> set[Claim]:
        return {self.newest[identity] for identity in self.standing}


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_any_row_of_readings_comes_to_what_a_plain_model_says_and_leaves_the_past_alone(steps: list[Step]) -> None:
    book, model = ledger(), Model()
    hours, past = 0, dict[int, tuple[object, ...]]()
    for step in steps:
        hours += step.pause
        home = HOMES[step.home]
        claims = [CLAIMS[home.id][n] for n in step.found]
        book.record(home, claims, hours)
        model.record(home, claims)
        if step.correct:
            claim, stands = CLAIMS[home.id][step.correct[0]].id, step.correct[1]
            if claim in model.article:
                (book.writer.restore if stands else book.writer.retract)(claim, "a person said so", book.run, at(hours))
                model.correct(claim, stands)
        assert book.standing() == model.view()
        assert set(book.reader.mentions()) == {m for c in model.view() for m in build.extraction(c).mentions}
        before = book.record(home, claims, hours)
        assert (before.asserted, before.retracted, before.revised) == (0, 0, 0)
        # What the record answered of times before its newest entry, it answers for good.
        newest = max(entry.recorded_at for entry in _log(book)) if _log(book) else at(-99)
        for moment in range(-9, 20):
            if at(moment) < newest:
                view = (book.standing(moment), book.reader.documents(at(moment)), book.reader.mentions(at(moment)))
                assert past.setdefault(moment, view) == view


def _log(book: build.Ledger) -> list[Entry]:
    return [entry for claim in book.reader.claim_ids("c-") for entry in book.reader.entries(claim)]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(3)))
def test_the_standing_claims_do_not_depend_on_the_order_of_articles(order: list[int]) -> None:
    homes = [HOMES[0], HOMES[2], document("别无他事", file="c.txt")]
    book, straight = ledger(), ledger()
    for n in order:
        book.record(homes[n], CLAIMS.get(homes[n].id, [])[1:], 1)
    for home in homes:
        straight.record(home, CLAIMS.get(home.id, [])[1:], 1)
    assert book.reader.claims() == straight.reader.claims()
    assert book.reader.mentions() == straight.reader.mentions()


def test_another_time_of_retrieval_is_no_other_document() -> None:
    book, home = ledger(), document()
    book.record(home, [], 1)
    book.record(replace(home, article=replace(home.article, retrieved_at=at(9))), [], 2)
    assert book.reader.document(home.id) == home
