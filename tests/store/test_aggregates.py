"""Tables in which events are counted, kept up to date by triggers."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.model.record import Event
from dragoman.store import Database, EventQuery, aggregates, open_existing, views
from dragoman.store.names import fold

PAIRS = "SELECT * FROM event_pairs ORDER BY first, second, day, number"
TALLIES = (
    "SELECT first, second, grain, period, category, status, quad, events, round(total, 6) FROM pair_tallies"
    " ORDER BY first, second, grain, period, category, status, quad"
)


def rows(database: Database, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in database.rows(sql)]


def pairs(events: Iterable[Event]) -> set[tuple[str, str, str, str]]:
    """Return who is party to each event with whom, worked out one by one: (first, second, day, id)."""
    found = set()
    for event in events:
        day = str(event.start or event.end or "")
        keys = {p.country or fold(p.name) for p in (*event.actors, *event.recipients) if p.country or p.name}
        both = itertools.combinations(sorted(keys), 2)
        for first, second in (("", ""), *((key, "") for key in keys), *both):
            found.add((first, second, day, event.id))
    return found


@pytest.fixture
def plain(demo_record: Path, tmp_path: Path) -> Iterator[Database]:
    with open_existing(demo_record):
        shutil.copy(demo_record, tmp_path / "plain.db")
    with open_existing(tmp_path / "plain.db") as database:
        yield database


def test_the_tables_hold_who_is_party_to_what(plain: Database) -> None:
    told = "SELECT first, second, day, events.id FROM event_pairs JOIN events ON events.number = event_pairs.number"
    assert set(rows(plain, told)) == pairs(views.events(plain, EventQuery()))


def test_tallies_count_the_pairs(plain: Database) -> None:
    counted = rows(plain, "SELECT first, second, sum(events) FROM pair_tallies WHERE grain = 0 GROUP BY 1, 2")
    listed = rows(plain, "SELECT first, second, count(*) FROM event_pairs GROUP BY 1, 2")
    assert sorted(counted) == sorted(listed)


def test_the_tables_follow_what_is_dropped_and_added(plain: Database) -> None:
    before = rows(plain, TALLIES)
    kept = {
        table: [tuple(row) for row in plain.rows(f"SELECT {columns} FROM {table}")]
        for table, columns in (
            ("events", "*"),
            ("event_parties", "event, side, position, mention, name, folded, country, sector"),
        )
    }
    plain.execute("DELETE FROM events WHERE number % 2 = 0")
    assert len(rows(plain, TALLIES)) < len(before)
    plain.execute("DELETE FROM events")
    assert rows(plain, TALLIES) == []
    for event in kept["events"]:
        plain.execute(f"INSERT INTO events VALUES ({', '.join('?' * len(event))})", event)
    for party in kept["event_parties"]:
        plain.execute(
            "INSERT INTO event_parties (event, side, position, mention, name, folded, country, sector)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            party,
        )
    assert rows(plain, TALLIES) == before


def test_what_was_known_once_does_not_count(plain: Database) -> None:
    before = rows(plain, PAIRS)
    columns = [row["name"] for row in plain.rows("SELECT name FROM pragma_table_info('events')")]
    event = dict(next(iter(plain.rows("SELECT * FROM events LIMIT 1"))))
    event.update(number=10**9, known_from="1900-01-01", known_until="1900-01-02")
    plain.execute(
        f"INSERT INTO events ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)})",
        event,
    )
    assert rows(plain, PAIRS) == before


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, [""]),
        (date(2020, 11, 5), date(2021, 2, 1), ["2020-11", "2020-12", "2021-01", "2021-02"]),
        (date(2020, 12, 1), date(2022, 1, 1), ["2020-12", "2021", "2022-01"]),
    ],
)
def test_spans_are_asked_for_by_years_and_months(
    plain: Database, since: date | None, until: date | None, expected: list[str]
) -> None:
    assert aggregates.periods(plain, since, until) == expected


def test_a_span_outside_the_record_is_empty(plain: Database) -> None:
    assert aggregates.periods(plain, date(1900, 1, 1), date(1900, 12, 31)) == []


def test_words_of_a_name_mean_all_who_bear_them(plain: Database) -> None:
    assert aggregates.chosen(plain, "Lavrov").names == ("sergei lavrov",)
    assert aggregates.chosen(plain, "Burma").key == "MMR"
    assert aggregates.chosen(plain, "nobody of this name").names == ()
