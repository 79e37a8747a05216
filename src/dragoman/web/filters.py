"""The filters that lists and pictures of events share: query parameters as one value, and back into an address."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, Self
from urllib.parse import urlencode

from fastapi import Depends, Query

__all__ = ["EventFilters", "Filters"]

MOST_LETTERS = 300

Word = Annotated[str, Query(max_length=MOST_LETTERS)]
Words = Annotated[list[str] | None, Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilters:
    """Which events are shown; "" or () is no condition. `between` is two names or none."""

    between: tuple[str, ...] = ()
    actor: str = ""
    since: str = ""
    until: str = ""
    category: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    place: str = ""
    voice: str = ""
    report: str = ""
    text: str = ""
    disputed: bool | None = None
    as_of: str = ""

    def asked(self) -> dict[str, Any]:
        """Return the conditions that are given, as arguments of `Record.events`."""
        every = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in every.items() if value or value is False}

    def without(self, name: str, value: str | None = None) -> Self:
        """Return the filters without one condition, or without one value of it."""
        left: Any = getattr(type(self)(), name)
        if value is not None:
            left = tuple(one for one in getattr(self, name) if one != value)
        return replace(self, **{name: left})

    def chips(self) -> list[tuple[str, str, Self]]:
        """Return each condition as its name, its value in words, and the filters without it."""
        found: list[tuple[str, str, Self]] = []
        for name, value in self.asked().items():
            if name == "between":
                found.append((name, " and ".join(value), self.without(name)))
            elif isinstance(value, tuple):
                found += [(name, one, self.without(name, one)) for one in value]
            else:
                found.append((name, {True: "yes", False: "no"}.get(value, value), self.without(name)))
        return found

    def query(self, **more: str) -> str:
        """Return the filters as the part of an address after the "?", "" if there are none."""
        given = {
            key: str(value).lower() if isinstance(value, bool) else value
            for key, value in self.asked().items()
        }
        return urlencode(given | {key: value for key, value in more.items() if value}, doseq=True)

    def address(self, path: str, **more: str) -> str:
        """Return the address of the page at `path` with these filters."""
        query = self.query(**more)
        return f"{path}?{query}" if query else path


def _filters(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    between: Words = None,
    actor: Word = "",
    since: Word = "",
    until: Word = "",
    category: Words = None,
    status: Words = None,
    place: Word = "",
    voice: Word = "",
    report: Word = "",
    text: Word = "",
    disputed: bool | None = None,
    as_of: Word = "",
) -> EventFilters:
    """Return the filters in an address; fields that a form leaves empty are none."""
    return EventFilters(
        between=_several(between),
        actor=actor.strip(),
        since=since.strip(),
        until=until.strip(),
        category=tuple(code.upper() for code in _several(category)),
        status=_several(status),
        place=place.strip(),
        voice=voice.strip(),
        report=report.strip(),
        text=text.strip(),
        disputed=disputed,
        as_of=as_of.strip(),
    )


def _several(values: list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values or () if value.strip()))


Filters = Annotated[EventFilters, Depends(_filters)]
