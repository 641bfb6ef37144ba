"""Times in post: the curve at round numbers of months, and a line for each person drawn along the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.tenure import MONTH_DAYS, Life, OrgTenure, Step, Tenure, Undated

_INDENT = 2
_MONTHS = (6, 12, 24, 36, 60, 120)
_WIDTH = 28  # cells of a lifeline
_SURE, _PERHAPS, _ON, _LAST_SEEN = "━", "┄", "▶", "?"


def tenure(messages: Messages, answer: Tenure) -> RenderableType:
    """All together with the curve; then each organisation with its people; then how many have no usable dates, and why."""
    all_ = answer.together
    as_of = answer.as_of.isoformat() if answer.as_of else values.NONE
    title = messages("tenure.title", count=len(all_.lives), ended=all_.ended, as_of=as_of)
    parts: list[RenderableType] = [Text(title, style="bold")]
    if all_.lives:
        parts += [Padding(part, (0, 0, 0, _INDENT)) for part in _curve(messages, all_)]
        first = min(life.start.start or life.last for life in all_.lives)
        last = max(life.last for life in all_.lives)
        for org in answer.orgs:
            if org.org and org.lives:
                half = median(messages, org) if org.ended else ""  # of those who are all still there it says nothing
                parts += [Text(), Text.assemble((org.org.text, "bold blue"), "  ", (half, "dim"))]
                parts += [
                    Padding(_life(messages, life, (first, last), presumed=answer.presumed), (0, 0, 0, _INDENT))
                    for life in org.lives
                ]
    else:
        parts.append(Text(messages("tenure.none")))
    return Group(*parts, *_undated(messages, all_.undated))


def median(messages: Messages, org: OrgTenure) -> str:
    """After how many months half have left, between which bounds; that it is not reached."""
    least, most = org.median
    if least is None and most is None:
        return messages("tenure.no_median")
    shown = [messages("tenure.more") if days is None else _months(days) for days in (least, most)]
    return messages("tenure.median", least=shown[0], most=shown[1])


def _months(days: int) -> str:
    return f"{days / MONTH_DAYS:.1f}".removesuffix(".0")


def _curve(messages: Messages, org: OrgTenure) -> Iterator[RenderableType]:
    yield Text(median(messages, org))
    yield Text(messages("tenure.curve"), style="dim")
    table = Table.grid(padding=(0, 2))
    table.add_row("", Text(messages("tenure.shortest"), style="dim"), Text(messages("tenure.longest"), style="dim"))
    for month, *shares in curve(org):
        table.add_row(messages("tenure.months", count=month), *shares)
    yield table


def curve(org: OrgTenure) -> list[tuple[int, str, str]]:
    """At round numbers of months the share still in post, were each time the shortest and were it the longest."""
    reach = max(life.most for life in org.lives)
    marks = [m for m in _MONTHS if m * MONTH_DAYS <= reach] or [_MONTHS[0]]
    return [(m, _share(_at(org.shortest, m * MONTH_DAYS)), _share(_at(org.longest, m * MONTH_DAYS))) for m in marks]


def _at(steps: Sequence[Step], days: float) -> Step | None:
    return next((step for step in reversed(steps) if step.days <= days), None)


def _share(step: Step | None) -> str:
    if step is None:
        return "100%"
    bounds = values.NONE if step.low is None or step.high is None else f"{step.low:.0%}–{step.high:.0%}"
    return f"{step.share:.0%} ({bounds})"


def _life(messages: Messages, life: Life, years: tuple[date, date], *, presumed: bool) -> RenderableType:
    line = Text.assemble((life.person.text, "bold"), "  ", (values.when(life.start), ""), " → ")
    open_end = messages("tenure.still") if presumed else messages("tenure.last_seen", day=life.last.isoformat())
    line.append(values.when(life.end) if life.ended else open_end, style="" if life.ended else "dim")
    least, most = _months(life.least), _months(life.most)
    line.append("  " + messages("tenure.month_range", least=least, most=most) if least != most else "")
    line.append("  " + messages("tenure.months", count=least) if least == most else "")
    events = (*life.began, *life.left)
    cited = {t.file: values.cite(t, event.id) for event in events for t in event.tellings[:1]}
    return Group(
        Text.assemble(_drawn(life, *years, presumed=presumed), " ", line),
        Padding(Text("\n").join(cited.values()), (0, 0, 0, _INDENT)),
    )


def _drawn(life: Life, first: date, last: date, *, presumed: bool) -> Text:
    """Full where in post for certain, broken where perhaps; an arrow where taken to be still there, a query where last seen."""

    def cell(day: date) -> int:
        return round((day - first).days / max(1, (last - first).days) * (_WIDTH - 1))

    begun, begun_by = life.start.start or life.last, life.start.end or life.start.start or life.last
    gone = life.end.start if life.end and life.end.start else life.last
    marks = [" "] * _WIDTH
    for i in range(cell(begun), cell(life.last) + 1):
        marks[i] = _SURE if cell(begun_by) <= i <= cell(gone) else _PERHAPS
    if not life.ended:
        marks[cell(life.last)] = _ON if presumed else _LAST_SEEN
    return Text("".join(marks), style="cyan")


def _undated(messages: Messages, undated: Sequence[Undated]) -> Iterator[RenderableType]:
    if not undated:
        return
    yield Text()
    people = len({u.person.entity for u in undated})
    posts = messages("tenure.undated_posts", count=len(undated)) if len(undated) != people else ""
    yield Text(messages("tenure.undated", count=people) + posts, style="bold")
    for reason, count in Counter(messages.reason(u.reason) for u in undated).most_common():
        yield Padding(Text(f"{reason}  {count}", style="dim"), (0, 0, 0, _INDENT))
