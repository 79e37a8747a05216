"""Finds the likely original of a family of copies, by clues with weights, and says why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.lineage.words import text_read, words
from dragoman.model.reason import Reason
from dragoman.model.report import Report

__all__ = ["Medium", "Origin", "age", "origin_of"]

_OPENING = 250  # characters in which an agency stands in brackets
_LONGEST_NAME = 5  # words
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]")


@dataclass(frozen=True, slots=True)
class Medium:
    """An outlet that texts may name: its usual name, its other names, and whether it is a news agency."""

    name: str
    aliases: tuple[str, ...] = ()
    agency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """From whom a family's text likely comes.

    Attributes:
        report: the id of the member that is the original or nearest to it.
        agency: the news agency that its members credit, None if none is named; the report need not be its own.
        because: the clues that spoke for the report and for the agency.
    """

    report: str
    agency: str | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A report with what its clues are read from: its outlet's usual name, the media it names, its words."""

    report: Report
    outlet: str | None
    credited: str | None
    named: frozenset[str]
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    members: Sequence[_Member]
    agency: str | None


_Clue = Callable[[_Member, _Family], str | None]


def origin_of(reports: Sequence[Report], media: Sequence[Medium] = ()) -> Origin:
    """Return the likely original of reports that are copies of one another."""
    names = {_squeezed(report.outlet): report.outlet for report in reports if report.outlet}
    names |= _names(tuple(media))
    agencies = {medium.name for medium in media if medium.agency}
    members = [_member(report, names, agencies) for report in sorted(reports, key=age)]
    agency, reason = _agency(members, agencies)
    family = _Family(members=members, agency=agency)
    clues = {member.report.id: list(_clues(member, family)) for member in members}
    first = max(
        members, key=lambda m: sum(weight for weight, _ in clues[m.report.id])
    )  # of equals the earliest
    speaking = (reason for weight, reason in clues[first.report.id] if weight > 0)
    return Origin(report=first.report.id, agency=agency, because=(*([reason] if reason else []), *speaking))


def age(report: Report) -> tuple[date, str]:
    """Return what orders reports by age: day of publication, undated ones last, then id."""
    return report.published or date.max, report.id


def _clues(member: _Member, family: _Family) -> Iterable[tuple[int, Reason]]:
    for weight, rule, clue in _CLUES:
        detail = clue(member, family)
        if detail is not None:
            yield weight, Reason(field="origin", rule=rule, detail=detail)


def _is_the_agency(member: _Member, family: _Family) -> str | None:
    is_it = family.agency is not None and member.outlet == family.agency
    return f"published by {member.outlet}, the agency of the family" if is_it else None


def _is_named_by_others(member: _Member, family: _Family) -> str | None:
    others = [m.report.id for m in family.members if m.outlet != member.outlet and member.outlet in m.named]
    return f"{member.outlet} is named in {', '.join(others)}" if others else None


def _names_itself(member: _Member, _: _Family) -> str | None:
    return f"the text names its own outlet, {member.outlet}" if member.outlet in member.named else None


def _is_earliest(member: _Member, family: _Family) -> str | None:
    days = {m.report.published for m in family.members}
    day = member.report.published
    later = any(other is not None and day is not None and other > day for other in days)
    first = day is not None and not any(other is not None and other < day for other in days)
    return f"published first, on {day}" if first and later else None


def _has_dateline(member: _Member, _: _Family) -> str | None:
    return f"dateline {member.report.dateline}" if member.report.dateline else None


def _is_longest(member: _Member, family: _Family) -> str | None:
    lengths = [m.length for m in family.members]
    longest = member.length == max(lengths) > min(lengths)
    return f"the longest text, {member.length} words" if longest else None


def _credits_others(member: _Member, family: _Family) -> str | None:
    if family.agency in {*member.named, member.credited} - {member.outlet, None}:
        return f"credits {family.agency}"
    outlets = {m.outlet for m in family.members if m.outlet} - {member.outlet}
    found = sorted(outlets & member.named)
    return f"names {', '.join(found)}" if found else None


_CLUES: tuple[tuple[int, str, _Clue], ...] = (
    (5, "origin.agency", _is_the_agency),
    (4, "origin.named", _is_named_by_others),
    (1, "origin.own_name", _names_itself),
    (2, "origin.earliest", _is_earliest),
    (1, "origin.dateline", _has_dateline),
    (1, "origin.longest", _is_longest),
    (-3, "origin.credits", _credits_others),
)


def _agency(members: Sequence[_Member], agencies: set[str]) -> tuple[str | None, Reason | None]:
    """Return the agency of a family: credited by its members, else one of them, else named in most texts."""
    ways: tuple[tuple[str, str, Callable[[_Member], Iterable[str | None]], int], ...] = (
        ("origin.credit", "credited by", lambda m: [m.credited], 1),
        ("origin.outlet", "publisher of", lambda m: agencies & {m.outlet or ""}, 1),
        ("origin.named_agency", "named in", lambda m: agencies & m.named, len(members) // 2 + 1),
    )
    for rule, wording, found, fewest in ways:
        counts = Counter(name for member in members for name in found(member) if name)
        name, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if name and count >= fewest:
            ids = ", ".join(member.report.id for member in members if name in found(member))
            return name, Reason(field="agency", rule=rule, detail=f"{name}: {wording} {ids}")
    return None, None


def _member(report: Report, names: Mapping[str, str], agencies: set[str]) -> _Member:
    text = text_read(report)
    outlet, agency = (
        names.get(_squeezed(told), told) if told else None for told in (report.outlet, report.agency)
    )
    return _Member(
        report=report,
        outlet=outlet,
        credited=agency or _in_brackets(text, names, agencies),
        named=_named(text, names),
        length=len(text.split()),
    )


@lru_cache(maxsize=1)
def _names(media: tuple[Medium, ...]) -> dict[str, str]:
    return {_squeezed(told): medium.name for medium in media for told in (medium.name, *medium.aliases)}


def _squeezed(name: str) -> str:
    """Return a name without blanks and marks: RussiaToday is written for Russia Today; case tells names from words."""
    return "".join(filter(str.isalnum, name))


def _in_brackets(text: str, names: Mapping[str, str], agencies: set[str]) -> str | None:
    """Return the agency that stands in brackets in the opening: "YANGON (Reuters) -"."""
    found = (names.get(_squeezed(match[1])) for match in _BRACKETS.finditer(text.lstrip()[:_OPENING]))
    return next((name for name in found if name in agencies), None)


def _named(text: str, names: Mapping[str, str]) -> frozenset[str]:
    """Return the media that a text names anywhere."""
    found = [text[word.start : word.end] for word in words(text)]
    starts = range(len(found))
    runs = ("".join(found[at : at + length]) for at in starts for length in range(1, _LONGEST_NAME + 1))
    return frozenset(names[run] for run in runs if run in names)
