"""What a link comes to on the day of an event: who holds the office then, and of which sector a body or person is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.codebook.knowledge import Knowledge
from dragoman.model.reason import Reason
from dragoman.resolve.chairs import chair_of
from dragoman.resolve.directory import Directory
from dragoman.resolve.links import SURE, Link, Office
from dragoman.resolve.seats import seat_named, sector_on

__all__ = ["NAMED_FROM", "as_of", "reason_of"]

NAMED_FROM = 0.75  # so sure a holder must be to give the name to a party; else the office stands


def as_of(link: Link, day: date | None, directory: Directory, knowledge: Knowledge) -> Link:
    """Return a link as it stood on a day."""
    if day is None:
        return link
    if link.office is not None:
        return _held(link, link.office, day, directory, knowledge)
    sector = sector_on(link.row, day) if link.row else None
    if sector is not None and sector != link.sector:
        return replace(link, sector=sector, because=f"{link.because}, {sector} on {day}")
    return link


def _held(link: Link, office: Office, day: date, directory: Directory, knowledge: Knowledge) -> Link:
    """Return the link of an office with its holder on a day; the office itself where none is known well enough."""
    if office.former:
        return link
    seat = seat_named(office.title, office.of, office.country, day)
    chair = chair_of(seat.body, day)
    if chair is not None and not seat.sole:
        row = knowledge.by_country.get(chair[0])
        return replace(
            link,
            name=row.name if row else link.name,
            country=chair[0],
            sector="GOV",
            because=f"inferred: {seat} on {day} ({chair[1]})",
            score=SURE["table"],
            inferred=True,
        )
    tenure = directory.holder(office.title, office.of, office.country, day)
    if tenure is None:
        return link
    score = round(tenure.score * link.score, 2)
    sure = tenure.person is not None and score >= NAMED_FROM
    return replace(
        link,
        name=tenure.person if sure else str(seat),
        country=link.country or tenure.country,
        sector=(tenure.sector if sure else None) or link.sector,
        person=sure,
        because=f"inferred from ledger: {tenure.because}" if tenure.person else f"office: {tenure.because}",
        score=score if tenure.person else link.score,
        inferred=tenure.person is not None,
        rejected=(*link.rejected, *tenure.rejected),
    )


def reason_of(field: str, link: Link) -> Reason:
    """Return why a party is whom it is: what the link rests on, how sure it is, and what was not taken."""
    detail = f"{link.because} ({link.score:.2f})"
    if link.rejected:
        detail += f"; not {', not '.join(link.rejected)}"
    return Reason(field=field, rule="actor.inferred" if link.inferred else "actor.link", detail=detail)
