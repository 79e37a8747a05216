"""The pages, one module each. A page needs an entry in ROUTERS, no more."""

from __future__ import annotations

from dragoman.web.pages import (
    actor,
    api,
    dyad,
    event,
    events,
    export,
    failures,
    finding,
    judging,
    network,
    overview,
    report,
    reports,
    review,
    search,
    theme,
)

__all__ = ["ROUTERS"]

ROUTERS = (
    actor.router,
    api.router,
    dyad.router,
    event.router,
    events.router,
    export.router,
    failures.router,
    finding.router,
    judging.router,
    network.router,
    overview.router,
    report.router,
    reports.router,
    review.router,
    search.router,
    theme.router,
)
