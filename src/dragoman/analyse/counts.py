"""Holds what reports say of how often something happened against the record: what bears it out, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from dragoman.analyse.occasions import by_the_same, is_named, occasions, of_one_kind
from dragoman.analyse.statements import Statement, kind_of_act, may_count, statements
from dragoman.merge.outcomes import DONE
from dragoman.model.record import Event, Evidence
from dragoman.store import Database
from dragoman.store.names import fold
from dragoman.store.plans import (
    Near,
    ReportText,
    event_of_telling,
    events_near,
    first_published,
    sentences,
    tellings_of,
    texts,
    texts_about,
)

if TYPE_CHECKING:
    from dragoman.analyse.since import Since

__all__ = ["Count", "Verdict", "check"]

RECENT = 10  # days before its report in which an act without a day is looked for
LATER = 60  # days after which an act may first be told
DAY = timedelta(days=1)
ALWAYS = date.min


class Verdict(StrEnum):
    """What the record says to a count."""

    BORNE_OUT = "borne_out"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A statement of a report of how many acts there were, and what the record knows of them.

    Attributes:
        report_id, document, published: the report.
        start, end, text: the sentence, in the stored text.
        words: the words that count, with those that say since when.
        words_start, words_end: where the former stand in the stored text.
        claimed: how many acts it says there were, the one at hand among them.
        least: whether there may have been more.
        event: the act at hand, as the record has it.
        since, until: from when until when acts are counted; `date.min`: of all time; None: not known.
        known: what the record has of them, in order of time, each occasion once.
        missing: how many the record lacks.
        verdict: what comes of it.
        because: why, in words.
    """

    report_id: str
    document: str
    published: date | None
    start: int
    end: int
    text: str
    words: str
    words_start: int
    words_end: int
    claimed: int
    least: bool
    event: Event
    since: date | None
    until: date | None
    known: tuple[Event, ...]
    missing: int
    verdict: Verdict
    because: str


class _Sentence(NamedTuple):
    """A sentence of a report, and where it begins in the stored text."""

    report: ReportText
    start: int
    text: str


def check(database: Database, *, report: str | None = None, as_of: date | None = None) -> Iterator[Count]:
    """Yield the counts of acts that reports give, held against the record, by day of the reports.

    A sentence that copies repeat is told once. `report` asks for those of one report, by id or document name.
    """
    done: set[tuple[str, str, str]] = set()
    begins = first_published(database)
    for text in texts(database, report=report, as_of=as_of):
        if not may_count(text.text):
            continue
        for count in _of_report(database, text, as_of):
            key = (fold(count.text), count.words, count.event.id)
            if key not in done:
                done.add(key)
                yield _with_reach(count, begins)


def _with_reach(count: Count, begins: date | None) -> Count:
    """Return a count that says so if the record begins later than what it counts from."""
    if count.verdict is Verdict.UNCHECKED or count.since is None or begins is None or begins <= count.since:
        return count
    return replace(count, because=f"{count.because}; the record's reports begin on {begins}")


def _of_report(database: Database, report: ReportText, as_of: date | None) -> Iterator[Count]:
    told: list[Event] | None = None
    for span in sentences(database, report.id):
        sentence = report.text[span.start : span.end]
        if not may_count(sentence):
            continue
        for statement in statements(sentence):
            told = tellings_of(database, report.id) if told is None else told
            act = _act(statement, span.start, span.end, told)
            if act is not None:
                place = _Sentence(report, span.start, sentence)
                yield _checked(database, place, statement, act, as_of)


def _act(statement: Statement, start: int, end: int, told: Sequence[Event]) -> Event | None:
    """Return the event of a report that a statement of the sentence `[start, end)` counts; None if it tells none."""
    inside = [
        (event, quote) for event in told for quote in event.evidence if start <= quote.trigger_start < end
    ]
    at = start + statement.act_start
    if statement.act:
        last = at + len(statement.act)
        on_it = [event for event, quote in inside if quote.trigger_start < last and quote.trigger_end > at]
        if not on_it:
            return _of_kind(statement, inside, at, told)
        return _just_told(on_it[0], told) or on_it[0] if statement.kind == "order" else on_it[0]
    nearest = sorted(inside, key=lambda pair: _distance(pair[1], at, start + statement.end))
    return nearest[0][0] if nearest else None


def _distance(quote: Evidence, start: int, end: int) -> int:
    return max(start - quote.trigger_end, quote.trigger_start - end, 0)


def _just_told(event: Event, told: Iterable[Event]) -> Event | None:
    """Return the dated act that a sentence only speaks of again: "It was their second meeting since 2019." """
    if event.start is not None or event.status not in DONE:
        return None
    at = event.evidence[0].start
    before = [
        other
        for other in told
        if other.evidence[0].start < at
        and other.start is not None
        and other.category is event.category
        and other.status in DONE
        and _may_share(event, other)
    ]
    return max(before, key=lambda other: other.evidence[0].trigger_start, default=None)


def _may_share(event: Event, other: Event) -> bool:
    """Whether two acts share a party by name, or one of a state that is only described."""
    mine, theirs = (*event.actors, *event.recipients), (*other.actors, *other.recipients)
    names = {p.name for p in mine if p.name} & {p.name for p in theirs if p.name}
    states = {p.country for p in theirs if p.country}
    return bool(names) or any(not is_named(p) and p.country in states for p in event.actors)


def _of_kind(
    statement: Statement, inside: Sequence[tuple[Event, Evidence]], at: int, told: Iterable[Event]
) -> Event | None:
    """Return the act that a noun repeats: one of its kind in the sentence, else the last one told before."""
    kind = kind_of_act(statement.act)
    if kind is None:
        return None
    category, mode = kind
    before = [(e, q) for e in told for q in e.evidence if q.trigger_start < at and e.status in DONE]
    alike: list[tuple[Event, Evidence]] = []
    for pairs, modes in ((inside, (mode,)), (before, (mode,)), (before, (None,))):
        alike = alike or [
            (e, q) for e, q in pairs if e.category == category and (mode is None or e.mode in modes)
        ]
    return min(alike, key=lambda pair: abs(pair[1].trigger_start - at))[0] if alike else None


def _checked(
    database: Database,
    sentence: _Sentence,
    statement: Statement,
    act: Event,
    as_of: date | None,
) -> Count:
    report, start, text = sentence
    stored = event_of_telling(database, act.id, as_of=as_of)
    own = stored.event if stored else act
    begins = _begins(database, report, statement, own, as_of)
    first = begins.after if _is_first(statement) else begins.first
    if _misdated(own, begins):
        own = replace(own, start=None, end=None)
    until = _until(statement, own, report.published)
    near = Near(
        parties=own.actors or own.recipients,
        categories=frozenset({own.category}),
        statuses=DONE,
        days=(first or ALWAYS, (until or ALWAYS) + DAY),
        told=(first or ALWAYS, (until or ALWAYS) + timedelta(days=LATER)),
        as_of=as_of,
    )
    known, others = _known(database, near, sentence, statement, own)
    verdict, missing, because = _judged(statement, begins, others, until)
    return Count(
        report_id=report.id,
        document=report.document,
        published=report.published,
        start=start,
        end=start + len(text),
        text=text,
        words=statement.words,
        words_start=start + statement.start,
        words_end=start + statement.end,
        claimed=statement.number,
        least=statement.least,
        event=own,
        since=first,
        until=until,
        known=known,
        missing=missing,
        verdict=verdict,
        because=because,
    )


def _is_first(statement: Statement) -> bool:
    return statement.kind == "order" and statement.number == 1


def _begins(
    database: Database, report: ReportText, statement: Statement, own: Event, as_of: date | None
) -> Since:
    from dragoman.analyse.since import since  # the grammar of dates takes long to load

    countries = {p.country for p in (*own.actors, *own.recipients) if p.country}

    def others(words: tuple[str, ...]) -> Iterator[tuple[str, date | None]]:
        return texts_about(database, words, countries, as_of=as_of)

    return since(statement.window, report.published, report.text, others)


def _misdated(own: Event, begins: Since) -> bool:
    """Whether an act bears the day from which on it is counted, as one "since the coup of 2021" may."""
    return own.start is not None and begins.after is not None and own.start < begins.after


def _until(statement: Statement, own: Event, published: date | None) -> date | None:
    """Return the day up to which acts count: that of the act at hand, else that of the report."""
    if statement.kind == "order" and own.status in DONE and own.start is not None:
        return own.start if published is None else min(own.start, published)
    return published


def _known(
    database: Database, near: Near, sentence: _Sentence, statement: Statement, own: Event
) -> tuple[tuple[Event, ...], int | None]:
    """Return the occasions that the record knows, and how many there are beside the act at hand.

    The latter is None if it stays open who acts, so that nothing can be counted.
    """
    if not any(is_named(p) for p in near.parties):
        return (), None
    summed_up = statement.kind == "times" or own.start is None
    nearby = (told.event for told in events_near(database, near))
    groups = occasions(
        event
        for event in nearby
        if event.start is not None
        and (not _only_here(event, sentence) or (event.id == own.id and not summed_up))
        and of_one_kind(statement.act, own, event)
        and by_the_same(own, event)
    )
    known = tuple(group[0] for group in groups)
    if statement.kind == "times":
        return known, len(groups)
    mine = next((g for g in groups if any(e.id == own.id for e in g)), None)
    mine = mine or _recent(own, groups, sentence.report)
    return known, sum(group is not mine for group in groups)


def _only_here(event: Event, sentence: _Sentence) -> bool:
    """Whether nothing tells an event but the sentence that counts it."""
    places = {(quote.report_id, quote.start) for quote in event.evidence}
    return places == {(sentence.report.id, sentence.start)}


def _recent(own: Event, groups: Sequence[list[Event]], report: ReportText) -> list[Event] | None:
    """Return the occasion of the last days before a report: an act that it tells without a day is that one."""
    if own.start is not None or own.status not in DONE or not groups or report.published is None:
        return None
    last = groups[-1][0].start
    return groups[-1] if last is not None and (report.published - last).days <= RECENT else None


def _judged(
    statement: Statement, begins: Since, others: int | None, until: date | None
) -> tuple[Verdict, int, str]:
    """Return what comes of a statement, how many acts are missing, and why; `others` beside the act at hand."""
    if until is None or others is None:
        why = "it stays open who acts" if until else "the day of the report is not known"
        return Verdict.UNCHECKED, 0, why
    if statement.kind == "another":
        known = f"{others} known before" if others else "none known before"
        return (Verdict.BORNE_OUT, 0, known) if others else (Verdict.MISSING, 1, known)
    known_in_all = others + (statement.kind == "order")
    if begins.first is None and (known_in_all != statement.number or not others):
        return Verdict.UNCHECKED, 0, f"{begins.because}; {known_in_all} known"
    return _compared(statement, known_in_all, begins.because)


def _compared(statement: Statement, known: int, because: str) -> tuple[Verdict, int, str]:
    """Return what comes of a number claimed beside a number known."""
    missing = max(statement.number - known, 0)
    told = f"{statement.number} claimed, {known} known"
    if _is_first(statement):
        told = f"claimed to be the first, {known - 1 or 'none'} known before"
    if missing:
        return Verdict.MISSING, missing, f"{told}, missing {missing}; {because}"
    if known > statement.number and not statement.least:
        return Verdict.CONTRADICTED, 0, f"{told}; {because}"
    return Verdict.BORNE_OUT, 0, f"{told}; {because}"
