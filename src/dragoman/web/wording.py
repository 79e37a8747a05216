"""How dates, parties, statuses and numbers are worded on pages."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Claim, Event, Evidence, LinkKind, Party, Place

__all__ = [
    "CATEGORY_WORDS",
    "QUAD_WORDS",
    "STATUS_WORDS",
    "Quoted",
    "backing",
    "category",
    "counted",
    "day",
    "figure",
    "is_disputed",
    "kind",
    "link",
    "moment",
    "name",
    "names",
    "number",
    "quoted",
    "span",
    "status",
]

WEEK = 7
SEVERAL = 2
LINK_WORDS: Mapping[LinkKind, str] = {
    LinkKind.FULFILLED_BY: "came to pass in",
    LinkKind.FULFILS: "was planned as",
    LinkKind.CANCELLED_BY: "was called off in",
    LinkKind.CANCELS: "calls off",
}

STATUS_WORDS: Mapping[Status, str] = {status: status.value.replace("_", " ") for status in Status}
QUAD_WORDS: Mapping[int, str] = {
    1: "verbal co-operation",
    2: "material co-operation",
    3: "verbal conflict",
    4: "material conflict",
}
CATEGORY_WORDS: Mapping[Category, str] = {code: code.value.capitalize() for code in Category}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quoted sentence in three parts, on one line."""

    before: str
    trigger: str
    after: str


def number(value: float | None) -> str:
    """Return a number as people read it: 12,345; a dash for none."""
    if value is None:
        return "–"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def counted(value: int, noun: str) -> str:
    """Return a number with its noun, as "1 event" or "2,000 events"."""
    return f"{value:,} {noun}{'' if value == 1 else 's'}"


def day(value: date | None) -> str:
    """Return a day as people read it, "26 July 2024"; "undated" for none."""
    return f"{value.day} {calendar.month_name[value.month]} {value.year}" if value else "undated"


def moment(start: date | None, precision: Precision) -> str:
    """Return a date as finely as it is known: 26 July 2024, week of 22 July 2024, July 2024, 2021, undated."""
    if start is None:
        return "undated"
    match precision:
        case Precision.YEAR:
            return f"{start.year}"
        case Precision.MONTH:
            return f"{calendar.month_name[start.month]} {start.year}"
        case Precision.WEEK:
            return f"week of {day(start)}"
        case _:
            return day(start)


def span(event: Event) -> str:
    """Return when an event was, is or will be: a date, "since" one, or from one to another."""
    first = moment(event.start, event.precision)
    if event.end is None:
        return f"since {first}" if event.start and event.status is Status.ONGOING else first
    until = moment(event.end, event.precision)
    if event.start is None:
        return f"until {until}"
    one_week = event.precision is Precision.WEEK and (event.end - event.start).days < WEEK
    return first if one_week or until == first else f"{first} – {until}"


def status(value: Status) -> str:
    """Return a status in words: "not happened"."""
    return STATUS_WORDS[value]


def category(value: Category) -> str:
    """Return a category as a word: "Consult"."""
    return CATEGORY_WORDS[value]


def kind(event: Event) -> str:
    """Return category and mode: "Consult · visit"."""
    return f"{category(event.category)} · {event.mode}" if event.mode else category(event.category)


def name(one: Party | Place) -> str:
    """Return the name of a party or place; the words of the report if it stays open who that is."""
    return one.name or f"“{' '.join(one.mention.split())}”"


def figure(claim: Claim) -> str:
    """Return a claim's figure, as "more than 2,100 killed"; "" if it has none."""
    if claim.count is None:
        return claim.unit or ""
    return " ".join(part for part in (claim.qualifier, number(claim.count), claim.unit) if part)


def backing(event: Event) -> str:
    """Return how many reports tell an event, and how many of them independently; "" for one alone."""
    if event.reports < SEVERAL:
        return ""
    copies = "" if event.families == event.reports else f", {event.families} independent"
    return f"{event.reports} reports{copies}"


def is_disputed(event: Event) -> bool:
    """Return whether what the reports tell of an event cannot all be true."""
    return bool(event.disputes) or any(figure.disputed for figure in event.figures)


def link(kind: LinkKind) -> str:
    """Return how an event stands to another, in words that lead to that other."""
    return LINK_WORDS[kind]


def names(parties: Iterable[Party]) -> str:
    """Return the names of several parties."""
    return ", ".join(map(name, parties))


def quoted(evidence: Evidence, most: int | None = None) -> Quoted:
    """Return the sentence around its trigger, cut to about `most` letters if that is given."""
    cut, end = evidence.trigger_start - evidence.start, evidence.trigger_end - evidence.start
    before, trigger, after = map(_flowing, (evidence.text[:cut], evidence.text[cut:end], evidence.text[end:]))
    if most is not None:
        room = max(most - len(trigger), 0)
        ahead = min(len(before), max(room // 2, room - len(after)))
        if len(before) > ahead:
            before = "… " + before[len(before) - ahead :].partition(" ")[2]
        if len(after) > room - ahead:
            after = after[: room - ahead].rpartition(" ")[0] + " …"
    return Quoted(before=before, trigger=trigger, after=after)


def _flowing(text: str) -> str:
    """Return the text with every run of blanks and line ends as one blank."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")
