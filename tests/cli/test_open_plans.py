"""`dragoman open-plans` and `dragoman check`."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dragoman.export.csv import COLUMNS


def test_open_plans_are_listed_with_due_day_and_whether_it_has_passed(record, call):
    told = call("open-plans", "--as-of", "2024-12-01")
    assert told.exit_code == 0
    assert "September 2024" in told.output
    assert "62 days overdue" in told.output
    assert "1 plan, 1 overdue" in told.output
    before = call("open-plans", "--as-of", "2024-08-31")
    assert "in 30 days" in before.output
    assert "overdue" not in before.output


def test_open_plans_are_asked_for_by_conditions(record, call):
    assert "1 plan" in call("open-plans", "--between", "Russia", "Myanmar", "--category", "consult").output
    assert "No open plans." in call("open-plans", "--actor", "China").output
    assert "No open plans." in call("open-plans", "--as-of", "2024-07-01").output
    assert "No open plans." in call("open-plans", "--as-of", "2024-08-31", "--overdue").output
    assert "No open plans." in call("open-plans", "--since", "2025").output


def test_open_plans_are_printed_for_programs(record, call):
    (row,) = json.loads(call("open-plans", "--as-of", "2024-12-01", "--format", "json").output)
    assert (row["due"], row["overdue"], row["outcome"]) == ("2024-09-30", True, None)
    assert list(row) == list(COLUMNS["plans"])
    (line,) = csv.DictReader(io.StringIO(call("open-plans", "--format", "csv").output))
    assert line["actor"] == "Russia"


def test_a_record_without_counts_says_so(record, call):
    told = call("check")
    assert told.exit_code == 0
    assert "No sentence that counts acts" in told.output
    assert json.loads(call("check", "--format", "json").output) == []
    rows = list(csv.reader(io.StringIO(call("check", "--format", "csv").output)))
    assert rows == [list(COLUMNS["counts"])]


@pytest.mark.parametrize(
    "command",
    [
        ["open-plans", "--as-of", "soon"],
        ["open-plans", "--category", "VISIT"],
        ["check", "--verdict", "maybe"],
        ["check", "--as-of", "soon"],
    ],
)
def test_a_condition_that_makes_no_sense_ends_with_2(record, call, command):
    told = call(*command)
    assert told.exit_code == 2
    assert "Traceback" not in told.output


@pytest.mark.parametrize("command", ["open-plans", "check"])
def test_without_a_record_they_say_how_to_make_one(folder, call, command):
    told = call(command)
    assert told.exit_code == 2
    assert "dragoman read" in told.output


def test_counts_of_the_sample_reports_are_held_against_their_record(demo_record, call):
    told = call("check", "--record", demo_record)
    assert told.exit_code == 0
    assert "since the coup" in " ".join(told.output.split())
    assert "statements:" in told.output
    rows = json.loads(call("check", "--record", demo_record, "--format", "json").output)
    assert list(rows[0]) == list(COLUMNS["counts"])
    borne = json.loads(
        call("check", "--record", demo_record, "--verdict", "borne-out", "--format", "json").output
    )
    assert borne
    assert len(borne) < len(rows) or all(row["verdict"] == "borne_out" for row in rows)
    one = call("check", "--record", demo_record, "--report", rows[0]["document"], "--format", "json")
    assert {row["document"] for row in json.loads(one.output)} == {rows[0]["document"]}


def test_all_plans_of_the_samples_are_listed_with_their_outcome(demo_record, call):
    rows = json.loads(
        call("open-plans", "--all", "--as-of", "2025", "--record", demo_record, "--format", "json").output
    )
    assert {row["outcome"] for row in rows} >= {None, "fulfilled_by"}
    assert all(row["because"] for row in rows if row["outcome"])
    assert not any(row["overdue"] for row in rows if row["outcome"])
