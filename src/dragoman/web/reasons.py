"""Puts the values of an event, claim, role or report into rows, each with the reasons for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model.reason import Reason
from dragoman.model.record import Claim, Event, Party, Role
from dragoman.model.report import Report
from dragoman.web import wording

__all__ = ["Value", "claim_values", "event_values", "report_values", "role_values"]

# The rows, and the fields of reasons that belong to each.
FIELDS: Mapping[str, frozenset[str]] = {
    "category": frozenset({"category", "type", "mode", "trigger", "event"}),
    "status": frozenset({"status"}),
    "when": frozenset({"when", "date", "start", "end", "precision"}),
    "actor": frozenset({"actor", "actors", "reciprocal"}),
    "recipient": frozenset({"recipient", "recipients"}),
    "place": frozenset({"place"}),
    "according to": frozenset({"attribution", "voice", "voices", "by"}),
    "contexts": frozenset({"context", "contexts"}),
    "score": frozenset({"quad", "intensity"}),
    "claim": frozenset({"claim"}),
    "figure": frozenset({"count", "unit", "qualifier"}),
    "about": frozenset({"about"}),
    "person": frozenset({"person"}),
    "office": frozenset({"role", "former"}),
    "of": frozenset({"of", "country", "sector"}),
    "as of": frozenset({"as_of"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in words, one line for each part of it, with the reasons for it; no line if it is unknown."""

    label: str
    lines: tuple[str, ...]
    because: tuple[Reason, ...]


def event_values(event: Event) -> tuple[Value, ...]:
    """Return the values of an event with their reasons."""
    place = event.place
    score = "" if event.intensity is None else f", intensity {event.intensity:g}"
    return _rows(
        {
            "category": [wording.kind(event), wording.QUAD_WORDS[event.quad]],
            "status": [wording.status(event.status)],
            "when": [
                wording.span(event),
                f"known to the {event.precision}" if event.start or event.end else "",
            ],
            "actor": [_party(party) for party in event.actors],
            "recipient": [*map(_party, event.recipients), "(as equals)" if event.reciprocal else ""],
            "place": [_place(event)] if place else [],
            "according to": [f"{voice.name}, “{_plain(voice.mention)}”" for voice in event.attribution],
            "contexts": [", ".join(context.replace("_", " ") for context in event.contexts)],
            "score": [f"quad class {event.quad}{score}"],
        },
        event.because,
    )


def claim_values(claim: Claim) -> tuple[Value, ...]:
    """Return the values of a claim with their reasons."""
    return _rows(
        {
            "claim": [_plain(claim.claim)],
            "figure": [wording.figure(claim)],
            "according to": [f"{voice.name}, “{_plain(voice.mention)}”" for voice in claim.by],
            "about": [_party(party) for party in claim.about],
        },
        claim.because,
    )


def role_values(role: Role) -> tuple[Value, ...]:
    """Return the values of a role with their reasons."""
    return _rows(
        {
            "person": [role.person],
            "office": [f"{role.role}{' (former)' if role.former else ''}"],
            "of": [", ".join(part for part in (role.of, role.country, role.sector) if part)],
            "as of": [wording.day(role.as_of)],
        },
        role.because,
    )


def report_values(report: Report) -> tuple[Value, ...]:
    """Return what is known of a report with the reasons."""
    return _rows(
        {
            "title": [report.title or ""],
            "outlet": [report.outlet or ""],
            "published": [wording.day(report.published)],
            "byline": [report.byline or ""],
            "agency": [report.agency or ""],
            "dateline": [report.dateline or ""],
            "language": [report.language or ""],
            "url": [report.url or ""],
            "document": [report.document],
            "origin": [report.origin],
        },
        report.because,
    )


def _rows(values: Mapping[str, Iterable[str]], because: Iterable[Reason]) -> tuple[Value, ...]:
    """Return each value with its reasons; reasons of no value that is shown come at the end."""
    left = list(because)
    rows: list[Value] = []
    for label, lines in values.items():
        fields = FIELDS.get(label, frozenset({label}))
        why = tuple(reason for reason in left if _head(reason.field) in fields)
        left = [reason for reason in left if reason not in why]
        said = tuple(line for line in lines if line)
        if said or why:
            rows.append(Value(label=label, lines=said, because=why))
    rows += [
        Value(label=_head(reason.field).replace("_", " "), lines=(), because=(reason,)) for reason in left
    ]
    return tuple(rows)


def _head(field: str) -> str:
    """Return the first word of a reason's field: "actor" of "actor.0.country"."""
    found = re.match(r"[a-z_]+", field)
    return found.group() if found else field


def _party(party: Party) -> str:
    codes = ", ".join(code for code in (party.country, party.sector) if code)
    known = f"{party.name or '(open)'}{f' ({codes})' if codes else ''}"
    return known if party.name == party.mention else f"{known}, “{_plain(party.mention)}”"


def _place(event: Event) -> str:
    place = event.place
    if place is None:
        return ""
    country = f" ({place.country})" if place.country and place.country != place.name else ""
    said = f", “{_plain(place.mention)}”" if place.mention and place.mention != place.name else ""
    point = (
        f"; {abs(place.latitude):.2f}° {'N' if place.latitude >= 0 else 'S'},"
        f" {abs(place.longitude):.2f}° {'E' if place.longitude >= 0 else 'W'}"
        if place.latitude is not None and place.longitude is not None
        else ""
    )
    return f"{wording.name(place)}{country}{said}{point}"


def _plain(text: str) -> str:
    return " ".join(text.split())
