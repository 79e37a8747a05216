"""One report: the text as stored, with what was understood of it marked, and what was not left to be seen."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from dragoman.model.record import Claim, Event, Role
from dragoman.web.heads import ReportHead, head
from dragoman.web.reading_view import TextBlock, blocks, mark
from dragoman.web.reasons import Value, report_values
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report: its text in blocks, sentences and marked stretches, and what was found in it, in text order.

    `events` are as this report alone tells them; the page of each shows what other reports tell of it.

    `sentences` counts those that were read, `silent` those of them in which nothing was found; `skipped` the
    blocks that are no body text. `unread_because` tells why the report was not read at all.
    """

    head: ReportHead
    values: tuple[Value, ...]
    unread_because: str | None
    blocks: tuple[TextBlock, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    roles: tuple[Role, ...]
    sentences: int
    silent: int
    skipped: int


@page(router, "/report/{identity}", template="report.html", tags=["Reports"])
def report(identity: str, record: OpenRecord) -> ReportView:
    """Return the report whose id is or begins with `identity`, with its text and what was found in it."""
    found = record.report(identity)
    reading = record.understood(found.id)
    events = record.told(found.id)
    claims = record.claims(report=found.id)
    roles = record.roles(report=found.id)
    shown = blocks(found, reading, mark(found, reading, events=events, claims=claims))
    sentences = [sentence for block in shown for sentence in block.sentences if sentence.read]
    return ReportView(
        head=head(found),
        values=report_values(found),
        unread_because=record.unread_because(found.id),
        blocks=shown,
        events=tuple(events),
        claims=tuple(sorted(claims, key=lambda claim: claim.start)),
        roles=tuple(sorted(roles, key=lambda role: (role.start, role.person))),
        sentences=len(sentences),
        silent=sum(not sentence.told for sentence in sentences),
        skipped=sum(not block.read for block in shown),
    )
