"""Searches: full text with the hits set off, names that hold some words, and what was understood of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import msgspec

from dragoman.model.reading import Reading
from dragoman.model.record import Event
from dragoman.store import codec
from dragoman.store.database import Database
from dragoman.store.names import fold
from dragoman.store.paging import events_numbered
from dragoman.store.query import KNOWN, NOW, match
from dragoman.store.tellings import tellings

__all__ = [
    "ActorHit",
    "EventHit",
    "Hits",
    "ReportHit",
    "Snippet",
    "actor_hits",
    "event_hits",
    "reading_of",
    "report_hits",
    "told_in",
    "unread_because",
]

Hit = TypeVar("Hit")

COUNTED = 10_000  # so many events of a name are counted
RANKED = 2_000  # so many hits are put in order of relevance; among more, those read last come first
OPEN, CLOSE, CUT = "\x02", "\x03", "…"  # set off hits in snippets; no markup is ever made of them
WORDS_AROUND = 28
EVENTS_OF_NAME = """
SELECT count(*) FROM (
    SELECT DISTINCT party.event FROM event_parties AS party CROSS JOIN events ON events.number = party.event
    WHERE party.folded = :folded AND known_until > :as_of LIMIT :most
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch of a found text; `hit` tells whether it is what was searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHit:
    """A report whose title or text holds all the words."""

    id: str
    document: str
    title: tuple[Snippet, ...]
    outlet: str | None
    published: date | None
    text: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHit:
    """An event of which a quoted sentence holds all the words."""

    event: Event
    text: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorHit:
    """An actor whose name holds all the words, and in how many events it takes part (up to 10,000)."""

    name: str
    country: str | None
    sector: str | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits(Generic[Hit]):
    """Some of what was found; `count` is how much there is in all, None if more than `RANKED`."""

    hits: tuple[Hit, ...]
    count: int | None


def report_hits(database: Database, text: str, *, limit: int, offset: int = 0) -> Hits[ReportHit]:
    """Return reports whose title or text holds all the words of `text`."""
    asked = match(text)
    count = _matches(database, "report_words", asked)
    sql = f"""
        SELECT reports.id, reports.document, reports.title IS NOT NULL AS titled, reports.outlet, reports.published,
            highlight(report_words, 0, :open, :close) AS title,
            snippet(report_words, 1, :open, :close, :cut, {WORDS_AROUND}) AS text
        FROM report_words JOIN reports ON reports.number = report_words.rowid
        WHERE report_words MATCH :text ORDER BY {_order("report_words", count)} LIMIT :limit OFFSET :offset
    """  # noqa: S608 - both values are our own
    rows = database.rows(sql, _hit_values(asked, limit, offset))
    hits = tuple(
        ReportHit(
            id=row["id"],
            document=row["document"],
            title=_snippets(row["title"] or row["document"]),
            outlet=row["outlet"],
            published=codec.day(row["published"]),
            text=_snippets(row["text"] or ""),
        )
        for row in rows
    )
    return Hits(hits=hits, count=count)


def event_hits(database: Database, text: str, *, limit: int, offset: int = 0) -> Hits[EventHit]:
    """Return events of which a quoted sentence holds all the words of `text`; the count is that of sentences."""
    asked = match(text)
    count = _matches(database, "evidence_words", asked)
    sql = f"""
        SELECT events.number, snippet(evidence_words, 0, :open, :close, :cut, {WORDS_AROUND}) AS text
        FROM evidence_words CROSS JOIN evidence ON evidence.number = evidence_words.rowid
        CROSS JOIN event_tellings ON event_tellings.telling = evidence.telling
        CROSS JOIN events ON events.number = event_tellings.event AND {KNOWN}
        WHERE evidence_words MATCH :text ORDER BY {_order("evidence_words", count)} LIMIT :limit OFFSET :offset
    """  # noqa: S608 - both values are our own
    rows = list(database.rows(sql, _hit_values(asked, limit, offset)))
    first = {
        row["number"]: row["text"] for row in reversed(rows)
    }  # an event may be told in several sentences
    events = events_numbered(database, list(first))
    hits = tuple(
        EventHit(event=events[number], text=_snippets(first[number]))
        for number in dict.fromkeys(row["number"] for row in rows)
    )
    return Hits(hits=hits, count=count)


def actor_hits(database: Database, text: str, *, limit: int, offset: int = 0) -> Hits[ActorHit]:
    """Return actors whose name holds all the words of `text`, those with most events first.

    A word fits words that begin with it.
    """
    words = fold(text).split()
    if not words:
        return Hits(hits=(), count=0)
    # The names one by one along the index, so that it takes as long as there are names, not parties.
    sql = """
        WITH RECURSIVE every (folded) AS (
            SELECT min(folded) FROM event_parties
            UNION ALL
            SELECT (SELECT min(folded) FROM event_parties WHERE folded > every.folded)
            FROM every WHERE every.folded IS NOT NULL
        ),
        fitting (folded) AS (
            SELECT folded FROM every WHERE folded IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM json_each(:words) WHERE instr(' ' || folded, ' ' || value) = 0
            ) LIMIT :most
        )
        SELECT fitting.folded, (SELECT count(*) FROM event_parties WHERE folded = fitting.folded) AS events
        FROM fitting ORDER BY events DESC, folded
    """
    found = [
        (row["folded"], row["events"])
        for row in database.rows(sql, {"words": codec.as_json(words), "most": RANKED + 1})
    ]
    wanted = found[offset : offset + limit]
    hits = (_actor(database, folded, events) for folded, events in wanted)
    return Hits(hits=tuple(hit for hit in hits if hit), count=len(found) if len(found) <= RANKED else None)


def reading_of(database: Database, report_id: str) -> Reading | None:
    """Return what was understood of a report in its own words, None if it is unread or was read by another version."""
    row = database.one("SELECT reading FROM readings WHERE report_id = ?", (report_id,))
    if row is None:
        return None
    try:
        return msgspec.json.decode(row["reading"], type=Reading)
    except msgspec.MsgspecError:
        return None


def told_in(database: Database, report_id: str) -> list[Event]:
    """Return the events of one report as it alone tells them, in the order of its text."""
    sql = "SELECT number FROM tellings WHERE report = (SELECT number FROM reports WHERE id = ?)"
    numbers = [row["number"] for row in database.rows(sql, (report_id,))]
    events = [stored.telling.event for stored in tellings(database, numbers)]
    return sorted(events, key=lambda event: min((one.trigger_start for one in event.evidence), default=0))


def unread_because(database: Database, report_id: str) -> str | None:
    """Return why a report is kept unread, None if it is read."""
    row = database.one("SELECT unread_because FROM reports WHERE id = ?", (report_id,))
    return row["unread_because"] if row else None


def _actor(database: Database, folded: str, events: int) -> ActorHit | None:
    sql = "SELECT name, mention, country, sector FROM event_parties WHERE folded = ? ORDER BY name IS NULL LIMIT 1"
    row = database.one(sql, (folded,))
    if row is None:
        return None
    counted = (
        database.one(EVENTS_OF_NAME, {"folded": folded, "as_of": NOW, "most": COUNTED}) if events else None
    )
    return ActorHit(
        name=row["name"] or row["mention"],
        country=row["country"],
        sector=row["sector"],
        events=counted[0] if counted else 0,
    )


def _matches(database: Database, table: str, asked: str) -> int | None:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"  # noqa: S608 - our own tables
    row = database.one(sql, (asked, RANKED + 1))
    count = int(row[0]) if row else 0
    return count if count <= RANKED else None


def _order(table: str, count: int | None) -> str:
    return "rank" if count is not None else f"{table}.rowid DESC"


def _hit_values(asked: str, limit: int, offset: int) -> Mapping[str, object]:
    return {
        "text": asked,
        "open": OPEN,
        "close": CLOSE,
        "cut": CUT,
        "limit": limit,
        "offset": offset,
        "as_of": NOW,
    }


def _snippets(marked: str) -> tuple[Snippet, ...]:
    """Return a text with marked hits as its stretches."""
    found: list[Snippet] = []
    for part in marked.split(OPEN):
        hit, closed, rest = part.partition(CLOSE)
        if closed:
            found.append(Snippet(text=hit, hit=True))
        plain = rest if closed else part
        if plain:
            found.append(Snippet(text=plain, hit=False))
    return tuple(found)
