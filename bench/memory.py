"""Measures the peak memory of reading 200 and 2,000 reports through the command line.

python bench/memory.py [--write]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from made import write_reports
from section import table, write_section

SMALL, LARGE = 200, 2000


def main() -> int:
    """Read both amounts in fresh processes and print the peaks and their ratio."""
    parser = argparse.ArgumentParser(description="Measure peak memory.")
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peaks = {count: _peak(Path(folder), count) for count in (SMALL, LARGE)}
    told = _told(peaks)
    print(told)
    if options.write:
        write_section("memory", told, command="python bench/memory.py --write")
    return 0


def _told(peaks: dict[int, float]) -> str:
    rows = [(f"{count:,}", f"{peak:,.0f}", f"{peak / peaks[SMALL]:.2f}") for count, peak in peaks.items()]
    return table(("reports", "peak MiB", f"times that of {SMALL}"), rows)


def _peak(folder: Path, count: int) -> float:
    """Return the peak resident memory, in MiB, of a fresh process that reads so many reports."""
    reports, record = folder / f"{count}.jsonl", folder / f"{count}.db"
    write_reports(reports, count)
    command = [sys.executable, "-m", "dragoman", "read", str(reports), "--record", str(record)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return usage.ru_maxrss / (1024 if sys.platform.startswith("linux") else 1024 * 1024)


if __name__ == "__main__":
    sys.exit(main())
