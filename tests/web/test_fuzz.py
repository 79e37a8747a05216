"""The API as its own description gives it, asked with anything: every answer is an answer, none an error of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.web import make_app

from .conftest import HERE

LETTERS = st.characters(exclude_categories=("Cs",))
KNOWN = (
    "Russia",
    "Myanmar",
    "2021",
    "2021-02-30",
    "9999-12-31",
    "0000",
    "evt-",
    "rep-",
    "a*",
    '"',
    "%",
    "..",
    "\0",
)
TEXTS = st.one_of(st.sampled_from(KNOWN), st.text(LETTERS, max_size=40))
TRIES = 12


@pytest.fixture(scope="module")
def browser(demo_record: Path) -> Iterator[TestClient]:
    with TestClient(make_app(demo_record), base_url=HERE, raise_server_exceptions=False) as one:
        yield one


def values(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Return values of a parameter, mostly such as its description allows."""
    if "anyOf" in schema:
        return st.one_of([values(one) for one in schema["anyOf"]])
    match schema.get("type"):
        case "array":
            return st.lists(values(schema["items"]), max_size=4)
        case "integer" | "number":
            return st.one_of(st.integers(-2, 250), st.integers(), TEXTS)
        case "boolean":
            return st.one_of(st.booleans(), TEXTS)
        case "null":
            return st.just("")
    return st.one_of(st.sampled_from(schema["enum"]), TEXTS) if "enum" in schema else TEXTS


def resolved(schema: Mapping[str, Any], described: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema in the place of the reference to it."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return described["components"]["schemas"][name] if name else schema


@st.composite
def addresses(draw: st.DrawFn, path: str, call: Mapping[str, Any], described: Mapping[str, Any]) -> str:
    query: list[tuple[str, Any]] = []
    for one in call.get("parameters", ()):
        schema = resolved(one["schema"], described)
        if one["in"] == "path":
            value = str(draw(values(schema)))
            path = path.replace("{" + one["name"] + "}", quote(value, safe="") or "-")
        elif draw(st.booleans()):
            value = draw(values(schema))
            query += (
                [(one["name"], each) for each in value] if isinstance(value, list) else [(one["name"], value)]
            )
    return f"{path}?{urlencode(query)}"


def test_no_question_to_the_api_is_an_error_of_ours(browser: TestClient) -> None:
    described = browser.get("/api/openapi.json").json()
    asked = 0
    for path, methods in described["paths"].items():
        assert list(methods) == ["get"]

        @settings(max_examples=TRIES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(addresses(path, methods["get"], described))
        def ask(address: str) -> None:
            nonlocal asked
            asked += 1
            answer = browser.get(address)
            assert answer.status_code < 500, (address, answer.text)
            if address.startswith("/api/") and answer.status_code != 200:
                assert answer.json().keys() == {"error", "cure"}, address

        ask()
    assert asked > len(described["paths"])


@pytest.mark.parametrize(
    "query", ["%ff", "text=%ff%fe", "=&&=", "text", "a" * 9000, "between=%00&between=%00", "limit=1e3"]
)
@pytest.mark.parametrize("path", ["/api/events", "/api/search", "/events", "/search"])
def test_a_broken_query_is_no_error_of_ours(browser: TestClient, path: str, query: str) -> None:
    assert browser.get(f"{path}?{query}").status_code in (200, 400)
