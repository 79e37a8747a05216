"""Long lists a page at a time, in order of time.

A page is asked for by the row that the page before it ended with, so that a deep page costs no more than the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from dragoman.errors import RecordError
from dragoman.model.record import Event
from dragoman.store import codec
from dragoman.store.codec import as_json
from dragoman.store.database import Database
from dragoman.store.made import EVENTS, event_of
from dragoman.store.narrowing import Narrowing, has, narrowings, without_narrowings
from dragoman.store.query import (
    KNOWN,
    Conditions,
    EventQuery,
    ReportQuery,
    event_conditions,
    known_day,
    report_conditions,
)
from dragoman.store.views import ReportEntry

__all__ = ["EventPage", "ReportPage", "Turn", "each_event", "event_page", "events_numbered", "report_page"]

BATCH = 500  # events are made so many at a time
COUNTED = 10_000  # so many rows are counted
PLAIN = "SELECT number FROM events"
STANDING = "SELECT count(*) FROM events WHERE known_until = '9999-12-31'"
AMONG = "SELECT number FROM json_each(:chosen) AS chosen CROSS JOIN events ON events.number = chosen.value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which page: that which follows the row with the id `after`, or comes before that with the id `before`.

    The first if neither is given or the row has left the record.
    """

    after: str | None = None
    before: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Some events in order of time, undated ones last.

    `before` and `after` are the ids of the events by which the pages before and after are asked for, None where
    there is no such page. `count` is how many events there are in all, None if they are too many to count.
    """

    events: tuple[Event, ...]
    before: str | None
    after: str | None
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Some reports by day of publication, undated ones last; the other fields as in `EventPage`."""

    reports: tuple[ReportEntry, ...]
    before: str | None
    after: str | None
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a list; `holds` tells whether a row of a day stands in it.

    `term` is what its rows fulfil, `along` a term that holds too and leads to the index that gives them in order;
    `index` is the one index that serves, if the record has it.
    """

    term: str
    holds: Callable[[str | None], bool]
    along: str = "1"
    index: str = ""
    dated: bool = True


class Key(NamedTuple):
    """Where a row stands in a list: its day, what orders the rows of one day, its number."""

    day: str | None
    order: str
    number: int


class Way(NamedTuple):
    """In which direction how many rows are gone through."""

    backwards: bool
    latest: bool
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a list: where they come from, in what stretches, and for which of them it holds.

    `order` names the columns that order the rows, the day first; `key` is the SQL that tells where one stands.
    """

    head: str
    order: tuple[str, ...]
    key: str
    stretches: Sequence[Stretch]
    conditions: Callable[[], Conditions]
    values: Mapping[str, object] = field(default_factory=dict)

    def source(self, stretch: Stretch) -> str:
        """Return the SQL that the rows of a stretch come from."""
        return (
            f"{self.head} INDEXED BY {stretch.index}" if stretch.index and self.head == PLAIN else self.head
        )

    def asked(self, stretch: Stretch, limit: int, *, in_order: bool = True) -> Conditions:
        """Return the conditions on the rows of a stretch."""
        found = self.conditions().add(stretch.term, **self.values).within(limit, 0)
        return found.add(stretch.along) if in_order else found


def event_page(database: Database, query: EventQuery, *, turn: Turn, latest: bool = False) -> EventPage:
    """Return a page of the events that `query` asks for, in order of time, undated ones last.

    With `latest` the last come first. `query`'s own limit does not count.
    """
    narrow = list(narrowings(database, query))
    rest = without_narrowings(database, query)
    rows = _event_rows(database, rest, narrow)
    page = _turned(database, rows, turn, latest=latest)
    made = events_numbered(database, page.numbers, query.as_of)
    events = tuple(made[number] for number in page.numbers)
    before, after = events and page.before, events and page.after
    return EventPage(
        events=events,
        before=events[0].id if before else None,
        after=events[-1].id if after else None,
        count=_event_count(database, rows, rest, narrow) if before or after else len(events),
    )


def each_event(database: Database, query: EventQuery) -> Iterator[Event]:
    """Yield all events that `query` asks for, in order of time, undated ones last, however many they are."""
    narrow = list(narrowings(database, query))
    rows = _event_rows(database, without_narrowings(database, query), narrow)
    turn = Turn(limit=BATCH)
    while True:
        page = _turned(database, rows, turn, latest=False)
        made = events_numbered(database, page.numbers, query.as_of)
        yield from (made[number] for number in page.numbers)
        if not page.after:
            return
        turn = Turn(after=made[page.numbers[-1]].id, limit=BATCH)


def report_page(database: Database, query: ReportQuery, *, turn: Turn, latest: bool = False) -> ReportPage:
    """Return a page of the reports that `query` asks for by day of publication, undated ones last.

    With `latest` the last come first. `query`'s own limit does not count.
    """
    rows = Rows(
        head="SELECT number FROM reports",
        order=("published", "number"),
        key="SELECT published AS day, '' AS sorted, number FROM reports WHERE id = :id",
        stretches=(
            Stretch(term="published IS NOT NULL", holds=lambda day: day is not None),
            Stretch(term="published IS NULL", holds=lambda day: day is None, dated=False),
        ),
        conditions=lambda: report_conditions(query),
    )
    page = _turned(database, rows, turn, latest=latest)
    reports = tuple(_entry(database, number) for number in page.numbers)
    before, after = reports and page.before, reports and page.after
    return ReportPage(
        reports=reports,
        before=reports[0].id if before else None,
        after=reports[-1].id if after else None,
        count=_count(database, rows) if before or after else len(reports),
    )


def _event_rows(database: Database, rest: EventQuery, narrow: Sequence[Narrowing]) -> Rows:
    """Return the rows of a list of events: those of the sets that are narrow, with the tests that are not."""
    sets = [{row[0] for row in database.rows(one.numbers, one.values)} for one in narrow if one.narrow]
    tests = [one for one in narrow if not one.narrow]
    values = {key: value for one in tests for key, value in one.values.items()}
    if sets:
        values["chosen"] = as_json(sorted(set.intersection(*sets)))

    def conditions() -> Conditions:
        found = event_conditions(rest)
        for one in tests:
            found.add(one.test)
        return found

    return Rows(
        head=AMONG if sets else PLAIN,
        order=("start_day", "told_first", "number"),
        key=f"SELECT start_day AS day, told_first AS sorted, number FROM events WHERE id = :id AND {KNOWN}",  # noqa: S608
        stretches=_event_stretches(database, rest),
        conditions=conditions,
        values={**values, "as_of": known_day(rest.as_of)},
    )


def _event_stretches(database: Database, rest: EventQuery) -> Sequence[Stretch]:
    """Return the stretches of a list of events, apart what began before the first day asked for and reaches into it."""
    until = " AND start_day <= :until" if rest.until else ""
    undated = Stretch(
        term="start_day IS NULL", along="(start_day IS NULL) = 1", holds=lambda day: day is None, dated=False
    )
    if rest.since or rest.until:  # of what has no beginning, only what has an end is asked for
        undated = replace(undated, term="start_day IS NULL AND last_day IS NOT NULL", along="1")
    if rest.since is None:
        term, along = f"start_day IS NOT NULL{until}", "(start_day IS NULL) = 0"
        return Stretch(term=term, along=along, holds=lambda day: day is not None), undated
    since = rest.since.isoformat()
    return (
        Stretch(
            term="start_day < :since AND last_day > start_day",
            holds=lambda day: day is not None and day < since,
            index="events_spanning" if has(database, "events_spanning") else "",
        ),
        Stretch(
            term=f"start_day >= :since{until}",
            along="(start_day IS NULL) = 0",
            holds=lambda day: day is not None and day >= since,
        ),
        undated,
    )


def _event_count(database: Database, rows: Rows, rest: EventQuery, narrow: Sequence[Narrowing]) -> int | None:
    if rest == EventQuery(limit=rest.limit, offset=rest.offset) and not narrow:
        row = database.one(STANDING)
        return int(row[0]) if row else 0
    if not all(one.narrow for one in narrow):
        return None
    return _count(database, rows, in_order=not (rest.category or rest.status))


def _count(database: Database, rows: Rows, *, in_order: bool = True) -> int | None:
    """Return how many rows there are, None if more than `COUNTED`; along the order, or by another index."""
    count = 0
    for stretch in rows.stretches:
        asked = rows.asked(stretch, COUNTED + 1 - count, in_order=in_order)
        row = database.one(f"SELECT count(*) FROM ({asked.sql(rows.source(stretch), '')})", asked.values)  # noqa: S608
        count += int(row[0]) if row else 0
        if count > COUNTED:
            return None
    return count


def events_numbered(
    database: Database, numbers: Sequence[int], as_of: date | None = None
) -> dict[int, Event]:
    """Return events by the numbers that they have in the file."""
    sql = f"{EVENTS} WHERE number IN (SELECT value FROM json_each(:numbers))"  # noqa: S608 - all ours
    found = database.rows(sql, {"numbers": as_json(numbers), "as_of": known_day(as_of)})
    return {row["number"]: event_of(row) for row in found}


def _entry(database: Database, number: int) -> ReportEntry:
    sql = """
        SELECT id, document, origin, title, outlet, url, published, language, family, read, unread_because,
            (SELECT count(*) FROM tellings WHERE tellings.report = reports.number) AS events
        FROM reports WHERE number = ?
    """
    row = database.one(sql, (number,))
    if row is None:
        raise RecordError("A report has just left the record.", cure="Ask again.")
    values = dict(row)
    values.update(published=codec.day(row["published"]), read=bool(row["read"]))
    return ReportEntry(**values)


class Page(NamedTuple):
    """The numbers of the rows of a page, in order, and whether there is a page before and after it."""

    numbers: list[int]
    before: bool
    after: bool


def _turned(database: Database, rows: Rows, turn: Turn, *, latest: bool) -> Page:
    start = _key(database, rows, turn.before or turn.after)
    backwards = bool(turn.before and start)
    found = _numbers(database, rows, start, Way(backwards, latest, turn.limit + 1))
    more, numbers = len(found) > turn.limit, found[: turn.limit]
    if backwards:
        return Page(numbers[::-1], before=more, after=True)
    return Page(numbers, before=start is not None, after=more)


def _key(database: Database, rows: Rows, identity: str | None) -> Key | None:
    row = database.one(rows.key, {"id": identity, **rows.values}) if identity else None
    return Key(row["day"], row["sorted"], row["number"]) if row else None


def _numbers(database: Database, rows: Rows, start: Key | None, way: Way) -> list[int]:
    """Return the numbers of the rows after `start`, or before it going backwards."""
    sign, order = ("<", "DESC") if way.backwards is not way.latest else (">", "ASC")
    found: list[int] = []
    stretches = _in_order(rows.stretches, way)
    begins = next((at for at, one in enumerate(stretches) if start and one.holds(start.day)), 0)
    for at, stretch in enumerate(stretches[begins:]):
        asked = rows.asked(stretch, way.limit - len(found))
        columns = rows.order if stretch.dated else rows.order[1:]
        if start is not None and at == 0:
            places = {
                "start_day": ":key_day",
                "published": ":key_day",
                "told_first": ":key_order",
                "number": ":key_number",
            }
            key = ", ".join(places[column] for column in columns)
            asked.add(
                f"({', '.join(columns)}) {sign} ({key})",
                key_day=start.day,
                key_order=start.order,
                key_number=start.number,
            )
        by = ", ".join(f"{column} {order}" for column in columns)
        found += [
            row["number"]
            for row in database.rows(asked.sql(rows.source(stretch), f"ORDER BY {by}"), asked.values)
        ]
        if len(found) >= way.limit:
            break
    return found


def _in_order(stretches: Sequence[Stretch], way: Way) -> list[Stretch]:
    """Return the stretches as they are gone through: dated ones turned round if the latest come first."""
    dated = [one for one in stretches if one.dated]
    undated = [one for one in stretches if not one.dated]
    if way.latest:
        dated.reverse()
    ordered = [*dated, *undated]
    return ordered[::-1] if way.backwards else ordered
