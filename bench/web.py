"""How long each page of the web face takes with very many events: `python bench/web.py [RECORD] [--events 1000000]`.

A record is made first if there is none at RECORD. Each page is asked for several times, from the pages of events
that many and that few fulfil to searches for common and rare words; what is told is the middle and the longest time.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient

from dragoman.api import Record
from dragoman.store.paging import Turn
from dragoman.web import make_app
from made_record import write_record

GOAL = 300  # milliseconds
TIMES = 7
PAGES = (
    "/",
    "/between/{first}/{second}",
    "/between/{first}/{last}",
    "/actor/{first}",
    "/actor/{last}",
    "/network",
    "/network?since=2010&until=2012",
    "/events",
    "/events?latest=true",
    "/events?after={deep}",
    "/events?between={first}&between={second}",
    "/events?between={first}&between={last}&status=planned",
    "/events?between=Kalo+Brek&between={first}",
    "/events?actor={first}",
    "/events?actor=Kalo+Brek",
    "/events?since=2010&until=2010-03",
    "/events?since=2024-12",
    "/events?category=ASSAULT&status=denied",
    "/events?status=not_happened&since=2024&latest=true",
    "/events?place=Kalobrek",
    "/events?place={first}",
    "/events?voice=TASS",
    "/events?text=signed",
    "/events?text=shelled+Kalobrek",
    "/events?disputed=true",
    "/event/{deep}",
    "/report/{report}",
    "/reports",
    "/reports?after={report}",
    "/search?text=signed",
    "/search?text={first}",
    "/search?text=kalo&within=actors",
    "/search?text=signed&within=events&number=50",
    "/failures",
    "/review",
    "/judgements",
    "/api",
    "/export/events.html?between=Kalo+Brek&between={last}",
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("record", nargs="?", type=Path)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--only", default="", help="only pages whose address holds this")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.record or Path(folder) / "made.db"
        if not path.exists():
            for _ in write_record(path, asked.events):
                pass
        measure(path, asked.only)


def measure(path: Path, only: str) -> None:
    """Print a line for each page."""
    names = known(path)
    slow = 0
    with TestClient(make_app(path), base_url="http://127.0.0.1") as browser:
        for page in PAGES:
            address = page.format(**names)
            if only not in address:
                continue
            times = [one_time(browser, address) for _ in range(TIMES + 1)][1:]
            middle, longest = statistics.median(times), max(times)
            slow += middle > GOAL
            print(f"{middle:7.0f} {longest:7.0f} ms  {address}", flush=True)
    print(f"{slow} of these pages take longer than {GOAL} ms.")


def known(path: Path) -> dict[str, str]:
    """Return the names and ids that the addresses need: states often and seldom met, a deep event, a report."""
    with Record(path) as record:
        often = record.search_actors("a", limit=2).hits
        seldom = record.search_actors(
            "a", limit=1, offset=(record.search_actors("a", limit=0).count or 1) - 1
        ).hits
        middle = record.event_page(turn=Turn(limit=1), since="2012-06-15").events[0]
    return {
        "first": often[0].name,
        "second": often[1].name,
        "last": seldom[0].name,
        "deep": middle.id,
        "report": middle.evidence[0].report_id,
    }


def one_time(browser: TestClient, address: str) -> float:
    """Return how many milliseconds one answer takes."""
    begun = time.perf_counter()
    answer = browser.get(address)
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


if __name__ == "__main__":
    main()
