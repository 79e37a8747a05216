from __future__ import annotations

import sqlite3
import threading

import pytest

from dragoman.errors import RecordError
from dragoman.store import create, open_existing, views
from dragoman.store.migrations import APPLICATION, VERSION, statements


def test_a_new_record_is_empty_and_of_the_present_version(database):
    assert views.totals(database).reports == 0
    assert database.one("PRAGMA user_version")[0] == VERSION
    assert database.one("PRAGMA application_id")[0] == APPLICATION
    assert database.one("PRAGMA journal_mode")[0] == "wal"


def test_a_record_is_opened_again(path):
    create(path).close()
    create(path).close()
    open_existing(path).close()


def test_a_missing_record_says_how_to_make_one(path):
    with pytest.raises(RecordError, match="dragoman read"):
        open_existing(path)
    assert not path.exists()


def test_an_empty_file_is_no_record_yet(path):
    path.touch()
    with pytest.raises(RecordError, match="no record"):
        open_existing(path)
    create(path).close()
    open_existing(path).close()


def test_a_file_of_something_else_is_refused_and_left_alone(path):
    path.write_bytes(b"these are my notes, please keep them " * 50)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="not a dragoman record"):
        create(path)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="not a dragoman record"):
        create(path)
    assert path.read_bytes() == before


def test_a_record_of_a_newer_version_says_to_upgrade(path):
    with create(path) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(RecordError, match="pip install --upgrade"):
        open_existing(path)


def test_a_record_whose_making_was_cut_short_is_made_whole(path):
    with sqlite3.connect(path) as half:
        half.execute("PRAGMA journal_mode = WAL")
    half.close()
    with create(path) as database:
        assert views.totals(database).reports == 0


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(RecordError, match="no folder"):
        create(tmp_path / "none" / "record.db")


def test_a_folder_is_not_a_record(tmp_path):
    with pytest.raises(RecordError, match="cannot be opened"):
        create(tmp_path)


def test_many_may_make_the_same_record_at_once(path):
    errors: list[BaseException] = []

    def make() -> None:
        try:
            create(path).close()
        except RecordError as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def test_a_damaged_record_says_so(path):
    with create(path) as database:
        database.execute("INSERT INTO failures VALUES (1, 'o', 'd', 's', 'e', 'c')")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x07" * (len(whole) - 4096))
    with pytest.raises(RecordError, match="damaged"), open_existing(path) as database:
        list(views.failures(database))


def test_a_script_is_cut_at_the_ends_of_statements_and_not_inside_triggers():
    script = "CREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n DELETE FROM a;\nEND;\n"
    assert len(list(statements(script))) == 2
