"""Makes a question to the record of what a person types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.analyse import questions
from dragoman.store import EventQuery

__all__ = ["event_query"]

Day = str | date | None
Codes = str | Iterable[str] | None


def event_query(  # noqa: PLR0913 - each is a condition of the user's
    *,
    between: tuple[str, str] | None = None,
    actor: str | None = None,
    since: Day = None,
    until: Day = None,
    category: Codes = None,
    status: Codes = None,
    place: str | None = None,
    voice: str | None = None,
    report: str | None = None,
    text: str | None = None,
    disputed: bool | None = None,
    as_of: Day = None,
    limit: int | None = None,
    offset: int = 0,
) -> EventQuery:
    """Return the question for the events for which all given conditions hold; see `Record.events`.

    Raises:
        QueryError: a condition makes no sense.
    """
    return EventQuery(
        between=questions.pair(between),
        actor=actor,
        since=questions.first_day(since),
        until=questions.last_day(until),
        category=questions.categories(category),
        status=questions.statuses(status),
        place=place,
        voice=voice,
        report=report,
        text=text,
        disputed=disputed,
        as_of=questions.last_day(as_of),
        limit=limit,
        offset=offset,
    )
