"""The review: events one at a time, those most in doubt first, worked by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Cookie, Query

from dragoman.analyse import Review
from dragoman.model.record import Event
from dragoman.web.author import COOKIE, kept_name
from dragoman.web.judged import JudgementView, view
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page
from dragoman.web.similar import similar

__all__ = ["router"]

MOST_LETTERS = 100

router = APIRouter()

Id = Annotated[str, Query(max_length=MOST_LETTERS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The event to be judged next, others that may be the same, and what was judged last by who asks.

    `after` is the id of the event that was passed over last, "" if none was.
    """

    after: str
    review: Review
    similar: tuple[Event, ...]
    last: JudgementView | None

    def address(self, event: str | None = None) -> str:
        """Return where the review goes on when this event is judged, or the address that shows `event`."""
        asked = {"after": self.after, "event": event or ""}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/review?{query}" if query else "/review"


@page(router, "/review", template="review.html", tags=["Judgements"])
def review(
    record: OpenRecord,
    after: Id = "",
    event: Id = "",
    author: Annotated[str, Cookie(alias=COOKIE, include_in_schema=False)] = "",
) -> ReviewPage:
    """Return the event that should be judged next; `after` is the id of one that is passed over with all before it."""
    found = record.review(after=after.strip(), first=event.strip())
    by = kept_name(author)
    last = record.last_judgement(by) if by else None
    return ReviewPage(
        after=after.strip(),
        review=found,
        similar=similar(record, found.event) if found.event else (),
        last=view(last) if last else None,
    )
