"""Who may ask, who may post, and that text of a report never becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dragoman
from dragoman.web.forms import local
from dragoman.web.safety import is_loopback, reached_as

from .conftest import HERE, IMAGE, SCRIPT, visitor


class Tags(HTMLParser):
    """Gathers the tags of a page and the addresses in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def hostile_pages(path: Path) -> list[str]:
    with dragoman.open(path) as record:
        events = [f"/event/{event.id}" for event in record.events()]
        claims = [f"/claim/{claim.id}" for claim in record.claims()]
        roles = [f"/role/{role.id}" for role in record.roles()]
        reports = [f"/report/{report.id}" for report in record.reports()]
    assert events
    assert reports
    lists = [
        "/events",
        "/reports",
        "/failures",
        "/search?text=soldiers",
        "/search?text=script",
        "/export/events.html",
    ]
    return [*events, *claims, *roles, *reports, *lists, f"/search?text={SCRIPT}", f"/events?actor={SCRIPT}"]


def test_text_of_a_report_never_becomes_markup(hostile_record: Path) -> None:
    browser = visitor(hostile_record)
    texts: list[str] = []
    for address in hostile_pages(hostile_record):
        html = browser.get(address).text
        found = Tags(html)
        assert "script" not in found.tags, address
        assert "img" not in found.tags, address
        for name, value in found.attributes:
            assert not name.startswith("on"), address
            assert not value.strip().lower().startswith("javascript:"), address
        texts.append(html)
    assert any("&lt;script&gt;" in html for html in texts)
    assert any("&lt;img" in html for html in texts)
    assert SCRIPT not in "".join(texts)
    assert IMAGE not in "".join(texts)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", "", "[::1", "0.0.0.0"]
)
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/events", headers={"Host": host})
    assert answer.status_code == 421
    assert "Lavrov" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_the_names_of_this_machine_are_taken(client: TestClient, host: str) -> None:
    assert client.get("/events?limit=1", headers={"Host": host}).status_code == 200


def test_every_answer_has_the_strict_headers(client: TestClient) -> None:
    for address in (
        "/events?limit=1",
        "/nowhere",
        "/api/reports",
        "/static/style.css",
        "/export/reports.csv",
    ):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] in ("no-referrer", "same-origin")


def form_token(browser: TestClient) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', browser.get("/events?limit=1").text)
    assert found
    return found.group(1)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": HERE},
    ],
)
def test_a_post_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    form = {"theme": "dark", "form_token": form_token(client)}
    answer = client.post("/theme", data=form, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["", "guessed", "ü"])
def test_a_post_without_the_token_of_this_start_is_refused(client: TestClient, token: str) -> None:
    assert client.post("/theme", data={"theme": "dark", "form_token": token}).status_code == 403


def test_our_own_post_passes(client: TestClient) -> None:
    headers = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    form = {"theme": "light", "back": "//evil.example", "form_token": form_token(client)}
    answer = client.post("/theme", data=form, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    client.cookies.clear()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/events").status_code == 405


def test_with_a_token_nothing_is_shown_without_it(demo_record: Path) -> None:
    browser = visitor(demo_record, token="s3cret")
    for address in ("/events", "/api/events", "/static/style.css", "/events?token=guess", "/nowhere"):
        assert browser.get(address).status_code == 401, address
    assert browser.get("/events", headers={"Authorization": "Bearer s3cret"}).status_code == 200
    answer = browser.get("/events?token=s3cret&status=planned")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?status=planned")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert browser.get("/events").status_code == 200


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/events?a=b", "/events?a=b"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/a\r\nSet-Cookie: x", "/"),
        ("", "/"),
    ],
)
def test_one_is_sent_back_to_our_own_pages_alone(address: str, place: str) -> None:
    assert local(address) == place


def test_which_names_an_address_is_reached_by() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("127.evil.example")
    assert "*" not in reached_as("127.0.0.1")
    assert "*" in reached_as("0.0.0.0")
