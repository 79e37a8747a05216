"""Reads actor dictionaries of TABARI and PETRARCH, as the Phoenix dictionaries.

An entry is a name, further names after `+`, and codes in brackets, each perhaps with the time of its validity:

    HUN_SEN_
    +SAMDECH_HUN_SEN_
        [KHMGOV 850114-930702]
        [KHMELI]

Days are YYMMDD, YYYYMMDD or ISO: `<day` until, `>day` from, `day-day` from and until. A code without a time
holds where no other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.knowledge.dates import partial
from dragoman.knowledge.facts import Alias, Entity, Fault, Kind, Passed, Standing
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.names import normal, proper
from dragoman.knowledge.reading import Told
from dragoman.knowledge.sectors import INTERNATIONAL, Vocabulary, read_code, vocabulary_of

__all__ = ["plain_name", "read"]

CODE = re.compile(r"\[\s*([A-Z]*|-+)\s*([^\]]*?)\s*\]")
DAY = r"\d{4}-\d\d(?:-\d\d)?|\d{8}|\d{6}|\d{4}"
TIME = re.compile(rf"(?:(?P<mark>[<>])\s*)?(?P<first>{DAY})(?:\s*-\s*(?P<second>{DAY}))?$")
PIVOT = 30  # two-digit years below it are of this century
COUNTRY = 3
CURE = "Write it as [CODE 850114-930702], [CODE >20110101] or [CODE <2000-01-01]."


@dataclass(slots=True)
class _Entry:
    """A name on its way through the file."""

    row: int
    name: str
    others: list[str] = field(default_factory=list)
    codes: list[tuple[int, str, str]] = field(default_factory=list)  # line, code, time


def read(intake: Intake) -> Iterator[Told]:
    """Yield the actor of each entry with its standings; entries whose code is `---` are passed over."""
    vocabulary = vocabulary_of(intake.head().decode("utf-8", "replace"))
    entry: _Entry | None = None
    for number, raw in intake.lines():
        line = raw.partition("#")[0].rstrip()
        if not line.strip():
            continue
        codes = [(number, code, time) for code, time in CODE.findall(line)]
        name = plain_name(CODE.sub("", line).removeprefix("+"))
        if line.startswith("+") and entry:
            entry.others.append(name)
        elif not line[:1].isspace() and not line.startswith("["):
            if entry:
                yield from _told(entry, vocabulary)
            entry = _Entry(number, name)
        if entry is None or not (codes or name):
            yield Fault(number, "The line is neither a name nor a code of the name above.", CURE)
            continue
        entry.codes.extend(codes)
    if entry:
        yield from _told(entry, vocabulary)


def plain_name(text: str) -> str:
    """Return a name of a dictionary in common spelling: `HUN_SEN_` is "Hun Sen"."""
    words = " ".join(text.replace("_", " ").split())
    return proper(words) if len(words) > COUNTRY or not words.isupper() else words


def _told(entry: _Entry, vocabulary: Vocabulary) -> Iterator[Told]:
    key = normal(entry.name)
    codes = [(row, code, time) for row, code, time in entry.codes if code.strip("-")]
    if not key or not codes:
        if entry.codes:
            yield Passed("name to be ignored", entry.row)
        else:
            yield Fault(entry.row, f"{entry.name or 'The line'} has no code.", CURE)
        return
    standings: list[Standing] = []
    for row, code, time in codes:
        try:
            start, end = _spell(time)
        except ValueError as error:
            yield Fault(row, f"The time of [{code} {time}] cannot be read: {error}.", CURE)
            continue
        country, sector = read_code(code, vocabulary)
        standings.append(Standing(entity=key, country=country, sector=sector, start=start, end=end, row=row))
    always = [one for one in standings if not one.start and not one.end]
    base = always[0] if always else None
    countries = {one.country for one in standings}
    yield Entity(
        id=key,
        kind=_kind([code for _, code, _ in codes]),
        name=entry.name,
        aliases=tuple(Alias(text=other) for other in dict.fromkeys(entry.others) if other != entry.name),
        country=base.country if base else next(iter(countries)) if len(countries) == 1 else "",
        sector=base.sector if base else "",
        row=entry.row,
    )
    yield from (one for one in standings if one.start or one.end)


def _kind(codes: list[str]) -> Kind:
    if any(code[:COUNTRY] in INTERNATIONAL for code in codes):
        return Kind.ORGANISATION
    if all(len(code) == COUNTRY for code in codes):
        return Kind.STATE
    return Kind.PERSON if any(code[COUNTRY:].startswith("ELI") for code in codes) else Kind.ACTOR


def _spell(time: str) -> tuple[str, str]:
    """Return start and end of a time; a century that would turn them around is mended."""
    if not time:
        return "", ""
    match = TIME.match(time)
    if not match:
        raise ValueError(f"{time!r} is no time")
    first, second = _day(match["first"]), _day(match["second"] or "")
    if second and first > second and len(match["first"]) == len("850114"):
        first = f"{int(first[:4]) - 100}{first[4:]}"
    if second and first > second:
        raise ValueError("it ends before it starts")
    match match["mark"]:
        case "<":
            return "", first
        case ">":
            return first, second
        case _:
            return first, second


def _day(digits: str) -> str:
    if not digits.isdecimal():
        return partial(digits)
    if len(digits) == len("850114"):
        digits = f"{20 if int(digits[:2]) < PIVOT else 19}{digits}"
    return partial("-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part))
