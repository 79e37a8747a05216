"""The pages of views: overview, dyad, actor, network, and their pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from .conftest import visitor

PAGES = (
    "/",
    "/?partner=Russia",
    "/?partner=nobody",
    "/between/russia/myanmar",
    "/between/russia/myanmar?since=2022&until=2022-09&category=CONSULT&status=planned&place=Naypyitaw&voice=TASS",
    "/between/russia/myanmar?offset=25",
    "/between/nobody/nothing",
    "/actor/Russia",
    "/actor/Sergei%20Lavrov",
    "/actor/ASEAN",
    "/actor/nobody",
    "/actor/a%2Fb",
    "/network",
    "/network?since=2022-01&until=2022-12&actors=5&least=2&category=CONSULT",
    "/network?since=1900&until=1901",
)
PICTURES = ("/between/russia/myanmar/picture.svg", "/network/picture.svg", "/map.svg?partner=Russia")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_there_and_so_are_its_data(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert "<h1" in answer.text
    path, _, query = page.partition("?")
    data = client.get(f"/api{'/overview' if path == '/' else path}?{query}")
    assert data.status_code == 200
    assert isinstance(data.json(), dict)


@pytest.mark.parametrize("page", PAGES)
def test_the_same_address_gives_the_same_page(client: TestClient, page: str) -> None:
    assert client.get(page).text == client.get(page).text


@pytest.mark.parametrize("page", PAGES)
def test_pictures_on_pages_are_well_formed_and_named(client: TestClient, page: str) -> None:
    for found in re.findall(r"<svg class=\"picture.*?</svg>", client.get(page).text, re.DOTALL):
        picture = ElementTree.fromstring(found)
        assert picture.findtext("title")
        assert picture.findtext("desc")
        assert not any(element.get("style") for element in picture.iter())
        assert all(link.get("aria-label") for link in picture.iter("a"))


@pytest.mark.parametrize("address", PICTURES)
def test_a_picture_can_be_kept_as_a_file_that_needs_no_other(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "attachment" in answer.headers["content-disposition"]
    picture = ElementTree.fromstring(answer.text)
    style = picture.findtext("{http://www.w3.org/2000/svg}style")
    assert style
    assert ":root" in style
    assert "url(" not in style
    assert "@import" not in style


def test_no_picture_of_nothing(client: TestClient) -> None:
    assert client.get("/between/nobody/nothing/picture.svg").status_code == 404


def test_a_dyad_shows_a_mark_for_each_dated_event(client: TestClient) -> None:
    dyad = client.get("/api/between/russia/myanmar").json()["dyad"]
    page = client.get("/between/russia/myanmar").text
    for mark in dyad["marks"]:
        assert f'href="/event/{mark["id"]}"' in page
    assert page.count('class="mark mark-planned quad') == sum(
        mark["status"] == "planned" for mark in dyad["marks"]
    )


def test_filters_stand_in_the_address_and_on_the_page(client: TestClient) -> None:
    page = client.get("/between/russia/myanmar?status=planned").text
    assert 'value="planned" checked' in page
    assert 'href="/between/russia/myanmar"' in page  # the chip that takes the filter away
    found = client.get("/api/between/russia/myanmar?status=planned").json()["dyad"]
    assert {mark["status"] for mark in found["marks"]} == {"planned"}


def test_a_wrong_filter_is_told_with_the_cure(client: TestClient) -> None:
    answer = client.get("/between/russia/myanmar?category=DANCE")
    assert answer.status_code == 400
    assert "CONSULT" in answer.text


def test_two_names_lead_to_what_passed_between_them(client: TestClient) -> None:
    answer = client.get("/between?first=Russia&second=C%C3%B4te+d%27Ivoire")
    assert answer.headers["location"] == "/between/russia/c%C3%B4te%20d%27ivoire"
    assert client.get("/between?first=Russia").headers["location"] == "/actor/russia"
    assert client.get("/between").headers["location"] == "/"


def test_a_network_has_a_table_of_what_it_draws(client: TestClient) -> None:
    network = client.get("/api/network").json()["network"]
    page = client.get("/network").text
    for tie in network["ties"]:
        assert f"{tie['first']} and {tie['second']}" in page.replace("&#39;", "'")


def test_hostile_names_stay_text(hostile_record: Path) -> None:
    with visitor(hostile_record) as browser:
        name = "%3Cscript%3Ealert(1)%3C%2Fscript%3E"
        for page in (
            "/",
            f"/?partner={name}",
            "/network",
            "/actor/Russia",
            f"/actor/{name}",
            f"/between/russia/{name}",
            "/between/russia/myanmar",
            *PICTURES,
        ):
            answer = browser.get(page)
            assert answer.status_code in (200, 404)
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text


def test_an_empty_record_has_an_overview(tmp_path: Path) -> None:
    import dragoman

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Nothing of note was said.", encoding="utf-8")
    with dragoman.open(tmp_path / "empty.db") as record:
        record.read(folder)
    with visitor(tmp_path / "empty.db") as browser:
        assert browser.get("/").status_code == 200
        assert browser.get("/network").status_code == 200
        assert browser.get("/between/russia/myanmar").status_code == 200


def test_vendored_files_have_their_licence(client: TestClient) -> None:
    import tomllib
    from importlib.resources import files

    folder = files("dragoman.web").joinpath("static", "vendor")
    named = tomllib.loads(folder.joinpath("VENDOR.toml").read_text(encoding="utf-8"))["file"]
    assert {entry["path"] for entry in named} == {
        entry.name for entry in folder.iterdir() if entry.name.endswith((".js", ".css"))
    }
    assert all("licence" in entry and "origin" in entry for entry in named)


def test_the_api_describes_the_views(client: TestClient) -> None:
    paths = json.loads(client.get("/api/openapi.json").text)["paths"]
    assert {"/api/overview", "/api/between/{first}/{second}", "/api/actor/{name}", "/api/network"} <= set(
        paths
    )
