"""The list of reports, the last published first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from dragoman.store.paging import ReportPage, Turn
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page

__all__ = ["router"]

MOST_LETTERS = 100

router = APIRouter()

Id = Annotated[str, Query(max_length=MOST_LETTERS, description="the id of a report")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportList:
    """A page of the reports; `latest` tells that the last published come first."""

    latest: bool
    found: ReportPage


@page(router, "/reports", template="reports.html", tags=["Reports"])
def reports(
    record: OpenRecord,
    after: Id = "",
    before: Id = "",
    latest: bool = True,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ReportList:
    """Return a page of the reports by day of publication, undated ones last."""
    turn = Turn(after=after, before=before, limit=limit)
    return ReportList(latest=latest, found=record.report_page(turn=turn, latest=latest))
