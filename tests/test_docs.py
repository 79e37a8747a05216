"""The documents say what the program does."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
import typer

from dragoman.cli import app
from dragoman.codebook.tables import data_path
from dragoman.export.rows import MEANINGS, ROWS

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import build_docs  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", build_docs.PAGES)
def test_a_made_page_is_up_to_date(page: str) -> None:
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == build_docs.PAGES[page]()


def test_every_command_is_in_the_reference() -> None:
    commands = typer.main.get_command(app).commands
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert all(f"### dragoman {name}\n" in page for name in commands)


def test_every_exported_table_is_explained() -> None:
    assert set(ROWS) - {"failures"} <= set(MEANINGS)


def test_every_data_file_has_its_origin_told() -> None:
    told = {
        row["path"] for row in tomllib.loads(data_path("SOURCES.toml").read_text(encoding="utf-8"))["file"]
    }
    base = data_path("")
    there = {
        p.relative_to(base).as_posix()
        for p in base.rglob("*")
        if p.is_file() and "__pycache__" not in p.parts and p.name not in ("SOURCES.toml", "ABOUT.md")
    }
    assert there - told == set()
    assert told - there - {"sample/ABOUT.md"} == set()


def test_the_readme_links_to_files_that_are_there() -> None:
    links = [part.split(")")[0] for part in README.split("](")[1:]]
    assert all((ROOT / link).exists() for link in links if "://" not in link)
