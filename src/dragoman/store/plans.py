"""Fetches what plans and their outcomes are found among, and the reports in which acts are counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from dragoman.model.codes import Category, Status
from dragoman.model.reading import SentenceSpan
from dragoman.model.record import Event, Party
from dragoman.store import codec
from dragoman.store.codec import as_day, as_json
from dragoman.store.database import Database
from dragoman.store.made import EVENTS, TELLING_OF_EVENT, event_of
from dragoman.store.names import fold
from dragoman.store.query import KNOWN, PUBLISHED_BY, EventQuery, event_conditions, known_day
from dragoman.store.tellings import tellings

__all__ = [
    "Near",
    "ReportText",
    "ToldEvent",
    "event_of_telling",
    "events_near",
    "first_published",
    "later_reports",
    "plan_numbers",
    "sentences",
    "tellings_of",
    "texts",
    "texts_about",
    "told_event",
    "told_events",
]

DAY = timedelta(days=1)
MOST_TEXTS = 200  # in which the day of a happening is looked for
MOST_NEAR = 400  # events looked at for one plan at most; more share its parties, kind and days only by chance

# Events with the days on which reports first and last told them.
TOLD_EVENTS = f"""
SELECT whole.*, substr(told_first, 1, 10) AS first_told, (
    SELECT max(coalesce(published, '')) FROM {TELLING_OF_EVENT}
    WHERE event_tellings.event = whole.number AND {PUBLISHED_BY}
) AS last_told
FROM ({EVENTS} WHERE number IN (SELECT value FROM json_each(:numbers))) AS whole
"""  # noqa: S608 - all ours

OF_KIND = (
    "category IN (SELECT value FROM json_each(:categories))"
    " AND status IN (SELECT value FROM json_each(:statuses))"
)
# About some days, by kind: of any version of events; or of those known now by party, where the record counts them.
BY_KIND = f"""
    SELECT number, 0 AS undated FROM events
    WHERE {OF_KIND} AND start_day BETWEEN :since AND :until AND {KNOWN}
    UNION ALL
    SELECT number, 1 FROM events
    WHERE (start_day IS NULL) = 1 AND told_first >= :told_since AND told_first < :told_until AND start_day IS NULL
        AND {OF_KIND} AND {KNOWN}
"""  # noqa: S608 - all ours
BY_PARTY = f"""
    SELECT number, 0 AS undated FROM event_pairs
    WHERE first IN (SELECT value FROM json_each(:keys)) AND second = '' AND day BETWEEN :since AND :until AND {OF_KIND}
    UNION
    SELECT pair.number, 1 FROM event_pairs AS pair JOIN events ON events.number = pair.number
    WHERE first IN (SELECT value FROM json_each(:keys)) AND second = '' AND day = ''
        AND pair.category IN (SELECT value FROM json_each(:categories))
        AND pair.status IN (SELECT value FROM json_each(:statuses))
        AND told_first >= :told_since AND told_first < :told_until
"""  # noqa: S608 - all ours
# Who of these shares a party; between two states, both, unless the event names but one of them.
SHARING = f"""
WITH near AS ({{near}})
SELECT number FROM near
WHERE EXISTS (
    SELECT 1 FROM event_parties WHERE event = near.number AND (
        country IN (SELECT value FROM json_each(:countries))
        OR name IS NOT NULL AND country IS NULL AND folded IN (SELECT value FROM json_each(:names))
    )
) AND (
    :between = 0
    OR EXISTS (SELECT 1 FROM event_parties WHERE event = near.number AND country IS NULL)
    OR (SELECT count(DISTINCT country) FROM event_parties WHERE event = near.number) < 2
    OR (
        EXISTS (
            SELECT 1 FROM event_parties
            WHERE event = near.number AND country IN (SELECT value FROM json_each(:one))
        )
        AND EXISTS (
            SELECT 1 FROM event_parties
            WHERE event = near.number AND country IN (SELECT value FROM json_each(:other))
        )
    )
)
ORDER BY undated, number LIMIT {MOST_NEAR}
"""  # noqa: S608 - all ours

COMING = (
    "number IN (SELECT number FROM events WHERE category IN (SELECT value FROM json_each(:every_category))"
    " AND status IN ('planned', 'proposed', 'hypothetical')"
    " UNION ALL SELECT number FROM events WHERE category = 'THREATEN' AND status IN ('happened', 'ongoing'))"
)
# By the day on which they are due; those without one, or whose day was past when first told, by day of report.
BY_DUE = "ORDER BY due IS NULL, due, told_first"
LAST_DAY = (
    "CASE WHEN last_day < '9999-12-31' THEN last_day"
    " WHEN precision = 'week' THEN date(start_day, 'weekday 0')"
    " WHEN precision = 'month' THEN date(start_day, 'start of month', '+1 month', '-1 day')"
    " WHEN precision = 'year' THEN substr(start_day, 1, 4) || '-12-31'"
    " ELSE start_day END"
)
DUE = (
    "SELECT number, iif(status IN ('happened', 'ongoing') OR last_day < substr(told_first, 1, 10), NULL, "  # noqa: S608 - all ours
    f"{LAST_DAY}) AS due FROM events"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event with the days on which reports first and last told it."""

    event: Event
    first_told: date | None
    last_told: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Which events are near another: by party, kind, and day; undated ones by the day of their first report.

    `parties` are those of one side, `others` those of the other side.
    """

    parties: tuple[Party, ...]
    others: tuple[Party, ...] = ()
    categories: frozenset[Category]
    statuses: frozenset[Status]
    days: tuple[date, date]
    told: tuple[date, date]
    as_of: date | None = None


def told_event(database: Database, identity: str, *, as_of: date | None = None) -> ToldEvent | None:
    """Return the event with this id as known on a day, None if there is none or it was not known."""
    sql = f"SELECT number FROM events WHERE id = :id AND {KNOWN}"  # noqa: S608 - all ours
    row = database.one(sql, {"id": identity, "as_of": known_day(as_of)})
    found = told_events(database, [row["number"]], as_of=as_of) if row else []
    return found[0] if found else None


def told_events(
    database: Database, numbers: Collection[int], *, as_of: date | None = None
) -> list[ToldEvent]:
    """Return events by their numbers, in the order of these."""
    values = {"numbers": as_json(list(numbers)), "as_of": known_day(as_of)}
    found = {
        row["number"]: ToldEvent(
            event=event_of(row),
            first_told=codec.day(row["first_told"]),
            last_told=codec.day(row["last_told"]),
        )
        for row in database.rows(TOLD_EVENTS, values)
    }
    return [found[number] for number in numbers if number in found]


def events_near(database: Database, near: Near) -> list[ToldEvent]:
    """Return the events of some kinds with one of the parties, or one of their countries, about some days."""
    parties = (*near.parties, *near.others)
    countries = sorted({party.country for party in parties if party.country})
    names = sorted({fold(party.name) for party in parties if party.name and not party.country} - {""})
    if not countries and not names:
        return []
    one, other = ({party.country for party in side} for side in (near.parties, near.others))
    between = bool(one and other) and None not in one | other and not one & other
    values: dict[str, object] = {
        "categories": as_json(sorted(near.categories)),
        "statuses": as_json(sorted(near.statuses)),
        "keys": as_json([*countries, *names]),
        "countries": as_json(countries),
        "names": as_json(names),
        "between": between,
        "one": as_json(sorted(filter(None, one))),
        "other": as_json(sorted(filter(None, other))),
        "since": as_day(near.days[0]),
        "until": as_day(near.days[1]),
        "told_since": as_day(near.told[0]),
        "told_until": as_day(near.told[1] + DAY) if near.told[1] < date.max else known_day(None),
        "as_of": known_day(near.as_of),
    }
    counted = near.as_of is None and database.one(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'event_pairs'"
    )
    sql = SHARING.replace("{near}", BY_PARTY if counted else BY_KIND)
    numbers = [row["number"] for row in database.rows(sql, values)]
    return told_events(database, numbers, as_of=near.as_of)


def later_reports(database: Database, day: date) -> bool:
    """Return whether there are reports of after a day, so that more is known now than on it."""
    return database.one("SELECT 1 FROM reports WHERE published > ? LIMIT 1", (as_day(day),)) is not None


def plan_numbers(database: Database, query: EventQuery) -> list[int]:
    """Return the numbers of the events that lie ahead, threats among them, for which the conditions hold.

    They come by the last day that they may cover, those without a day after them by day of report.
    """
    asked = event_conditions(query).add(COMING, every_category=as_json(sorted(Category)))
    rows = database.rows(asked.sql(DUE, BY_DUE), asked.values)
    return [row["number"] for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """The stored text of a report that was read."""

    id: str
    document: str
    published: date | None
    text: str


class _Sentences(msgspec.Struct):
    """As much of a stored reading as tells where sentences are."""

    sentences: tuple[SentenceSpan, ...] = ()


_sentences = msgspec.json.Decoder(_Sentences).decode


def texts(
    database: Database, *, report: str | None = None, as_of: date | None = None
) -> Iterator[ReportText]:
    """Yield the reports that were read, by day; `report` asks for one by its id or document name."""
    sql = (
        "SELECT id, document, published, text FROM reports"  # noqa: S608 - all ours
        f" WHERE read AND {PUBLISHED_BY} AND (:report IS NULL OR :report IN (id, document))"
        " ORDER BY published IS NULL, published, number"
    )
    for row in database.rows(sql, {"as_of": known_day(as_of), "report": report}):
        yield ReportText(
            id=row["id"], document=row["document"], published=codec.day(row["published"]), text=row["text"]
        )


def first_published(database: Database) -> date | None:
    """Return the day of the first report."""
    row = database.one("SELECT min(published) AS day FROM reports WHERE read")
    return codec.day(row["day"]) if row else None


def sentences(database: Database, report_id: str) -> tuple[SentenceSpan, ...]:
    """Return where the sentences of a report are, none if it was not read."""
    row = database.one("SELECT reading FROM readings WHERE report_id = ?", (report_id,))
    return _sentences(row["reading"]).sentences if row else ()


def tellings_of(database: Database, report_id: str) -> list[Event]:
    """Return the events of one report as it alone tells them."""
    rows = database.rows(
        "SELECT tellings.number FROM tellings JOIN reports ON reports.number = tellings.report"
        " WHERE reports.id = ?",
        (report_id,),
    )
    return [stored.telling.event for stored in tellings(database, [row["number"] for row in rows])]


def event_of_telling(database: Database, telling: str, *, as_of: date | None = None) -> ToldEvent | None:
    """Return the event that holds a telling, as known on a day."""
    sql = (
        "SELECT events.number FROM tellings JOIN event_tellings ON event_tellings.telling = tellings.number"  # noqa: S608
        f" JOIN events ON events.number = event_tellings.event WHERE tellings.id = :id AND {KNOWN}"
    )
    row = database.one(sql, {"id": telling, "as_of": known_day(as_of)})
    found = told_events(database, [row["number"]], as_of=as_of) if row else []
    return found[0] if found else None


def texts_about(
    database: Database, words: Collection[str], countries: Collection[str], *, as_of: date | None = None
) -> Iterator[tuple[str, date | None]]:
    """Yield texts and days of reports that hold one of some phrases, with an event of one of some countries."""
    phrases = " OR ".join(f'"{fold(phrase)}"' for phrase in words)
    sql = f"""
        SELECT text, published FROM reports
        WHERE number IN (SELECT rowid FROM report_words WHERE report_words MATCH :phrases) AND {PUBLISHED_BY}
            AND EXISTS (
                SELECT 1 FROM tellings JOIN event_tellings ON event_tellings.telling = tellings.number
                JOIN event_parties ON event_parties.event = event_tellings.event
                WHERE tellings.report = reports.number
                    AND country IN (SELECT value FROM json_each(:countries))
            )
        LIMIT {MOST_TEXTS}
    """  # noqa: S608 - all ours
    values = {"phrases": phrases, "countries": as_json(sorted(countries)), "as_of": known_day(as_of)}
    for row in database.rows(sql, values):
        yield row["text"], codec.day(row["published"])
