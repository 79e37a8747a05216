"""What adding reports and asking costs as the record grows.

    python bench/growth.py [--events N] [--keep DIR] [--write]

Records of 10,000 and of N made events are written, each with its keys, fingerprints and families as `read` leaves
them. To each 100 reports are added and made into events; the readings themselves, whose cost does not depend on the
record, are not in these times.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import dragoman
from dragoman.api.settling import settle
from dragoman.lineage import fingerprints, text_read
from dragoman.merge import filed_under, told
from dragoman.model.record import Event, Findings
from dragoman.model.report import Report
from dragoman.store import (
    Database,
    EventForm,
    begin_run,
    copies,
    create,
    file_tellings,
    put_events,
    put_report,
    tellings,
    unsettled,
)
from made_record import PER_REPORT, Maker
from section import table, write_section

SMALL = 10_000
ADDED = 100  # reports
TIMES = 5
QUESTIONS = (
    ("dyad, one year", {"between": ("{first}", "{second}"), "since": "2012", "until": "2012"}),
    ("dyad, one month", {"between": ("{first}", "{second}"), "since": "2012-06", "until": "2012-06"}),
    ("rare dyad, all time", {"between": ("{first}", "{last}")}),
    ("all events of a day", {"since": "2012-06-15", "until": "2012-06-15"}),
    (
        "dyad as of a day",
        {"between": ("{first}", "{second}"), "since": "2012", "until": "2012", "as_of": "2013"},
    ),
)


def main() -> int:
    """Measure, print and, if asked, write the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the records there, or use those there")
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        place.mkdir(exist_ok=True)
        columns = [measured(place / f"{size}.db", size) for size in (SMALL, options.events)]
    rows = [(name, *(column[name] for column in columns)) for name in columns[0]]
    growth = float(columns[1]["100 reports added, s"]) / float(columns[0]["100 reports added, s"])
    told_all = table(("", f"{SMALL:,} events", f"{options.events:,} events"), rows)
    told_all += f"\n\nAdding {ADDED} reports takes {growth:.2f} times as long."
    print(told_all)
    if options.write:
        write_section("growth", told_all, command="python bench/growth.py --write")
    return 0


def measured(path: Path, size: int) -> dict[str, str]:
    """Return the figures of a record of so many events, made first if it is not there."""
    maker = Maker()
    count = size // PER_REPORT
    if path.exists():
        database = create(path)
        row = database.one("SELECT count(*) FROM reports")
        count = row[0] if row else 0
        for number in range(1, count + 1):
            maker.report(number)  # to go on where the record ended
    else:
        database = _written(path, maker, count)
    with database:
        found = {
            "file, kB an event": f"{path.stat().st_size / size / 1000:.2f}",
            "100 reports added, s": f"{_added(database, maker, count):.2f}",
        }
    with dragoman.open(path) as record:
        states = [state.name or "" for state in maker.states]
        names = {"first": states[0], "second": states[1], "last": states[60]}
        for name, question in QUESTIONS:
            asked = {
                key: tuple(part.format(**names) for part in value) if isinstance(value, tuple) else value
                for key, value in question.items()
            }
            found[f"{name}, ms"] = _taken(lambda asked=asked: len(record.events(**asked)))  # type: ignore[misc]
    return found


def _written(path: Path, maker: Maker, count: int) -> Database:
    """Write a record as reading leaves it, every telling an event of its own."""
    database = create(path)
    database.execute("PRAGMA synchronous = OFF")
    run = begin_run(database, version="made", resolved="made")
    for number in range(1, count + 1):
        report, events = maker.report(number)
        put_report(database, run, report, Findings(report_id=report.id, events=events), b"{}")
        with database.transaction():
            copies.file_report(database, report.id, fingerprints(text_read(report)), ())
            _settle(database, report, events)
        if number % 10_000 == 0:
            print(f"{number * PER_REPORT:,} events written", file=sys.stderr, flush=True)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database


def _settle(database: Database, report: Report, events: tuple[Event, ...]) -> None:
    for place, stored in enumerate(tellings(database, unsettled(database, limit=len(events)))):
        one = told(stored.telling, stored.names, stored.scene)
        file_tellings(database, {stored.number: filed_under(one)})
        order = f"{report.published}|{report.id}|{place:09}|{stored.telling.id}"
        form = EventForm(
            event=stored.telling.event,
            members=(stored.number,),
            known_from=report.published,
            known_until=None,
            order=order,
        )
        put_events(database, form.members, (form,))


def _added(database: Database, maker: Maker, count: int) -> float:
    """Return how many seconds it takes to keep further reports and to make events of them, the middle of some tries."""
    seconds = []
    for turn in range(TIMES):
        reports = [maker.report(count + turn * ADDED + k) for k in range(1, ADDED + 1)]
        run = begin_run(database, version="made", resolved="made")
        begun = time.perf_counter()
        for report, events in reports:
            put_report(database, run, report, Findings(report_id=report.id, events=events), b"{}")
        settle(database)
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def _taken(ask: Callable[[], int]) -> str:
    """Return the middle of some answers' times in milliseconds, and how many events they hold."""
    found, times = 0, []
    for _ in range(TIMES):
        begun = time.perf_counter()
        found = ask()
        times.append((time.perf_counter() - begun) * 1000)
    return f"{statistics.median(times):.0f} ({found} events)"


if __name__ == "__main__":
    sys.exit(main())
