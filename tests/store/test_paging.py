"""Pages and searches: the same events as the plain question gives, by whichever way they are looked for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.api import Record
from dragoman.store import narrowing, open_existing, searching
from dragoman.store.migrations import statements
from dragoman.store.paging import Turn

QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"between": ("Russia", "Myanmar")},
    {"between": ("Lavrov", "Min Aung Hlaing")},
    {"between": ("Russia", "Lavrov")},
    {"between": ("Myanmar", "Myanmar")},
    {"between": ("nobody", "Myanmar")},
    {"actor": "Russia"},
    {"actor": "Min Aung"},
    {"voice": "state media"},
    {"place": "Myanmar"},
    {"place": "Naypyitaw"},
    {"text": "Myanmar"},
    {"text": "ambassador"},
    {"since": "2022"},
    {"until": "2021-06"},
    {"since": "2021-03-15", "until": "2022-08-03"},
    {"since": "2023", "latest": True},
    {"as_of": "2022"},
    {"as_of": "2022", "text": "Myanmar", "latest": True},
    {"disputed": True},
    {"category": "CONSULT", "status": ["planned", "happened"], "since": "2022", "actor": "Russia"},
    {"actor": "China", "place": "Myanmar", "text": "junta", "since": "2021"},
)


@pytest.fixture(scope="module", params=["with indexes", "without"])
def record(
    demo_record: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Record]:
    """The record of the samples, with the indexes of long lists and without them, as older ones are."""
    path = Path(shutil.copy(demo_record, tmp_path_factory.mktemp("paging") / "record.db"))
    script = files("dragoman.store").joinpath("lists.sql").read_text(encoding="utf-8")
    with open_existing(path) as database:
        for statement in statements(script):
            database.execute(statement)
        if request.param == "without":
            for name in re.findall(r"INDEX IF NOT EXISTS (\w+)", script):
                database.execute(f"DROP INDEX {name}")
    with dragoman.open(path) as one:
        yield one


def paged(record: Record, question: dict[str, Any], limit: int) -> list[str]:
    """Return the ids of all pages, there and back."""
    page = record.event_page(turn=Turn(limit=limit), **question)
    found = [event.id for event in page.events]
    while page.after:
        page = record.event_page(turn=Turn(after=page.after, limit=limit), **question)
        found += [event.id for event in page.events]
    back = [event.id for event in page.events]
    while page.before:
        page = record.event_page(turn=Turn(before=page.before, limit=limit), **question)
        back = [event.id for event in page.events] + back
    assert back == found
    return found


@pytest.mark.parametrize("few", [narrowing.FEW, 0], ids=["sets", "tests"])
@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_pages_are_the_answer(
    record: Record, question: dict[str, Any], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "FEW", few)
    conditions = {key: value for key, value in question.items() if key != "latest"}
    plain = record.events(**conditions)
    expected = [event.id for event in plain]
    if question.get("latest"):
        undated = [event.id for event in plain if event.start is None]
        expected = [event.id for event in plain if event.start][::-1] + undated[::-1]
    else:
        assert [event.id for event in record.each_event(**conditions)] == expected
    assert paged(record, question, 7) == expected
    counted = record.event_page(turn=Turn(limit=3), **question).count
    assert counted == len(expected) or (counted is None and few == 0)


def test_a_page_after_an_event_that_has_left_is_the_first(record: Record) -> None:
    first = record.event_page(turn=Turn(limit=3))
    assert record.event_page(turn=Turn(after="evt-gone", limit=3)) == first


def test_reports_come_in_pages_too(record: Record) -> None:
    expected = [entry.id for entry in record.reports()]
    for latest in (False, True):
        page = record.report_page(turn=Turn(limit=4), latest=latest)
        found = [entry.id for entry in page.reports]
        while page.after:
            page = record.report_page(turn=Turn(after=page.after, limit=4), latest=latest)
            found += [entry.id for entry in page.reports]
        assert sorted(found) == sorted(expected)
        assert page.count == len(expected)
    assert record.report_page(turn=Turn(limit=100)).reports == tuple(record.reports())


@pytest.mark.parametrize("ranked", [searching.RANKED, 0], ids=["ranked", "last first"])
def test_search_finds_what_the_list_finds(
    record: Record, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED", ranked)
    found = record.search_events("junta", limit=1000)
    assert {hit.event.id for hit in found.hits} == {event.id for event in record.events(text="junta")}
    reports = record.search_reports("junta", limit=1000)
    assert {hit.id for hit in reports.hits} == {entry.id for entry in record.reports(text="junta")}
    assert (found.count is None) is (ranked == 0)


def test_actors_are_found_by_the_beginnings_of_their_words(record: Record) -> None:
    found = record.search_actors("min hlai")
    assert [hit.name for hit in found.hits] == ["Min Aung Hlaing"]
    assert found.hits[0].events == len(
        [
            event
            for event in record.events()
            if any(party.name == "Min Aung Hlaing" for party in (*event.actors, *event.recipients))
        ]
    )
    assert record.search_actors("   ").hits == ()


def test_what_a_report_tells_is_in_the_order_of_its_text(record: Record) -> None:
    for entry in record.reports():
        told = record.told(entry.id)
        starts = [event.evidence[0].trigger_start for event in told]
        assert starts == sorted(starts)
        assert {one.report_id for event in told for one in event.evidence} <= {entry.id}
