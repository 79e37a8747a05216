"""Takes the facts of one source out of the book."""

from __future__ import annotations

import sqlite3

__all__ = ["remove"]

REMOVALS = (
    "DELETE FROM names WHERE entity IN (SELECT id FROM entities WHERE source = ?)",
    "DELETE FROM standings WHERE entity IN (SELECT id FROM entities WHERE source = ?)",
    "DELETE FROM holdings WHERE source = ?",
    "DELETE FROM memberships WHERE source = ?",
    "DELETE FROM offices WHERE source = ?",
    "DELETE FROM entities WHERE source = ?",
    "DELETE FROM sources WHERE id = ?",
)


def remove(connection: sqlite3.Connection, source: int) -> None:
    """Take a source with all its facts out of the book, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in REMOVALS:
            connection.execute(statement, (source,))
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")
