"""The tables of facts and words are well formed, and a malformed one is told with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.codebook import cells, load_knowledge, read_table
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.tables import data_path, parse_table
from dragoman.errors import CodebookError

FOLDERS = ("actors", "places", "offices", "lexicon")
ISO3 = re.compile(r"[A-Z]{3}")
TABLES = sorted(
    str(path.relative_to(data_path(""))) for folder in FOLDERS for path in data_path(folder).rglob("*.tsv")
)


@pytest.fixture(scope="module")
def states() -> set[str]:
    return {row["iso3"] for row in read_table("actors/countries.tsv")}


def test_there_are_tables_in_every_folder() -> None:
    assert {name.split("/")[0] for name in TABLES} == set(FOLDERS)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_loads_and_has_rows_with_ids(name: str) -> None:
    rows = read_table(name)
    assert rows
    assert next(iter(rows[0])) == "id"
    assert all(row["id"].strip() for row in rows)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_no_trailing_blanks(name: str) -> None:
    for row in read_table(name):
        assert all(value == value.strip() for value in row.values()), row["id"]


@pytest.mark.parametrize("name", TABLES)
def test_countries_are_known_states(name: str, states: set[str]) -> None:
    for row in read_table(name):
        for code in cells(row.get("iso3", "")):
            assert ISO3.fullmatch(code), row["id"]
            assert code in states, row["id"]


def test_states_have_one_code_each() -> None:
    codes = [row["iso3"] for row in read_table("actors/countries.tsv")]
    assert len(codes) == len(set(codes))
    assert {"MMR", "XKX", "USA"} <= set(codes)


def test_knowledge_and_lexicon_load() -> None:
    assert load_knowledge().by_country
    assert load_lexicon().cues


def table(folder: Path, text: str) -> Path:
    path = folder / "words.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_come_in_order_without_comments_and_empty_lines(tmp_path: Path) -> None:
    rows = parse_table(table(tmp_path, "id\tform\n# none\nw-1\tone\n\nw-2\t\n"))
    assert rows == ({"id": "w-1", "form": "one"}, {"id": "w-2", "form": ""})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id\tform\nw-1\tone\nw-2\n", "line 3: 1 cells, expected 2"),
        ("id\tform\nw-1\tone\textra\n", "line 2: 3 cells, expected 2"),
        ("id\tform\nw-1\tone\n\nw-1\ttwo\n", "line 4: the id 'w-1' stands twice"),
    ],
)
def test_a_malformed_row_is_told_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_table(table(tmp_path, text))
    assert "words.tsv" in str(caught.value)
    assert told in str(caught.value)


def test_cells_are_split_at_bars() -> None:
    assert cells(" a | b c ||") == ("a", "b c")
    assert cells("") == ()
