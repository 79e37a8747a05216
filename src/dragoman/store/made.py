"""Makes values of the model out of rows of the record."""

from __future__ import annotations

import sqlite3

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Claim, Event, Place, Role
from dragoman.model.report import Report
from dragoman.store import codec
from dragoman.store.query import PUBLISHED_BY

__all__ = ["EVENTS", "TELLING_OF_EVENT", "claim_of", "event_of", "report_of", "role_of"]

TELLING_OF_EVENT = (
    "event_tellings JOIN tellings ON tellings.number = event_tellings.telling"
    " JOIN reports ON reports.number = tellings.report"
)
# Events with all that belongs to them, as known on the day :as_of.
EVENTS = f"""
SELECT
    events.*,
    (
        SELECT json_group_array(json_object('mention', mention, 'name', name, 'country', country, 'sector', sector))
        FROM (SELECT * FROM event_parties WHERE event = events.number AND side = 'actor' ORDER BY position)
    ) AS actors,
    (
        SELECT json_group_array(json_object('mention', mention, 'name', name, 'country', country, 'sector', sector))
        FROM (SELECT * FROM event_parties WHERE event = events.number AND side = 'recipient' ORDER BY position)
    ) AS recipients,
    (
        SELECT json_group_array(json_object('mention', mention, 'name', name))
        FROM (SELECT * FROM event_voices WHERE event = events.number ORDER BY position)
    ) AS attribution,
    (
        SELECT json_group_array(json_object(
            'report_id', id, 'document', document, 'start', begins, 'end', ends, 'text', text,
            'trigger', trigger_text, 'trigger_start', trigger_begins, 'trigger_end', trigger_ends
        ))
        FROM (
            SELECT reports.id, reports.document, evidence.* FROM {TELLING_OF_EVENT}
            JOIN evidence ON evidence.telling = tellings.number
            WHERE event_tellings.event = events.number AND {PUBLISHED_BY}
            ORDER BY coalesce(published, ''), reports.id, begins, position
        )
    ) AS evidence,
    (
        SELECT count(DISTINCT reports.number) FROM {TELLING_OF_EVENT}
        WHERE event_tellings.event = events.number AND {PUBLISHED_BY}
    ) AS reports,
    (
        SELECT count(DISTINCT coalesce(family, reports.id)) FROM {TELLING_OF_EVENT}
        WHERE event_tellings.event = events.number AND {PUBLISHED_BY}
    ) AS families
FROM events
"""  # noqa: S608 - all ours


def event_of(row: sqlite3.Row) -> Event:
    """Return an event of a row of `views.EVENTS`."""
    return Event(
        id=row["id"],
        category=Category(row["category"]),
        mode=row["mode"],
        quad=row["quad"],
        intensity=row["intensity"],
        contexts=codec.words(row["contexts"]),
        actors=codec.parties(row["actors"]),
        recipients=codec.parties(row["recipients"]),
        reciprocal=bool(row["reciprocal"]),
        start=codec.day(row["start_day"]),
        end=codec.day(row["end_day"]),
        precision=Precision(row["precision"]),
        place=_place(row),
        status=Status(row["status"]),
        attribution=codec.voices(row["attribution"]),
        evidence=codec.evidence(row["evidence"]),
        because=codec.reasons(row["because"]),
        known_from=codec.day(row["known_from"]),
        reports=row["reports"],
        families=row["families"],
        disputes=codec.disputes(row["disputes"]),
        figures=codec.figures(row["figures"]),
        judged=row["judged"],
    )


def _place(row: sqlite3.Row) -> Place | None:
    if row["place_mention"] is None:
        return None
    return Place(
        mention=row["place_mention"],
        name=row["place_name"],
        country=row["place_country"],
        latitude=row["latitude"],
        longitude=row["longitude"],
    )


def report_of(row: sqlite3.Row) -> Report:
    """Return a report of its row."""
    return Report(
        id=row["id"],
        document=row["document"],
        origin=row["origin"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        byline=row["byline"],
        agency=row["agency"],
        dateline=row["dateline"],
        published=codec.day(row["published"]),
        language=row["language"],
        blocks=codec.blocks(row["blocks"]),
        because=codec.reasons(row["because"]),
    )


def claim_of(row: sqlite3.Row) -> Claim:
    """Return a claim of its row."""
    return Claim(
        id=row["id"],
        report_id=row["report_id"],
        document=row["document"],
        start=row["begins"],
        end=row["ends"],
        text=row["text"],
        claim=row["claim"],
        count=row["amount"],
        unit=row["unit"],
        qualifier=row["qualifier"],
        by=codec.voices(row["voices"]),
        about=codec.parties(row["about"]),
        because=codec.reasons(row["because"]),
        event=row["event_id"],
    )


def role_of(row: sqlite3.Row) -> Role:
    """Return a role of its row."""
    return Role(
        id=row["id"],
        report_id=row["report_id"],
        document=row["document"],
        start=row["begins"],
        end=row["ends"],
        text=row["text"],
        person=row["person"],
        role=row["role"],
        of=row["body"],
        country=row["country"],
        sector=row["sector"],
        former=bool(row["former"]),
        as_of=codec.day(row["as_of"]),
        because=codec.reasons(row["because"]),
    )
