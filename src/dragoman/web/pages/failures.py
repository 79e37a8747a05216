"""What could not be read, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from dragoman.model.record import Failure
from dragoman.store import ReportEntry
from dragoman.store.paging import Turn
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page

__all__ = ["router"]

MOST = 500

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Reports and inputs that could not be read, and reports that were kept unread; the first `MOST` of each.

    `count` is how many could not be read, `kept` how many were kept unread (None: more than 10,000).
    """

    failures: tuple[Failure, ...]
    count: int
    unread: tuple[ReportEntry, ...]
    kept: int | None


@page(router, "/failures", template="failures.html", tags=["Reports"])
def failures(record: OpenRecord) -> Failures:
    """Return what could not be read, why, and what to do about it."""
    found = record.failures()
    unread = record.report_page(turn=Turn(limit=MOST), read=False)
    return Failures(failures=tuple(found[:MOST]), count=len(found), unread=unread.reports, kept=unread.count)
