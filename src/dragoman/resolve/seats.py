"""Which seat words mean: an office under its plain name, and the state or body that it belongs to on a day.

A state's government in power and the state share their seats; a rival government has seats of its own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.knowledge import Knowledge, load_knowledge, plain_words
from dragoman.codebook.tables import cells, read_table
from dragoman.knowledge.offices import seat_of
from dragoman.knowledge.parties import country_name, whose

__all__ = [
    "Bearing",
    "Seat",
    "body_in",
    "body_on",
    "of_state",
    "plain_office",
    "rival_of",
    "seat_named",
    "sector_on",
]

STATE = 3  # letters of a country code
IN_POWER = "GOV"
ANY_STATE = "CHN"
RIVAL = ("OPP", "REB", "PRE")
HISTORY = re.compile(r"([A-Z]{3}):(\d{4}(?:-\d\d-\d\d)?)?(?:-|\.\.)(\d{4}(?:-\d\d-\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Seat:
    """An office of a state (by code) or body (by name); `sole`: one person at a time can hold it."""

    office: str
    body: str
    sole: bool

    def __str__(self) -> str:
        """Return the seat as people call it: "foreign minister of Cambodia"."""
        return f"{self.office} of {country_name(self.body)}" if self.body else self.office


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a title bears its office: `plain` as held, acting, or named for it and not yet in it."""

    office: str
    acting: bool = False
    designate: bool = False


@functools.lru_cache(16_384)
def plain_office(title: str) -> Bearing:
    """Return the plain office of a title: "acting FM" is the foreign minister, acting.

    >>> plain_office("minister of foreign affairs")
    Bearing(office='foreign minister', acting=False, designate=False)
    """
    office = _canonical(title)
    words = office.split()
    acting = any(word in ("acting", "interim", "caretaker", "transitional") for word in words)
    designate = office.endswith(("-designate", "-elect"))
    bare = " ".join(w for w in words if w not in ("acting", "interim", "caretaker", "transitional"))
    return Bearing(bare.removesuffix("-designate").removesuffix("-elect"), acting, designate)


def seat_named(title: str, of: str | None, country: str | None, day: date | None = None) -> Seat:
    """Return the seat that a title means, of a country or body by name, as these stood on a day.

    >>> str(seat_named("top diplomat", "Myanmar junta", "MMR", date(2022, 8, 3)))
    'foreign minister of Myanmar'
    """
    office = plain_office(title).office
    body = body_on(of, country, day)
    for row in read_table("offices/seat_names.tsv"):
        if row["office"] in (office, title.lower()) and row["iso3"] in ("", body):
            office, body = row["seat"], (body_on(row["of"], None, day) if row["of"] else body)
            break
    sole = seat_of(office, body)
    return Seat(sole or office, body, bool(sole) or (office.startswith("ambassador to ") and bool(body)))


def of_state(title: str) -> bool:
    """Return whether an office is one that states have and towns and provinces have not."""
    return bool(seat_of(plain_office(title).office, ANY_STATE))


def body_on(name: str | None, country: str | None, day: date | None) -> str:
    """Return the code of the state whose office it is, or the name of the body; "" if that is open."""
    return _body_on(name or "", country or "", day.isoformat() if day else "")


@functools.lru_cache(16_384)
def _body_on(name: str, country: str, day: str) -> str:
    if not name:
        return country
    for pattern in _state_bodies():
        if match := pattern.fullmatch(name):
            return whose(match[1])[0]
    group = _groups().get(" ".join(plain_words(name)).removeprefix("the "))
    if group is not None:
        home, in_power = group.iso3, group.sector(day) == IN_POWER
        return home if home and in_power and group.kind == "government" else group.name
    return whose(name)[0]


def body_title(body: str) -> str:
    """Return a state or body by name: "Myanmar" for "MMR"."""
    return country_name(body)


@functools.lru_cache(16_384)
def rival_of(country: str, day: date | None) -> str | None:
    """Return the body that claims to govern a country beside the one in power; None if there is none, or several.

    Of several, the one whose name says that it is a government.
    """
    on = day.isoformat() if day else ""
    found = {
        group.name
        for group in _by_id().values()
        if group.iso3 == country
        and group.kind == "government"
        and group.sector(on) in RIVAL
        and group.stood(on)
    }
    if len(found) > 1:
        knowledge = load_knowledge()
        found = {name for name in found if any(_mere_owner(knowledge, word) for word in plain_words(name))}
    return found.pop() if len(found) == 1 else None


def body_in(text: str, country: str) -> str | None:
    """Return the group of a country that a text names, the longest name first."""
    words = f" {' '.join(plain_words(text))} "
    fitting = [name for name in _names_in(country) if f" {name} " in words]
    return _groups()[max(fitting, key=len)].name if fitting else None


@functools.cache
def _names_in(country: str) -> tuple[str, ...]:
    """Return the names of the groups of one country, as plain words."""
    return tuple(name for name, group in _groups().items() if group.iso3 == country)


def sector_on(row_id: str, day: date | None) -> str | None:
    """Return the sector of a group on a day, None if the tables do not tell."""
    group = _by_id().get(row_id)
    return group.sector(day.isoformat()) if group is not None and day else None


@dataclass(frozen=True, slots=True)
class _Group:
    """A row of the groups with its sectors over time."""

    id: str
    name: str
    kind: str
    iso3: str
    start: str
    end: str
    standing: str
    history: tuple[tuple[str, str, str], ...]

    def sector(self, day: str) -> str:
        """Return the sector on a day: of the latest spell that covers it; the standing one without a day."""
        fitting = [
            s for s, start, end in self.history if start <= day and (not end or day[: len(end)] <= end)
        ]
        return fitting[-1] if day and fitting else self.standing

    def stood(self, day: str) -> bool:
        """Whether the group was there on a day, as far as its dates tell."""
        return not day or (
            (not self.start or self.start <= day) and (not self.end or day[: len(self.end)] <= self.end)
        )


@functools.cache
def _by_id() -> Mapping[str, _Group]:
    return {
        row["id"]: _Group(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            iso3=row["iso3"] if len(row["iso3"]) == STATE else "",
            start=row["start"],
            end=row["end"],
            standing=row["sector"],
            history=_history(row["sector_history"]),
        )
        for row in read_table("actors/groups.tsv")
    }


def _history(cell: str) -> tuple[tuple[str, str, str], ...]:
    """Return the sectors of "REB:2001..2021-08-14;GOV:2021-08-15.." or "REB:2001-2021;GOV:2021-" with their times."""
    found = []
    for part in cell.split(";"):
        match = HISTORY.match(part.strip())
        if match:
            found.append((match[1], match[2] or "", match[3] or ""))
    return tuple(found)


@functools.cache
def _groups() -> Mapping[str, _Group]:
    found: dict[str, _Group] = {}
    for row in read_table("actors/groups.tsv"):
        for text in (row["name"], *cells(row["aliases"])):
            found.setdefault(" ".join(plain_words(text)).removeprefix("the "), _by_id()[row["id"]])
    return found


@functools.cache
def _state_bodies() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of names of a state's own bodies: "Government of Chad", "Myanmar junta"."""
    templates = {
        row["template"] for row in read_table("lexicon/en/body_names.tsv") if row["kind"] == "government"
    }
    return tuple(
        re.compile(re.escape(template).replace(r"\{country\}", "(.+)"))
        for template in sorted(templates)
        if "{noun}" not in template
    )


def _canonical(title: str) -> str:
    """Return our name of the office of a title, without words that only say whose it is; else the title itself."""
    words = plain_words(title)
    knowledge = load_knowledge()
    for first in range(len(words)):
        if first and not _mere_owner(knowledge, words[first - 1]):
            break
        for found in knowledge.titles.get(words[first], ()):
            if found.words == words[first:]:
                return found.office
    return " ".join(title.split())


def _mere_owner(knowledge: Knowledge, word: str) -> bool:
    """Whether a word before an office says only whose it is: "junta", "government"."""
    agent = knowledge.agents.get(word)
    return agent is not None and agent.kind == "government" and agent.collective
