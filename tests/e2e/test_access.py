"""Every page can be used by everybody, as far as a machine can tell: axe-core finds nothing serious."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Face, Visit

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")
PAGES = (
    "/",
    "/between/russia/myanmar",
    "/actor/Myanmar",
    "/network",
    "/events?limit=10",
    "/event/{event}",
    "/report/{report}",
    "/reports",
    "/review",
    "/judgements",
    "/search?text=Lavrov",
    "/failures",
    "/api",
)


def found_by_axe(visit: Visit) -> list[str]:
    """Return what is seriously wrong with the page that is open."""
    visit.page.evaluate(AXE)
    found: dict[str, Any] = visit.page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false})", RULES
    )
    return [
        f"{visit.page.url}: {one['id']} ({one['impact']}): {node['html'][:150]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_page_has_a_serious_fault(visit: Visit, face: Face, scheme: str, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.context.add_cookies([{"name": "dragoman_author", "value": "Axe", "url": face.base}])
    visit.go("/events")
    event = page.locator("a.event-link").first.get_attribute("href") or ""
    report = page.locator(".event-from a").first.get_attribute("href") or ""
    names = {"event": event.rpartition("/")[2], "report": report.rpartition("/")[2].partition("#")[0]}
    faults = []
    for path in PAGES:
        visit.go(path.format(**names))
        page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
        faults += found_by_axe(visit)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{path} is {wide} px wider than the window"
    assert faults == []
