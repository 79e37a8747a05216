"""Times reading with one worker process and with two, through the command line.

python bench/workers.py [--write]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made import write_reports
from section import table, write_section

REPORTS = 400
ROUNDS = 3
WORKERS = (1, 2)


def main() -> int:
    """Read the same reports with one worker and with two, in turns, and print medians."""
    parser = argparse.ArgumentParser(description="Compare one worker with two.")
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        write_reports(reports, REPORTS)
        whole: dict[int, list[float]] = {n: [] for n in WORKERS}
        for _ in range(ROUNDS):
            for workers in WORKERS:
                whole[workers].append(_seconds(reports, workers))
    medians = {n: statistics.median(times) for n, times in whole.items()}
    rows = [(str(n), f"{medians[n]:.1f}", f"{medians[1] / medians[n]:.2f}") for n in WORKERS]
    header = ("workers", "seconds", "times as fast")
    told = f"{REPORTS} reports; medians of {ROUNDS} rounds.\n\n" + table(header, rows)
    print(told)
    if options.write:
        write_section("workers", told, command="python bench/workers.py --write")
    return 0


def _seconds(reports: Path, workers: int) -> float:
    """Return how long a fresh process takes to read the reports."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.db"
        command = [sys.executable, "-m", "dragoman", "read", str(reports), "--record", str(record)]
        begin = time.perf_counter()
        subprocess.run(
            [*command, "--workers", str(workers)],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
