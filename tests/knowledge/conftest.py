"""A book to fill, and small files in every format, all of them made up here from public facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.knowledge import ImportOptions, ImportResult, KnowledgeBook

Write = Callable[[str, str], Path]
Import = Callable[..., ImportResult]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[KnowledgeBook]:
    with KnowledgeBook(
        tmp_path / "test.knowledge.db", clock=lambda: datetime(2024, 8, 1, tzinfo=UTC)
    ) as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def take(book: KnowledgeBook, write: Write) -> Import:
    """Write a file and import it into the book."""

    def import_text(name: str, content: str, *, as_of: str = "", **options: Any) -> ImportResult:
        return book.import_file(write(name, content), options=ImportOptions(as_of=as_of), **options)

    return import_text


def lines(*objects: object) -> str:
    """Return objects as JSON Lines."""
    return "".join(f"{json.dumps(value)}\n" for value in objects)


def ftm(key: str, schema: str, **properties: list[Any]) -> dict[str, Any]:
    """Return an entity of FollowTheMoney."""
    return {"id": key, "schema": schema, "properties": properties}


def item(key: str, label: str, **claims: list[Any]) -> dict[str, Any]:
    """Return an item of Wikidata; a claim is a value, or a value with its qualifiers."""
    return {
        "type": "item",
        "id": key,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {},
        "claims": {prop: [statement(value) for value in values] for prop, values in claims.items()},
    }


def statement(value: Any) -> dict[str, Any]:
    """Return a statement of Wikidata."""
    told, qualifiers = value if isinstance(value, tuple) else (value, {})
    return {
        "rank": "normal",
        "mainsnak": {"datavalue": {"value": told}},
        "qualifiers": {
            prop: [{"datavalue": {"value": inner}} for inner in inners] for prop, inners in qualifiers.items()
        },
    }


def target(key: str) -> dict[str, str]:
    """Return a value that is another item."""
    return {"id": key}


def moment(day: str, precision: int = 11) -> dict[str, Any]:
    """Return a time of Wikidata."""
    return {"time": f"+{day}T00:00:00Z", "precision": precision}


def country_file(name: str, chief: str, head: str, **more: str) -> str:
    """Return a country file of the World Factbook."""
    government = {
        "Country name": {"conventional short form": {"text": name}},
        "Executive branch": {"chief of state": {"text": chief}, "head of government": {"text": head}},
        "Political parties": {"text": more.get("parties", "")},
        "International organization participation": {"text": more.get("bodies", "")},
        "Diplomatic representation from the US": {"chief of mission": {"text": more.get("envoy", "")}},
    }
    people = {"Nationality": {"noun": {"text": more.get("noun", "")}, "adjective": {"text": ""}}}
    page = {
        "Introduction": {"Background": {"text": "A country."}},
        "Geography": {},
        "People and Society": people,
        "Government": government,
    }
    return json.dumps(page, indent=1)
