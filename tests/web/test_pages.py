"""Each page shows what the record holds, and the API gives the same object."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dragoman
from dragoman.model.record import EventLink, LinkKind
from dragoman.web import make_app

from .conftest import HERE, visitor

RUSSIA_MYANMAR = "between=Russia&between=Myanmar"


def event_ids(html: str) -> list[str]:
    """Return the ids of the events that a page links to, in order."""
    return list(dict.fromkeys(re.findall(r'href="/event/(evt-\w+)"', html)))


def next_page(html: str) -> str | None:
    found = re.search(r'rel="next" href="([^"]+)"', html)
    return found.group(1).replace("&amp;", "&") if found else None


@pytest.mark.parametrize(
    "address",
    [
        "/events",
        "/reports",
        "/failures",
        "/search",
        "/search?text=general",
        "/api",
        f"/events?{RUSSIA_MYANMAR}",
    ],
)
def test_a_page_opens_without_anything_from_elsewhere(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", answer.text)
    assert answer.text.count("<h1") == 1
    assert answer.text.count("<main") == 1


def test_the_list_of_events_pages_through_all_of_them(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        expected = [event.id for event in record.events()]
    seen: list[str] = []
    address: str | None = "/events?limit=40"
    while address:
        html = client.get(address).text
        seen += event_ids(html)
        address = next_page(html)
        if address:
            address += "&limit=40"
    assert seen == expected


def test_the_page_before_is_the_one_that_one_came_from(client: TestClient) -> None:
    first = client.get("/api/events?limit=7").json()["found"]
    second = client.get(f"/api/events?limit=7&after={first['after']}").json()["found"]
    back = client.get(f"/api/events?limit=7&before={second['before']}").json()["found"]
    assert back["events"] == first["events"]
    assert (first["before"], back["before"]) == (None, None)


def test_latest_first_is_the_dated_events_turned_round(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        dated = [event.id for event in record.events() if event.start]
    latest = client.get("/api/events?latest=true&limit=20").json()["found"]["events"]
    assert [event["id"] for event in latest] == dated[::-1][:20]


def test_filters_narrow_the_list_as_they_narrow_the_record(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        expected = record.events(between=("Russia", "Myanmar"), status=["planned", "happened"], since="2022")
    query = f"{RUSSIA_MYANMAR}&status=planned&status=happened&since=2022&until=&actor=&limit=200"
    found = client.get(f"/api/events?{query}").json()["found"]
    assert [event["id"] for event in found["events"]] == [event.id for event in expected]
    assert found["count"] == len(expected) > 0


def test_an_event_shows_its_values_with_reasons_and_its_sentence(
    client: TestClient, demo_record: Path
) -> None:
    with dragoman.open(demo_record) as record:
        event = next(event for event in record.events(between=("Russia", "Myanmar")) if event.start)
    html = client.get(f"/event/{event.id}").text
    evidence = event.evidence[0]
    assert f'href="/report/{evidence.report_id}#s{evidence.start}"' in html
    assert f'<mark class="trigger">{evidence.trigger}</mark>' in html
    for reason in event.because:
        assert reason.rule in html


def test_the_sentence_of_an_event_stands_in_its_report_with_the_trigger_marked(
    client: TestClient, demo_record: Path
) -> None:
    with dragoman.open(demo_record) as record:
        for event in record.events(between=("Russia", "Myanmar")):
            evidence = event.evidence[0]
            html = client.get(f"/report/{evidence.report_id}").text
            assert f'id="s{evidence.start}"' in html
            assert f'href="/event/{event.id}"' in html


def test_a_report_is_shown_letter_by_letter_as_stored(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        for entry in record.reports():
            text = record.report(entry.id).text
            shown = client.get(f"/api/report/{entry.id}").json()["blocks"]
            at = 0
            for block in shown:
                assert not text[at : block["start"]].strip()
                stretches = [one for sentence in block["sentences"] for one in sentence["segments"]]
                assert "".join(one["text"] for one in stretches) == text[block["start"] : block["end"]]
                at = block["end"]
            assert not text[at:].strip()


def test_what_was_not_read_is_visible_as_such(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        entry = next(one for one in record.reports() if one.document == "lavrov-naypyitaw.txt")
    html = client.get(f"/report/{entry.id}").text
    assert 'class="block block-caption unread"' in html
    assert 'class="sentence silent"' in html


@pytest.mark.parametrize("kind", ["claim", "role"])
def test_claims_and_offices_have_pages(client: TestClient, demo_record: Path, kind: str) -> None:
    with dragoman.open(demo_record) as record:
        found = record.claims(limit=1)[0] if kind == "claim" else record.roles(limit=1)[0]
    answer = client.get(f"/{kind}/{found.id}")
    assert answer.status_code == 200
    assert f'href="/report/{found.report_id}#s{found.start}"' in answer.text


def test_search_sets_the_hits_off(client: TestClient) -> None:
    html = client.get("/search?text=Lavrov").text
    assert "<mark>Lavrov</mark>" in html
    found = client.get("/api/search?text=Lavrov").json()
    assert found["report_count"] >= 2
    assert any("Lavrov" in hit["name"] for hit in found["actors"])
    assert all(
        any(part["hit"] and part["text"] == "Lavrov" for part in hit["text"]) for hit in found["events"]
    )


@pytest.mark.parametrize("text", ['"', "a OR b", "NEAR(", "*", "'; DROP TABLE events", "\x02\x03", "(" * 50])
def test_search_takes_any_letters(client: TestClient, text: str) -> None:
    assert client.get("/search", params={"text": text}).status_code == 200


def test_tables_are_exported_as_on_the_screen(client: TestClient) -> None:
    found = client.get(f"/api/events?{RUSSIA_MYANMAR}&limit=200").json()["found"]["events"]
    table = client.get(f"/export/events.csv?{RUSSIA_MYANMAR}")
    assert 'filename="dragoman-events.csv"' in table.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [event["id"] for event in found]
    lines = client.get(f"/export/events.jsonl?{RUSSIA_MYANMAR}").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [event["id"] for event in found]


def test_a_table_of_many_rows_has_one_header(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.pages.export.BATCH", 3)
    text = client.get("/export/reports.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 31
    assert text.count("document,title,outlet") == 1


def test_a_dossier_needs_no_other_file_and_names_its_sources(client: TestClient) -> None:
    answer = client.get(f"/export/events.html?{RUSSIA_MYANMAR}")
    html = answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    assert not re.search(r"<link|<script|src=|@import|url\(", html)
    cited = {int(number) for number in re.findall(r'href="#source-(\d+)"', html)}
    assert cited == set(range(1, html.count('<li id="source-') + 1))
    ids = [
        event["id"]
        for event in client.get(f"/api/events?{RUSSIA_MYANMAR}&limit=200").json()["found"]["events"]
    ]
    assert re.findall(r'<li id="(evt-\w+)"', html) == ids


@pytest.mark.parametrize(
    ("address", "status", "cure"),
    [
        ("/nowhere", 404, "search"),
        ("/event/evt-none", 404, "Ids stand"),
        ("/events?since=yesterday", 400, "2021-02-01"),
        ("/events?status=maybe", 400, "Choose from"),
        ("/events?between=Russia", 400, "Give two"),
        ("/events?limit=x", 400, "Check what follows"),
        ("/static/../app.py", 404, "search"),
        ("/static/%2e%2e/app.py", 404, "search"),
        ("/static//etc/passwd", 404, "search"),
        ("/claim/rep-", 404, "Give more"),
    ],
)
def test_an_error_tells_the_cure(client: TestClient, address: str, status: int, cure: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert cure in answer.text
    assert client.get(f"/api{address}").status_code in (status, 404)


def test_a_record_that_is_not_there_is_told_with_the_cure(tmp_path: Path) -> None:
    answer = visitor(tmp_path / "none.db").get("/events")
    assert answer.status_code == 404
    assert "dragoman read" in answer.text


def test_a_fault_of_ours_is_owned_up_to(demo_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(dragoman.Record, "event_page", fail)
    browser = TestClient(make_app(demo_record), base_url=HERE, raise_server_exceptions=False)
    for address in ("/events", "/api/events"):
        answer = browser.get(address)
        assert answer.status_code == 500
        assert "fault of dragoman" in answer.text
        assert "ZeroDivisionError" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_api_is_described_without_anything_from_elsewhere(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert "/api/event/{identity}" in described["paths"]
    html = client.get("/api").text
    for path in described["paths"]:
        assert path in html


def test_a_choice_of_colours_is_kept(client: TestClient) -> None:
    token = re.search(r'name="form_token" value="([^"]+)"', client.get("/events").text)
    assert token
    form = {"theme": "dark", "back": "/events?status=planned", "form_token": token.group(1)}
    answer = client.post("/theme", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?status=planned")
    assert 'data-theme="dark"' in client.get("/events").text
    client.cookies.clear()


def test_tellings_stand_side_by_side_with_copies_told_apart(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        event = next(event for event in record.events() if event.reports > event.families > 1)
        tellings = record.tellings(event.id)
    html = client.get(f"/event/{event.id}").text
    assert f"What {event.reports} reports tell" in html
    assert html.count('<article class="telling card') == len(tellings) == event.reports
    assert html.count('<article class="telling card copy') == event.reports - event.families
    for telling in tellings:
        assert f'href="/report/{telling.report_id}#s' in html


def test_where_reports_disagree_each_account_is_shown(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        event = next(event for event in record.events(disputed=True) if event.disputes)
    html = client.get(f"/event/{event.id}").text
    assert "Where they disagree" in html
    for account in event.disputes[0].accounts:
        assert account.value in html


def test_an_event_is_shown_as_it_was_known_on_a_day(client: TestClient, demo_record: Path) -> None:
    with dragoman.open(demo_record) as record:
        event = next(
            event
            for event in record.events()
            if event.reports > 1 and len({t.published for t in record.tellings(event.id)}) > 1
        )
        first = record.tellings(event.id)[0].published
    then = client.get(f"/api/event/{event.id}?as_of={first}").json()
    now = client.get(f"/api/event/{event.id}").json()
    assert len(then["tellings"]) < len(now["tellings"])
    assert client.get(f"/event/{event.id}?as_of=1990").status_code == 404


def test_plan_and_outcome_lead_to_each_other(demo_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dragoman.open(demo_record) as record:
        plan, outcome = record.events(limit=2)
    link = EventLink(kind=LinkKind.FULFILLED_BY, event=outcome.id, because="same parties, day and kind")
    gone = EventLink(kind=LinkKind.CANCELLED_BY, event="evt-gone", because="no longer there")
    tied = {plan.id: replace(plan, links=(link, gone)), outcome.id: outcome}
    real = dragoman.Record.event
    monkeypatch.setattr(
        dragoman.Record, "event", lambda self, one, as_of=None: tied.get(one) or real(self, one, as_of=as_of)
    )
    html = visitor(demo_record).get(f"/event/{plan.id}").text
    assert "This came to pass in" in html
    assert f'href="/event/{outcome.id}"' in html
    assert "evt-gone" not in html
