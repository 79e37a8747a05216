"""Keeps what persons have said of events: the lines of their file, and the tellings on which these hold fast."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.model.judgement import Anchor
from dragoman.store.codec import as_json, words
from dragoman.store.database import Database
from dragoman.store.names import fold
from dragoman.store.query import NOW
from dragoman.store.tellings import unsettle_components

__all__ = [
    "AnchorRow",
    "FileState",
    "LineRow",
    "anchors_due",
    "anchors_of",
    "bearing",
    "drop_lines",
    "file_state",
    "fit",
    "lines",
    "named_as",
    "numbers",
    "numbers_in_report",
    "numbers_with_sentence",
    "of_tellings",
    "put_faults",
    "put_file_state",
    "put_line",
    "rejecting",
    "renamings",
    "reports_known",
    "set_stands",
    "texts",
    "touch",
]

STAGE = "judgements"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """By which the lines kept are known to be those of the file: bytes, time of change in nanoseconds, digest."""

    size: int
    changed: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line that is a judgement: its place among all lines, its kind, and whether it is not taken back."""

    number: int
    text: str
    id: str
    kind: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorRow:
    """One anchor of a judgement, by its position among them, with the telling that fits."""

    judgement: str
    position: int
    report: str
    telling: str | None


def file_state(database: Database) -> FileState | None:
    """Return by what file the record was last judged, None if there was none."""
    row = database.one("SELECT size, changed, digest FROM judgement_file")
    return FileState(**dict(row)) if row else None


def put_file_state(database: Database, state: FileState) -> None:
    """Note by what file the record is judged."""
    database.execute("DELETE FROM judgement_file")
    database.execute(
        "INSERT INTO judgement_file (size, changed, digest) VALUES (?, ?, ?)",
        (state.size, state.changed, state.digest),
    )


def texts(database: Database) -> list[str]:
    """Return all lines as they stood in the file."""
    return [row["line"] for row in database.rows("SELECT line FROM judgements ORDER BY number")]


def lines(database: Database, ids: Collection[str] | None = None) -> list[LineRow]:
    """Return the lines that are judgements, all or those with these ids, in order."""
    if ids is None:
        return _lines(database, "id IS NOT NULL")
    return _lines(database, "id IN (SELECT value FROM json_each(?))", ids)


def renamings(database: Database) -> list[LineRow]:
    """Return the judgements that stand and give names, in order."""
    return _lines(database, "kind = 'rename' AND stands")


def of_tellings(database: Database, ids: Collection[str]) -> list[LineRow]:
    """Return the judgements that hold fast on some tellings, in order."""
    held = "SELECT judgement FROM judgement_anchors WHERE telling IN (SELECT value FROM json_each(?))"
    return _lines(database, f"id IN ({held})", ids)


def _lines(database: Database, which: str, ids: Collection[str] | None = None) -> list[LineRow]:
    sql = f"SELECT number, line, id, kind, stands FROM judgements WHERE {which} ORDER BY number"  # noqa: S608 - ours
    return [
        LineRow(
            number=row["number"], text=row["line"], id=row["id"], kind=row["kind"], stands=bool(row["stands"])
        )
        for row in database.rows(sql, () if ids is None else (as_json(list(ids)),))
    ]


def put_line(database: Database, text: str, judgement: tuple[str, str] | None, *, stands: bool) -> None:
    """Keep one more line; `judgement` are its id and kind, None if it says nothing."""
    identity, kind = judgement or (None, None)
    database.execute(
        "INSERT INTO judgements (line, id, kind, stands) VALUES (?, ?, ?, ?)", (text, identity, kind, stands)
    )


def set_stands(database: Database, identity: str, anchors: Sequence[Anchor], *, stands: bool) -> None:
    """Keep a judgement as one that stands or is taken back; only one that stands has anchors."""
    database.execute("UPDATE judgements SET stands = ? WHERE id = ?", (stands, identity))
    database.execute("DELETE FROM judgement_anchors WHERE judgement = ?", (identity,))
    if stands:
        database.execute_many(
            "INSERT INTO judgement_anchors (judgement, position, report, sentence) VALUES (?, ?, ?, ?)",
            [
                (identity, position, anchor.report, fold(anchor.sentence))
                for position, anchor in enumerate(anchors)
            ],
        )


def drop_lines(database: Database) -> None:
    """Forget all lines and what was wrong with them, to keep others in their place."""
    database.execute("DELETE FROM judgements")
    database.execute("DELETE FROM failures WHERE stage = ?", (STAGE,))


def put_faults(database: Database, file: str, faults: Iterable[tuple[int, str, str]]) -> None:
    """Keep as failures which lines of a file, by number, are passed over, why, and what to do about it."""
    database.execute_many(
        "INSERT OR REPLACE INTO failures (origin, document, stage, error, cure) VALUES (?, ?, ?, ?, ?)",
        [
            (f"{file}#{number}", f"{file.rpartition('/')[2]}, line {number}", STAGE, error, cure)
            for number, error, cure in faults
        ],
    )


def anchors_of(database: Database, judgements: Collection[str]) -> dict[str, list[AnchorRow]]:
    """Return the anchors of some judgements, by the id of the judgement, in order."""
    sql = (
        "SELECT judgement, position, report, telling FROM judgement_anchors"
        " WHERE judgement IN (SELECT value FROM json_each(?)) ORDER BY judgement, position"
    )
    found: dict[str, list[AnchorRow]] = {}
    for row in database.rows(sql, (as_json(list(judgements)),)):
        found.setdefault(row["judgement"], []).append(AnchorRow(**dict(row)))
    return found


def anchors_due(
    database: Database, fresh: Collection[int], judgements: Collection[str]
) -> dict[str, list[AnchorRow]]:
    """Return the anchors for which a telling is to be looked for, by the id of the judgement.

    These are the anchors of `judgements`, those in the reports of the tellings numbered `fresh` or on one of
    their sentences, and those whose telling has left the record.
    """
    if database.one("SELECT 1 FROM judgement_anchors") is None:
        return {}
    sentences = database.rows(
        "SELECT text FROM evidence WHERE telling IN (SELECT value FROM json_each(?))", (as_json(list(fresh)),)
    )
    sql = (
        "SELECT judgement, position, report, telling FROM judgement_anchors"
        " WHERE judgement IN (SELECT value FROM json_each(:judgements)) OR report IN (SELECT reports.id FROM tellings"
        " JOIN reports ON reports.number = tellings.report"
        " WHERE tellings.number IN (SELECT value FROM json_each(:fresh)))"
        " OR (sentence IN (SELECT value FROM json_each(:sentences))"
        " AND report NOT IN (SELECT id FROM reports WHERE id = report))"
        " OR (telling IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tellings WHERE tellings.id = telling))"
    )
    values = {
        "judgements": as_json(list(judgements)),
        "fresh": as_json(list(fresh)),
        "sentences": as_json(sorted({fold(row["text"]) for row in sentences})),
    }
    found: dict[str, list[AnchorRow]] = {}
    for row in database.rows(sql, values):
        found.setdefault(row["judgement"], []).append(AnchorRow(**dict(row)))
    return found


def fit(database: Database, anchor: AnchorRow, telling: str | None) -> None:
    """Note which telling fits an anchor, None: none."""
    database.execute(
        "UPDATE judgement_anchors SET telling = ? WHERE judgement = ? AND position = ?",
        (telling, anchor.judgement, anchor.position),
    )


def reports_known(database: Database, ids: Collection[str]) -> set[str]:
    """Return which of the reports with these ids the record holds."""
    rows = database.rows(
        "SELECT id FROM reports WHERE id IN (SELECT value FROM json_each(?))", (as_json(list(ids)),)
    )
    return {row["id"] for row in rows}


def numbers(database: Database, ids: Collection[str]) -> set[int]:
    """Return the numbers of the tellings with these ids."""
    rows = database.rows(
        "SELECT number FROM tellings WHERE id IN (SELECT value FROM json_each(?))", (as_json(list(ids)),)
    )
    return {row["number"] for row in rows}


def numbers_in_report(database: Database, report: str) -> list[int]:
    """Return the numbers of the tellings of a report."""
    rows = database.rows(
        "SELECT number FROM tellings WHERE report = (SELECT number FROM reports WHERE id = ?)", (report,)
    )
    return [row["number"] for row in rows]


def numbers_with_sentence(database: Database, sentence: str) -> list[int]:
    """Return the numbers of tellings whose sentence has all the words of `sentence`."""
    found = dict.fromkeys(fold(sentence).split())
    if not found:
        return []
    rows = database.rows(
        "SELECT DISTINCT telling FROM evidence WHERE number IN"
        " (SELECT rowid FROM evidence_words WHERE evidence_words MATCH ?)",
        (" ".join(f'"{word}"' for word in found),),
    )
    return [row["telling"] for row in rows]


def touch(database: Database, judgements: Collection[str], names: Collection[str] = ()) -> None:
    """Note that the events are to be made anew on which some judgements bear or have borne.

    Likewise those with a party or voice of one of the folded `names`.
    """
    sql = (
        "SELECT component FROM tellings WHERE id IN (SELECT telling FROM judgement_anchors"
        " WHERE judgement IN (SELECT value FROM json_each(:judgements)))"
        " UNION SELECT component FROM events WHERE number IN (SELECT event FROM event_judgements"
        " WHERE judgement IN (SELECT value FROM json_each(:judgements)))"
        " UNION SELECT component FROM events WHERE number IN (SELECT event FROM event_parties"
        " WHERE folded IN (SELECT value FROM json_each(:names)))"
        " UNION SELECT component FROM events WHERE number IN (SELECT event FROM event_voices"
        " WHERE folded IN (SELECT value FROM json_each(:names)))"
    )
    values = {"judgements": as_json(list(judgements)), "names": as_json(sorted(names))}
    rows = database.rows(sql, values)
    unsettle_components(database, [row["component"] for row in rows if row["component"] is not None])


def bearing(database: Database, judgements: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the events, as they are known now, on which judgements bear, by the id of the judgement."""
    sql = (
        "SELECT judgement, json_group_array(events.id) AS ids FROM event_judgements"
        " JOIN events ON events.number = event_judgements.event"
        " WHERE judgement IN (SELECT value FROM json_each(?)) AND known_until > ? GROUP BY judgement"
    )
    rows = database.rows(sql, (as_json(list(judgements)), NOW))
    return {row["judgement"]: tuple(sorted(set(words(row["ids"])))) for row in rows}


def rejecting(database: Database, telling: str) -> str | None:
    """Return the id of a judgement by which a telling, or one that it copies, makes no event; None if there is none."""
    row = database.one(
        "SELECT judgements.id FROM judgements JOIN judgement_anchors ON judgement = judgements.id"
        " JOIN tellings ON tellings.id = telling"
        " JOIN tellings AS asked ON asked.component = tellings.component AND asked.id = :telling"
        " WHERE kind = 'reject' AND stands"
        " AND NOT EXISTS (SELECT 1 FROM event_tellings WHERE event_tellings.telling = asked.number)"
        " ORDER BY tellings.id <> :telling, judgements.number",
        {"telling": telling},
    )
    return row["id"] if row else None


def named_as(database: Database, name: str) -> Iterator[tuple[str | None, str | None]]:
    """Yield country and sector of parties of this name, the most frequent first."""
    sql = (
        "SELECT country, sector FROM event_parties WHERE folded = ? AND name IS NOT NULL"
        " GROUP BY country, sector ORDER BY count(*) DESC, country, sector"
    )
    for row in database.rows(sql, (fold(name),)):
        yield row["country"], row["sector"]
