"""Keeps what single reports tell, and the events that were made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.model.codes import AHEAD, Precision
from dragoman.model.record import Claim, Event, Findings, Telling
from dragoman.store import codec
from dragoman.store.codec import as_day, as_json, covered
from dragoman.store.database import Database
from dragoman.store.made import claim_of
from dragoman.store.names import fold, story_names

__all__ = [
    "EventForm",
    "StoredTelling",
    "drop_components",
    "drop_tellings",
    "file_tellings",
    "filed",
    "in_components",
    "put_events",
    "put_tellings",
    "tellings",
    "unsettle",
    "unsettle_components",
    "unsettled",
]

ALWAYS, FOREVER = "", "9999-12-31"


TOLD = """
SELECT tellings.number, tellings.component, tellings.told, tellings.names, tellings.scene, reports.id AS report_id,
    reports.document, reports.published, reports.outlet, coalesce(reports.family, reports.id) AS family,
    (
        SELECT json_group_array(json_object(
            'report_id', reports.id, 'document', reports.document, 'start', begins, 'end', ends, 'text', text,
            'trigger', trigger_text, 'trigger_start', trigger_begins, 'trigger_end', trigger_ends
        ))
        FROM (SELECT * FROM evidence WHERE telling = tellings.number ORDER BY position)
    ) AS evidence
FROM tellings JOIN reports ON reports.number = tellings.report
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTelling:
    """A telling with its number in the file, the component it is in, and what is told around it.

    `names` are what the story of its report is about, `scene` is the day of the events told before or after it.
    """

    number: int
    component: int | None
    telling: Telling
    names: tuple[str, ...]
    scene: date | None


def put_tellings(database: Database, findings: Findings) -> None:
    """Keep the events of one report; which of them tell known events is not looked at yet."""
    names = as_json(story_names(findings.events))
    for event, scene in zip(findings.events, scenes(findings.events), strict=True):
        cursor = database.execute(
            "INSERT INTO tellings (id, report, told, names, scene)"
            " VALUES (?, (SELECT number FROM reports WHERE id = ?), ?, ?, ?)",
            (event.id, findings.report_id, as_json(replace(event, evidence=())), names, as_day(scene)),
        )
        database.execute_many(
            "INSERT INTO evidence (telling, position, begins, ends, text, trigger_text, trigger_begins,"
            " trigger_ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    cursor.lastrowid,
                    position,
                    quote.start,
                    quote.end,
                    quote.text,
                    quote.trigger,
                    quote.trigger_start,
                    quote.trigger_end,
                )
                for position, quote in enumerate(event.evidence)
            ],
        )


def scenes(events: Sequence[Event]) -> list[date | None]:
    """Return for each event of a report, in text order, the day of the scene that it is told in.

    That is the day of the last dated event of the same tense told before it, else of the first after it.
    """
    found: list[date | None] = []
    for number, event in enumerate(events):
        around = (*reversed(events[: number + 1]), *events[number + 1 :])
        ahead = event.status in AHEAD
        days = (o.start for o in around if o.precision is Precision.DAY and (o.status in AHEAD) == ahead)
        found.append(next((day for day in days if day is not None), None))
    return found


def drop_tellings(database: Database, report_id: str) -> None:
    """Drop what one report tells; the events that rest on it are to be made anew."""
    unsettle(database, report_id)
    database.execute(
        "DELETE FROM tellings WHERE report = (SELECT number FROM reports WHERE id = ?)", (report_id,)
    )


def unsettle(database: Database, report_id: str) -> None:
    """Note that the events to which a report contributes are to be made anew, with all that belongs to them."""
    rows = database.rows(
        "SELECT DISTINCT component FROM tellings WHERE component IS NOT NULL"
        " AND report = (SELECT number FROM reports WHERE id = ?)",
        (report_id,),
    )
    unsettle_components(database, [row["component"] for row in rows])


def unsettle_components(database: Database, components: Collection[int]) -> None:
    """Note that the events of some components are to be made anew, and drop them."""
    drop_components(database, components)
    database.execute_many(
        "UPDATE tellings SET component = NULL WHERE component = ?", [(c,) for c in components]
    )


def unsettled(database: Database, *, limit: int) -> list[int]:
    """Return the numbers of tellings not yet looked at, all those of a report together, about `limit` of them."""
    rows = database.rows(
        "SELECT number, report FROM tellings WHERE component IS NULL ORDER BY report, number"
    )
    found: list[int] = []
    last = None
    for row in rows:
        if len(found) >= limit and row["report"] != last:
            break
        found.append(row["number"])
        last = row["report"]
    return found


def tellings(database: Database, numbers: Collection[int]) -> list[StoredTelling]:
    """Return tellings by their numbers."""
    which = " WHERE tellings.number IN (SELECT value FROM json_each(?)) ORDER BY tellings.number"
    sql = TOLD + which
    rows = list(database.rows(sql, (as_json(list(numbers)),)))
    figures = _figures(database, numbers)
    found = []
    for row in rows:
        event = replace(codec.event(row["told"]), evidence=codec.evidence(row["evidence"]))
        telling = Telling(
            event=event,
            report_id=row["report_id"],
            document=row["document"],
            published=codec.day(row["published"]),
            outlet=row["outlet"],
            family=row["family"],
            claims=tuple(figures.get(event.id, ())),
        )
        found.append(
            StoredTelling(
                number=row["number"],
                component=row["component"],
                telling=telling,
                names=codec.words(row["names"]),
                scene=codec.day(row["scene"]),
            )
        )
    return found


def _figures(database: Database, numbers: Collection[int]) -> dict[str, list[Claim]]:
    """Return the claims that belong to tellings, by the id of the telling."""
    rows = database.rows(
        "SELECT claims.* FROM claims JOIN tellings ON tellings.id = claims.event_id"
        " WHERE tellings.number IN (SELECT value FROM json_each(?)) ORDER BY claims.begins, claims.id",
        (as_json(list(numbers)),),
    )
    found: dict[str, list[Claim]] = {}
    for row in rows:
        found.setdefault(row["event_id"], []).append(claim_of(row))
    return found


def file_tellings(database: Database, keys: Mapping[int, Iterable[int]]) -> None:
    """File tellings, by number, under keys."""
    database.execute_many(
        "INSERT OR IGNORE INTO telling_keys (filed_under, telling) VALUES (?, ?)",
        [(key, number) for number, some in keys.items() for key in some],
    )


def filed(database: Database, keys: Collection[int]) -> set[int]:
    """Return the numbers of the tellings that are filed under some of `keys`."""
    rows = database.rows(
        "SELECT DISTINCT telling FROM telling_keys WHERE filed_under IN (SELECT value FROM json_each(?))",
        (as_json(list(keys)),),
    )
    return {row["telling"] for row in rows}


def in_components(database: Database, components: Collection[int]) -> set[int]:
    """Return the numbers of all tellings in some components."""
    rows = database.rows(
        "SELECT number FROM tellings WHERE component IN (SELECT value FROM json_each(?))",
        (as_json(list(components)),),
    )
    return {row["number"] for row in rows}


def drop_components(database: Database, components: Collection[int]) -> None:
    """Drop the events of some components, to be made anew."""
    database.execute_many("DELETE FROM events WHERE component = ?", [(c,) for c in components])


@dataclass(frozen=True, slots=True, kw_only=True)
class EventForm:
    """An event as it was known from one day of reports until another, and the tellings that it rests on.

    `members` are numbers of tellings; `known_until` is None if it still holds; `order` sorts events of one day;
    `judgements` are the ids of the judgements that bear on it.
    """

    event: Event
    members: tuple[int, ...]
    known_from: date | None
    known_until: date | None
    order: str
    judgements: tuple[str, ...] = ()


def put_events(database: Database, members: Collection[int], forms: Iterable[EventForm]) -> None:
    """Keep the events of one component, whose tellings are `members`."""
    component = min(members)
    database.execute_many(
        "UPDATE tellings SET component = ? WHERE number = ?", [(component, number) for number in members]
    )
    for form in forms:
        _put_event(database, component, form)


def _put_event(database: Database, component: int, form: EventForm) -> None:
    event = form.event
    first, last = covered(event.start, event.end, event.precision)
    place = event.place
    cursor = database.execute(
        "INSERT INTO events (id, known_from, known_until, component, told_first, category, mode, quad,"
        " intensity, contexts, reciprocal, start_day, end_day, precision, first_day, last_day, place_mention,"
        " place_name, place_folded, place_country, latitude, longitude, status, disputed, disputes, figures,"
        " because, judged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.id,
            as_day(form.known_from) or ALWAYS,
            as_day(form.known_until) or FOREVER,
            component,
            form.order,
            event.category.value,
            event.mode,
            event.quad,
            event.intensity,
            as_json(event.contexts),
            event.reciprocal,
            as_day(event.start),
            as_day(event.end),
            event.precision.value,
            as_day(first),
            as_day(last),
            place.mention if place else None,
            place.name if place else None,
            fold(place.name or place.mention) if place else None,
            place.country if place else None,
            place.latitude if place else None,
            place.longitude if place else None,
            event.status.value,
            bool(event.disputes) or any(figure.disputed for figure in event.figures),
            as_json(event.disputes),
            as_json(event.figures),
            as_json(event.because),
            event.judged,
        ),
    )
    number = cursor.lastrowid
    assert number is not None
    database.execute_many(
        "INSERT INTO event_tellings (event, telling) VALUES (?, ?)", [(number, k) for k in form.members]
    )
    database.execute_many(
        "INSERT INTO event_judgements (event, judgement) VALUES (?, ?)",
        [(number, k) for k in form.judgements],
    )
    database.execute_many(
        "INSERT INTO event_parties (event, side, position, mention, name, folded, country, sector)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        list(_party_rows(number, event)),
    )
    database.execute_many(
        "INSERT INTO event_voices (event, position, mention, name, folded) VALUES (?, ?, ?, ?, ?)",
        [
            (number, position, voice.mention, voice.name, fold(voice.name))
            for position, voice in enumerate(event.attribution)
        ],
    )


def _party_rows(number: int, event: Event) -> Iterator[tuple[object, ...]]:
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for position, party in enumerate(parties):
            folded = fold(party.name or party.mention)
            yield number, side, position, party.mention, party.name, folded, party.country, party.sector
