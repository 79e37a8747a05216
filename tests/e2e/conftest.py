"""A browser at the web face of the sample record: headless Chromium, as a user has it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 10_000  # milliseconds until something that a page should show counts as missing
OWN_SCHEMES = ("data:", "blob:", "about:")


@dataclass
class Visit:
    """A page of a browser, with what went wrong on it and what it asked of whom."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the web face."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.ok, (path, answer.status)
        return self.page

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type} on {self.page.url}: {message.text}")

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.base + "/", *OWN_SCHEMES)):
            self.foreign.append(request.url)


@dataclass(frozen=True)
class Face:
    """The web face of a record of its own, at an address."""

    record: Path
    base: str


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _lacking("playwright is not installed: pip install '.[dev]'")
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        _lacking("there is no Chromium: apt-get install chromium")
    with sync_playwright() as driver:
        # What runs in a container as root has no sandbox of its own.
        started = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


def _lacking(what: str) -> NoReturn:
    """Skip the tests of the browser, or fail where they must run."""
    if os.environ.get("DRAGOMAN_E2E") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="package")
def face(browser: Browser, demo_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Face]:
    """`dragoman serve` on a copy of the record of the sample reports."""
    record = tmp_path_factory.mktemp("face") / "demo.db"
    shutil.copy(demo_record, record)
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = ADDRESS.search(server.stdout.readline())
        assert told is not None
        yield Face(record, told.group())
        server.terminate()


@pytest.fixture
def visit(browser: Browser, face: Face) -> Iterator[Visit]:
    """A browser with no cookies; afterwards nothing may have gone wrong or been asked of another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visit = Visit(page, face.base)
    page.on("console", visit.heard)
    page.on("pageerror", lambda error: visit.faults.append(f"{page.url}: {error}"))
    context.on("request", visit.asked)
    yield visit
    context.close()
    assert visit.faults == []
    assert visit.foreign == []
