"""Makes a question about plans of what a person types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from dragoman.analyse import questions
from dragoman.analyse.plans import OpenPlan, PlanQuery, open_plans
from dragoman.store import Database

__all__ = ["asked_plans", "today"]

Day = str | date | None


def asked_plans(  # noqa: PLR0913 - each is a condition of the user's
    database: Database,
    *,
    as_of: Day = None,
    between: tuple[str, str] | None = None,
    actor: str | None = None,
    category: str | Iterable[str] | None = None,
    since: Day = None,
    overdue: bool = False,
    every: bool = False,
    limit: int | None = None,
) -> Iterator[OpenPlan]:
    """Return the plans for which all given conditions hold; see `Record.open_plans`.

    Raises:
        QueryError: a condition makes no sense.
    """
    query = PlanQuery(
        between=questions.pair(between),
        actor=actor,
        category=questions.categories(category),
        since=questions.first_day(since),
        overdue=overdue,
        every=every,
        limit=limit,
    )
    return open_plans(database, questions.last_day(as_of) or today(), query)


def today() -> date:
    """Return the present day."""
    return datetime.now(UTC).date()
