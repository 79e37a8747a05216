"""`dragoman offices` and `dragoman resolve`."""

from __future__ import annotations

import csv
import io
import json
import sys


def test_offices_are_listed_with_when_they_were_seen(record, call):
    told = call("offices")
    assert told.exit_code == 0
    assert "ambassador to Myanmar" in told.output
    assert "Iskander Azizov" in told.output
    assert "2024-07-30" in told.output
    assert "1 spell of office." in told.output


def test_offices_are_asked_for_by_country_person_and_day(record, call):
    assert "Azizov" in call("offices", "--of", "Russia", "--who", "azizov", "--on", "2024-08").output
    assert "No offices." in call("offices", "--of", "China").output
    assert "No offices." in call("offices", "--who", "Lavrov").output


def test_offices_are_printed_for_programs(record, call):
    (row,) = json.loads(call("offices", "--format", "json", "--on", "2024-07-30").output)
    assert (row["person"], row["of"], row["score"]) == ("Iskander Azizov", "Russia", 0.95)
    assert len(row["reports"]) == 3
    (line,) = csv.DictReader(io.StringIO(call("offices", "--format", "csv").output))
    assert line["person"] == "Iskander Azizov"


def test_without_a_record_offices_say_how_to_make_one(folder, call):
    told = call("offices")
    assert told.exit_code == 2
    assert "dragoman read" in told.output


def test_resolve_tells_of_readings_of_an_older_form(record, call, monkeypatch):
    class OutdatedReadingError(Exception):
        pass

    def redrawing(_):
        def drawn(report, reading):
            raise OutdatedReadingError

        return drawn

    pipeline = sys.modules["dragoman.pipeline"]
    monkeypatch.setattr(pipeline, "findings_version", lambda _: "2")
    monkeypatch.setattr(pipeline, "redrawing", redrawing, raising=False)
    monkeypatch.setattr(pipeline, "OutdatedReadingError", OutdatedReadingError, raising=False)
    told = call("resolve")
    assert told.exit_code == 1
    assert "3 readings of an older form: dragoman read --again" in told.output


def test_resolve_leaves_alone_what_is_up_to_date(record, call):
    told = call("resolve")
    assert told.exit_code == 0
    assert "up to date" in told.output
