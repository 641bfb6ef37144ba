"""Claimed totals beside the record, and where people went, as lines with the sentence or the place each rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.counts import Count
from shiguan.query.flows import Flow, Flows, Link, Node
from shiguan.query.reconcile import Line, Named, Reconciliation, Remainder
from shiguan.records.document import Document
from shiguan.records.views import Event, Exclusion, RoleValue

_INDENT = 2
_EXAMPLES = 3
_BAR = "█"
_UNSURE_BAR = "░"
_WIDEST_BAR = 24


def reconcile(messages: Messages, answer: Reconciliation, documents: Mapping[str, Document]) -> RenderableType:
    """A table of the totals; under each organisation the sentence that claims and those on record; what follows of the sums."""
    title = messages("reconcile.title", type=messages.event(answer.event_type))
    if not answer.lines:
        return Group(Text(title, style="bold"), Text(messages("nothing")), *_unused(messages, answer.excluded, documents))
    parts: list[RenderableType] = [Text(title, style="bold"), _totals(messages, answer.lines), Text()]
    for line in answer.lines:
        parts += [*_line(messages, answer.lines, line, documents), Text()]
    if answer.remainders:
        parts.append(Text(messages("reconcile.sums"), style="bold"))
        parts += [Padding(_remainder(messages, answer.lines, r), (0, 0, 0, _INDENT)) for r in answer.remainders]
    return Group(*parts, *_unused(messages, answer.excluded, documents))


def _totals(messages: Messages, lines: Sequence[Line]) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for key in ("whose", "claimed", "named", "unnamed"):
        table.add_column(messages(f"reconcile.{key}"), overflow="fold")
    for line in lines:
        table.add_row(
            _depth(messages, lines, line), _claimed(messages, line.claimed), _on_record(messages, line), _gap(messages, line)
        )
    return table


def _depth(messages: Messages, lines: Sequence[Line], line: Line) -> Text:
    own = line.within is not None and lines[line.within].whose == line.whose
    return Text.assemble((messages("reconcile.of_them"), "dim") if own else "", (line.subject, "" if own else "bold"))


def _number(messages: Messages, low: int, high: int | None) -> str:
    if high is None:
        return messages("reconcile.at_least", count=low)
    return messages("reconcile.exactly", count=low) if low == high else messages("reconcile.between", low=low, high=high)


def _claimed(messages: Messages, count: Count | None) -> Text:
    if count is None:
        return Text(messages("reconcile.none_claimed"), style="dim")
    number = _number(messages, count.low, count.high)
    return Text.assemble((number, "bold"), " ", count.what, "\n", (_period(messages, count.start, count.end), "dim"))


def _period(messages: Messages, start: date | None, end: date | None) -> str:
    first, last = (day.isoformat() if day else "…" for day in (start, end))
    return f"{first} – {last}" if start or end else messages("reconcile.open")


def _on_record(messages: Messages, line: Line) -> str:
    doubted = len(line.named) - line.firm
    return messages("reconcile.and_perhaps", firm=line.firm, doubted=doubted) if doubted else str(line.firm)


def _gap(messages: Messages, line: Line) -> Text:
    if line.claimed is None or line.unnamed is None:
        return Text(values.NONE, style="dim")
    if line.over:
        return Text(messages("reconcile.over", count=line.over), style="red")
    least = _number(messages, line.unnamed, None if line.claimed.high is None and line.unnamed else line.unnamed)
    if line.unnamed_firm != line.unnamed:
        return Text(messages("reconcile.up_to", least=least, firm=line.unnamed_firm), style="yellow")
    return Text(least, style="yellow" if line.unnamed else "green")


def _line(messages: Messages, lines: Sequence[Line], line: Line, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    heading = _depth(messages, lines, line)
    if line.claimed:
        heading = Text.assemble(
            heading, "  ", _number(messages, line.claimed.low, line.claimed.high), f" {line.claimed.what}".rstrip()
        )
    yield heading
    for told in line.claimed.tellings[:1] if line.claimed else ():
        yield Padding(values.sentence(told, documents), (0, 0, 0, _INDENT))
    if line.claimed and not line.claimed.tellings:
        yield Padding(Text(messages("reconcile.by_hand"), style="dim"), (0, 0, 0, _INDENT))
    if line.claimed and line.claimed.note:
        yield Padding(Text(messages.reason(line.claimed.note), style="dim"), (0, 0, 0, _INDENT))
    if len(line.whose) > 1 or heading.plain.startswith(messages("reconcile.of_them")):
        yield from _in_few_words(messages, line)
    else:
        named = (*line.named, *line.beside)
        nobody = Text(f"{messages('reconcile.named')}  {messages('reconcile.nobody')}", style="dim")
        yield Padding(_people(messages, named) if named else nobody, (0, 0, 0, _INDENT))


def _in_few_words(messages: Messages, line: Line) -> Iterator[RenderableType]:
    """Names alone: each of them stands with all that is told under the organisation."""
    for label, style, named in (
        ("reconcile.named", "", [n for n in line.named if not n.doubts]),
        ("reconcile.doubted", "yellow", [n for n in line.named if n.doubts]),
        ("reconcile.beside", "dim", line.beside),
    ):
        if named:
            names = "、".join(dict.fromkeys(n.name for n in named))
            yield Padding(Text.assemble((f"{messages(label)} {len(named)}  ", "dim"), (names, style)), (0, 0, 0, _INDENT))


def _people(messages: Messages, named: Sequence[Named]) -> RenderableType:
    parts: list[RenderableType] = []
    for one in named:
        line = Text.assemble((one.name, "bold"), "  ", _posts(one.positions), "  ", _when(one))
        if one.went_to:
            line.append("  → " + "、".join(dict.fromkeys(v.text for v in one.went_to)))
        parts.append(line)
        said = "；".join(messages.reason(reason) for reason in (*one.doubts, *one.notes))
        if said:
            parts.append(Padding(Text(said, style="yellow" if one.doubts else "dim"), (0, 0, 0, _INDENT)))
        parts.append(Padding(_cited([*one.events, *([one.arrival] if one.arrival else [])]), (0, 0, 0, _INDENT)))
    return Group(*parts)


def _posts(positions: Sequence[RoleValue]) -> str:
    return "、".join(p.text for p in positions) or values.NONE


def _when(one: Named) -> Text:
    others = [d.time.when for d in one.times if one.time and d.time.when != one.time.when]
    return Text(values.when(one.time) + (f"（{'、'.join(others)}）" if others else ""), style="" if one.time else "dim")


def _cited(events: Sequence[Event]) -> Text:
    """In which files it is told, each with the beginning of an id to ask ``explain`` about."""
    cited = {t.file: values.cite(t, event.id) for event in events for t in event.tellings}
    return Text("\n").join(cited.values())


def _remainder(messages: Messages, lines: Sequence[Line], rest: Remainder) -> Text:
    totals = [lines[i].claimed for i in (rest.of, *rest.parts)]
    total, *parts = (_number(messages, c.low, c.high) for c in totals if c)
    if not rest.orgs and totals[1]:
        parts = [f"{parts[0]}（{_period(messages, totals[1].start, totals[1].end)}）"]
    named = [*rest.named, *(f"{name}?" for name in rest.perhaps)]
    said = {
        "total": f"{lines[rest.of].subject} {total}",
        "parts": "、".join(f"{lines[i].subject} {part}" if rest.orgs else part for i, part in zip(rest.parts, parts, strict=True)),
        "rest": _number(messages, rest.low, rest.high),
        "named": "、".join(dict.fromkeys(named)) or messages("reconcile.nobody"),
    }
    if rest.orgs:
        return Text(messages("reconcile.left_for", orgs="、".join(rest.orgs), **said))
    first, last = (day.isoformat() if day else "…" for day in (rest.start, rest.end))
    return Text(messages("reconcile.left_of_time", start=first, end=last, **said))


def _unused(messages: Messages, excluded: Sequence[Exclusion], documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    if not excluded:
        return
    yield Text()
    yield Text(messages("reconcile.excluded", count=len(excluded)), style="bold")
    for one in excluded:
        line = Text.assemble((messages.reason(one.reason), "yellow"), "  ", values.sentence(one.told, documents))
        yield Padding(line, (0, 0, 0, _INDENT))


def flows(messages: Messages, answer: Flows, documents: Mapping[str, Document]) -> RenderableType:
    """Bars from each place to each; then each person, with what is told and since when; then leavings that name nobody."""
    low, high = answer.low, answer.high
    key = "flows.title" if low == high else "flows.title_range"
    title = messages(key, low=low, high=high)
    if len(answer.flows) > high:
        title += messages("flows.moves", count=len(answer.flows))
    parts: list[RenderableType] = [Text(title, style="bold")]
    if not answer.flows:
        parts.append(Text(messages("nothing")))
    nodes = {node.id: node for node in answer.nodes}
    parts += [*_bars(messages, answer.links, nodes), Text()]
    parts += [Padding(_flow(messages, flow), (0, 0, 0, _INDENT)) for flow in answer.flows]
    if answer.nameless:
        parts += [Text(), Text(messages("flows.nameless", count=len(answer.nameless)), style="bold")]
        for event in answer.nameless[:_EXAMPLES]:
            parts.append(Padding(values.sentence(event.tellings[0], documents, event.id), (0, 0, 0, _INDENT)))
        if len(answer.nameless) > _EXAMPLES:
            parts.append(Padding(Text(messages("more", count=len(answer.nameless) - _EXAMPLES), style="dim"), (0, 0, 0, _INDENT)))
    return Group(*parts)


def _bars(messages: Messages, links: Sequence[Link], nodes: Mapping[str, Node]) -> Iterator[RenderableType]:
    """A heading for each place left, its links below as bars whose length is the count."""
    by_source: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_source[link.source].append(link)
    unit = max(1.0, max((link.high for link in links), default=1) / _WIDEST_BAR)
    for source, group in sorted(by_source.items(), key=lambda s: (-sum(k.high for k in s[1]), s[0])):
        yield Text(_label(messages, nodes[source]), style="bold blue")
        table = Table.grid(padding=(0, 1))
        for link in group:
            sure, unsure = round(link.low / unit), round((link.high - link.low) / unit)
            count = str(link.low) if link.low == link.high else f"{link.low}–{link.high}"
            bar = Text.assemble((_BAR * sure, "cyan"), (_UNSURE_BAR * unsure, "yellow"), f" {count}")
            unknown = nodes[link.target].label == "unknown"
            table.add_row("→", Text(_label(messages, nodes[link.target]), style="dim" if unknown else ""), bar)
        yield Padding(table, (0, 0, 0, _INDENT))


def _label(messages: Messages, node: Node) -> str:
    if node.side == "kind":
        return messages(f"flows.kind.{node.label}")
    return node.label or messages("flows.untold")


def _flow(messages: Messages, flow: Flow) -> RenderableType:
    place = flow.destination
    kind = messages(f"flows.kind.{place.kind}")
    line = Text.assemble((flow.person.text, "bold"), "  ", flow.origin.text if flow.origin else messages("flows.untold"))
    line.append(f"  {_posts(flow.positions)}" if flow.positions else "", style="dim")
    line.append("  → ")
    line.append(place.name or kind, style="dim" if place.name is None else "")
    line.append(f"（{kind}）" if place.name else "", style="dim")
    line.append(f"  {values.when(flow.time)}")
    return Group(line, Padding(Text("\n").join(_told(messages, flow)), (0, 0, 0, _INDENT)))


def _told(messages: Messages, flow: Flow) -> Iterable[Text]:
    """How it is known where somebody went, since when if later; and where both are told."""
    place = flow.destination
    said = [messages.reason(place.paired)] if place.paired else []
    if place.later and place.learned:
        said.append(messages("flows.learned", when=place.learned.when))
    if place.others:
        said.append(messages("flows.others", names="、".join(v.text for v in place.others)))
    said += map(messages.reason, flow.doubts)
    if said:
        yield Text("；".join(said), style="yellow")
    yield _cited(flow.events)
