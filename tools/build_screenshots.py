"""Takes the README's pictures of the web face: main pages on a record of the packaged samples, in docs/pictures.

It needs Chromium (Debian's package, for one) and the dev extra: `python tools/build_screenshots.py`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import dragoman

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
WIDTH, HEIGHT = 1280, 860
MOST_BYTES = 200_000


def main() -> None:
    """Read the samples into a record of its own, show it, and take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("There is no Chromium. Install it: apt-get install chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "myanmar.db"
        with dragoman.open(record) as opened:
            opened.read(str(files("dragoman").joinpath("data", "sample", "reports")))
            met = opened.events(between=("Russia", "Myanmar"), category="CONSULT", status="happened")
            event = max(met, key=lambda one: (one.reports, one.id))
        with served(record) as base, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = opened_page(browser, base)
            take(page, f"{base}/", "overview", height=1360)
            take(page, f"{base}/between/russia/myanmar", "dyad")
            take(page, f"{base}/event/{event.id}", "event")
            take(page, f"{base}/review", "review")
            browser.close()


@contextmanager
def served(record: Path) -> Iterator[str]:
    """Serve a record; give the address."""
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = ADDRESS.search(server.stdout.readline())
        assert told is not None
        try:
            yield told.group()
        finally:
            server.terminate()


def opened_page(browser: Browser, base: str) -> Page:
    """Return a page of a browser in which it is known who judges."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "dragoman_author", "value": "analyst", "url": base}])
    return context.new_page()


def take(page: Page, address: str, name: str, *, height: int = HEIGHT) -> None:
    """Take a picture of the first screen of a page, in a window of this height."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.goto(address, wait_until="load")
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path.relative_to(PICTURES.parent.parent)}  {size:,} bytes")
    if size > MOST_BYTES:
        sys.exit(f"That is more than {MOST_BYTES:,} bytes.")


if __name__ == "__main__":
    main()
