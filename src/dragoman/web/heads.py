"""A report as it stands beside a quote: who published what when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model.report import Report

__all__ = ["ReportHead", "head", "safe_url"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """A report without its text; `url` only if a browser may follow it."""

    id: str
    document: str
    title: str | None
    outlet: str | None
    agency: str | None
    published: date | None
    url: str | None


def head(report: Report) -> ReportHead:
    """Return the head of a report."""
    return ReportHead(
        id=report.id,
        document=report.document,
        title=report.title,
        outlet=report.outlet,
        agency=report.agency,
        published=report.published,
        url=safe_url(report.url),
    )


def safe_url(url: str | None) -> str | None:
    """Return the address if it is one of the web: what a report says of itself must never run as a script."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
