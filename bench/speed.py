"""Times a full reading against the bare parser on the same texts, on one core.

python bench/speed.py [--gold DIR] [--write]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from section import ROOT, table, write_section

GOLD = ROOT.parent / "shared" / "gold" / "dev"
ROUNDS = 3
STAGES = {
    "parse": "_parser",
    "tag": "_tagger",
    "extract": "_extractor",
    "resolve": "_resolver",
}  # method: part of a Reader
THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
for limit in THREAD_LIMITS:
    os.environ[limit] = "1"  # before any library that would start threads is loaded

import spacy  # noqa: E402

from dragoman.codebook.tables import data_path  # noqa: E402
from dragoman.ingest import IngestOptions, ingest  # noqa: E402
from dragoman.model.report import Report  # noqa: E402
from dragoman.parse.parser import MODEL  # noqa: E402
from dragoman.pipeline import Reader  # noqa: E402


class Stopwatch:
    """Adds up the seconds that each stage takes, by wrapping the stages of a reader."""

    def __init__(self, reader: Reader) -> None:
        self.seconds: dict[str, float] = {}
        for stage, part in STAGES.items():
            worker = getattr(reader, part)
            setattr(worker, stage, self._timed(stage, getattr(worker, stage)))

    def _timed(self, stage: str, work: Callable[..., object]) -> Callable[..., object]:
        def timed(*arguments: object, **named: object) -> object:
            with self.running(stage):
                return work(*arguments, **named)

        return timed

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        """Add the seconds of a block to a stage."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin


def main() -> int:
    """Time both in turns and print medians."""
    parser = argparse.ArgumentParser(description="Time reading against the bare parser.")
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="DIR", help="a folder with articles.jsonl")
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    options = parser.parse_args()
    core = _pin()
    reports, named = _reports(options.gold)
    told = _told(reports, f"{named}, on core {core}")
    print(told)
    if options.write:
        write_section("speed", told, command="python bench/speed.py --write")
    return 0


def _pin() -> str:
    """Keep this process on one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        return "any"
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return str(core)


def _reports(gold: Path) -> tuple[list[Report], str]:
    """Return the reports of a gold set, else the packaged samples, and how to name them."""
    articles = gold / "articles.jsonl"
    place, named = (
        (articles, f"gold set `{gold.name}`") if articles.exists() else (_samples(), "packaged samples")
    )
    options = IngestOptions()
    return [found for found in ingest([str(place)], options=options) if isinstance(found, Report)], named


def _samples() -> Path:
    return data_path("sample/reports")


def _told(reports: Sequence[Report], named: str) -> str:
    """Return the medians of all rounds as Markdown."""
    reader, bare = Reader(), spacy.load(MODEL)
    watch = Stopwatch(reader)
    _pass(reports[:2], lambda report: reader.read(report))
    _pass(reports[:2], lambda report: bare(report.text))
    watch.seconds.clear()
    reading, parsing = [], []
    for _ in range(ROUNDS):
        parsing.append(_pass(reports, lambda report: bare(report.text)))
        reading.append(_pass(reports, lambda report: reader.read(report)))
    words = sum(len(report.text.split()) for report in reports)
    full, plain = statistics.median(reading), statistics.median(parsing)
    rows = [
        ("bare parser", f"{words / plain:,.0f}", f"{plain:.2f}", "1.00"),
        ("full reading", f"{words / full:,.0f}", f"{full:.2f}", f"{full / plain:.2f}"),
    ]
    stages = [
        (f"of it: {stage}", "", f"{seconds / ROUNDS:.2f}", f"{seconds / ROUNDS / plain:.2f}")
        for stage, seconds in watch.seconds.items()
    ]
    head = f"{len(reports)} reports, {words:,} words ({named}); medians of {ROUNDS} rounds, stages as means."
    return head + "\n\n" + table(("", "words/s", "seconds", "times the bare parser"), [*rows, *stages])


def _pass(reports: Sequence[Report], work: Callable[[Report], object]) -> float:
    begin = time.perf_counter()
    for report in reports:
        work(report)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
