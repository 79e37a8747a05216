from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.codebook.tables import data_path
from dragoman.ingest import IngestOptions, ingest
from dragoman.model.report import BlockKind, Report

from .conftest import as_read

EXPECTATIONS = Path(__file__).parent.parent / "sample_expectations.toml"
FIELDS = ("title", "outlet", "url", "byline", "agency", "published", "language")


@pytest.fixture(scope="module")
def samples() -> dict[str, Report]:
    folder = data_path("sample/reports")
    found = list(ingest([str(folder)], options=IngestOptions()))
    assert all(isinstance(item, Report) for item in found)
    return {item.origin.removeprefix(f"{folder}/"): item for item in found if isinstance(item, Report)}


def expected() -> Iterator[Any]:
    for entry in tomllib.loads(EXPECTATIONS.read_text(encoding="utf-8"))["report"]:
        yield pytest.param(entry, id=entry["file"])


@pytest.mark.parametrize("entry", list(expected()))
def test_what_each_sample_says_of_itself_is_found(samples: dict[str, Report], entry: dict[str, Any]) -> None:
    report = samples[entry["file"]]
    assert {field: getattr(report, field) for field in FIELDS if field in entry} == {
        field: entry[field] for field in FIELDS if field in entry
    }


@pytest.mark.parametrize("entry", list(expected()))
def test_text_and_furniture_of_each_sample_are_told_apart(
    samples: dict[str, Report], entry: dict[str, Any]
) -> None:
    body = "\n".join(as_read(samples[entry["file"]], BlockKind.TITLE, BlockKind.HEADING, BlockKind.BODY))
    assert [words for words in entry.get("body_has", []) if words not in body] == []
    assert [words for words in entry.get("body_lacks", []) if words in body] == []
