"""One event: every value with its reason, what each report tells of it, and where the reports disagree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from dragoman.api import Record
from dragoman.errors import RecordError
from dragoman.model.record import Event, LinkKind
from dragoman.web.heads import ReportHead, head
from dragoman.web.judged import JudgementView, view
from dragoman.web.reasons import Value, event_values
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page
from dragoman.web.similar import similar

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingView:
    """What one report tells of an event; `copy` if a report that is told before it has the same text."""

    report: ReportHead
    told: Event
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """An event that is tied to the one that is shown: how, why, and as it stands in the record."""

    kind: LinkKind
    because: str
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event with its values in words, the reason of each, and what the reports tell of it, in order of days.

    `judgements` are those that bear on it; `similar` are events that may be the same. `as_of` is the day by whose
    reports the event is shown, "" for all of them.
    """

    event: Event
    values: tuple[Value, ...]
    tellings: tuple[TellingView, ...]
    links: tuple[LinkView, ...]
    judgements: tuple[JudgementView, ...]
    similar: tuple[Event, ...]
    as_of: str


@page(router, "/event/{identity}", template="event.html", tags=["Events"])
def event(
    identity: str,
    record: OpenRecord,
    as_of: Annotated[
        str, Query(max_length=20, description="a day: the event as the reports until then tell it")
    ] = "",
) -> EventView:
    """Return the event whose id is or begins with `identity`, with the reasons of its values and its quotes."""
    day = as_of.strip() or None
    found = record.event(identity, as_of=day)
    seen: set[str] = set()
    tellings: list[TellingView] = []
    for telling in record.tellings(found.id, as_of=day):
        report = head(record.report(telling.report_id))
        tellings.append(TellingView(report=report, told=telling.event, copy=telling.family in seen))
        seen.add(telling.family)
    return EventView(
        event=found,
        values=event_values(found),
        tellings=tuple(tellings),
        links=tuple(_links(record, found, day)),
        judgements=tuple(view(one) for one in record.judgements_on(found.id)) if day is None else (),
        similar=similar(record, found) if day is None else (),
        as_of=day or "",
    )


def _links(record: Record, event: Event, as_of: str | None) -> Iterator[LinkView]:
    for link in event.links:
        with suppress(RecordError):  # what an event is tied to may not have been known yet
            yield LinkView(kind=link.kind, because=link.because, event=record.event(link.event, as_of=as_of))
