"""What persons say of events, in words, and the values of an event as they are typed into a form."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.api import judging
from dragoman.codebook import load_codebook
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.judgement import Field, Judgement, JudgementKind
from dragoman.model.record import Event, Party, Place
from dragoman.web import wording

__all__ = ["CorrectedField", "JudgementView", "fields", "names", "shown", "user", "view"]

DONE = {
    JudgementKind.ACCEPT: "accepted",
    JudgementKind.CORRECT: "corrected",
    JudgementKind.REJECT: "rejected",
    JudgementKind.MERGE: "merged",
    JudgementKind.SPLIT: "split",
    JudgementKind.REATTRIBUTE: "attributed",
    JudgementKind.RENAME: "renamed",
    JudgementKind.UNDO: "took back",
}
LABELS = {
    Field.CATEGORY: "Category",
    Field.MODE: "Mode",
    Field.STATUS: "Status",
    Field.START: "First day",
    Field.END: "Last day",
    Field.PRECISION: "Known to the",
    Field.PLACE: "Place",
    Field.ACTOR: "Who acts",
    Field.RECIPIENT: "On whom",
    Field.VOICES: "According to",
}
HINTS = {
    Field.START: "As 2022-08-03, 2022-08 or 2022; empty if unknown",
    Field.END: "As 2022-08-03, 2022-08 or 2022; empty if open",
    Field.ACTOR: "Several between semicolons; country and sector in brackets",
    Field.RECIPIENT: "Several between semicolons; country and sector in brackets",
    Field.VOICES: "Several between semicolons; empty if the report itself says it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementView:
    """A judgement in words: who did what when, and why; `of` are the words on which it holds fast."""

    id: str
    at: datetime
    by: str
    kind: JudgementKind
    said: str
    of: str
    note: str
    telling: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedField:
    """A value of an event as a form shows it: as text, or as one of the values and words of `options`."""

    name: str
    label: str
    text: str
    hint: str
    options: tuple[tuple[str, str], ...]
    offered: tuple[str, ...]


def view(judgement: Judgement) -> JudgementView:
    """Return a judgement in words."""
    first = judgement.of[0] if judgement.of else None
    return JudgementView(
        id=judgement.id,
        at=judgement.at,
        by=judgement.by,
        kind=judgement.kind,
        said=_said(judgement),
        of=f"“{first.trigger}” in {first.document}" if first else "",
        note=judgement.note,
        telling=first.telling or None if first else None,
    )


def fields(event: Event) -> tuple[CorrectedField, ...]:
    """Return the values of an event that can be corrected, in the order in which they are to be corrected."""
    return tuple(
        CorrectedField(
            name=field.value,
            label=LABELS[field],
            text=text,
            hint=HINTS.get(field, ""),
            options=_options(field),
            offered=_modes()[event.category] if field is Field.MODE else (),
        )
        for field, text in _texts(event)
    )


def names(event: Event) -> tuple[str, ...]:
    """Return the names that the event shows, which can be changed in all events."""
    told = [party.name or party.mention for party in (*event.actors, *event.recipients)]
    return tuple(dict.fromkeys((*told, *(voice.name for voice in event.attribution))))


def shown(at: datetime) -> str:
    """Return a time as people read it, in the zone of this machine: "22 November 2026, 10:04"."""
    here = at.astimezone()
    return f"{wording.day(here.date())}, {here:%H:%M}"


@functools.cache
def user() -> str:
    """Return who is at work on this machine, as a first guess."""
    return judging.author()


@functools.cache
def _modes() -> Mapping[str, tuple[str, ...]]:
    return {code: tuple(entry.modes) for code, entry in load_codebook().categories.items()}


def _texts(event: Event) -> Iterator[tuple[Field, str]]:
    yield Field.CATEGORY, event.category.value
    yield Field.MODE, event.mode or ""
    yield Field.STATUS, event.status.value
    yield Field.START, _day(event.start, event.precision)
    yield Field.END, _day(event.end, event.precision)
    yield Field.PRECISION, event.precision.value
    yield Field.PLACE, _place(event.place) if event.place else ""
    yield Field.ACTOR, _parties(event.actors)
    yield Field.RECIPIENT, _parties(event.recipients)
    yield Field.VOICES, "; ".join(voice.name for voice in event.attribution)


def _options(field: Field) -> tuple[tuple[str, str], ...]:
    match field:
        case Field.CATEGORY:
            return tuple((code.value, wording.category(code)) for code in Category)
        case Field.STATUS:
            return tuple((code.value, wording.status(code)) for code in Status)
        case Field.PRECISION:
            return tuple((code.value, code.value) for code in Precision)
        case _:
            return ()


def _day(day: date | None, precision: Precision) -> str:
    """Return a day as finely as it is known: 2022-08-03, 2022-08, 2022."""
    if day is None:
        return ""
    letters = {Precision.YEAR: 4, Precision.MONTH: 7}.get(precision)
    return day.isoformat()[:letters]


def _parties(parties: Sequence[Party]) -> str:
    return "; ".join(map(_party, parties))


def _party(party: Party) -> str:
    name = party.name or " ".join(party.mention.split())
    codes = ", ".join(code for code in (party.country, party.sector) if code) if party.country else ""
    return f"{name} ({codes})" if codes else name


def _place(place: Place) -> str:
    name = place.name or " ".join(place.mention.split())
    return f"{name} ({place.country})" if place.country and place.country != place.name else name


def _said(judgement: Judgement) -> str:
    """Return what a judgement does: "corrected first day: 2022-08-03"."""
    done = DONE[judgement.kind]
    match judgement.kind:
        case JudgementKind.CORRECT if judgement.field is not None:
            return f"{done} {LABELS[judgement.field].lower()}: {_value(judgement.value)}"
        case JudgementKind.REATTRIBUTE:
            return f"{done} to {_value(judgement.value) if judgement.value else 'the report itself'}"
        case JudgementKind.RENAME:
            return f"{done} {judgement.told} to {_value(judgement.value)}"
        case JudgementKind.MERGE:
            return f"{done} {len(judgement.of)} accounts into one event"
        case JudgementKind.SPLIT:
            return f"{done} off {wording.counted(len(judgement.of), 'account')}"
        case JudgementKind.UNDO:
            return f"{done} {judgement.undoes}"
        case _:
            return done


def _value(value: object) -> str:
    match value:
        case None | []:
            return "unknown"
        case list():
            return "; ".join(map(_value, value))
        case dict():
            codes = ", ".join(str(value[key]) for key in ("country", "sector") if value.get(key))
            return f"{value.get('name')}{f' ({codes})' if codes else ''}"
        case _:
            return str(value)
