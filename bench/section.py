"""Writes what a benchmark found into its marked section of `bench/README.md`."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["README", "ROOT", "machine", "table", "write_section"]

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "bench" / "README.md"


def machine() -> str:
    """Return the processor, the number of cores and the Python that a figure was taken with."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next(
            (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model
        )
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table: the first column to the left, all others to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---" + "|--:" * (len(header) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def write_section(name: str, body: str, *, command: str) -> None:
    """Replace the text between the two `<!-- name -->` marks of the README by `body`, dated and signed.

    Raises:
        ValueError: the README does not hold the mark exactly twice.
    """
    mark = f"<!-- {name} -->"
    parts = README.read_text(encoding="utf-8").split(mark)
    if len(parts) != 3:
        raise ValueError(f"{README.name} holds {mark} {len(parts) - 1} times, expected 2.")
    day = datetime.now(tz=UTC).date().isoformat()
    signed = f"\n{body.strip()}\n\nTaken on {day} with `{command}` on {machine()}.\n"
    README.write_text(mark.join([parts[0], signed, parts[2]]), encoding="utf-8")
    print(f"Wrote the section {name} of {README.relative_to(ROOT)}.")
