from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import QueryError, RecordError, SourceError


def test_every_public_name_is_there_and_sorted():
    assert list(dragoman.__all__) == sorted(dragoman.__all__)
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    with pytest.raises(AttributeError):
        _ = dragoman.nothing


def test_nothing_heavy_is_loaded_to_ask_a_record():
    script = (
        "import sys, dragoman, dragoman.api, dragoman.cli.app\n"
        "heavy = {'spacy', 'pandas', 'pyarrow', 'trafilatura', 'numpy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    source = Path(dragoman.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": str(source)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_reading_counts_what_was_found(folder):
    with dragoman.open("r.db") as record:
        summary = record.read("in")
        assert (summary.reports, summary.events, summary.claims, summary.roles) == (3, 3, 3, 3)
        assert record.totals().reports == 3


def test_reading_twice_changes_nothing(folder):
    with dragoman.open("r.db") as record:
        record.read("in")
        before = record.events()
        summary = record.read("in", folder / "in" / "1.txt")
        assert (summary.reports, summary.skipped, summary.outdated) == (0, 4, 0)
        assert record.events() == before


def test_a_path_means_the_same_from_any_folder(folder, monkeypatch):
    with dragoman.open(folder / "r.db") as record:
        record.read("in/1.txt")
        monkeypatch.chdir(folder / "in")
        (folder / "in" / "1.txt").write_text("They met anew.")
        record.read("1.txt")
        assert [entry.origin for entry in record.reports()] == [str(folder / "in" / "1.txt")]


def test_reports_read_by_another_codebook_are_told_and_read_again_if_asked(folder):
    (folder / "mine").mkdir()
    with dragoman.open("r.db") as record:
        record.read("in")
        assert record.read("in", codebook="mine").outdated == 3
        assert record.read("in", codebook="mine", again=True).reports == 3
        assert record.read("in", codebook="mine").outdated == 0
        assert len(record.events()) == 3


def test_failures_are_kept_and_go_when_mended(folder):
    (folder / "in" / "bad.txt").write_text("nonsense")
    with dragoman.open("r.db") as record:
        assert record.read("in", "none").failures == 2
        assert {Path(failure.origin).name for failure in record.failures()} == {"bad.txt", "none"}
        (folder / "in" / "bad.txt").unlink()
        assert record.read("in").failures == 0
        assert {Path(failure.origin).name for failure in record.failures()} == {"none"}


def test_another_language_is_kept_and_not_read(folder):
    (folder / "in" / "de.txt").write_text("Der Minister kam an.")
    with dragoman.open("r.db") as record:
        assert record.read("in").unread_other_language == 1
        assert record.read("in").unread_other_language == 0
        (entry,) = record.reports(read=False)
        assert (entry.document, entry.unread_because) == ("de.txt", "its language, de, is not read")


def test_text_that_cannot_be_kept_is_a_failure(folder):
    (folder / "in" / "half.txt").write_bytes("they met \ud83d".encode("utf-8", "surrogatepass"))
    with dragoman.open("r.db") as record:
        assert record.read("in").failures == 1
        assert record.failures()[0].stage == "store"


def test_progress_is_told_after_each_report(folder):
    told = []
    with dragoman.open("r.db") as record:
        record.read("in", progress=told.append)
    assert [now.so_far.done for now in told] == [1, 2, 3]
    assert told[0].total == 1


def test_stopping_keeps_what_was_read(folder):
    (folder / "in" / "2.txt").write_text("they met: interrupt")
    with dragoman.open("r.db") as record:
        with pytest.raises(KeyboardInterrupt):
            record.read("in")
        assert record.totals().reports == 1


def test_nothing_to_read_is_an_error_and_makes_no_record(folder):
    with dragoman.open("r.db") as record, pytest.raises(SourceError, match="Name a file"):
        record.read()
    assert not Path("r.db").exists()


def test_a_record_that_is_not_there_says_so_when_it_is_asked(folder):
    with dragoman.open("r.db") as record, pytest.raises(RecordError, match="dragoman read"):
        record.events()


def test_events_are_a_sequence(record):
    with dragoman.open("dragoman.db") as opened:
        found = opened.events(between=("Russia", "Myanmar"), since="2024-07", until="2024")
    assert len(found) == 2
    assert found[0].start == date(2024, 7, 26)
    assert isinstance(found[:1], dragoman.Events)
    assert found[:1] == dragoman.Events(found[:1])
    assert repr(found) == "<2 events>"


def test_events_can_be_seen_as_a_data_frame(record):
    with dragoman.open("dragoman.db") as opened:
        frame = opened.events().to_frame()
        empty = opened.events(actor="nobody").to_frame()
    assert frame["actor"].tolist() == ["Russia"] * 3
    assert frame["start"].dt.year.tolist()[:2] == [2024, 2024]
    assert frame["latitude"].tolist()[0] == 19.75
    assert list(empty.columns) == list(frame.columns)


def test_the_timeline_groups_by_date_and_puts_undated_events_last(record):
    with dragoman.open("dragoman.db") as opened:
        moments = opened.timeline("Russia", "Myanmar")
    assert [(moment.start, len(moment.events)) for moment in moments] == [
        (date(2024, 7, 26), 1),
        (date(2024, 9, 1), 1),
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"since": "soon"}, "2021-02"),
        ({"since": "2021-02-30"}, "no day"),
        ({"until": "2021-13"}, "no day"),
        ({"category": "TALK"}, "CONSULT"),
        ({"status": ["maybe"]}, "hypothetical"),
        ({"between": ("Russia",)}, "two"),
        ({"between": "RU"}, "two"),
        ({"between": ("Russia", " ")}, "two"),
    ],
)
def test_a_question_that_makes_no_sense_says_how_to_ask(record, question, said):
    with dragoman.open("dragoman.db") as opened, pytest.raises(QueryError, match=said):
        opened.events(**question)


def test_codes_are_known_in_any_writing(record):
    with dragoman.open("dragoman.db") as opened:
        assert len(opened.events(category="consult", status="Planned")) == 1
        assert len(opened.events(status=["not happened", "not-happened"])) == 0


def test_an_event_is_found_by_the_beginning_of_its_id(record):
    with dragoman.open("dragoman.db") as opened:
        event = opened.events()[0]
        assert opened.event(event.id[:10]) == event
        assert opened.find(event.evidence[0].report_id) == opened.report(event.evidence[0].report_id)
