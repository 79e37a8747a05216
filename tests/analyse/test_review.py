"""Which event is to be judged next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dragoman
from dragoman.analyse.review import points
from dragoman.store.review import Doubted


@pytest.fixture
def record(demo_record: Path, tmp_path: Path) -> Path:
    """A record of the sample reports of one's own."""
    return Path(shutil.copy(demo_record, tmp_path / "own.db"))


def doubted(**given: object) -> Doubted:
    plain = {
        "number": 1,
        "id": "evt-1",
        "disputed": False,
        "undated": False,
        "found_with": None,
        "party_open": False,
        "nobody_acts": False,
        "reports": 1,
    }
    return Doubted(**(plain | given))  # type: ignore[arg-type]


def test_an_event_without_doubt_weighs_nothing() -> None:
    assert points(doubted()) == 0


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"disputed": True}, {"undated": True}),
        ({"found_with": 0.5}, {"found_with": 0.8}),
        ({"found_with": 0.89}, {"found_with": 0.9}),
        ({"undated": True, "reports": 4}, {"undated": True}),
        ({"party_open": True}, {"nobody_acts": True}),
        ({"reports": 5}, {"reports": 2}),
    ],
)
def test_what_is_more_in_doubt_comes_first(more: dict[str, object], less: dict[str, object]) -> None:
    assert points(doubted(**more)) > points(doubted(**less))


def test_the_queue_goes_from_most_to_least_doubt_and_ends(record: Path) -> None:
    with dragoman.open(record) as opened:
        found = opened.review()
        seen, left = [], found.left
        while found.event is not None:
            assert found.passed == len(seen)
            assert found.left == left
            seen.append((found.points, found.event.id))
            assert found.doubts
            found = opened.review(after=found.event.id)
        assert [one[0] for one in seen] == sorted((one[0] for one in seen), reverse=True)
        assert len({one[1] for one in seen}) == left == opened.overview().waiting
        disputed = [event.id for event in opened.events(disputed=True)]
        assert {one[1] for one in seen[: len(disputed)]} == set(disputed)


def test_what_is_judged_leaves_the_queue_and_comes_back_when_that_is_undone(record: Path) -> None:
    with dragoman.open(record) as opened:
        first = opened.review()
        assert first.event is not None
        made = opened.judge("accept", first.event.id, by="anna")
        second = opened.review()
        assert second.left == first.left - 1
        assert second.event is not None
        assert second.event.id != first.event.id
        assert opened.review(first=first.event.id).event == opened.event(first.event.id)
        assert [one.id for one in opened.judgements_on(first.event.id)] == [made.id]
        assert opened.last_judgement("anna") == opened.judgements_on(first.event.id)[0]
        assert opened.last_judgement("ben") is None
        opened.undo(made.id, by="anna")
        assert opened.review() == first
        assert opened.last_judgement("anna") is None
        assert opened.judgements_on(first.event.id) == []


def test_an_event_that_is_not_there_changes_nothing(record: Path) -> None:
    with dragoman.open(record) as opened:
        assert opened.review(after="evt-none", first="evt-none") == opened.review()
