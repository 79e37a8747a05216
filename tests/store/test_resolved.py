"""What `resolve` asks of the store: sightings of office holders, stale readings, new findings in the old place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from importlib.resources import files

from dragoman.model.reason import Reason
from dragoman.model.record import Findings
from dragoman.store import begin_run, create, put_findings, put_report, views
from dragoman.store.migrations import APPLICATION, VERSION, statements


def put(database, make, text, *roles, resolved="1"):
    report = make.report(text, origin=f"/in/{text}.txt")
    run = begin_run(database, version="1", resolved=resolved)
    findings = Findings(
        report_id=report.id,
        events=(make.event(report),),
        claims=(),
        roles=tuple(make.role(report, id=f"rol-{report.id}-{k}", **role) for k, role in enumerate(roles)),
    )
    put_report(database, run, report, findings, b"{}")
    return report


def test_roles_of_one_wording_and_day_are_one_sighting(database, make):
    put(database, make, "one met", {})
    put(database, make, "two met", {})
    (seen,) = views.sightings(database, unless="role.inferred")
    assert (seen.person, seen.of, seen.count, seen.day) == ("Sergei Lavrov", "Russia", 2, date(2022, 8, 4))
    assert len(seen.reports) == 2


def test_what_rests_on_other_reports_is_no_sighting(database, make):
    put(database, make, "one met", {"because": (Reason(field="of", rule="role.inferred"),)})
    put(database, make, "two met", {"as_of": None})
    assert not list(views.sightings(database, unless="role.inferred"))


def test_stale_readings_come_by_day_and_id(database, make):
    reports = [put(database, make, f"{k} met", {}) for k in range(5)]
    put(database, make, "fresh met", {}, resolved="2")
    assert views.stale(database, "2") == 5
    first = views.readings(database, "2", after=("", ""), limit=3)
    last = first[-1].report
    rest = views.readings(database, "2", after=(last.published.isoformat(), last.id), limit=3)
    ids = [stored.report.id for stored in (*first, *rest)]
    assert ids == sorted(report.id for report in reports)


def test_new_findings_take_the_place_of_the_old_and_the_reading_stays(database, make, settle):
    report = put(database, make, "one met", {})
    with database.transaction():
        put_findings(
            database,
            Findings(report_id=report.id, events=(make.event(report, 7), make.event(report, 8))),
            version="1",
            resolved="2",
        )
    settle()
    totals = views.totals(database)
    assert (totals.events, totals.roles) == (2, 0)
    assert views.stale(database, "2") == 0
    assert views.version(database, report.id) == "1"


def test_a_record_of_the_first_form_is_brought_up(path, make):
    report = make.report("one met")
    with closing(sqlite3.connect(path)) as old, old:
        script = files("dragoman.store").joinpath("schema.sql").read_text(encoding="utf-8")
        for statement in statements(script):
            old.execute(statement)
        old.execute(f"PRAGMA application_id = {APPLICATION}")
        old.execute("PRAGMA user_version = 1")
        old.execute(
            "INSERT INTO reports (id, document, origin, text, blocks, because, read)"
            " VALUES (?, 'a', 'a', ?, '[]', '[]', 1)",
            (report.id, report.text),
        )
        old.execute("INSERT INTO readings (report_id, version, reading) VALUES (?, '1', '{}')", (report.id,))
    with create(path) as database:
        assert database.one("PRAGMA user_version")[0] == VERSION
        assert views.stale(database, "1") == 1
        assert views.totals(database).reports == 1
