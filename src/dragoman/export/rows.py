"""The export contract: what one row of an export holds. Every format is made from these rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.analyse.counts import Count
from dragoman.analyse.plans import OpenPlan, all_links
from dragoman.model.record import (
    Claim,
    Dispute,
    Event,
    EventLink,
    Evidence,
    Failure,
    Figure,
    Party,
    Place,
    Role,
)
from dragoman.store import Database, EventQuery, FactQuery, ReportEntry, ReportQuery, views

__all__ = [
    "MEANINGS",
    "ROWS",
    "Row",
    "claim_row",
    "count_row",
    "event_row",
    "failure_row",
    "plan_row",
    "report_row",
    "role_row",
]

Row = dict[str, Any]


def event_row(event: Event) -> Row:
    """Return the row of an event."""
    return {
        "id": event.id,
        "type": event.category.value,
        "mode": event.mode,
        "quad": event.quad,
        "intensity": event.intensity,
        "contexts": list(event.contexts),
        "actor": [_party(party) for party in event.actors],
        "recipient": [_party(party) for party in event.recipients],
        "reciprocal": event.reciprocal,
        "start": event.start,
        "end": event.end,
        "precision": event.precision.value,
        "place": _place(event.place) if event.place else None,
        "status": event.status.value,
        "attribution": [voice.name for voice in event.attribution],
        "reports": event.reports,
        "families": event.families,
        "disputes": [_dispute(dispute) for dispute in event.disputes],
        "figures": [_figure(figure) for figure in event.figures],
        "links": [_link(link) for link in event.links],
        "judged": event.judged,
        "evidence": [_quote(quote) for quote in event.evidence],
    }


def claim_row(claim: Claim) -> Row:
    """Return the row of a claim."""
    return {
        "document": claim.document,
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "claim": claim.claim,
        "count": _number(claim.count),
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "by": [voice.name for voice in claim.by],
        "about": [party.name or party.mention for party in claim.about],
    }


def role_row(role: Role) -> Row:
    """Return the row of a role."""
    return {
        "document": role.document,
        "person": role.person,
        "role": role.role,
        "of": role.of,
        "former": role.former,
        "as_of": role.as_of,
    }


def report_row(entry: ReportEntry) -> Row:
    """Return the row of a report."""
    return {
        "document": entry.document,
        "title": entry.title,
        "outlet": entry.outlet,
        "url": entry.url,
        "published": entry.published,
        "language": entry.language,
        "family": entry.family,
    }


def plan_row(plan: OpenPlan) -> Row:
    """Return the row of a plan; plans are listed for programs but not exported."""
    event, link = plan.event, plan.link
    return {
        "event": event.id,
        "due": plan.due,
        "overdue": plan.overdue,
        "told": plan.told,
        "status": event.status.value,
        "type": event.category.value,
        "mode": event.mode,
        "actor": [party.name or party.mention for party in event.actors],
        "recipient": [party.name or party.mention for party in event.recipients],
        "outcome": link.kind.value if link else None,
        "outcome_event": link.event if link else None,
        "because": link.because if link else None,
        "document": event.evidence[0].document,
        "text": event.evidence[0].text,
    }


def count_row(count: Count) -> Row:
    """Return the row of a count held against the record; counts are listed for programs but not exported."""
    event = count.event
    return {
        "document": count.document,
        "published": count.published,
        "start": count.start,
        "end": count.end,
        "text": count.text,
        "words": count.words,
        "claimed": count.claimed,
        "at_least": count.least,
        "event": event.id,
        "type": event.category.value,
        "mode": event.mode,
        "actor": [party.name or party.mention for party in event.actors],
        "recipient": [party.name or party.mention for party in event.recipients],
        "since": None if count.since == date.min else count.since,
        "until": count.until,
        "known": [known.id for known in count.known],
        "missing": count.missing,
        "verdict": count.verdict.value,
        "because": count.because,
    }


def failure_row(failure: Failure) -> Row:
    """Return the row of a failure; failures are listed for programs but not exported."""
    return {
        "document": failure.document,
        "origin": failure.origin,
        "stage": failure.stage,
        "error": failure.error,
        "cure": failure.cure,
    }


def _party(party: Party) -> Row:
    return {"mention": party.mention, "name": party.name, "country": party.country, "sector": party.sector}


def _place(place: Place) -> Row:
    return {
        "mention": place.mention,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _quote(quote: Evidence) -> Row:
    return {
        "document": quote.document,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "trigger": quote.trigger,
    }


def _link(link: EventLink) -> Row:
    return {"kind": link.kind.value, "event": link.event, "because": link.because}


def _dispute(dispute: Dispute) -> Row:
    accounts = [
        {"value": a.value, "voices": list(a.voices), "tellings": list(a.tellings), "families": a.families}
        for a in dispute.accounts
    ]
    return {"field": dispute.field, "accounts": accounts}


def _figure(figure: Figure) -> Row:
    values = [
        {
            "count": _number(value.count),
            "qualifier": value.qualifier,
            "voice": value.voice,
            "document": value.document,
            "published": value.published,
        }
        for value in figure.values
    ]
    low, high = _number(figure.low), _number(figure.high)
    return {"unit": figure.unit, "low": low, "high": high, "disputed": figure.disputed, "values": values}


def _number(value: float | None) -> float | int | None:
    """Return a whole number as such: 2100 and not 2100.0."""
    return int(value) if value is not None and value.is_integer() else value


def _events(database: Database) -> Iterator[Row]:
    links = all_links(database)
    for event in views.events(database, EventQuery()):
        yield event_row(replace(event, links=links[event.id]) if event.id in links else event)


def _claims(database: Database) -> Iterator[Row]:
    return map(claim_row, views.claims(database, FactQuery()))


def _roles(database: Database) -> Iterator[Row]:
    return map(role_row, views.roles(database, FactQuery()))


def _reports(database: Database) -> Iterator[Row]:
    return map(report_row, views.reports(database, ReportQuery()))


ROWS: dict[str, Callable[[Database], Iterator[Row]]] = {
    "events": _events,
    "claims": _claims,
    "roles": _roles,
    "reports": _reports,
}

MEANINGS: dict[str, dict[str, str]] = {
    "events": {
        "id": "stable id: that of its first telling, which is made of the report, the place in it and the category",
        "type": "PLOVER category",
        "mode": "PLOVER mode, or null",
        "quad": "quad class: 1 verbal co-operation, 2 material co-operation, 3 verbal conflict, 4 material conflict",
        "intensity": "PLOVER's score of the mode or category, or null",
        "contexts": "PLOVER contexts",
        "actor": "who acts: mention (words of the report), name, country (ISO 3166-1 alpha-3), sector (PLOVER)",
        "recipient": "to whom it is done, likewise",
        "reciprocal": "true if the parties act on each other as equals",
        "start": "first day (ISO), or null",
        "end": "last day, or null if open",
        "precision": "day, week, month, year, unknown",
        "place": "mention, name, country, latitude, longitude (degrees, WGS 84), or null",
        "status": "happened, ongoing, planned, proposed, denied, not_happened, hypothetical",
        "attribution": "who is given as the source of the report; empty if the report itself says it",
        "reports": "how many reports tell it",
        "families": "how many independent texts are among them: copies of one text count once",
        "disputes": "where its tellings contradict each other: field, accounts (value, voices, tellings, families)",
        "figures": "unit, low and high of what the voices said last, disputed, values (count, qualifier, voice, …)",
        "links": "kind (fulfilled_by, fulfils, cancelled_by, cancels), event at the other end, because (in words)",
        "judged": "accepted or corrected by a person, or null",
        "evidence": "document, start and end (code points of the stored text), text of the sentence, trigger",
    },
    "claims": {
        "document": "name of the report",
        "text": "the sentence",
        "start": "its first code point in the stored text",
        "end": "the code point after its last",
        "claim": "the part that makes the claim",
        "count": "the figure, or null",
        "unit": "what is counted: killed, visits, troops, USD …",
        "qualifier": "at least, about, more than, nearly …, or null",
        "by": "who makes the claim",
        "about": "whom it concerns",
    },
    "roles": {
        "document": "name of the report",
        "person": "full name as far as the report gives it",
        "role": "the office as a title",
        "of": "country or body",
        "former": "true of ex-holders",
        "as_of": "publication date of the report",
    },
    "reports": {
        "document": "file name, or id of the row of a table",
        "title": "title, or null",
        "outlet": "who published it, or null",
        "url": "address, or null",
        "published": "publication date (ISO), or null",
        "language": "ISO 639-1 code, or null if too short to tell",
        "family": "reports that derive from one text share it, or null",
    },
}
