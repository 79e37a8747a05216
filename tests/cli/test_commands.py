from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app
from dragoman.export.csv import COLUMNS

COMMANDS = (
    *("demo", "read", "events", "timeline", "open-plans", "check", "claims", "roles"),
    *("show", "reports", "failures", "export", "codebook", "offices", "resolve", "rebuild", "serve"),
)


def test_the_help_names_every_command_in_full(call):
    told = call("--help")
    assert told.exit_code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in told.output
    assert "..." not in told.output.split("Read:")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(call, command):
    told = call(command, "--help")
    assert told.exit_code == 0
    for parameter in _parameters(command):
        assert getattr(parameter, "help", None), f"{command} {parameter.name} has no help"


def _parameters(command):
    import typer

    return typer.main.get_command(app).commands[command].params


def test_the_version_is_told(call):
    assert call("--version").output.startswith("dragoman ")


def test_reading_ends_with_0_if_all_was_read_and_tells_what(folder, call):
    done = call("read", "in")
    assert done.exit_code == 0
    assert "reports read" in done.output
    assert "3" in done.output
    assert Path("dragoman.db").exists()


def test_a_report_may_come_from_standard_input(folder, call):
    for text in ("They met.", "They met anew."):
        assert CliRunner().invoke(app, ["read", "-"], input=text).exit_code == 0
    assert "2 reports" in call("reports").output


def test_reading_ends_with_1_if_some_failed(folder, call):
    done = call("read", "in", "nowhere")
    assert done.exit_code == 1
    assert "dragoman failures" in done.output
    told = call("failures")
    assert told.exit_code == 0
    assert "nowhere" in told.output


def test_a_command_that_cannot_run_ends_with_2_and_says_what_to_do(folder, call):
    Path("dragoman.db").write_text("my notes " * 1000)
    for command in (["read", "in"], ["events"]):
        done = call(*command)
        assert done.exit_code == 2
        assert "not a dragoman record" in done.stderr
        assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "command",
    [
        ["events"],
        ["timeline", "Russia", "Myanmar"],
        ["claims"],
        ["roles"],
        ["reports"],
        ["failures"],
        ["show", "evt-1"],
        ["export", "x.csv"],
    ],
)
def test_without_a_record_every_question_says_how_to_make_one(folder, call, command):
    done = call(*command)
    assert done.exit_code == 2
    assert "dragoman read" in done.stderr
    assert not Path("dragoman.db").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["read"],
        ["read", "in", "--columns", "text"],
        ["read", "in", "--columns", "words=text"],
        ["read", "in", "--workers", "0"],
        ["events", "--format", "xml"],
        ["events", "--since", "soon"],
        ["events", "--category", "TALK"],
        ["read", "in", "--codebook", "none"],
        ["codebook", "TALK"],
        ["export", "x.doc"],
        ["nothing"],
    ],
)
def test_a_wrong_command_ends_with_2(record, call, command):
    done = call(*command)
    assert done.exit_code == 2
    assert "Error" in done.stderr


def test_ctrl_c_keeps_what_was_read_and_ends_with_130(folder, call):
    (folder / "in" / "2.txt").write_text("they met: interrupt")
    done = call("read", "in")
    assert done.exit_code == 130
    assert "1 report kept" in done.stderr
    assert "A visit" in call("reports").output


def test_the_record_may_be_named_by_the_environment(record, call, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_RECORD", str(record / "dragoman.db"))
    monkeypatch.chdir(record / "in")
    assert call("events").exit_code == 0


def test_events_are_shown_with_status_parties_date_and_sentence(record, call):
    told = call("events").output
    for text in ("2024-07-26", "● happened", "September 2024", "○ planned", "undated", "CONSULT/visit"):
        assert text in told
    for text in ("Russia →", "Naypyitaw", "TASS", "evt-", "3 events"):
        assert text in told


@pytest.mark.parametrize("width", ["60", "80", "100", "120", "160"])
def test_tables_keep_within_the_width_of_the_terminal(record, call, monkeypatch, width):
    call("read", "nowhere")
    monkeypatch.setenv("COLUMNS", width)
    event = json.loads(CliRunner().invoke(app, ["events", "--format", "json"]).output)[0]["id"]
    for command in (
        *(["events"], ["timeline", "Russia", "Myanmar"], ["claims"], ["roles"], ["reports"], ["failures"]),
        *(["codebook"], ["show", event]),
    ):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
        assert max(map(len, done.output.splitlines())) <= int(width), done.output


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["events"], 3),
        (["events", "--between", "Russia", "Myanmar", "--status", "planned"], 1),
        (["events", "--actor", "nobody"], 0),
        (["claims"], 3),
        (["roles"], 3),
        (["reports"], 3),
        (["failures"], 0),
        (["timeline", "Russia", "Myanmar"], 2),
        (["timeline", "Russia", "Peru"], 0),
    ],
)
def test_json_is_one_array_and_csv_has_a_header(record, call, command, count):
    assert len(json.loads(call(*command, "--format", "json").output)) == count
    rows = list(csv.reader(io.StringIO(call(*command, "--format", "csv").output)))
    what = "events" if command[0] == "timeline" else command[0]
    assert rows[0] == list(COLUMNS[what])
    assert len(rows) == count + 1


def test_json_of_the_codebook_and_of_show_is_valid(record, call):
    event = json.loads(call("events", "--format", "json").output)[0]["id"]
    assert json.loads(call("show", event, "--json").output)[0]["id"] == event
    assert json.loads(call("codebook", "CONSULT", "--format", "json").output)[0]["code"] == "CONSULT"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["events", "--actor", "nobody"], "Ask for less"),
        (["timeline", "Peru", "Chad"], "dragoman events --actor Peru"),
        (["claims", "--who", "nobody"], "dragoman reports"),
        (["roles", "--who", "nobody"], "dragoman reports"),
        (["reports", "--text", "nonesuch"], "dragoman read"),
        (["failures"], "all that was named could be read"),
    ],
)
def test_an_empty_answer_says_so_and_what_to_try(record, call, command, said):
    done = call(*command)
    assert done.exit_code == 0
    assert said in " ".join(done.output.split())


def test_the_timeline_tells_the_status_by_its_mark(record, call):
    told = call("timeline", "Russia", "Myanmar").output
    assert "2024-07-26" in told
    assert "●" in told
    assert "○" in told
    assert "September 2024" in told
    assert "The ambassador met the deputy head of the junta" in told


def test_show_gives_each_value_with_its_reason_and_the_quote(record, call):
    told = call("show", json.loads(call("events", "--format", "json").output)[0]["id"][:9]).output
    for text in ("con-v-001: met", "date.weekday: on Friday", "odd-1", "Russia (RUS, GOV), “Moscow”"):
        assert text in told
    for text in (
        "quad class 1, intensity 4",
        "19.75, 96.10",
        "Sample Post",
        "https://post.example/1",
        "1.txt",
    ):
        assert text in told
    assert "“The ambassador met the deputy head of the junta on Friday.”" in told


def test_show_gives_claims_roles_and_reports_as_well(record, call):
    for kind, text in (
        ("clm-", "more than 2,100 arrested"),
        ("rol-", "ambassador to Myanmar"),
        ("rep-", "Friday"),
    ):
        with dragoman.open("dragoman.db") as opened:
            tail = opened.events()[0].id[4:]
        done = call("show", f"{kind}{tail}")
        assert done.exit_code == 0
        assert text in done.output


def test_an_id_that_fits_several_says_which(record, call):
    done = call("show", "evt-")
    assert done.exit_code == 2
    assert "Give more of the id" in done.stderr


def test_export_says_how_many_rows_it_wrote(record, call):
    assert "3 events written to e.jsonl" in call("export", "e.jsonl").output
    assert "3 claims written" in call("export", "c.csv", "--what", "claims").output
    assert len(Path("e.jsonl").read_text().splitlines()) == 3


def test_the_codebook_is_listed_and_a_category_shown(call):
    assert "CONSULT" in call("codebook").output
    told = call("codebook", "consult").output
    assert "visit" in told
    assert "con-v-" in told


def test_the_demo_reads_the_samples_and_says_what_to_try_next(folder, call):
    done = call("demo")
    assert Path("dragoman-demo.db").exists()
    assert "Russia and Myanmar" in done.output
    assert "Try next" in done.output
    assert done.exit_code in (0, 1)


def test_a_closed_pipe_ends_in_silence(record):
    source = Path(dragoman.__file__).parents[1]
    script = "from dragoman.cli import main; main()"
    for form in ("json", "csv", "table"):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-c", script, "events", "--format", form],
            env={"PYTHONPATH": str(source)},
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b"")
