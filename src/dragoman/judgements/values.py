"""The values that a judgement gives: read as they stand in a line, and put into an event."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

from dragoman.codebook import load_codebook
from dragoman.errors import JudgementError
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.judgement import Field
from dragoman.model.record import Event, Party, Place, Voice
from dragoman.store.names import fold

__all__ = ["Span", "corrected", "party", "reading_of", "voices"]

Code = TypeVar("Code", bound=StrEnum)
Taken = Mapping[str, object]

DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
COUNTRY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Span:
    """A day, month or year: its first and last day, and how fine it is."""

    first: date
    last: date
    precision: Precision


def reading_of(field: Field, value: object) -> object:
    """Return what the value of a line means for a field; None: that it is unknown or nobody.

    Raises:
        JudgementError: it means nothing.
    """
    return READ[field](value)


def corrected(event: Event, field: Field, value: object) -> Event | None:
    """Return the event with another value, as a line has it; None if that does not suit the event."""
    return PUT[field](event, reading_of(field, value))


def party(value: object) -> Party:
    """Return the party of a name, or of a table with name, country and sector; JudgementError if it is none."""
    told = _table(value, "name", "country", "sector", "mention")
    name, country = _words(told, "name"), told.get("country")
    if not name:
        raise JudgementError(f"{value!r} names nobody.", cure="Give a name.")
    if country is not None and not (isinstance(country, str) and COUNTRY.fullmatch(country)):
        raise JudgementError(f"{country!r} is no country code.", cure="Give three capitals, as in RUS.")
    return Party(
        mention=_words(told, "mention") or name, name=name, country=country, sector=_words(told, "sector")
    )


def voices(value: object) -> tuple[Voice, ...]:
    """Return who is given as the source; nobody: the report itself says it."""
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if value and not all(isinstance(name, str) and name.strip() for name in names):
        raise JudgementError(
            f"{value!r} are no names.", cure="Give names, or none if the report itself says it."
        )
    if value and not names:
        raise JudgementError(
            f"{value!r} is no name.", cure="Give names, or none if the report itself says it."
        )
    return tuple(Voice(mention=name, name=name) for name in cast("list[str]", names))


def _category(value: object) -> Category:
    return _code(Category, value, "category")


def _mode(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise JudgementError(f"{value!r} is no mode.", cure="See: dragoman codebook CATEGORY.")
    return value


def _status(value: object) -> Status:
    return _code(Status, value, "status")


def _precision(value: object) -> Precision:
    return _code(Precision, value, "precision")


def _span(value: object) -> Span | None:
    if value is None:
        return None
    found = DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise JudgementError(f"{value!r} is no date.", cure="Write it as 2021-02-01, 2021-02 or 2021.")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(cast("int", year), month or 1, day or 1)
    except ValueError as error:
        raise JudgementError(
            f"There is no day {value!r}.", cure="Write it as 2021-02-01, 2021-02 or 2021."
        ) from error
    if month is None:
        return Span(first, first.replace(month=12, day=31), Precision.YEAR)
    if day is None:
        last = calendar.monthrange(first.year, first.month)[1]
        return Span(first, first.replace(day=last), Precision.MONTH)
    return Span(first, first, Precision.DAY)


def _place(value: object) -> Place | None:
    if value is None:
        return None
    told = _table(value, "name", "country", "latitude", "longitude", "mention")
    named = party({key: told[key] for key in ("name", "country", "mention") if key in told})
    degrees = [told.get(key) for key in ("latitude", "longitude")]
    if not all(degree is None or isinstance(degree, (int, float)) for degree in degrees):
        raise JudgementError(f"{degrees} are no degrees.", cure="Give latitude and longitude as numbers.")
    latitude, longitude = cast("list[float | None]", degrees)
    return Place(
        mention=named.mention,
        name=named.name,
        country=named.country,
        latitude=latitude,
        longitude=longitude,
    )


def _parties(value: object) -> tuple[Party, ...]:
    if value is None:
        return ()
    return tuple(party(one) for one in (value if isinstance(value, list) else [value]))


def _table(value: object, *keys: str) -> Taken:
    """Return the table that a value is, or that has it as its name."""
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict) or not all(key in keys for key in value):
        raise JudgementError(f"{value!r} is not understood.", cure=f"Give a name, or: {', '.join(keys)}.")
    return cast("Taken", value)


def _words(told: Taken, key: str) -> str | None:
    value = told.get(key)
    if value is not None and not isinstance(value, str):
        raise JudgementError(f"{key}: {value!r} is not understood.", cure="Give it as text.")
    return value.strip() or None if value else None


def _code(kind: type[Code], value: object, what: str) -> Code:
    try:
        return kind(cast("str", value))
    except ValueError as error:
        known = ", ".join(code.value for code in kind)
        raise JudgementError(f"{value!r} is no {what}.", cure=f"Choose from: {known}.") from error


def _put_category(event: Event, value: object) -> Event | None:
    category = cast("Category", value)
    if category is event.category:
        return event
    entry = load_codebook().categories[category]
    mode = event.mode if event.mode in entry.modes else None
    return replace(event, category=category, mode=mode, quad=entry.quad, intensity=entry.intensity_of(mode))


def _put_mode(event: Event, value: object) -> Event | None:
    """Return the event with a mode, None if that is one of other categories alone."""
    mode, entries = cast("str | None", value), load_codebook().categories
    entry = entries[event.category]
    if mode is None or mode in entry.modes:
        return replace(event, mode=mode, intensity=entry.intensity_of(mode))
    if any(mode in other.modes for other in entries.values()):
        return None
    return replace(event, mode=mode)  # one of a codebook of the user's own


def _put_status(event: Event, value: object) -> Event | None:
    return replace(event, status=cast("Status", value))


def _put_precision(event: Event, value: object) -> Event | None:
    return replace(event, precision=cast("Precision", value))


def _put_start(event: Event, value: object) -> Event | None:
    """Return the event with another beginning; one of a single day, month or year moves as a whole."""
    span = cast("Span | None", value)
    if span is None:
        return replace(event, start=None, end=None, precision=Precision.UNKNOWN)
    stays_open = event.end is None and (event.start is not None or event.status is Status.ONGOING)
    lasting = event.end is not None and event.start is not None and not _single(event)
    end = None if stays_open else max(event.end or span.last, span.last) if lasting else span.last
    return replace(event, start=span.first, end=end, precision=span.precision)


def _single(event: Event) -> bool:
    """Whether an event covers one day, week, month or year, as finely as it is known."""
    if event.start is None or event.end is None:
        return False
    days = {Precision.WEEK: 7, Precision.MONTH: 31, Precision.YEAR: 366}.get(event.precision, 1)
    return (event.end - event.start).days < days


def _put_end(event: Event, value: object) -> Event | None:
    span = cast("Span | None", value)
    if span is None:
        return replace(event, end=None)
    start = event.start if event.start is not None and event.start <= span.last else span.first
    precision = span.precision if event.start is None else event.precision
    return replace(event, start=start, end=span.last, precision=precision)


def _put_place(event: Event, value: object) -> Event | None:
    place = cast("Place | None", value)
    if place is not None and event.place is not None and place.mention == place.name:
        place = replace(place, mention=event.place.mention)
    return replace(event, place=place)


def _put_actor(event: Event, value: object) -> Event | None:
    return replace(event, actors=_worded(cast("tuple[Party, ...]", value), event.actors, event.recipients))


def _put_recipient(event: Event, value: object) -> Event | None:
    return replace(
        event, recipients=_worded(cast("tuple[Party, ...]", value), event.recipients, event.actors)
    )


def _worded(given: Sequence[Party], here: Sequence[Party], there: Sequence[Party]) -> tuple[Party, ...]:
    """Return parties with the words of the report, where it is plain which these are.

    A party that the event had already keeps its own; else those that come in the place of as many others.
    """
    known = {fold(one.name or one.mention): one.mention for one in (*there, *here)}
    found = []
    for k, one in enumerate(given):
        mention = known.get(fold(one.name or one.mention))
        if mention is None and one.mention == one.name and len(given) == len(here):
            mention = here[k].mention
        found.append(replace(one, mention=mention or one.mention))
    return tuple(found)


def _put_voices(event: Event, value: object) -> Event | None:
    known = {fold(voice.name): voice.mention for voice in event.attribution}
    told = cast("tuple[Voice, ...]", value)
    return replace(
        event, attribution=tuple(replace(v, mention=known.get(fold(v.name), v.mention)) for v in told)
    )


READ: Mapping[Field, Callable[[object], object]] = {
    Field.CATEGORY: _category,
    Field.MODE: _mode,
    Field.STATUS: _status,
    Field.START: _span,
    Field.END: _span,
    Field.PRECISION: _precision,
    Field.PLACE: _place,
    Field.ACTOR: _parties,
    Field.RECIPIENT: _parties,
    Field.VOICES: voices,
}
PUT: Mapping[Field, Callable[[Event, object], Event | None]] = {
    Field.CATEGORY: _put_category,
    Field.MODE: _put_mode,
    Field.STATUS: _put_status,
    Field.START: _put_start,
    Field.END: _put_end,
    Field.PRECISION: _put_precision,
    Field.PLACE: _put_place,
    Field.ACTOR: _put_actor,
    Field.RECIPIENT: _put_recipient,
    Field.VOICES: _put_voices,
}
