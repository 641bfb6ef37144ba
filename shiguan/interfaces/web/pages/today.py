"""What is new on record since the last visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from shiguan.app import LAST
from shiguan.clock import now
from shiguan.errors import NotFoundError
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit, keep
from shiguan.query.news import News
from shiguan.records.views import Event

_SEEN = "seen"
_LIMIT = 120  # lines of the log; more take longer than a page may take
_ONE_VISIT = timedelta(minutes=30)
# Of what kind new events are; what is of none of these stands under the last.
KINDS = (
    ("people", ("departure", "appointment", "membership", "founding")),
    ("money", ("funding", "valuation", "acquisition", "listing", "bid_wins")),
    ("releases", ("product_release", "product_shutdown", "price_change")),
)
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Seen:
    """When the visit before this one ended (None: there was none), and when this page was last looked at."""

    since: datetime | None
    latest: datetime

    @property
    def written(self) -> str:
        return f"{self.since.isoformat() if self.since else ''}~{self.latest.isoformat()}"


def add_to(site: Site) -> None:
    """Add the page."""
    site.page("/", _today, label="web.nav.today")


def _today(visit: Visit) -> Response:
    seen = _seen(visit.request.cookies.get(_SEEN, ""), now())
    asked = visit.parameter("since")
    since = asked or (seen.since.isoformat() if seen.since else LAST)
    try:
        if visit.format:
            return visit.download("changes", since=since)
        news = visit.shiguan.news(_LIMIT, since)
    except NotFoundError:
        return visit.page("today_empty.html")
    sections = _sections(news)
    told = [side.tellings[0] for one in news.contradictions for side in one.sides]
    told += [step.told for one in news.rumours for step in one.steps]
    response = visit.page(
        "today.html",
        news=news,
        sections=sections,
        why="asked" if asked else "visit" if seen.since else "run",
        documents=visit.documents(news.events, told),
    )
    keep(response, _SEEN, seen.written)
    return response


def _sections(news: News) -> list[tuple[str, tuple[Event, ...]]]:
    named = {kind for _, kinds in KINDS for kind in kinds}
    other = tuple(event for event in news.events if event.event_type not in named)
    return [*((key, news.of(kinds)) for key, kinds in KINDS), (_OTHER, other)]


def _seen(kept: str, at: datetime) -> _Seen:
    """What the browser kept; looking again within half an hour is the same visit."""
    since, _, latest = kept.partition("~")
    before = _moment(latest, at)
    if before is None:
        return _Seen(None, at)
    return _Seen(_moment(since, at) if at - before < _ONE_VISIT else before, at)


def _moment(written: str, at: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment <= at else None
