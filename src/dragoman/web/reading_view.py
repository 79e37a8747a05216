"""Lays what was understood of a report over its text: marks on stretches, sentences in blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dragoman.model.reading import EventMention, Reading
from dragoman.model.record import Claim, Event, Party
from dragoman.model.report import Block, BlockKind, Report
from dragoman.web import wording
from dragoman.web.marking import Mark, MarkKind, Segment, segments

__all__ = ["TextBlock", "TextSentence", "blocks", "mark"]

READ = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSentence:
    """A stretch of a block: a sentence that was `read`, or what stands between; `told` if something was found in it."""

    start: int
    end: int
    read: bool
    told: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A block of a report, or text outside all blocks (`kind` "other"); `read` if it is read for events."""

    kind: str
    start: int
    end: int
    read: bool
    sentences: tuple[TextSentence, ...]


def mark(
    report: Report, reading: Reading | None, *, events: Iterable[Event], claims: Iterable[Claim]
) -> tuple[Mark, ...]:
    """Return the marks of a report: triggers of events, claims, who, where and when of both, and repairs."""
    events = tuple(events)
    marks = [*_triggers(report, events), *_claims(claims), *_repairs(report)]
    if reading is not None:
        marks += _mentions(report, reading, events)
    return tuple(dict.fromkeys(marks))


def blocks(report: Report, reading: Reading | None, marks: Sequence[Mark]) -> tuple[TextBlock, ...]:
    """Return the whole text in blocks, sentences and marked stretches; only white space may be left out."""
    spans = [(one.start, one.end) for one in reading.sentences] if reading else []
    found: list[TextBlock] = []
    for kind, start, end in _stretches(report):
        read = kind in READ and reading is not None
        parts = tuple(_sentences(report.text, (start, end), spans if read else [], marks))
        found.append(TextBlock(kind=kind, start=start, end=end, read=read, sentences=parts))
    return tuple(found)


def _stretches(report: Report) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each block, and of text that stands in none."""
    at = 0
    for block in report.blocks:
        if report.text[at : block.start].strip():
            yield "other", at, block.start
        yield block.kind, block.start, block.end
        at = block.end
    if report.text[at:].strip():
        yield "other", at, len(report.text)


def _sentences(
    text: str, block: tuple[int, int], spans: Sequence[tuple[int, int]], marks: Sequence[Mark]
) -> Iterator[TextSentence]:
    """Yield the sentences that begin in a block, and what stands between them."""
    at, last = block
    inside = [one for one in marks if one.start < last and one.end > at]
    for start, end in spans:
        if not at <= start < last:
            continue
        if at < start:
            yield _stretch(text, at, start, inside, read=False)
        at = min(end, last)
        yield _stretch(text, start, at, inside, read=True)
    if at < last:
        yield _stretch(text, at, last, inside, read=False)


def _stretch(text: str, start: int, end: int, marks: Sequence[Mark], *, read: bool) -> TextSentence:
    told = any(
        one.start < end and one.end > start and one.kind in (MarkKind.EVENT, MarkKind.CLAIM) for one in marks
    )
    return TextSentence(
        start=start, end=end, read=read, told=told, segments=segments(text, start, end, marks)
    )


def _triggers(report: Report, events: Iterable[Event]) -> Iterator[Mark]:
    for event in events:
        for one in event.evidence:
            if one.report_id == report.id:
                yield Mark(
                    kind=MarkKind.EVENT,
                    start=one.trigger_start,
                    end=one.trigger_end,
                    told=f"{wording.kind(event)}, {wording.status(event.status)}",
                    href=f"/event/{event.id}",
                    about=event.id,
                )


def _claims(claims: Iterable[Claim]) -> Iterator[Mark]:
    for claim in claims:
        at = claim.text.find(claim.claim)
        start = claim.start + at if at >= 0 else claim.start
        figure = wording.figure(claim)
        yield Mark(
            kind=MarkKind.CLAIM,
            start=start,
            end=start + len(claim.claim) if at >= 0 else claim.end,
            told=f"claim: {figure}" if figure else "claim",
            href=f"/claim/{claim.id}",
            about=claim.id,
        )


def _repairs(report: Report) -> Iterator[Mark]:
    for block in report.blocks:
        for cut in _visible(report, block):
            told = f"read as “{cut[2]}”" if cut[2].strip() else "left out in reading"
            yield Mark(kind=MarkKind.REPAIR, start=cut[0], end=cut[1], told=told)


def _visible(report: Report, block: Block) -> Iterator[tuple[int, int, str]]:
    """Yield the repairs of a block that change more than a line end into a blank."""
    for cut in block.cuts:
        if report.text[cut.start : cut.end].strip() or cut.put.strip():
            yield cut.start, cut.end, cut.put


def _mentions(report: Report, reading: Reading, events: Sequence[Event]) -> Iterator[Mark]:
    """Yield who, where and when of the events, as the report words them."""
    resolved = {
        (one.trigger_start, one.trigger_end, event.category): event
        for event in events
        for one in event.evidence
        if one.report_id == report.id
    }
    for told in reading.events:
        event = resolved.get((told.start, told.end, told.category))
        if event is not None:
            yield from _of_event(reading, told, event)


def _of_event(reading: Reading, told: EventMention, event: Event) -> Iterator[Mark]:
    parties: Mapping[str, Party] = {one.mention: one for one in (*event.actors, *event.recipients)}
    for number in (*told.actors, *told.recipients, *told.voices):
        mention = reading.mentions[number]
        party = parties.get(mention.text)
        voice = next((one.name for one in event.attribution if one.mention == mention.text), None)
        name = (party.name if party else None) or voice
        yield Mark(
            kind=MarkKind.ACTOR,
            start=mention.start,
            end=mention.end,
            told=name or "left open who that is",
            href=f"/actor/{quote(name, safe='')}" if name else None,
        )
    if told.place is not None and event.place is not None:
        place = reading.places[told.place]
        name = wording.name(event.place)
        where = urlencode({"place": event.place.name}) if event.place.name else ""
        href = f"/events?{where}" if where else None
        yield Mark(kind=MarkKind.PLACE, start=place.start, end=place.end, told=name, href=href)
    if told.time is not None:
        time = reading.times[told.time]
        days = {"since": event.start, "until": event.end or event.start}
        href = f"/events?{urlencode({key: day.isoformat() for key, day in days.items() if day})}"
        yield Mark(
            kind=MarkKind.DATE,
            start=time.start,
            end=time.end,
            told=wording.span(event),
            href=href if event.start else None,
        )
