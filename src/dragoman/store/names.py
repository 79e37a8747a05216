"""Tells whom a user means by a name: a country in any of its spellings, a body, a person."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.codebook.tables import Row, cells, data_path, read_table
from dragoman.model.record import Event

__all__ = ["Who", "fold", "named", "story_names", "where", "who"]

_NOT_A_WORD = re.compile(r"[\W_]+")

COUNTRY_COLUMNS = ("iso3", "iso2", "name", "aliases", "adjectives", "people")
SEAT_COLUMNS = ("capital",)  # a capital stands for its state as an actor, but for itself as a place
BODY_TABLES = ("actors/organisations.tsv", "actors/groups.tsv", "actors/media.tsv")
BODY_COLUMNS = ("name", "short", "aliases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What a party must be like to be meant.

    Of one of `countries`, or of exactly one of `names`, or of a name that holds all of `words`.
    """

    countries: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]


@functools.lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return `text` without case, accents and marks, for comparing: "São-Tomé" is "sao tome"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", plain).strip()


def named(name: str | None) -> bool:
    """Return whether a name is a proper one, and not a description ("the rebels")."""
    return name is not None and name[:1].isupper()


def story_names(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the folded proper names of the parties and places of a report's events: what its story is about."""
    found: set[str] = set()
    for event in events:
        found.update(fold(p.name) for p in (*event.actors, *event.recipients) if p.name and named(p.name))
        if event.place is not None and event.place.name:
            found.add(fold(event.place.name))
    return tuple(sorted(found))


@functools.cache
def who(name: str) -> Who:
    """Return whom `name` means: a country by any spelling, a body by any alias, else all who bear its words.

    "Lavrov" means everybody whose name holds that word; "Guinea" is a country and not Papua New Guinea.
    """
    key = fold(name)
    countries = _countries(COUNTRY_COLUMNS).get(key) or _countries(SEAT_COLUMNS).get(key, ())
    return Who(
        countries=countries,
        names=(key, *_bodies().get(key, ())),
        words=() if countries else tuple(key.split()),
    )


@functools.cache
def where(name: str) -> Who:
    """Return which places `name` means: all in a country, or those whose name holds its words."""
    key = fold(name)
    countries = _countries(COUNTRY_COLUMNS).get(key, ())
    return Who(countries=countries, names=(key,), words=() if countries else tuple(key.split()))


@functools.cache
def _countries(columns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return what stands in `columns`, folded -> the codes of the countries that it may mean."""
    found: dict[str, dict[str, None]] = {}
    for row in _table("actors/countries.tsv"):
        for column in columns:
            for text in cells(row.get(column, "")):
                found.setdefault(fold(text), {})[row["iso3"]] = None
    return {key: tuple(codes) for key, codes in found.items() if key}


@functools.cache
def _bodies() -> Mapping[str, tuple[str, ...]]:
    """Return folded short name or alias -> the folded names of the bodies that bear it."""
    found: dict[str, dict[str, None]] = {}
    for table in BODY_TABLES:
        for row in _table(table):
            texts = [text for column in BODY_COLUMNS for text in cells(row.get(column, ""))]
            for text in texts:
                others = (fold(other) for other in texts if fold(other) != fold(text))
                found.setdefault(fold(text), {}).update(dict.fromkeys(others))
    return {key: tuple(names) for key, names in found.items() if key}


def _table(name: str) -> tuple[Row, ...]:
    return read_table(name) if data_path(name).exists() else ()
