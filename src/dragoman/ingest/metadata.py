"""Settles what is known about a report: the first rule that finds a value wins, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from dragoman.ingest.dateline import Dateline
from dragoman.ingest.dates import DateWords, date_in_name, date_in_url, date_of_value
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.header import Byline, DateLine
from dragoman.ingest.judges import title_and_site
from dragoman.ingest.layout import Layout
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.outlets import agency_named, agency_shaped, domain_of, outlet_of_domain
from dragoman.ingest.parts import Field, GluedDate, Link, Outlet
from dragoman.model.reason import Reason

__all__ = ["Metadata", "metadata_of"]

M = TypeVar("M")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a report, each value with its reason; `notes` are reasons for what is not known."""

    title: Fact[str] | None
    outlet: Fact[str] | None
    url: Fact[str] | None
    byline: Fact[str] | None
    agency: Fact[str] | None
    dateline: Fact[str] | None
    published: Fact[date] | None
    notes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """All that the rules look at."""

    draft: Draft
    layout: Layout
    url: Fact[str] | None
    options: IngestOptions

    def first(self, kind: type[M]) -> M | None:
        """Return the first mark of a kind in the text."""
        return next((mark for mark in self.layout.marks if isinstance(mark, kind)), None)

    def field(self, name: str) -> str | None:
        """Return what a line "Name: value" above the text gives for one of our fields."""
        values = (mark.value for mark in self.layout.marks if isinstance(mark, Field) and mark.name == name)
        return next(values, None)


def metadata_of(draft: Draft, layout: Layout, options: IngestOptions) -> Metadata:
    """Return what the source, the text and the name of a report tell about it."""
    known = _Known(draft, layout, _url(draft, layout), options)
    published, notes = _published(known)
    byline = _byline(known)
    return Metadata(
        title=draft.title
        or _of_field(known, "title")
        or _said(title_and_site(layout.title or "")[0], "title.text"),
        outlet=_outlet(known),
        url=known.url,
        byline=byline,
        agency=_agency(known, byline),
        dateline=_place(known),
        published=published,
        notes=notes,
    )


def _said(value: str | None, rule: str, detail: str = "") -> Fact[str] | None:
    return Fact(value, rule, detail) if value else None


def _of_field(known: _Known, name: str) -> Fact[str] | None:
    value = known.field(name)
    return _said(value, f"{name}.header", value or "")


def _url(draft: Draft, layout: Layout) -> Fact[str] | None:
    """Return the URL: from the source, a field, an "Original url:" block, or the one line that is one."""
    if draft.url is not None:
        return draft.url
    for mark in layout.marks:
        if isinstance(mark, Field) and mark.name == "url" and mark.value.startswith("http"):
            return Fact(mark.value, "url.header", mark.value)
    links = [mark for mark in layout.marks if isinstance(mark, Link)]
    for link in links:
        if link.rule == "url.block":
            return Fact(link.url, link.rule)
    lone = {link.url for link in links}
    return Fact(lone.pop(), "url.line") if len(lone) == 1 else None


def _outlet(known: _Known) -> Fact[str] | None:
    """Return the outlet: from the source, a header field, a line, or the domain of the URL."""
    given = known.draft.outlet or _of_field(known, "outlet")
    if given is not None:
        return given
    line = known.first(Outlet)
    if line is not None:
        return Fact(line.name, "outlet.line")
    domain = domain_of(known.url.value) if known.url else None
    if domain is None:
        return None
    name = outlet_of_domain(domain)
    return (
        Fact(name, "outlet.domain", domain) if name else Fact(domain, "outlet.domain", "not a known outlet")
    )


def _byline(known: _Known) -> Fact[str] | None:
    if known.draft.byline is not None:
        return known.draft.byline
    field = _of_field(known, "byline")
    if field is not None:
        return field
    line = known.first(Byline)
    return Fact(line.words, "byline.line") if line else None


def _agency(known: _Known, byline: Fact[str] | None) -> Fact[str] | None:
    """Return the news agency that the report is of: by its byline, its dateline, or the outlet's name."""
    if byline is not None:
        name = agency_named(byline.value) or (byline.value if agency_shaped(byline.value) else None)
        if name:
            return Fact(name, "agency.byline", byline.value)
    for mark in known.layout.marks:
        if isinstance(mark, Byline | Dateline) and mark.agency:
            rule = "agency.byline" if isinstance(mark, Byline) else "agency.dateline"
            return Fact(mark.agency, rule)
    outlet = known.draft.outlet.value if known.draft.outlet else ""
    return _said(agency_named(outlet) if outlet else None, "agency.outlet", outlet)


def _place(known: _Known) -> Fact[str] | None:
    for mark in known.layout.marks:
        if isinstance(mark, Dateline) and mark.place:
            return Fact(mark.place, "dateline.text")
    return None


def _published(known: _Known) -> tuple[Fact[date] | None, tuple[Reason, ...]]:
    """Return the publication date by the first rule that finds one, and what the rules before it met."""
    notes: list[Reason] = list(_unread(known.draft))
    for rule in _DATE_RULES:
        for found in rule(known):
            if isinstance(found, Fact):
                return found, tuple(notes)
            notes.append(found)
    return None, tuple(notes)


def _unread(draft: Draft) -> Iterator[Reason]:
    return (note for note in draft.notes if note.field == "published")


def _words(found: DateWords | None, rule: str) -> Iterator[Fact[date] | Reason]:
    """Yield the date that words give, or why they give none."""
    if found is None:
        return
    if found.value is not None:
        yield Fact(found.value, rule, found.words)
    elif found.problem:
        yield Reason(field="published", rule=f"date.{found.problem}", detail=found.words)


def _given(known: _Known) -> Iterator[Fact[date] | Reason]:
    if known.draft.published is not None:
        yield known.draft.published


def _header(known: _Known) -> Iterator[Fact[date] | Reason]:
    glued = known.first(GluedDate)
    if glued is not None:
        yield from _words(glued.words, "date.header")
    yield from _words(date_of_value(known.field("published")), "date.header")


def _line(known: _Known) -> Iterator[Fact[date] | Reason]:
    lines = [mark for mark in known.layout.marks if isinstance(mark, DateLine)]
    for line in sorted(lines, key=lambda line: (line.updated, line.words.value is None)):
        yield from _words(line.words, "date.updated" if line.updated else "date.line")


def _dateline(known: _Known) -> Iterator[Fact[date] | Reason]:
    """Yield the date of the dateline, its year from the URL, the file or its metadata if it gives none."""
    mark = next((mark for mark in known.layout.marks if isinstance(mark, Dateline) and mark.date), None)
    if mark is None or mark.date is None:
        return
    yield from _words(mark.date, "date.dateline")
    if mark.date.yearless is None:
        return
    for near in _dates_near(known):
        value = _in_year_of(near.value, mark.date.yearless)
        if value is not None:
            yield Fact(value, "date.dateline", f"{mark.date.words}; the year by {near.rule}")
    yield Reason(field="published", rule="date.yearless", detail=f"{mark.date.words}: no year is given")


def _in_year_of(near: date, month_day: tuple[int, int]) -> date | None:
    """Return the day of that name which is closest to `near`."""
    days: list[date] = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            days.append(date(year, *month_day))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - near), default=None)


def _dates_near(known: _Known) -> Iterator[Fact[date]]:
    for rule in (_stamp, _in_url, _in_name, _option):
        yield from (found for found in rule(known) if isinstance(found, Fact))


def _stamp(known: _Known) -> Iterator[Fact[date] | Reason]:
    if known.draft.stamped is not None:
        yield known.draft.stamped


def _in_url(known: _Known) -> Iterator[Fact[date] | Reason]:
    if known.url is not None:
        found = date_in_url(known.url.value)
        if found is not None:
            yield Fact(found, "date.url", known.url.value)


def _in_name(known: _Known) -> Iterator[Fact[date] | Reason]:
    """Yield the date in the name of the file or member, else that of the folders it lies in."""
    path = known.draft.origin.replace("\\", "/").split("#")
    for piece in reversed(path):
        found = date_in_name(PurePosixPath(piece).name) or date_in_url(piece)
        if found is not None:
            yield Fact(found, "date.file", piece)
            return


def _option(known: _Known) -> Iterator[Fact[date] | Reason]:
    if known.options.published is not None:
        yield Fact(known.options.published, "date.option", known.options.published.isoformat())


_DATE_RULES: tuple[Callable[[_Known], Iterator[Fact[date] | Reason]], ...] = (
    _given,
    _header,
    _line,
    _dateline,
    _stamp,
    _in_url,
    _in_name,
    _option,
)
