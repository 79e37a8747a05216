"""Parquet with nested types, written in groups of rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.export.rows import Row

__all__ = ["SCHEMAS", "write_parquet"]

GROUP = 2_000  # rows held in memory at a time

_TEXT = pa.string()
_TEXTS = pa.list_(pa.string())
_PARTIES = pa.list_(pa.struct([("mention", _TEXT), ("name", _TEXT), ("country", _TEXT), ("sector", _TEXT)]))
_PLACE = pa.struct(
    [
        ("mention", _TEXT),
        ("name", _TEXT),
        ("country", _TEXT),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
    ]
)
_QUOTES = pa.list_(
    pa.struct(
        [
            ("document", _TEXT),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", _TEXT),
            ("trigger", _TEXT),
        ]
    )
)

_DISPUTES = pa.list_(
    pa.struct(
        [
            ("field", _TEXT),
            (
                "accounts",
                pa.list_(
                    pa.struct(
                        [("value", _TEXT), ("voices", _TEXTS), ("tellings", _TEXTS), ("families", pa.int64())]
                    )
                ),
            ),
        ]
    )
)
_FIGURES = pa.list_(
    pa.struct(
        [
            ("unit", _TEXT),
            ("low", pa.float64()),
            ("high", pa.float64()),
            ("disputed", pa.bool_()),
            (
                "values",
                pa.list_(
                    pa.struct(
                        [
                            ("count", pa.float64()),
                            ("qualifier", _TEXT),
                            ("voice", _TEXT),
                            ("document", _TEXT),
                            ("published", pa.date32()),
                        ]
                    )
                ),
            ),
        ]
    )
)
_LINKS = pa.list_(pa.struct([("kind", _TEXT), ("event", _TEXT), ("because", _TEXT)]))

SCHEMAS = {
    "events": pa.schema(
        [
            ("id", _TEXT),
            ("type", _TEXT),
            ("mode", _TEXT),
            ("quad", pa.int8()),
            ("intensity", pa.float64()),
            ("contexts", _TEXTS),
            ("actor", _PARTIES),
            ("recipient", _PARTIES),
            ("reciprocal", pa.bool_()),
            ("start", pa.date32()),
            ("end", pa.date32()),
            ("precision", _TEXT),
            ("place", _PLACE),
            ("status", _TEXT),
            ("attribution", _TEXTS),
            ("reports", pa.int64()),
            ("families", pa.int64()),
            ("disputes", _DISPUTES),
            ("figures", _FIGURES),
            ("links", _LINKS),
            ("judged", _TEXT),
            ("evidence", _QUOTES),
        ]
    ),
    "claims": pa.schema(
        [
            ("document", _TEXT),
            ("text", _TEXT),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("claim", _TEXT),
            ("count", pa.float64()),
            ("unit", _TEXT),
            ("qualifier", _TEXT),
            ("by", _TEXTS),
            ("about", _TEXTS),
        ]
    ),
    "roles": pa.schema(
        [
            ("document", _TEXT),
            ("person", _TEXT),
            ("role", _TEXT),
            ("of", _TEXT),
            ("former", pa.bool_()),
            ("as_of", pa.date32()),
        ]
    ),
    "reports": pa.schema(
        [
            ("document", _TEXT),
            ("title", _TEXT),
            ("outlet", _TEXT),
            ("url", _TEXT),
            ("published", pa.date32()),
            ("language", _TEXT),
            ("family", _TEXT),
        ]
    ),
}


def write_parquet(path: Path, what: str, rows: Iterable[Row]) -> int:
    """Write the rows to `path` and return how many they were."""
    schema = SCHEMAS[what]
    waiting = iter(rows)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(itertools.islice(waiting, GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count
