"""What a user does: looks, questions, corrects, reviews, takes a dossier along."""

from __future__ import annotations

import json
from pathlib import Path

import dragoman

from .conftest import Face, Visit

REVIEWED = 10


def name_oneself(visit: Visit, name: str) -> None:
    """Say who judges, on a page that asks for it."""
    visit.page.get_by_label("Who judges?").fill(name)
    visit.page.get_by_role("button", name="Begin").click()


def lines_of(face: Face) -> list[dict[str, object]]:
    """Return the file of judgements beside the record."""
    path = face.record.with_suffix(".judgements.jsonl")
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def test_an_event_is_found_read_in_its_report_and_corrected_for_good(visit: Visit, face: Face) -> None:
    page = visit.go("/")
    page.get_by_label("One", exact=True).fill("Russia")
    page.get_by_label("The other").fill("Myanmar")
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url("**/between/russia/myanmar*")
    assert "Russia and Myanmar" in page.get_by_role("heading", level=1).inner_text()
    assert page.locator("svg.picture a[href^='/event/']").count() > 10

    page.locator("main a.event-link").first.click()
    page.wait_for_url("**/event/*")
    address = page.url
    sentence = page.locator("blockquote q").first.inner_text()

    page.get_by_role("link", name="Read it in the report").first.click()
    page.wait_for_url("**/report/*#s*")
    marked = page.locator(".sentence:target")
    assert " ".join(marked.inner_text().split()) == " ".join(sentence.strip("“”").split())
    assert marked.locator(".m-event").count() > 0
    report = page.url.rpartition("/")[2].partition("#")[0]

    page.goto(address + "#judging")
    name_oneself(visit, "Anna Test")
    page.get_by_text("Correct its values").click()
    page.get_by_label("First day").fill("2019-03-04")
    page.locator("details[open]").get_by_label("Why").fill("so the archive")
    page.get_by_role("button", name="Save what I changed").click()
    page.wait_for_url("**/event/*")
    assert "4 March 2019" in page.locator(".kicker").inner_text()
    said = page.locator(".judged-list li")
    assert "Anna Test corrected first day: 2019-03-04" in said.inner_text()

    with dragoman.open(face.record) as record:
        summary = record.read(record.report(report).origin.partition("#")[0], again=True)
    assert summary.reports > 0
    page.goto(address)
    assert "4 March 2019" in page.locator(".kicker").inner_text()

    said.get_by_role("button", name="Undo").click()
    assert said.count() == 0
    assert "2019" not in page.locator(".kicker").inner_text()
    assert [line["kind"] for line in lines_of(face)][-2:] == ["correct", "undo"]


def test_ten_events_are_reviewed_by_keyboard_alone(visit: Visit, face: Face) -> None:
    before = len(lines_of(face))
    page = visit.go("/review")
    keys = page.keyboard
    keys.press("Control+A")  # the field is ready to be typed into
    keys.type("Keyboard Only")
    keys.press("Enter")
    page.wait_for_selector("[data-key=a]")
    left = int(page.locator("#left strong").inner_text())
    seen = [page.locator(".review-event a", has_text="All of this event").get_attribute("href")]

    def now() -> str | None:
        return page.locator(".review-event a", has_text="All of this event").get_attribute("href")

    def pressed(key: str) -> None:
        with page.expect_navigation():
            keys.press(key)

    for key in "aararaan":
        pressed(key)
        seen.append(now())
    assert len(set(seen)) == len(seen)

    keys.press("c")  # the ninth: correct its first day
    while page.evaluate("document.activeElement.name") != "start":
        keys.press("Tab")
    keys.press("Control+A")
    keys.type("2020-02")
    with page.expect_navigation():
        keys.press("Enter")
    seen.append(now())

    keys.press("m")  # the tenth: see what it might be merged with, and leave it
    assert page.locator("details[open]").count() == 1
    keys.press("Escape")
    assert page.locator("details[open]").count() == 0
    pressed("r")

    assert int(page.locator("#left strong").inner_text()) == left - 9  # one was passed over
    made = lines_of(face)[before:]
    assert [line["kind"] for line in made] == [
        *("accept" if key == "a" else "reject" for key in "aararaa"),
        "correct",
        "reject",
    ]
    assert {line["by"] for line in made} == {"Keyboard Only"}
    assert len(set(seen)) == REVIEWED

    pressed("u")
    assert now() == seen[-1]
    assert int(page.locator("#left strong").inner_text()) == left - 8
    assert lines_of(face)[-1]["kind"] == "undo"


def test_a_dossier_is_exported_and_opens_by_itself(visit: Visit, face: Face, tmp_path: Path) -> None:
    page = visit.go("/events?between=Russia&between=Myanmar")
    events = page.locator(".event-list > li").count()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Dossier").click()
    path = tmp_path / "dossier.html"
    coming.value.save_as(path)
    page.context.set_offline(True)
    page.goto(path.as_uri())
    assert page.locator("blockquote, q").count() >= events
    assert page.get_by_text("Sources").count() > 0
    page.context.set_offline(False)
    visit.foreign = [url for url in visit.foreign if url != path.as_uri()]


def test_all_can_be_judged_with_scripts_off(browser, face: Face) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{face.base}/review")
    page.get_by_label("Who judges?").fill("No Script")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Accept").click()
    assert "accepted" in page.locator(".review-last").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert lines_of(face)[-1]["by"] == "No Script"
    page.get_by_text("Correct", exact=False).first.click()
    assert page.get_by_label("First day").is_visible()
    context.close()
