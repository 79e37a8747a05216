"""Conditions on events in two forms, for lists of very many: as the set of numbers that it leaves, and as a test.

A condition that few events fulfil is asked for as a set, and the list made of it; one that many fulfil is tested on
the events as they come in order, until a page is full. Either way the time does not grow with the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.store.codec import as_json
from dragoman.store.database import Database
from dragoman.store.names import Who, where, who
from dragoman.store.query import EventQuery, match

__all__ = ["FEW", "Narrowing", "has", "narrowings", "without_narrowings"]

FEW = 30_000  # a set of up to so many events is asked for as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """One condition on events.

    `numbers` is the SQL that gives the numbers of its events, `size` how many rows it has to go through, at most
    `FEW` + 1; `test` the SQL that holds of a row of `events`; `values` those of the parameters in both.
    """

    numbers: str
    size: int
    test: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def narrow(self) -> bool:
        """Whether few events fulfil it."""
        return self.size <= FEW


DISTINCT = """
WITH RECURSIVE found (name) AS (
    SELECT min({column}) FROM {table}
    UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {column} > found.name) FROM found
    WHERE found.name IS NOT NULL
)
SELECT name FROM found WHERE name IS NOT NULL
"""
IS = (
    "({row}.{country} IN (SELECT value FROM json_each(:{key}_countries))"
    " OR {row}.{folded} IN (SELECT value FROM json_each(:{key}_names)))"
)
IS_ONE, IS_OTHER, IS_PARTY = (
    IS.format(row=row, key=row, country="country", folded="folded") for row in ("one", "other", "party")
)
IS_PLACE = IS.format(row="events", key="place", country="place_country", folded="place_folded")
IS_VOICE = "voice.folded IN (SELECT value FROM json_each(:voice_names))"
OTHERS = (
    "other.event = one.event AND (other.side <> one.side OR other.position <> one.position)"
    " AND (other.folded <> one.folded OR other.country IS NOT one.country)"
)
# Of two parties the rarer comes first.
BOTH = {
    rarer: f"SELECT {rarer}.event FROM event_parties AS {rarer} CROSS JOIN event_parties AS {other} ON {OTHERS}"
    f" WHERE {IS_ONE} AND {IS_OTHER}"
    for rarer, other in (("one", "other"), ("other", "one"))
}
PARTIES = {
    row: f"SELECT 1 FROM event_parties AS {row} WHERE {named}"
    for row, named in (("one", IS_ONE), ("other", IS_OTHER))
}
PAIRS = "SELECT number FROM event_pairs WHERE first = :low AND second = :high"
BOTH_TEST = (
    f"EXISTS (SELECT 1 FROM event_parties AS one JOIN event_parties AS other ON {OTHERS}"
    f" WHERE one.event = events.number AND {IS_ONE} AND {IS_OTHER})"
)
ACTORS = (
    "SELECT party.event FROM event_parties AS party CROSS JOIN events ON events.number = party.event"
    f" WHERE {IS_PARTY} AND (party.side = 'actor' OR events.reciprocal)"
)
ACTORS_TEST = (
    "EXISTS (SELECT 1 FROM event_parties AS party WHERE party.event = events.number"
    f" AND {IS_PARTY} AND (party.side = 'actor' OR events.reciprocal))"
)
VOICES = f"SELECT voice.event FROM event_voices AS voice WHERE {IS_VOICE}"
VOICES_TEST = f"EXISTS (SELECT 1 FROM event_voices AS voice WHERE voice.event = events.number AND {IS_VOICE})"
PLACES = f"SELECT number FROM events WHERE {IS_PLACE}"
DISPUTED = "SELECT number FROM events WHERE disputed"
REPORTED = (
    "SELECT event FROM event_tellings JOIN tellings ON tellings.number = telling"
    " WHERE report IN (SELECT number FROM reports WHERE id = :report OR document = :report)"
)
FOUND = "SELECT 1 FROM evidence_words WHERE evidence_words MATCH :text"
HOLDING = (
    "SELECT event_tellings.event FROM evidence_words CROSS JOIN evidence ON evidence.number = evidence_words.rowid"
    " CROSS JOIN event_tellings ON event_tellings.telling = evidence.telling WHERE evidence_words MATCH :text"
)
HOLDING_TEST = (
    "EXISTS (SELECT 1 FROM event_tellings CROSS JOIN evidence ON evidence.telling = event_tellings.telling"
    " CROSS JOIN evidence_words ON evidence_words.rowid = evidence.number"
    " WHERE event_tellings.event = events.number AND evidence_words MATCH :text)"
)


def narrowings(database: Database, query: EventQuery) -> Iterator[Narrowing]:
    """Yield the conditions of `query` that have such a form."""
    if query.between:
        yield _between(database, *query.between, now=query.as_of is None)
    if query.actor:
        yield _acting(database, query.actor)
    if query.voice:
        yield _told_by(database, query.voice)
    if query.text:
        yield _holding(database, query.text)
    if query.disputed:
        yield Narrowing(numbers=DISPUTED, size=_size(database, DISPUTED, {}), test="events.disputed")
    if query.report:
        yield _told_in(database, query.report)
    if query.place and has(database, "events_by_place"):
        yield _placed(database, query.place)


def without_narrowings(database: Database, query: EventQuery) -> EventQuery:
    """Return what is left of `query` without those conditions."""
    place = query.place if query.place and not has(database, "events_by_place") else None
    disputed = None if query.disputed else query.disputed
    return replace(
        query, disputed=disputed, between=None, actor=None, voice=None, text=None, report=None, place=place
    )


def _between(database: Database, first: str, second: str, *, now: bool) -> Narrowing:
    one, other = (_present(database, who(name), "event_parties") for name in (first, second))
    values = _values("one", one) | _values("other", other)
    low, high = sorted((*one.countries, *other.countries)) if _two_states(one, other) else ("", "")
    if now and low != high and has(database, "event_pairs"):
        values |= {"low": low, "high": high}
        size = _size(database, PAIRS, {"low": low, "high": high})
        return Narrowing(numbers=PAIRS, size=size, test=BOTH_TEST, values=values)
    sizes = {row: _size(database, sql, values) for row, sql in PARTIES.items()}
    rarer = min(sizes, key=lambda row: sizes[row])
    return Narrowing(numbers=BOTH[rarer], size=sizes[rarer], test=BOTH_TEST, values=values)


def _two_states(one: Who, other: Who) -> bool:
    return len(one.countries) == len(other.countries) == 1


def _acting(database: Database, name: str) -> Narrowing:
    values = _values("party", _present(database, who(name), "event_parties"))
    size = _size(database, f"SELECT 1 FROM event_parties AS party WHERE {IS_PARTY}", values)
    return Narrowing(numbers=ACTORS, size=size, test=ACTORS_TEST, values=values)


def _told_by(database: Database, name: str) -> Narrowing:
    values = _values("voice", _present(database, who(name), "event_voices"))
    return Narrowing(numbers=VOICES, size=_size(database, VOICES, values), test=VOICES_TEST, values=values)


def _told_in(database: Database, report: str) -> Narrowing:
    values: dict[str, object] = {"report": report}
    size = _size(database, REPORTED, values)
    return Narrowing(numbers=REPORTED, size=size, test=f"number IN ({REPORTED})", values=values)


def _placed(database: Database, name: str) -> Narrowing:
    values = _values("place", _present(database, where(name), "events", "place_folded"))
    return Narrowing(numbers=PLACES, size=_size(database, PLACES, values), test=IS_PLACE, values=values)


def _holding(database: Database, text: str) -> Narrowing:
    values: dict[str, object] = {"text": match(text)}
    return Narrowing(numbers=HOLDING, size=_size(database, FOUND, values), test=HOLDING_TEST, values=values)


def _present(database: Database, meant: Who, table: str, column: str = "folded") -> Who:
    """Return whom is meant with words replaced by those names of the table that hold them all."""
    if not meant.words:
        return meant
    names = (row["name"] for row in database.rows(DISTINCT.format(table=table, column=column)))
    words = set(meant.words)
    holding = tuple(name for name in names if words <= set(name.split()))
    return Who(countries=meant.countries, names=tuple(dict.fromkeys((*meant.names, *holding))), words=())


def _values(key: str, meant: Who) -> dict[str, object]:
    return {f"{key}_countries": as_json(meant.countries), f"{key}_names": as_json(meant.names)}


def _size(database: Database, sql: str, values: dict[str, object]) -> int:
    row = database.one(f"SELECT count(*) FROM ({sql} LIMIT {FEW + 1})", values)
    return int(row[0]) if row else 0


def has(database: Database, name: str) -> bool:
    """Return whether the record has a table or index of this name; older ones may lack it."""
    return database.one("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)) is not None
