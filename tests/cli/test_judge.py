"""`dragoman judge`: judgements made, listed and taken back from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dragoman
from dragoman.cli import app

KINDS = ("accept", "correct", "reject", "merge", "split", "reattribute", "rename", "undo", "list")


def ids(call) -> dict[str, str]:
    """Return the ids of the events by the name of their report."""
    return {
        row["evidence"][0]["document"]: row["id"] for row in json.loads(call("events", "-f", "json").output)
    }


def made(result) -> str:
    assert result.exit_code == 0, result.output
    return result.output.split()[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_has_help_with_an_example(call, kind):
    import typer

    told = call("judge", kind, "--help")
    assert told.exit_code == 0
    assert kind == "list" or f"dragoman judge {kind} " in told.output
    command = typer.main.get_command(app).commands["judge"].commands[kind]
    assert all(getattr(parameter, "help", None) for parameter in command.params)


def test_the_help_names_every_kind_in_full(call):
    told = call("judge", "--help").output
    assert all(f"\n  {kind} " in told for kind in KINDS)
    assert "..." not in told.split("Commands:")[1]
    assert "Judge it:" in call("--help").output


def test_a_correction_is_seen_with_its_author_and_survives_a_reading_anew(record, call):
    event = ids(call)["1.txt"]
    told = call("judge", "correct", event[:9], "start", "2024-07-25", "--by", "anna", "--note", "a slip")
    assert made(told).startswith("jdg-")
    assert "2024-07-25" in told.output
    assert call("read", "in", "--again").exit_code == 0
    shown = " ".join(call("show", event).output.split())
    assert "2024-07-25" in shown
    assert "judged: anna on" in shown
    assert "a slip" in shown


def test_judgements_lie_in_a_readable_file_beside_the_record(record, call):
    call("judge", "accept", *ids(call).values(), "--by", "anna")
    lines = [json.loads(line) for line in Path("dragoman.judgements.jsonl").read_text().splitlines()]
    assert [(line["kind"], line["by"], line["of"]["trigger"]) for line in lines] == [
        ("accept", "anna", "met")
    ] * 3


def test_without_by_the_author_is_the_user_of_the_system(record, call, monkeypatch):
    monkeypatch.setattr("dragoman.api.judging.shutil.which", lambda _: None)
    monkeypatch.setattr("dragoman.api.judging.getpass.getuser", lambda: "somebody")
    call("judge", "accept", ids(call)["1.txt"])
    assert json.loads(Path("dragoman.judgements.jsonl").read_text())["by"] == "somebody"


def test_events_are_rejected_and_brought_back(record, call):
    event = ids(call)["2.txt"]
    judgement = made(call("judge", "reject", event, "--note", "a figure of speech"))
    assert "2.txt" not in ids(call)
    told = call("show", event)
    assert told.exit_code == 2
    assert f"dragoman judge undo {judgement}" in told.output
    assert "undo: jdg-" in call("judge", "undo", judgement[:8]).output
    assert "2.txt" in ids(call)


def test_events_are_merged_and_parted(record, call):
    event, other = ids(call)["1.txt"], ids(call)["2.txt"]
    assert "2 tellings" in call("judge", "merge", event, other).output
    with dragoman.open("dragoman.db") as opened:
        assert opened.event(other).id == opened.event(event).id
    assert other[:12] in call("show", event).output
    assert "1 telling from 1" in call("judge", "split", other).output
    with dragoman.open("dragoman.db") as opened:
        assert opened.event(other).id != opened.event(event).id


def test_names_and_voices_are_changed(record, call):
    event = ids(call)["1.txt"]
    call("judge", "rename", "Myanmar junta", "State Council (Myanmar)")
    call("judge", "reattribute", event, "Interfax", "RIA")
    shown = call("show", event).output
    assert "State Council (MMR, GOV)" in shown
    assert "Interfax" in shown
    assert "RIA" in shown
    assert "the report itself" in call("judge", "reattribute", event).output


def test_the_list_tells_what_has_no_effect_and_reading_says_so(record, call):
    event = ids(call)["1.txt"]
    call("judge", "accept", event, "--by", "anna")
    taken_back = made(call("judge", "correct", event, "status", "denied", "--by", "bo"))
    call("judge", "undo", taken_back)
    Path("in/1.txt").write_text("They met somebody else.")
    assert "1 judgement without effect now: dragoman judge list" in call("read", "in").output
    told = call("judge", "list").output
    assert "tells no event at “met” now" in " ".join(told.split())
    assert "1 judgement, 1 without effect now" in told
    assert "denied" not in told
    assert "denied" in call("judge", "list", "--all").output
    (row,) = json.loads(call("judge", "list", "--idle", "-f", "json").output)
    assert (row["kind"], row["by"], row["state"], row["events"]) == ("accept", "anna", "idle", [])


def test_lines_that_are_not_understood_are_told_with_their_number(record, call):
    Path("dragoman.judgements.jsonl").write_text('\n{"kind": "bless"}\n')
    told = call("judge", "list").output
    assert "dragoman.judgements.jsonl, line 2: 'bless' is no kind of judgement." in told
    assert "1 line of the judgements not understood" in call("read", "in").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("correct", "colour", "red"), "Choose from: category, mode"),
        (("correct", "start", "soon"), "Write it as 2021-02-01"),
        (("correct", "category", "MEET"), "Choose from: AGREE"),
        (("split",), "no other telling"),
        (("merge",), "Name two or more"),
    ],
)
def test_what_makes_no_sense_is_an_error_with_the_cure(record, call, words, message):
    kind, *values = words
    told = call("judge", kind, ids(call)["1.txt"], *values)
    assert told.exit_code == 2
    assert message in told.output
    assert not Path("dragoman.judgements.jsonl").exists()


def test_an_empty_list_and_unknown_ids_are_told(record, call):
    assert "No judgements." in call("judge", "list").output
    assert "dragoman judge list" in call("judge", "undo", "jdg-1").output
    assert "dragoman events" in call("judge", "accept", "evt-nowhere").output
