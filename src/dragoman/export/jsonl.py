"""JSON Lines: one row a line, UTF-8, days as ISO dates."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dragoman.export.rows import Row

__all__ = ["as_json", "write_jsonl"]

as_json = msgspec.json.encode


def write_jsonl(path: Path, what: str, rows: Iterable[Row]) -> int:
    """Write the rows to `path` and return how many they were."""
    count = 0
    with path.open("wb") as file:
        for row in rows:
            file.write(as_json(row) + b"\n")
            count += 1
    return count
