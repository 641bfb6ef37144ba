"""The present, kept up as papers come in, are read again, corrected and judged, is what the whole record comes to."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.ledger.connection import connect
from shiguan.ledger.present import PresentStore
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.present import keep, past
from shiguan.query.view import View, load
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.views import Entity, Event
from tests.present.reference import worked_out
from tests.query.build import hour, put
from tests.resolve.build import Line, Paper, left, paper

PEOPLE = ("顾南舟", "沈未晞", "陆听澜")
FIRMS = ("云杉医药", "云杉", "蓝鲸航运", "蓝鲸航运有限公司", "Alder Robotics")
WHEN = st.sampled_from((None, "2030", "2030-03", "2030-08", "2030-08-30"))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """A departure, a funding or a metric, in many combinations that meet."""
    org = draw(st.sampled_from(FIRMS))
    certainty = draw(st.sampled_from((Certainty.REPORTED, Certainty.RUMOURED, Certainty.CONFIRMED)))
    more: dict[str, Any] = {"certainty": certainty, "when": draw(WHEN)}
    if draw(st.integers(0, 5)) == 0:
        more |= {"certainty": Certainty.DENIED, "polarity": Polarity.NEGATED}
    match draw(st.integers(0, 5)):
        case 4:  # a name told as text, here or there, is of the one that has it
            product = draw(st.sampled_from(("星图 V2", "星图V2", "云帆")))
            said: dict[str, Any] = {"product": product} if draw(st.booleans()) else {}
            return Line("product_release", {"org": org, **said}, {} if said else {"product": product}, **more)
        case 5:
            return Line("funding", {}, {"org": org}, **more)
        case 0:
            return Line("funding", {"org": org}, {"round": draw(st.sampled_from(("A轮", "B轮", "新一轮")))}, **more)
        case 1:
            return Line("partnership", {"orgs": [org, draw(st.sampled_from(FIRMS))]}, {}, **more)
        case 2:
            return Line("departure", {"person": draw(st.sampled_from(PEOPLE))}, **more)
    return left(draw(st.sampled_from(PEOPLE)), org, more.pop("when"), **more)


@st.composite
def papers(draw: st.DrawFn, number: int) -> Paper:
    """A paper of one to three lines."""
    told = draw(st.lists(lines(), min_size=1, max_size=3))
    return paper(told, f"{number}.txt", draw(st.sampled_from(("2031-02-03", "2030-09-01", None))))


def seen(view: View) -> tuple[object, ...]:
    return _with_mentions(sorted(view.entities.values(), key=lambda e: (e.kind, e.name, e.id)), view.events)


def _with_mentions(entities: Sequence[Entity], events: Sequence[Event]) -> tuple[object, ...]:
    return list(entities), [tuple(e.mentions) for e in entities], list(events)


def assert_whole(reader: Reader) -> None:
    """What is kept is what the record comes to, and, table by table, what is kept when it is made anew."""
    assert seen(load(reader)) == _with_mentions(*worked_out(reader))
    anew = past(reader.connection, datetime.max.replace(tzinfo=UTC))
    try:
        assert kept(PresentStore(reader.connection)) == kept(anew)
    finally:
        anew.close()


def kept(store: PresentStore) -> dict[str, list[tuple[object, ...]]]:
    """The tables, with ids for numbers, which hang on the order of keeping."""
    entity = dict(store.execute("SELECT key, id FROM {entities}"))
    event = dict(store.execute("SELECT key, id FROM {events}"))
    whose = ", ".join(f"{by}_entity, CASE WHEN {by}_entity IS NULL THEN {by}_text END" for by in ("org", "person", "destination"))
    events = store.execute(
        f"""
        SELECT key, happening, event_type, certainty, valid_start, told_end, sources, tellings, alone, place, dated,
            first_day, last_day, named, {whose} FROM {{events}}
        """
    )
    told = store.execute("SELECT event, role, ordinal, entity, CASE WHEN entity IS NULL THEN text END, support FROM {values}")
    named = store.execute("SELECT entity, form, named, also, normal, core FROM {forms}")
    found: dict[str, list[tuple[object, ...]]] = {
        "entities": list(store.execute("SELECT id, kind, name, first, mentions FROM {entities}")),
        "mentions": [(m, v, entity[e]) for m, v, e in store.execute("SELECT mention, version, entity FROM {mentions}")],
        "forms": [(entity[e], *rest) for e, *rest in named],
        "tellings": [(c, v, event[e], s) for c, v, e, s in store.execute("SELECT claim, version, event, source FROM {tellings}")],
        "events": [
            (event[k], event[h], *rest[:12], *(entity.get(x, x) if n % 2 == 0 else x for n, x in enumerate(rest[12:])))
            for k, h, *rest in events
        ],
        "values": [(event[k], role, n, entity.get(e), *rest) for k, role, n, e, *rest in told],
        "texts": [(c, n, entity.get(e)) for c, n, e in store.execute("SELECT claim, name, entity FROM {texts}")],
        "documents": list(store.execute("SELECT document, source FROM {documents}")),
        "keys": list(store.execute("SELECT count(*), claim, step, part FROM {keys} GROUP BY claim, step, part")),
        "chains": list(
            store.execute("SELECT part, fate, reason, settled, undated, day, document, start, claim, events FROM {chains}")
        ),
        "steps": list(
            store.execute(
                """
                SELECT c.part, c.claim, c.events, s.place, s.claim, s.part, s.link, s.differs
                FROM {steps} s JOIN {chains} c ON c.key = s.chain
                """
            )
        ),
    }
    grounds = store.execute("SELECT event, ground, said, open FROM {grounds}")
    found["grounds"] = [(event[e], _with_ids(ground, entity), _with_ids(said, entity), o) for e, ground, said, o in grounds]
    found |= {name: list(store.execute(f"SELECT * FROM {{{name}}}")) for name in ("foretold", "pairs", "facts", "bearing")}
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def _with_ids(ground: str, ids: dict[int, str]) -> str:
    """What of a ground is an entity's number as its id."""
    return "|".join(ids.get(int(part), part) if part.isdecimal() else part for part in ground.split("\x1f"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_it_equals_what_the_whole_record_comes_to_after_every_step(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 5))
    told = [data.draw(papers(n)) for n in range(count)]
    with closing(connect(None)) as connection:
        reader, writer = Reader(connection), Writer(connection)
        keep(connection)
        for number, one in enumerate(told):
            put(connection, [one], since=number)
            assert_whole(reader)
        run = writer.begin_run("by hand", hour(20))
        for step in range(data.draw(st.integers(0, 4))):
            claims = reader.claims()
            number = data.draw(st.integers(-len(claims), len(claims) - 1)) if claims else -1
            if number >= 0:
                writer.retract(claims[number].id, "wrong", run, hour(21 + step))
            else:
                _judge(data, reader, writer, step)
            assert_whole(reader)
        for moment in (hour(0), hour(1), hour(30)):
            then = load(reader, known_at=moment)
            assert seen(then) == _with_mentions(*worked_out(reader, moment))
            then.close()


def _judge(data: st.DataObject, reader: Reader, writer: Writer, step: int) -> None:
    ids = sorted(m.id for m in reader.mentions())
    if len(ids) > 1:
        pair = sorted(data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)))
        verdict = data.draw(st.sampled_from(tuple(Verdict)))
        writer.judge(Judgement(pair[0], pair[1], verdict, 1.0, "by hand", "somebody", hour(21 + step)))


def test_what_is_kept_is_made_anew_when_it_is_of_another_form() -> None:
    with closing(connect(None)) as connection:
        put(connection, [paper([left("顾南舟", "云杉医药")])])
        store = keep(connection)
        store.reached({"form": 0})
        store.execute("DELETE FROM {events}")
        assert_whole(Reader(connection))


@pytest.mark.parametrize("schema", ["past"])
def test_a_past_leaves_nothing_behind(schema: str) -> None:
    with closing(connect(None)) as connection:
        put(connection, [paper([left("顾南舟", "云杉医药")])])
        for _ in range(12):  # more than SQLite attaches at once
            load(Reader(connection), known_at=hour(0)).close()
        assert not [row for row in connection.execute("PRAGMA database_list") if str(row[1]).startswith(schema)]
