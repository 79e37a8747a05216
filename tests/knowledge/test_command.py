"""The commands import, list, show and remove, and say what went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from dragoman.cli.app import Commands
from dragoman.cli.knowledge import knowledge

ROWS = "person,office,of,start,end\nAnna Example,president,Fiji,2010,2020\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.add_typer(knowledge, name="knowledge")

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, ["knowledge", *words])

    return call


def test_a_file_is_imported_listed_shown_and_removed(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    result = run("import", "list.csv", "--source", "My list", "--licence", "CC0-1.0")
    assert (result.exit_code, result.stdout) == (
        0,
        "list.csv: 1 entity, 1 holding, 1 name; source 1, My list (CC0-1.0).\n",
    )
    assert (tmp_path / "dragoman.knowledge.db").exists()
    assert "known already" in run("import", "list.csv").stdout
    assert "My list" in run("list").stdout
    assert "president of Fiji" in run("show", "ANNA EXAMPLE").stdout
    assert "president" not in run("show", "Anna Example", "--on", "2021").stdout
    assert "Nothing is known" in run("show", "Bea Example").stdout
    assert run("remove", "1").exit_code == 0
    assert "Nothing is imported" in run("list").stdout


def test_rows_at_fault_are_told_and_the_exit_code_says_so(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "list.csv").write_text(f"{ROWS}Bea Example,king,Tonga,soon,\n", encoding="utf-8")
    result = run("import", "list.csv")
    assert result.exit_code == 1
    assert "list.csv, row 3: 'soon' is no date. Mend the row and import the file again." in result.stdout


def test_a_file_of_no_format_does_not_stop_the_others(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "odd.txt").write_text("Nothing of use.\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    result = run("import", "odd.txt", "list.csv")
    assert result.exit_code == 1
    assert "odd.txt, line 1" in result.stderr.replace("\n", " ")
    assert "1 holding" in result.stdout


def test_without_a_book_there_is_nothing_to_show(run) -> None:  # type: ignore[no-untyped-def]
    result = run("show", "Anyone")
    assert result.exit_code == 2
    assert "dragoman knowledge import" in result.stderr


def test_an_unknown_format_is_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    result = run("import", "list.csv", "--format", "xml")
    assert result.exit_code == 2
    assert "petrarch-actors" in result.stderr
