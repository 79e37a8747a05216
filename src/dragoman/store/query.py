"""Questions to the record, and the conditions that they come to in SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from dragoman.model.codes import Category, Status
from dragoman.store.codec import as_day, as_json
from dragoman.store.names import Who, fold, where, who

__all__ = [
    "KNOWN",
    "NOW",
    "PUBLISHED_BY",
    "Conditions",
    "EventQuery",
    "FactQuery",
    "ReportQuery",
    "known_day",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Which events: all conditions that are given must hold.

    Attributes:
        between: one party is the first, another party of the same event the second.
        actor: who acts; in an event of equals any of the parties.
        since: the event may reach into this day or later; events without a date are left out.
        until: the event may have begun by this day; events without a date are left out.
        category: one of these.
        status: one of these.
        place: a country, or words of the place's name.
        voice: who is given as the source.
        report: the id or the document name of a report.
        text: words that the quoted sentence holds; a word may end with `*`.
        disputed: whether tellings of the event contradict each other.
        as_of: what was known from the reports of this day and before; now, if None.
        limit: at most so many, after leaving out `offset`.
    """

    between: tuple[str, str] | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    category: tuple[Category, ...] = ()
    status: tuple[Status, ...] = ()
    place: str | None = None
    voice: str | None = None
    report: str | None = None
    text: str | None = None
    disputed: bool | None = None
    as_of: date | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuery:
    """Which claims or roles: `who` is whom they concern or who says it; `report` an id or document name.

    Only reports of the day `as_of` and before are asked, if it is given.
    """

    who: str | None = None
    report: str | None = None
    as_of: date | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportQuery:
    """Which reports: `text` are words that title or text hold; `read` False asks for those not read.

    `family` asks for the copies of one text, `as_of` for what was published by that day.
    """

    text: str | None = None
    read: bool | None = None
    family: str | None = None
    as_of: date | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(slots=True)
class Conditions:
    """The conditions of one question with their values, gathered one by one."""

    terms: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    def add(self, term: str, **values: object) -> Self:
        """Add one condition that must hold."""
        self.terms.append(term)
        self.values.update(values)
        return self

    def add_meant(self, term: str, **all_meant: Who) -> Self:
        """Add a condition on who or what is meant by each key; see `meant`."""
        for key, meant in all_meant.items():
            self.values[f"{key}_countries"] = as_json(meant.countries)
            self.values[f"{key}_names"] = as_json(meant.names)
            self.values[f"{key}_words"] = as_json(meant.words)
        self.terms.append(term)
        return self

    def sql(self, head: str, order: str) -> str:
        """Return the whole statement: `head`, the conditions, `order` and the limit."""
        terms = ["WHERE", " AND ".join(self.terms)] if self.terms else []
        return " ".join([head, *terms, order, "LIMIT :limit OFFSET :offset"])

    def within(self, limit: int | None, offset: int) -> Self:
        """Set how many rows are wanted."""
        self.values.update(limit=-1 if limit is None else limit, offset=offset)
        return self


def meant(key: str, *, name: str, country: str | None = None) -> str:
    """Return the condition that the folded name in `name`, or the `country`, is the one that `key` means."""
    parts = [NAMED.replace("{name}", name)]
    if country:
        parts.append(OF_COUNTRY.replace("{country}", country))
    return "({})".format(" OR ".join(parts).replace("{key}", key))


OF_COUNTRY = "{country} IN (SELECT value FROM json_each(:{key}_countries))"
NAMED = (
    "{name} IN (SELECT value FROM json_each(:{key}_names)) OR (:{key}_words <> '[]' AND NOT EXISTS ("
    "SELECT 1 FROM json_each(:{key}_words) "
    "WHERE instr(' ' || coalesce({name}, '') || ' ', ' ' || value || ' ') = 0))"
)

BETWEEN = " ".join(
    [
        "number IN (SELECT one.event FROM event_parties AS one",
        "JOIN event_parties AS other ON other.event = one.event",
        "AND (other.side <> one.side OR other.position <> one.position)",
        "AND (other.folded <> one.folded OR other.country IS NOT one.country)",
        "WHERE",
        meant("first", name="one.folded", country="one.country"),
        "AND",
        meant("second", name="other.folded", country="other.country"),
        ")",
    ]
)
ACTING = " ".join(
    [
        "number IN (SELECT party.event FROM event_parties AS party",
        "JOIN events AS acted ON acted.number = party.event",
        "WHERE (party.side = 'actor' OR acted.reciprocal) AND",
        meant("actor", name="party.folded", country="party.country"),
        ")",
    ]
)
NOW = "9999-12-30"  # later than any report
KNOWN = "known_from <= :as_of AND known_until > :as_of"
PUBLISHED_BY = "coalesce(published, '') <= :as_of"
REPORT_KNOWN = "report_id IN (SELECT id FROM reports WHERE coalesce(published, '') <= :as_of)"

OF_CATEGORY = "category IN (SELECT value FROM json_each(:category))"
OF_STATUS = "status IN (SELECT value FROM json_each(:status))"
PLACED = meant("place", name="place_folded", country="place_country")
TOLD_BY = " ".join(["number IN (SELECT event FROM event_voices WHERE", meant("voice", name="folded"), ")"])
EVENT_IN_REPORT = (
    "number IN (SELECT event FROM event_tellings JOIN tellings ON tellings.number = telling WHERE report IN "
    "(SELECT number FROM reports WHERE id = :report OR document = :report))"
)
IN_REPORT = "report_id IN (SELECT id FROM reports WHERE id = :report OR document = :report)"
SENTENCE_HOLDS = (
    "number IN (SELECT event FROM event_tellings WHERE telling IN (SELECT telling FROM evidence WHERE number IN "
    "(SELECT rowid FROM evidence_words WHERE evidence_words MATCH :text)))"
)
REPORT_HOLDS = "number IN (SELECT rowid FROM report_words WHERE report_words MATCH :text)"

CLAIM_CONCERNS = " ".join(
    [
        "EXISTS (SELECT 1 FROM (SELECT json_extract(value, '$.country') AS country,",
        "coalesce(json_extract(value, '$.name'), json_extract(value, '$.mention')) AS name FROM",
        "(SELECT value FROM json_each(about) UNION ALL SELECT value FROM json_each(voices))) AS party WHERE",
        meant("who", name="fold(party.name)", country="party.country"),
        ")",
    ]
)
ROLE_CONCERNS = " ".join(
    ["(", meant("who", name="folded", country="country"), "OR", meant("who", name="fold(body)"), ")"]
)


def event_conditions(query: EventQuery) -> Conditions:
    """Return the conditions on the events that `query` asks for."""
    found = Conditions().add(KNOWN, as_of=known_day(query.as_of))
    if query.between:
        found.add_meant(BETWEEN, first=who(query.between[0]), second=who(query.between[1]))
    if query.actor:
        found.add_meant(ACTING, actor=who(query.actor))
    if query.place:
        found.add_meant(PLACED, place=where(query.place))
    if query.voice:
        found.add_meant(TOLD_BY, voice=who(query.voice))
    if query.report:
        found.add(EVENT_IN_REPORT, report=query.report)
    if query.text:
        found.add(SENTENCE_HOLDS, text=match(query.text))
    _add_days(found, query)
    if query.category:
        found.add(OF_CATEGORY, category=as_json([code.value for code in query.category]))
    if query.status:
        found.add(OF_STATUS, status=as_json([code.value for code in query.status]))
    if query.disputed is not None:
        found.add("disputed = :disputed", disputed=query.disputed)
    return found.within(query.limit, query.offset)


def fact_conditions(query: FactQuery, concerns: str) -> Conditions:
    """Return the conditions on the claims or roles that `query` asks for."""
    found = Conditions()
    if query.who:
        found.add_meant(concerns, who=who(query.who))
    if query.report:
        found.add(IN_REPORT, report=query.report)
    if query.as_of:
        found.add(REPORT_KNOWN, as_of=as_day(query.as_of))
    return found.within(query.limit, query.offset)


def report_conditions(query: ReportQuery) -> Conditions:
    """Return the conditions on the reports that `query` asks for."""
    found = Conditions()
    if query.text:
        found.add(REPORT_HOLDS, text=match(query.text))
    if query.read is not None:
        found.add("read = :read", read=query.read)
    if query.family:
        found.add("family = :family", family=query.family)
    if query.as_of:
        found.add(PUBLISHED_BY, as_of=as_day(query.as_of))
    return found.within(query.limit, query.offset)


def known_day(as_of: date | None) -> str:
    """Return the cell for a day as of which something is asked, of a day after all others if it is None."""
    return as_day(as_of) or NOW


def match(text: str) -> str:
    """Return the words of `text` as a full-text question: all of them, in any order; `*` ends a beginning."""
    terms = []
    for word in text.split():
        plain = fold(word)
        if plain:
            terms.append(f'"{plain}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms) or '""'


def _add_days(found: Conditions, query: EventQuery) -> None:
    if query.since:
        found.add("last_day >= :since", since=as_day(query.since))
    if query.until:
        found.add("first_day <= :until", until=as_day(query.until))
