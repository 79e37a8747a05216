"""Judging on the page: forms land in the file beside the record, and are shown and undone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

import dragoman
from dragoman.web import judged

from .conftest import visitor

Post = Callable[..., Response]


@pytest.fixture
def record(demo_record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_record, tmp_path / "own.db"))


@pytest.fixture
def browser(record: Path) -> Iterator[TestClient]:
    with visitor(record) as browser:
        yield browser


@pytest.fixture
def post(browser: TestClient) -> Post:
    """Return a function that posts a form of a page, as "anna"."""
    found = re.search(r'name="form_token" value="([^"]+)"', browser.get("/review").text)
    assert found

    def send(path: str = "/judge", **fields: Any) -> Response:
        return browser.post(path, data={"form_token": found[1], "by": "anna"} | fields)

    return send


def lines(record: Path) -> list[dict[str, Any]]:
    path = record.with_suffix(".judgements.jsonl")
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )


def waiting(browser: TestClient) -> dict[str, Any]:
    event: dict[str, Any] = browser.get("/api/review").json()["review"]["event"]
    return event


def event_of(browser: TestClient, identity: str) -> dict[str, Any]:
    view: dict[str, Any] = browser.get(f"/api/event/{identity}").json()
    return view


def test_the_name_is_asked_once(browser: TestClient, post: Post) -> None:
    assert "Who judges?" in browser.get("/review").text
    assert "Accept" not in browser.get("/review").text
    answer = post("/author", by="  Anna\nÄrlig ", back="/review?after=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?after=x")
    page = browser.get("/review").text
    assert "Who judges?" not in page
    assert "Anna Ärlig" in page
    assert "Accept" in page


def test_a_judgement_is_in_the_file_and_on_the_page_and_can_be_undone(
    browser: TestClient, post: Post, record: Path
) -> None:
    event = waiting(browser)["id"]
    answer = post(kind="accept", event=event, note="so it is", back=f"/event/{event}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/event/{event}")
    (line,) = lines(record)
    assert (line["kind"], line["by"], line["note"]) == ("accept", "anna", "so it is")
    page = browser.get(f"/event/{event}").text
    assert "accepted by anna" in page
    assert "so it is" in page
    assert [one["said"] for one in event_of(browser, event)["judgements"]] == ["accepted"]
    post(kind="undo", judgement=line["id"], back=f"/event/{event}")
    assert event_of(browser, event)["judgements"] == []
    assert waiting(browser)["id"] == event


def test_only_values_that_were_changed_are_corrected(browser: TestClient, post: Post, record: Path) -> None:
    event = waiting(browser)["id"]
    with dragoman.open(record) as opened:
        fields = judged.fields(opened.event(event))
    form = {field.name: field.text for field in fields} | {
        f"was-{field.name}": field.text for field in fields
    }
    post(kind="correct", event=event, **form | {"start": "2019-03", "status": "denied"}, back="/review")
    assert [(line["kind"], line["field"]) for line in lines(record)] == [
        ("correct", "status"),
        ("correct", "start"),
    ]
    found = event_of(browser, event)["event"]
    assert (found["start"], found["precision"], found["status"]) == ("2019-03-01", "month", "denied")


def test_a_form_with_one_value_without_sense_changes_nothing(
    browser: TestClient, post: Post, record: Path
) -> None:
    event = waiting(browser)["id"]
    before = event_of(browser, event)["event"]
    form = {"was-status": "x", "status": "proposed", "was-start": "", "start": "the third of May"}
    answer = post(kind="correct", event=event, **form)
    assert answer.status_code == 400
    assert "no date" in answer.text
    assert event_of(browser, event)["event"] == before
    assert [line["kind"] for line in lines(record)] == ["correct", "undo"]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "accept"},
        {"kind": "accept", "event": "evt-none"},
        {"kind": "reject", "event": ""},
        {"kind": "correct", "event": "evt-none", "start": "2020", "was-start": ""},
        {"kind": "split"},
        {"kind": "split", "telling": "evt-none"},
        {"kind": "rename", "told": "Russia"},
        {"kind": "rename", "name": "Russia"},
        {"kind": "undo"},
        {"kind": "undo", "judgement": "jdg-none"},
        {"kind": "burn"},
        {},
    ],
)
def test_a_form_without_sense_is_told_so(post: Post, record: Path, fields: dict[str, str]) -> None:
    assert post(**fields).status_code in (400, 404)
    assert lines(record) == []


def test_after_a_rejection_the_list_of_judgements_is_shown(
    browser: TestClient, post: Post, record: Path
) -> None:
    event = waiting(browser)["id"]
    answer = post(kind="reject", event=event, back=f"/event/{event}")
    (line,) = lines(record)
    assert answer.headers["location"] == f"/judgements#{line['id']}"
    assert browser.get(f"/event/{event}").status_code == 404
    page = browser.get("/judgements").text
    assert "rejected" in page
    post(kind="undo", judgement=line["id"], back="/judgements")
    assert browser.get(f"/event/{event}").status_code == 200
    assert "undone" in browser.get("/judgements").text


def test_events_are_merged_and_split_on_the_page(browser: TestClient, post: Post, record: Path) -> None:
    view = event_of(browser, waiting(browser)["id"])
    event, others = view["event"]["id"], [one["id"] for one in view["similar"]]
    assert others
    assert event not in others
    post(kind="merge", event=event, other=others[0], other_id="", back=f"/event/{event}")
    assert lines(record)[-1]["kind"] == "merge"
    merged = event_of(browser, others[0])
    assert merged["event"]["id"] == event_of(browser, event)["event"]["id"]
    telling = merged["tellings"][-1]["told"]["id"]
    post(kind="split", telling=telling, back=f"/event/{telling}")
    assert event_of(browser, telling)["event"]["id"] != merged["event"]["id"]


def test_an_actor_is_renamed_in_all_events(browser: TestClient, post: Post) -> None:
    assert browser.get("/api/events?actor=Sergei Lavrov").json()["found"]["events"]
    answer = post(kind="rename", told="Sergei Lavrov", name="S. V. Lavrov", back="/")
    assert answer.status_code == 303
    found = browser.get("/api/events?actor=S. V. Lavrov").json()["found"]["events"]
    assert any(party["name"] == "S. V. Lavrov" for event in found for party in event["actors"])


@pytest.mark.parametrize("path", ["/judge", "/author"])
def test_a_post_without_the_token_is_turned_away(browser: TestClient, record: Path, path: str) -> None:
    event = waiting(browser)["id"]
    assert browser.post(path, data={"kind": "accept", "event": event}).status_code == 403
    answer = browser.post(path, headers={"origin": "http://elsewhere.example"}, data={"kind": "accept"})
    assert answer.status_code == 403
    assert lines(record) == []


def test_a_post_leads_to_no_other_host(browser: TestClient, post: Post) -> None:
    event = waiting(browser)["id"]
    answer = post(kind="accept", event=event, back="//elsewhere.example/")
    assert answer.headers["location"] == "/"
    assert post("/author", back="https://elsewhere.example/").headers["location"] == "/"


def test_what_persons_write_never_becomes_markup(browser: TestClient, post: Post) -> None:
    event = waiting(browser)["id"]
    script = "<script>alert(1)</script>"
    post("/author", by=script)
    post(kind="accept", event=event, by=script, note=script, back="/")
    for path in (f"/event/{event}", "/judgements", "/review"):
        page = browser.get(path).text
        assert script not in page
        assert "&lt;script&gt;" in page


def test_values_are_understood_as_they_are_shown(demo_record: Path) -> None:
    with dragoman.open(demo_record) as opened:
        for event in opened.events(limit=100):
            told = {field.name: field for field in judged.fields(event)}
            assert all(field.text in dict(field.options) for field in told.values() if field.options)
            names = [one.name or one.mention for one in event.actors]
            shown = [text.partition(" (")[0] for text in told["actor"].text.split("; ") if text]
            assert [" ".join(name.split()) for name in names] == shown


def test_a_page_of_an_earlier_day_has_no_forms(browser: TestClient) -> None:
    event = waiting(browser)["id"]
    assert "Is this right?" in browser.get(f"/event/{event}").text
    assert "Is this right?" not in browser.get(f"/event/{event}?as_of=2030").text


def test_the_overview_tells_how_many_wait(browser: TestClient) -> None:
    left = browser.get("/api/review").json()["review"]["left"]
    assert (
        f"{left} events</a> wait" in browser.get("/").text or f"{left} events wait" in browser.get("/").text
    )


def test_what_was_passed_over_stays_so_when_a_judgement_is_undone(browser: TestClient, post: Post) -> None:
    post("/author", by="anna")
    passed = waiting(browser)["id"]
    shown = browser.get(f"/api/review?after={passed}").json()["review"]["event"]["id"]
    post(kind="accept", event=shown, back=f"/review?after={passed}")
    page = browser.get(f"/review?after={passed}").text
    back = re.search(r'value="(/review\?after=[^"]*event=[^"]*)"', page)
    assert back
    made = browser.get(f"/api/review?after={passed}").json()["last"]["id"]
    post(kind="undo", judgement=made, back=back[1].replace("&amp;", "&"))
    again = browser.get("/api" + back[1].replace("&amp;", "&")).json()
    assert (again["review"]["event"]["id"], again["after"]) == (shown, passed)
