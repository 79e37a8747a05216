"""Turns what a person types as the value of a judgement into what a line of the file holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from dragoman.codebook.knowledge import Known, KnownKind, load_knowledge, plain_words
from dragoman.errors import JudgementError
from dragoman.model.judgement import Field
from dragoman.model.record import Party, Place, Voice
from dragoman.store import Database
from dragoman.store.judgements import named_as
from dragoman.store.names import who

__all__ = ["name_meant", "party_meant", "value_meant", "voices_meant"]

CODED = re.compile(r"(?P<name>.+?)\s*\((?P<codes>[^()]*)\)")
UNKNOWN = frozenset({"", "-", "none", "unknown", "nobody"})  # what people type for no value
SECTOR = re.compile(r"[A-Z]{3}")
BODIES = frozenset({KnownKind.COUNTRY, KnownKind.ORGANISATION, KnownKind.GROUP, KnownKind.MEDIUM})
PLACES = frozenset({KnownKind.PLACE, KnownKind.COUNTRY})


def value_meant(database: Database, field: Field, value: object) -> object:
    """Return the value of a field as a line holds it: a name may stand for a party, a place or a country.

    Raises:
        JudgementError: a country is unknown; whether the rest makes sense is seen when the line is written.
    """
    match field:
        case Field.ACTOR | Field.RECIPIENT:
            return [party_meant(database, one) for one in _several(value)]
        case Field.VOICES:
            return voices_meant(value)
        case _:
            return _PLAIN.get(field, _text)(value)


def party_meant(database: Database, value: object) -> dict[str, object]:
    """Return the table of a party: "Sergei Lavrov (Russia, GOV)", a Party, or a table of name, country, sector.

    What is not told of it is taken from what is known by that name.
    """
    told = _told(value)
    name, country, sector = told.get("name"), told.get("country"), told.get("sector")
    known = _known(name, BODIES)
    if known is not None and country is None:
        name, country, sector = known.name, known.iso3, sector or known.sector
    elif country is None:
        country, found = next(named_as(database, name or ""), (None, None))
        sector = sector or found
    return _filled(name=name, country=_country(country), sector=sector)


def name_meant(value: object) -> dict[str, object]:
    """Return the table of a new name, word for word, with country and sector only if they are told."""
    told = _told(value)
    return _filled(name=told.get("name"), country=_country(told.get("country")), sector=told.get("sector"))


def voices_meant(value: object) -> list[str]:
    """Return the names of who is given as the source; none: the report itself tells it."""
    return [one.name if isinstance(one, Voice) else str(one).strip() for one in _several(value)]


def _several(value: object) -> list[object]:
    """Return the values that a text lists between semicolons, or a list holds."""
    if value is None:
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip().casefold() not in UNKNOWN]
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _told(value: object) -> dict[str, str | None]:
    """Return name, country and sector as told."""
    if isinstance(value, Party):
        return {"name": value.name or value.mention, "country": value.country, "sector": value.sector}
    if isinstance(value, Mapping):
        return {key: str(value[key]) if value.get(key) else None for key in ("name", "country", "sector")}
    text = str(value).strip()
    coded = CODED.fullmatch(text)
    if coded is None:
        return {"name": text}
    codes = [code.strip() for code in coded["codes"].split(",") if code.strip()]
    if len(codes) > 1 and not SECTOR.fullmatch(codes[1]):
        raise JudgementError(
            f"{codes[1]!r} is no sector.", cure='Write it as in "Sergei Lavrov (Russia, GOV)".'
        )
    return {
        "name": coded["name"],
        "country": codes[0] if codes else None,
        "sector": codes[1] if codes[1:] else None,
    }


def _place(value: object) -> object:
    """Return the table of a place, with what is known of a town of that name."""
    if isinstance(value, Place):
        return _filled(
            name=value.name or value.mention,
            country=value.country,
            latitude=value.latitude,
            longitude=value.longitude,
        )
    if value is None or (isinstance(value, str) and value.strip().casefold() in UNKNOWN):
        return None
    told = _told(value)
    degrees = {key: value.get(key) for key in ("latitude", "longitude")} if isinstance(value, Mapping) else {}
    country = _country(told.get("country"))
    known = _known(told.get("name"), PLACES, country)
    if known is None or degrees.get("latitude") is not None:
        return _filled(name=told.get("name"), country=country, **degrees)
    place = (
        {"latitude": known.latitude, "longitude": known.longitude} if known.kind is KnownKind.PLACE else {}
    )
    return _filled(name=known.name, country=country or known.iso3, **place)


def _known(name: str | None, kinds: Iterable[KnownKind], country: str | None = None) -> Known | None:
    """Return what is known by a name, in a country if one is told; of several places the most populous."""
    words = plain_words(name or "")
    if not words:
        return None
    found = [
        form.known
        for form in load_knowledge().longest(words, 0)
        if len(form.words) == len(words)
        and form.known.kind in kinds
        and (form.kind.value == "name" or form.known.kind is not KnownKind.COUNTRY)
        and country in (None, form.known.iso3)
    ]
    return max(found, key=lambda known: known.population, default=None)


def _country(name: str | None) -> str | None:
    """Return the code of a country by any of its names."""
    if name is None or name.casefold() in UNKNOWN:
        return None
    codes = who(name).countries
    if len(codes) != 1:
        raise JudgementError(f"{name!r} is no country.", cure="Give its name or its code, as in RUS.")
    return codes[0]


def _day(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return _text(value)


def _text(value: object, change: Callable[[str], str] = str) -> object:
    """Return a text without blanks around it, None for no value."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    return None if text.casefold() in UNKNOWN else change(text)


def _word(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.lower())


def _filled(**cells: object) -> dict[str, object]:
    return {key: value for key, value in cells.items() if value is not None}


def _precision(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


_PLAIN: Mapping[Field, Callable[[object], object]] = {
    Field.CATEGORY: partial(_text, change=str.upper),
    Field.STATUS: partial(_text, change=_word),
    Field.MODE: partial(_text, change=str.lower),
    Field.PRECISION: _precision,
    Field.START: _day,
    Field.END: _day,
    Field.PLACE: _place,
}
