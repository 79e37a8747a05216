from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dragoman.model.record import Failure
from dragoman.store import (
    EventQuery,
    FactQuery,
    ReportQuery,
    Stored,
    begin_run,
    create,
    drop_failures,
    known,
    note_failure,
    note_known,
    open_existing,
    put_report,
    put_unread,
    storable,
    views,
)


def test_a_report_comes_back_as_it_was_kept(database, make, put):
    report = put()
    assert views.report(database, report.id) == report


def test_findings_come_back_as_they_were_kept(database, run, make, settle):
    report = make.report()
    findings = make.findings(
        report, make.event(report), make.event(report, 2, place=None, start=None, end=None)
    )
    put_report(database, run, report, findings, b"{}")
    settle()
    assert tuple(views.events(database, EventQuery())) == findings.events
    assert tuple(views.claims(database, FactQuery())) == findings.claims
    assert tuple(views.roles(database, FactQuery())) == findings.roles


def test_a_known_report_is_left_as_it_is(database, run, make, settle):
    report = make.report()
    assert put_report(database, run, report, make.findings(report), b"1") is Stored.NEW
    assert put_report(database, run, report, make.findings(report), b"2") is Stored.KNOWN
    settle()
    assert views.totals(database).events == 1
    assert known(database, report.id)


def test_a_known_report_is_read_again_if_asked(database, make, settle):
    report = make.report()
    put_report(database, begin_run(database, version="1"), report, make.findings(report), b"1")
    run = begin_run(database, version="2", again=True)
    put_report(database, run, report, make.findings(report, make.event(report, 7)), b"2")
    settle()
    assert [event.id[-2:] for event in views.events(database, EventQuery())] == ["-7"]
    assert views.version(database, report.id) == "2"
    assert views.totals(database).reports == 1


def test_a_changed_report_replaces_its_old_reading(database, make, settle):
    old, new = make.report("Lavrov met the junta."), make.report("Lavrov did not meet the junta.")
    put_report(database, begin_run(database, version="1"), old, make.findings(old), b"")
    run = begin_run(database, version="1")
    assert put_report(database, run, new, make.findings(new), b"") is Stored.REPLACED
    assert [entry.id for entry in views.reports(database, ReportQuery())] == [new.id]
    settle()
    assert [event.evidence[0].text for event in views.events(database, EventQuery())] == [new.text]
    assert views.totals(database).claims == 1
    assert not list(views.reports(database, ReportQuery(text='"met"')))


def test_a_report_that_also_stands_elsewhere_outlives_a_change(database, make):
    first, copy = make.report(origin="/in/a.txt"), make.report(origin="/in/copy.txt")
    run = begin_run(database, version="1")
    put_report(database, run, first, make.findings(first), b"")
    note_known(database, run, copy)
    changed = make.report("Something else.", origin="/in/a.txt")
    put_report(database, begin_run(database, version="1"), changed, make.findings(changed), b"")
    assert {entry.origin for entry in views.reports(database, ReportQuery())} == {"/in/a.txt", "/in/copy.txt"}


def test_one_name_twice_in_one_run_is_two_reports(database, run, make):
    for text in ("Row one.", "Row two."):
        report = make.report(text, origin="/in/rows.jsonl#1")
        put_report(database, run, report, make.findings(report), b"")
    assert views.totals(database).reports == 2


def test_standard_input_never_replaces_what_came_before(database, make):
    for text in ("One.", "Two."):
        report = make.report(text, origin="-")
        put_report(database, begin_run(database, version="1"), report, make.findings(report), b"")
    assert views.totals(database).reports == 2


def test_an_error_amid_a_report_leaves_nothing_of_it(database, run, make, settle):
    report = make.report()
    twice = make.event(report)
    with pytest.raises(sqlite3.IntegrityError):
        put_report(database, run, report, make.findings(report, twice, twice), b"")
    assert views.totals(database).reports == 0
    put_report(database, run, report, make.findings(report), b"")
    settle()
    assert views.totals(database).events == 1


def test_an_error_amid_a_change_keeps_the_old_reading(database, make):
    old, new = make.report("Old."), make.report("New.")
    put_report(database, begin_run(database, version="1"), old, make.findings(old), b"")
    twice = make.event(new)
    with pytest.raises(sqlite3.IntegrityError):
        put_report(database, begin_run(database, version="1"), new, make.findings(new, twice, twice), b"")
    assert [entry.id for entry in views.reports(database, ReportQuery())] == [old.id]


KILLED = """
import os, sys
from pathlib import Path
from dragoman.model.record import Findings
from dragoman.model.report import Report
from dragoman.store import begin_run, create, put_report
database = create(Path(sys.argv[1]))
run = begin_run(database, version="1")
for number in range(2):
    report = Report(id=f"rep-{number}", document="d", origin=f"/in/{number}", text="t")
    put_report(database, run, report, Findings(report_id=report.id), b"")
with database.transaction():
    database.execute("DELETE FROM reports")
    os._exit(9)
"""


def test_a_killed_process_loses_only_the_report_in_hand(path):
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, env=_environment())
    assert done.returncode == 9
    with open_existing(path) as database:
        assert views.totals(database).reports == 2


def _environment() -> dict[str, str]:
    import dragoman

    return {"PYTHONPATH": str(Path(dragoman.__file__).parents[1])}


def test_one_reads_while_another_writes(database, path, run, make, put):
    put({}, text="First.")
    with open_existing(path) as reader, database.transaction():
        database.execute("DELETE FROM reports")
        assert views.totals(reader).reports == 1
    with open_existing(path) as reader:
        assert views.totals(reader).reports == 0


def test_two_writers_take_turns(path, make):
    def write(number: int) -> None:
        with create(path) as database:
            run = begin_run(database, version="1")
            for part in range(5):
                report = make.report(f"Report {number}.{part}", origin=f"/in/{number}.{part}")
                put_report(database, run, report, make.findings(report), b"")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_existing(path) as database:
        assert views.totals(database).reports == 15


def test_a_report_in_another_language_is_kept_unread(database, run, make):
    report = make.report("Der Minister kam an.", language="de")
    put_unread(database, run, report, "language de is not read")
    entry = next(views.reports(database, ReportQuery(read=False)))
    assert (entry.read, entry.unread_because) == (False, "language de is not read")
    assert known(database, report.id)


def test_a_report_kept_unread_can_be_read_later(database, run, make):
    report = make.report()
    put_unread(database, run, report, "language xx is not read")
    assert put_report(database, run, report, make.findings(report), b"") is not Stored.KNOWN
    assert next(views.reports(database, ReportQuery())).read


def test_a_failure_goes_when_its_place_is_read_well(database, run, make):
    report = make.report()
    note_failure(database, _failure(report.origin))
    put_report(database, run, report, make.findings(report), b"")
    assert not list(views.failures(database))


def test_a_failure_goes_when_its_place_holds_a_known_report_again(database, run, make, put):
    report = put()
    note_failure(database, _failure(report.origin))
    note_known(database, run, report)
    assert not list(views.failures(database))


def test_a_failure_met_twice_is_one_failure(database):
    note_failure(database, _failure("/in/x.pdf", error="first"))
    note_failure(database, _failure("/in/x.pdf", error="second"))
    assert [failure.error for failure in views.failures(database)] == ["second"]


def test_failures_that_no_longer_occur_go_at_the_end_of_a_run(database):
    for origin in ("/in", "/in/x.pdf", "/in/y.zip#m", "/inner/z.pdf"):
        note_failure(database, _failure(origin))
    drop_failures(database, "/in", keep={"/in/x.pdf"})
    assert [failure.origin for failure in views.failures(database)] == ["/in/x.pdf", "/inner/z.pdf"]


def test_text_that_no_file_can_hold_is_told_apart(make):
    assert storable(make.report("a smile \U0001f600"))
    assert not storable(make.report("half a \ud83d smile"))


def test_a_failure_at_a_place_that_no_file_can_hold_is_kept_all_the_same(database):
    note_failure(database, _failure("/in/\udcff.txt"))
    assert [failure.origin for failure in views.failures(database)] == ["/in/?.txt"]


def _failure(origin: str, *, error: str = "broken") -> Failure:
    return Failure(origin=origin, document=origin, stage="ingest", error=error, cure="mend it")
