"""The pages: one module each, with an ``add_to`` that puts them on a site, in the order of the navigation."""

from __future__ import annotations

from shiguan.interfaces.web.pages import (
    article,
    check,
    enter,
    entity,
    explain,
    figures,
    followed,
    review,
    search,
    suggest,
    tally,
    tenure,
    timeline,
    today,
)

PAGES = (today, tally, timeline, tenure, figures, followed, article, search, suggest, check, review, entity, explain, enter)
