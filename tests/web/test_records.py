"""Many look while one writes, and each page sees the record as it stands at one moment."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import dragoman
from dragoman.store import open_existing
from dragoman.web.records import MOST_IDLE, Records

from .conftest import visitor


@pytest.fixture
def record_path(demo_record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_record, tmp_path / "record.db"))


def test_pages_answer_while_a_writer_is_at_work(record_path: Path) -> None:
    with open_existing(record_path) as writer, writer.transaction():
        writer.execute("DELETE FROM reports WHERE document = 'desk-01'")
        browser = visitor(record_path)
        addresses = ["/api/events", "/api/reports", "/api/search?text=Myanmar"] * 8
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(browser.get, addresses))
        assert {answer.status_code for answer in answers} == {200}
        assert answers[1].json()["found"]["count"] == 31
    assert browser.get("/api/reports").json()["found"]["count"] == 30


def test_a_lent_record_keeps_its_moment(record_path: Path) -> None:
    records = Records(record_path)
    with records.lent() as record:
        with record.snapshot():
            before = record.totals().reports
            with open_existing(record_path) as writer:
                writer.execute("DELETE FROM reports WHERE document = 'desk-01'")
            assert record.totals().reports == before
        assert record.totals().reports == before - 1
    records.close()


def test_another_file_in_the_same_place_is_seen(record_path: Path, tmp_path: Path) -> None:
    browser = visitor(record_path)
    assert browser.get("/api/reports").json()["found"]["count"] == 31
    other = tmp_path / "other.db"
    (tmp_path / "1.txt").write_text(
        "Russia and Myanmar signed an agreement in Moscow on Monday.", encoding="utf-8"
    )
    with dragoman.open(other) as record:
        record.read(tmp_path / "1.txt")
    for end in ("-wal", "-shm"):
        record_path.with_name(record_path.name + end).unlink(missing_ok=True)
    other.replace(record_path)
    assert browser.get("/api/reports").json()["found"]["count"] == 1


def test_only_a_few_stay_open(record_path: Path) -> None:
    records = Records(record_path)
    lent = [records.lent() for _ in range(MOST_IDLE + 3)]
    opened = [one.__enter__() for one in lent]
    assert len(set(map(id, opened))) == MOST_IDLE + 3
    for one in lent:
        one.__exit__(None, None, None)
    assert len(records._idle) == MOST_IDLE
    records.close()
    assert not records._idle
