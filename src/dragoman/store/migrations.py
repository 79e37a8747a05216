"""Brings a record file from any earlier form to the present one.

`MIGRATIONS[n]` is the script that leads from form n to form n + 1; the first is the whole schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

__all__ = ["APPLICATION", "VERSION", "migrate"]

APPLICATION = 0x44524147  # "DRAG", how a record is told from other SQLite files
MIGRATIONS = (
    "schema.sql",
    "resolved.sql",
    "merged.sql",
    "judged.sql",
    "pairs.sql",
    "lists.sql",
    "review.sql",
)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Run the scripts that the file still lacks, all in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]  # again, now that we hold the lock
        for name in MIGRATIONS[version:]:
            for statement in statements(files("dragoman.store").joinpath(name).read_text(encoding="utf-8")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script whose statements end at line ends."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        statement = "\n".join(lines)
        if sqlite3.complete_statement(statement):
            yield statement
            lines.clear()
