"""Finds events that a person should look at, by what there is to doubt in each, and what persons have said of one.

However large the record is, so many at most are looked at for each reason to doubt, and all of that by an index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dragoman.store.codec import as_json
from dragoman.store.database import Database

__all__ = [
    "MANY_REPORTS",
    "UNSURE",
    "Doubted",
    "doubted",
    "doubted_event",
    "lines_last_made",
    "lines_on",
    "waiting",
]

# As the queries have it: what the model found is in doubt if it was less sure, and so many reports are many. These are
# looked for among the events made last.
UNSURE, MANY_REPORTS = 0.9, 3
BY_MODEL = """instr(because, '"rule":"model 0.') > 0"""
FOUND_WITH = """CAST(substr(because, instr(because, '"rule":"model 0.') + 14, 4) AS REAL)"""
WAITS = "known_until = '9999-12-31' AND judged IS NULL"
# One for each reason to doubt; what stands in braces is put in below.
SOURCES = tuple(
    source.replace("{waits}", WAITS).replace("{by_model}", BY_MODEL).replace("{found_with}", FOUND_WITH)
    for source in (
        "SELECT number FROM events INDEXED BY events_disputed WHERE disputed AND {waits}"
        " ORDER BY start_day DESC",
        "SELECT number FROM events WHERE {by_model} AND {found_with} < 0.9 AND +known_until = '9999-12-31'"
        " AND judged IS NULL ORDER BY {found_with}",
        "SELECT DISTINCT event AS number FROM event_parties"
        " CROSS JOIN events ON events.number = event WHERE name IS NULL AND {waits} ORDER BY event DESC",
        "SELECT number FROM events INDEXED BY events_by_day WHERE (start_day IS NULL) = 1"
        " AND start_day IS NULL AND end_day IS NULL AND {waits} ORDER BY told_first DESC",
        "SELECT number FROM (SELECT event, count(*) AS told FROM event_tellings"
        " WHERE event > (SELECT max(number) FROM events) - 5000 GROUP BY event)"
        " CROSS JOIN events ON events.number = event WHERE told >= 3 AND {waits} ORDER BY number DESC",
    )
)
ALL = " UNION ".join(f"SELECT number FROM ({source} LIMIT :most)" for source in SOURCES)  # noqa: S608 - all ours
WAITING = f"SELECT count(*) FROM ({ALL})"  # noqa: S608 - all ours
FACTS = """
SELECT
    number, id, disputed, start_day IS NULL AND end_day IS NULL AS undated,
    iif({by_model}, {found_with}, NULL) AS found_with,
    EXISTS (SELECT 1 FROM event_parties WHERE event = number AND name IS NULL) AS party_open,
    NOT EXISTS (SELECT 1 FROM event_parties WHERE event = number AND side = 'actor') AS nobody_acts,
    (SELECT count(*) FROM event_tellings WHERE event = number) AS reports
FROM events WHERE number IN
""".replace("{by_model}", BY_MODEL).replace("{found_with}", FOUND_WITH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """What there is to doubt in an event.

    Attributes:
        number: its number in the record.
        id: its id.
        disputed: reports contradict one another.
        undated: neither its beginning nor its end is known.
        found_with: how sure the model was that found it, None if a pattern did or there was no doubt.
        party_open: of a party it stays open who that is.
        nobody_acts: it has no actor.
        reports: how many tellings it rests on.
    """

    number: int
    id: str
    disputed: bool
    undated: bool
    found_with: float | None
    party_open: bool
    nobody_acts: bool
    reports: int


def doubted(database: Database, most: int) -> tuple[list[Doubted], bool]:
    """Return events not yet judged in which something is in doubt, at most so many for each reason, in no order.

    Also whether there may be more of them.
    """
    full = any(
        database.one(f"SELECT 1 FROM ({source} LIMIT 1 OFFSET :most)", {"most": most})  # noqa: S608 - all ours
        for source in SOURCES
    )
    return list(_facts(database, ALL, {"most": most})), full


def doubted_event(database: Database, identity: str) -> Doubted | None:
    """Return what there is to doubt in the event with this id as it is known now, None if there is none."""
    one = "SELECT number FROM events WHERE id = :id AND known_until = '9999-12-31'"
    return next(_facts(database, one, {"id": identity}), None)


def waiting(database: Database, most: int) -> int:
    """Return how many events wait for a judgement, counted up to `most` for each reason to doubt."""
    row = database.one(WAITING, {"most": most})
    return int(row[0]) if row else 0


def lines_on(database: Database, identity: str) -> list[str]:
    """Return the lines of the judgements that bear on an event as it is known now, in order."""
    sql = (
        "SELECT line FROM events JOIN event_judgements ON event = events.number"
        " JOIN judgements ON judgements.id = judgement"
        " WHERE events.id = ? AND known_until = '9999-12-31' AND stands ORDER BY judgements.number"
    )
    return [row["line"] for row in database.rows(sql, (identity,))]


def lines_last_made(database: Database, kinds: Collection[str], most: int) -> Iterator[str]:
    """Yield the lines of the last judgements of some kinds that stand, the last one first."""
    sql = (
        "SELECT line FROM judgements WHERE stands AND kind IN (SELECT value FROM json_each(?))"
        " ORDER BY number DESC LIMIT ?"
    )
    for row in database.rows(sql, (as_json(sorted(kinds)), most)):
        yield row["line"]


def _facts(database: Database, numbers: str, values: dict[str, object]) -> Iterator[Doubted]:
    for row in database.rows(f"{FACTS} ({numbers})", values):
        yield Doubted(
            number=row["number"],
            id=row["id"],
            disputed=bool(row["disputed"]),
            undated=bool(row["undated"]),
            found_with=row["found_with"],
            party_open=bool(row["party_open"]),
            nobody_acts=bool(row["nobody_acts"]),
            reports=row["reports"],
        )
