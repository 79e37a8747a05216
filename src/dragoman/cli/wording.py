"""How dates, parties, statuses and quotes are worded in tables."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date

from rich.text import Text

from dragoman.model.codes import Precision, Status
from dragoman.model.record import Account, Claim, Event, EventLink, Evidence, Figure, Party, Place

__all__ = [
    "LEGEND",
    "MARKS",
    "account",
    "backing",
    "between",
    "brief_id",
    "figure",
    "figure_line",
    "flowing",
    "kind",
    "last",
    "link",
    "marked",
    "moment",
    "name",
    "names",
    "quote",
    "span",
    "where",
    "who",
]

MARKS: Mapping[Status, tuple[str, str, str]] = {
    Status.HAPPENED: ("●", "green", "happened"),
    Status.ONGOING: ("◐", "green", "ongoing"),
    Status.PLANNED: ("○", "cyan", "planned"),
    Status.PROPOSED: ("◌", "cyan", "proposed"),
    Status.DENIED: ("✗", "red", "denied"),
    Status.NOT_HAPPENED: ("✗", "red", "not happened"),
    Status.HYPOTHETICAL: ("?", "yellow", "hypothetical"),
}
LEGEND = "● happened  ◐ ongoing  ○ planned  ◌ proposed  ✗ denied or not happened  ? hypothetical"

WEEK = 7
BRIEF = 12  # letters of an id that tables show; the beginning of an id is enough for `show`


def moment(start: date | None, precision: Precision) -> str:
    """Return a date as finely as it is known: 2024-07-26, week of 2024-07-22, July 2024, 2021, undated."""
    if start is None:
        return "undated"
    match precision:
        case Precision.YEAR:
            return f"{start.year}"
        case Precision.MONTH:
            return f"{calendar.month_name[start.month]} {start.year}"
        case Precision.WEEK:
            return f"week of {start}"
        case _:
            return start.isoformat()


def span(event: Event) -> str:
    """Return when an event was, is or will be: a date, "since" one, or from one to another."""
    first, until = moment(event.start, event.precision), last(event)
    if event.end is None:
        return f"since {first}" if event.start and event.status is Status.ONGOING else first
    if event.start is None:
        return f"until {until}"
    return f"{first} to {until}" if until else first


def last(event: Event) -> str | None:
    """Return the last day, month or year of an event, None if it has none or ends as it begins."""
    if event.end is None:
        return None
    until = moment(event.end, event.precision)
    if event.start and event.precision is Precision.WEEK and (event.end - event.start).days < WEEK:
        return None
    return None if until == moment(event.start, event.precision) else until


def marked(status: Status) -> Text:
    """Return a status as its mark and its word."""
    mark, style, word = MARKS[status]
    return Text.assemble((mark, style), " ", word)


def kind(event: Event) -> str:
    """Return category and mode, as CONSULT/visit."""
    return f"{event.category}/{event.mode}" if event.mode else str(event.category)


def name(party: Party | Place) -> str:
    """Return the name of a party or place; the words of the report if it stays open who that is."""
    return party.name or f"“{party.mention}”"


def names(parties: Iterable[Party]) -> str:
    """Return the names of several parties."""
    return ", ".join(name(party) for party in parties)


def between(event: Event) -> str:
    """Return who acts on whom: with an arrow, with a double one among equals."""
    arrow = " ↔ " if event.reciprocal else " → "
    return arrow.join(side for side in (names(event.actors) or "?", names(event.recipients)) if side)


def backing(event: Event) -> str:
    """Return how many reports tell an event and how many are copies, and whether they disagree; "" for one alone."""
    parts = []
    if event.reports > 1:
        copies = "" if event.families == event.reports else f" ({event.families} independent)"
        parts.append(f"{event.reports} reports{copies}")
    if event.disputes or any(figure.disputed for figure in event.figures):
        parts.append("disputed")
    return ", ".join(parts)


def account(account: Account) -> str:
    """Return what one side of a dispute says: the value, who says so, in how many independent texts."""
    voices = f" according to {', '.join(account.voices)}" if account.voices else ""
    texts = "1 text" if account.families == 1 else f"{account.families} independent texts"
    days = " to ".join(dict.fromkeys(str(d) for d in (account.first_told, account.last_told) if d))
    return f"{account.value}:{voices} ({texts}{f', {days}' if days else ''})"


def figure_line(figure: Figure) -> str:
    """Return a figure of an event as its range, with each value that was told."""
    low, high = _count(figure.low), _count(figure.high)
    told = "; ".join(
        " ".join(
            part
            for part in (
                value.published.isoformat() if value.published else "undated",
                value.voice or value.document,
                value.qualifier,
                _count(value.count),
            )
            if part
        )
        for value in figure.values
    )
    spread = low if low == high else f"{low} to {high}"
    return f"{spread} {figure.unit}{', disputed' if figure.disputed else ''} ({told})"


def link(tie: EventLink) -> str:
    """Return what ties an event to another: "fulfilled by evt-…: the same visit, on the day"."""
    return f"{tie.kind.replace('_', ' ')} {brief_id(tie.event)}: {tie.because}"


def who(party: Party) -> str:
    """Return a party with country, sector and the words of the report."""
    codes = ", ".join(code for code in (party.country, party.sector) if code)
    known = f"{party.name or '(open)'}{f' ({codes})' if codes else ''}"
    return known if party.name == party.mention else f"{known}, “{flowing(party.mention)}”"


def where(place: Place) -> str:
    """Return a place with its country."""
    return (
        f"{name(place)} ({place.country})" if place.country and place.country != place.name else name(place)
    )


def figure(claim: Claim) -> str:
    """Return a claim's figure, as "more than 2,100 killed"; "" if it has none."""
    if claim.count is None:
        return claim.unit or ""
    return " ".join(part for part in (claim.qualifier, _count(claim.count), claim.unit) if part)


def _count(count: float) -> str:
    return f"{int(count):,}" if float(count).is_integer() else f"{count:,}"


def brief_id(identity: str) -> str:
    """Return the beginning of an id, long enough to ask for it."""
    return identity[:BRIEF]


def quote(evidence: Evidence, *, most: int | None = None) -> Text:
    """Return the sentence on one line with its trigger set off, cut around it to about `most` letters."""
    cut = evidence.trigger_start - evidence.start
    end = evidence.trigger_end - evidence.start
    before, trigger, after = (flowing(part) for part in _parts(evidence.text, cut, end))
    if most is not None:
        room = max(most - len(trigger), 0)
        ahead = min(len(before), max(room // 2, room - len(after)))
        before, after = _last(before, ahead), _first(after, room - ahead)
    return Text.assemble(before, (trigger, "bold underline"), after)


def flowing(text: str) -> str:
    """Return the text with every run of blanks and line ends as one blank."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[:start], text[start:end], text[end:]


def _first(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…"


def _last(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[len(text) - max(most - 1, 0) :].lstrip()
