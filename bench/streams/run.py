"""Makes a stream, has the program read it, and prints how much of the truth it tells.

python bench/streams/run.py [--stories N] [--seed S] [--keep DIR] [--errors N] [--workers N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dragoman
from streams.files import write
from streams.generate import generate
from streams.score import scored

STORIES = 30
SEED = 1


def main() -> int:
    """Generate, read, export, compare and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        stream = generate(options.seed, options.stories)
        write(stream, place)
        words = sum(len(report.text.split()) for report in stream.reports)
        print(
            f"{options.stories} stories, seed {options.seed}: {len(stream.reports)} reports, {words:,} words"
        )
        begin = time.perf_counter()
        _read(place, options.workers)
        print(f"read and exported in {time.perf_counter() - begin:.0f} s")
        events, reports = place / "events.jsonl", place / "reports.jsonl"
        print(scored(place, events, reports, errors=options.errors))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure on a generated stream whose truth is known.")
    parser.add_argument("--stories", type=int, default=STORIES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep stream, record and exports there")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show so many errors")
    parser.add_argument("--workers", type=int, default=1, help="processes that read")
    return parser.parse_args()


def _read(place: Path, workers: int) -> None:
    """Read the stream's reports into a new record beside them and export events and reports."""
    path = place / "record.db"
    path.unlink(missing_ok=True)
    with dragoman.open(path) as record:
        record.read(place / "articles.jsonl", workers=workers)
        record.export(place / "events.jsonl")
        record.export(place / "reports.jsonl", "reports")


if __name__ == "__main__":
    sys.exit(main())
