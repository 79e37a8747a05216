"""Turns what a person types into a question to the record: days, categories, statuses, names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dragoman.analyse.counts import Verdict
from dragoman.errors import QueryError
from dragoman.model.codes import Category, Means, Status

__all__ = ["categories", "first_day", "last_day", "means", "pair", "statuses", "verdicts"]

Code = TypeVar("Code", bound=StrEnum)

_DAY = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?)?")


def first_day(text: str | date | None) -> date | None:
    """Return the first day of a day, month or year such as 2021-02-01, 2021-02 or 2021.

    Raises:
        QueryError: it is none of these.
    """
    return _day(text, last=False)


def last_day(text: str | date | None) -> date | None:
    """Return the last day of a day, month or year such as 2021-02-01, 2021-02 or 2021.

    Raises:
        QueryError: it is none of these.
    """
    return _day(text, last=True)


def categories(codes: str | Iterable[str] | None) -> tuple[Category, ...]:
    """Return the categories with these codes, in any case.

    Raises:
        QueryError: a code is not one of PLOVER's.
    """
    return tuple(_code(Category, text.upper(), "category") for text in _several(codes))


def statuses(codes: str | Iterable[str] | None) -> tuple[Status, ...]:
    """Return the statuses with these names; "not happened" may be written with a blank or a dash.

    Raises:
        QueryError: a name is none of them.
    """
    return tuple(_code(Status, re.sub(r"[\s-]+", "_", text.lower()), "status") for text in _several(codes))


def verdicts(names: str | Iterable[str] | None) -> tuple[Verdict, ...]:
    """Return the verdicts on counts with these names.

    Raises:
        QueryError: a name is none of them.
    """
    return tuple(_code(Verdict, re.sub(r"[\s-]+", "_", text.lower()), "verdict") for text in _several(names))


def means(text: str) -> Means:
    """Return what is to find the events.

    Raises:
        QueryError: it is none of both, patterns, model.
    """
    return _code(Means, text.lower(), "means")


def pair(names: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return the two names that an event is to be between.

    Raises:
        QueryError: they are not two, or one is empty.
    """
    if names is None:
        return None
    if isinstance(names, str) or len(names) != 2 or not all(name.strip() for name in names):
        raise QueryError(
            f"{names!r} are not two names.", cure='Give two, as in between=("Russia", "Myanmar").'
        )
    return names[0], names[1]


def _several(codes: str | Iterable[str] | None) -> Iterable[str]:
    if codes is None:
        return ()
    return (codes,) if isinstance(codes, str) else codes


def _code(kind: type[Code], text: str, what: str) -> Code:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(code.value for code in kind)
        raise QueryError(f"{text!r} is no {what}.", cure=f"Choose from: {known}.") from error


def _day(text: str | date | None, *, last: bool) -> date | None:
    if text is None or isinstance(text, date):
        return text
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise QueryError(f"{text!r} is no date.", cure="Write it as 2021-02-01, 2021-02 or 2021.")
    year = int(found["year"])
    try:
        month = int(found["month"] or (12 if last else 1))
        day = int(found["day"] or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, day)
    except ValueError as error:  # also what calendar raises for a month that is none
        raise QueryError(
            f"There is no day {text!r}.", cure="Write it as 2021-02-01, 2021-02 or 2021."
        ) from error
