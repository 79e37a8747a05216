"""Counts and light rows of very many events at once, for views; all from tables kept for it, see `pairs.sql`.

An actor is counted by a key: the code of its country, else its own folded name. A pair of keys has the events to
which both are party, whoever acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from sqlite3 import Row

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Event
from dragoman.store import codec, counting, views
from dragoman.store.codec import as_json
from dragoman.store.counted import Chosen, Counted, Labels, NameSpan, Sight
from dragoman.store.database import Database
from dragoman.store.names import Who, fold, who
from dragoman.store.paging import events_numbered
from dragoman.store.views import ReportEntry, Totals

__all__ = [
    "Chosen",
    "Counted",
    "Labels",
    "NameSpan",
    "Sight",
    "chosen",
    "days",
    "disputed",
    "distinct_actors",
    "edges",
    "events_of",
    "fits",
    "labels",
    "last_published",
    "latest",
    "named",
    "names_of",
    "partners",
    "periods",
    "sights",
    "sights_of",
    "states",
    "told_by",
    "totals",
    "visits",
    "voices",
    "whole",
]

CATEGORIES = {code.value: code for code in Category}
PRECISIONS = {code.value: code for code in Precision}
STATUSES = {code.value: code for code in Status}
MAPPED = 1 << 34  # bytes of the file at most that are read by way of memory
MOST_OF_ONE = 5_000  # so many events of one actor are looked through; of a country's the latest


def chosen(database: Database, name: str) -> Chosen:
    """Return whom of the record `name` means; of several countries and of names, those that are there."""
    meant = who(name)
    if len(meant.countries) > 1:
        there = tuple(code for code in meant.countries if database.one(counting.HAS_COUNTRY, (code,)))
        return Chosen(countries=there or meant.countries, names=())
    if meant.countries:
        return Chosen(countries=meant.countries, names=())
    present = (row["name"] for row in database.rows(counting.DISTINCT_NAMES))
    return Chosen(countries=(), names=tuple(folded for folded in present if fits(meant, folded, None)))


def fits(meant: Who, folded: str | None, country: str | None) -> bool:
    """Return whether a folded name, or one of a country, is meant."""
    if country in meant.countries or folded in meant.names:
        return True
    return bool(meant.words) and folded is not None and set(meant.words) <= set(folded.split())


def days(database: Database) -> tuple[date | None, date | None]:
    """Return the first and last day on which events of the record begin."""
    _prepare(database)
    sql = "SELECT day FROM event_pairs WHERE first = '' AND second = '' AND day <> '' ORDER BY day {} LIMIT 1"
    first, last = (database.one(sql.format(order)) for order in ("ASC", "DESC"))
    return (codec.day(first["day"]) if first else None, codec.day(last["day"]) if last else None)


def distinct_actors(database: Database) -> int:
    """Return how many actors are told apart: states, and bodies of no state."""
    _prepare(database)
    row = database.one(counting.DISTINCT_KEYS)
    return int(row[0]) if row else 0


def periods(database: Database, since: date | None = None, until: date | None = None) -> list[str]:
    """Return the fewest periods, as counted, that cover all whole months from `since` to `until`.

    Without either it is "", for all of the record.
    """
    if since is None and until is None:
        return [""]
    first, last = days(database)
    if first is None or last is None:
        return []
    found: list[str] = []
    for year in range(first.year, last.year + 1):
        there = [month for month in range(1, 13) if _within((year, month), first, last)]
        wanted = [month for month in there if _within((year, month), since, until)]
        found += [f"{year}"] if wanted == there else [f"{year}-{month:02}" for month in wanted]
    return found


def states(
    database: Database,
    spans: Sequence[str],
    category: Iterable[Category] = (),
    status: Iterable[Status] = (),
) -> list[Counted]:
    """Return how many events each actor has in these periods, by quad class."""
    _prepare(database)
    terms, values = _codes(category, status)
    rows = database.rows(counting.ACTORS.replace("{terms}", terms), {**values, "spans": as_json(list(spans))})
    return [Counted(**dict(row)) for row in rows]


def edges(
    database: Database,
    actors: Sequence[str],
    spans: Sequence[str],
    category: Iterable[Category] = (),
    status: Iterable[Status] = (),
) -> list[Counted]:
    """Return how many events each two of these actors have with each other in these periods, by quad class."""
    _prepare(database)
    terms, values = _codes(category, status)
    values.update(spans=as_json(list(spans)), actors=as_json(list(actors)))
    return [Counted(**dict(row)) for row in database.rows(counting.EDGES.replace("{terms}", terms), values)]


def sights(database: Database, one: Chosen, other: Chosen | None = None) -> list[Sight]:
    """Return in short the events that `one` is party to, or `one` and `other`, by day, undated ones last."""
    _prepare(database)
    numbers, values = _numbers(one, other)
    return [_sight(row) for row in database.rows(counting.SIGHTS.replace("{numbers}", numbers), values)]


def labels(database: Database, shown: Iterable[Sight]) -> dict[int, Labels]:
    """Return who is party to the events, and by how many reports and families they are told, by their numbers."""
    values = {"numbers": as_json([sight.number for sight in shown])}
    sides: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"actor": [], "recipient": []})
    for row in database.rows(counting.PARTIES, values):
        sides[row["event"]][row["side"]].append(" ".join(row["label"].split()))
    return {
        row["number"]: Labels(
            actors=tuple(sides[row["number"]]["actor"]),
            recipients=tuple(sides[row["number"]]["recipient"]),
            reciprocal=bool(row["reciprocal"]),
            reports=row["reports"],
            families=row["families"],
        )
        for row in database.rows(counting.TOLD, values)
    }


def voices(database: Database, one: Chosen, other: Chosen | None = None) -> list[tuple[int, str, str]]:
    """Return event number, name and folded name of all who are given as sources of the events of `sights`."""
    _prepare(database)
    numbers, values = _numbers(one, other)
    return [tuple(row) for row in database.rows(counting.VOICES.replace("{numbers}", numbers), values)]


def partners(database: Database, one: Chosen) -> list[Counted]:
    """Return with whom `one` has how many events, by quad class; `first` is the key of the partner."""
    _prepare(database)
    if one.key:
        return [Counted(**dict(row)) for row in database.rows(counting.PARTNERS, {"partner": one.key})]
    numbers, values = _latest_numbers(one)
    rows = database.rows(counting.PARTNERS_OF_NAMES.replace("{numbers}", numbers), values)
    return [Counted(**dict(row)) for row in rows]


def names_of(database: Database, one: Chosen) -> list[NameSpan]:
    """Return the names under which `one` is party to its latest events, the most frequent first."""
    _prepare(database)
    numbers, values = _latest_numbers(one)
    return [
        NameSpan(
            name=row["name"],
            sector=row["sector"],
            country=row["country"],
            events=row["events"],
            first=codec.day(row["first_day"]),
            last=codec.day(row["last_day"]),
        )
        for row in database.rows(counting.NAMES_OF.replace("{numbers}", numbers), values)
    ]


def visits(database: Database, one: Chosen) -> tuple[list[int], list[int]]:
    """Return the numbers of visits that `one` makes and of those it receives, among its latest events, latest first."""
    _prepare(database)
    numbers, values = _latest_numbers(one)
    made: list[int] = []
    received: list[int] = []
    for row in database.rows(counting.VISITS.replace("{numbers}", numbers), values):
        (made if row["made"] else received).append(row["number"])
    return made, received


def told_by(database: Database, names: Iterable[str], limit: int) -> list[int]:
    """Return the numbers of the latest events for which somebody of these names is given as the source."""
    values = {"names": as_json([fold(name) for name in names]), "limit": limit}
    return [row["number"] for row in database.rows(counting.SAID, values)]


def events_of(database: Database, one: Chosen) -> int | None:
    """Return to how many events `one` is party, None if they are too many to count."""
    _prepare(database)
    numbers, values = _numbers(one, None)
    few = f"SELECT count(*) FROM ({numbers} LIMIT {MOST_OF_ONE + 1})"  # noqa: S608 - our own text
    row = database.one(counting.COUNT_OF_KEY if one.key else few, values)
    events = int(row[0]) if row else 0
    return events if one.key or events <= MOST_OF_ONE else None


def sights_of(database: Database, numbers: Sequence[int]) -> list[Sight]:
    """Return in short the events with these numbers, in their order."""
    values = {"numbers": as_json(list(numbers))}
    return [_sight(row) for row in database.rows(counting.SIGHTS_OF, values)]


def whole(database: Database, numbers: Sequence[int]) -> tuple[Event, ...]:
    """Return the events with these numbers in full, in their order."""
    made = events_numbered(database, list(numbers))
    return tuple(made[number] for number in numbers if number in made)


def disputed(database: Database, limit: int) -> tuple[int, list[int]]:
    """Return how many events are told in ways that contradict each other, and the numbers of the latest of them."""
    row = database.one(counting.DISPUTED.format(what="count(*)") + " LIMIT 1")
    order = " ORDER BY start_day IS NULL, start_day DESC, told_first LIMIT ?"
    rows = database.rows(counting.DISPUTED.format(what="number") + order, (limit,))
    return int(row[0]) if row else 0, [row["number"] for row in rows]


def latest(database: Database, limit: int) -> list[ReportEntry]:
    """Return the reports that came into the record last, the last first."""
    found = []
    for row in database.rows(counting.LATEST, (limit,)):
        values = dict(row)
        values.update(published=codec.day(row["published"]), read=bool(row["read"]))
        found.append(ReportEntry(**values))
    return found


def totals(database: Database) -> Totals:
    """Return how much the record holds, as `views.totals`, from the counts that are kept."""
    _prepare(database)
    row = database.one(counting.TOTALS)
    return Totals(**dict(row)) if row else views.totals(database)


def last_published(database: Database) -> date | None:
    """Return the day of the last report."""
    row = database.one("SELECT max(published) AS day FROM reports")
    return codec.day(row["day"]) if row else None


def named(database: Database, folded: Iterable[str]) -> dict[str, str]:
    """Return the names as written of actors by their folded names."""
    rows = database.rows(counting.NAMES, {"names": as_json(list(folded))})
    return {row["folded"]: row["name"] for row in rows if row["name"]}


def _prepare(database: Database) -> None:
    """Let the file be read by way of memory."""
    database.execute(f"PRAGMA mmap_size = {MAPPED}")


def _within(month: tuple[int, int], since: date | None, until: date | None) -> bool:
    begun = since is None or month >= (since.year, since.month)
    return begun and (until is None or month <= (until.year, until.month))


def _numbers(one: Chosen, other: Chosen | None) -> tuple[str, dict[str, object]]:
    """Return the SQL that gives the numbers of events, with its values."""
    if one.key and (other is None or other.key):
        keys = sorted((one.key, other.key if other and other.key else ""))
        first, second = keys if other else (one.key, "")
        return counting.OF_KEYS, {"first": first, "second": second}
    if other is not None and one.countries:
        one, other = other, one  # names first: they have fewer events
    if other is None and not one.countries:
        return counting.NAMES_ALONE, {"one_names": as_json(one.names)}
    values: dict[str, object] = {}
    for side, meant in (("one", one), ("other", other)):
        values[f"{side}_countries"] = as_json(meant.countries if meant else ())
        values[f"{side}_names"] = as_json(meant.names if meant else ())
    return (counting.OF_ONE + (counting.AND_OTHER if other else counting.ONE_ALONE)), values


def _latest_numbers(one: Chosen) -> tuple[str, dict[str, object]]:
    numbers, values = _numbers(one, None)
    order = " ORDER BY day DESC" if one.key else ""
    numbers = f"{numbers}{order} LIMIT {MOST_OF_ONE}"
    mine = {"mine_countries": as_json(one.countries), "mine_names": as_json(one.names)}
    return numbers, {**values, **mine}


def _codes(category: Iterable[Category], status: Iterable[Status]) -> tuple[str, dict[str, object]]:
    """Return the conditions on categories and statuses, if there are any, with their values."""
    wanted = {"category": [code.value for code in category], "status": [code.value for code in status]}
    given: dict[str, object] = {column: as_json(codes) for column, codes in wanted.items() if codes}
    return " ".join(counting.CODES[column] for column in given), given


def _sight(row: Row) -> Sight:
    number, identity, start, end, precision, category, mode, quad, intensity, status, *place = row
    return Sight(
        number,
        identity,
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        PRECISIONS[precision],
        CATEGORIES[category],
        mode,
        quad,
        intensity,
        STATUSES[status],
        *place,
    )
