"""What the user may say about how inputs are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

__all__ = ["IngestOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """How inputs are read.

    Attributes:
        columns: our field (text, title, outlet, url, published, byline, id, language) to the column's name.
        published: the publication date of reports for which nothing better is found.
        encoding: the encoding of text that is not UTF-8.
        max_bytes: a single report of more bytes is a failure.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    published: date | None = None
    encoding: str | None = None
    max_bytes: int = 50_000_000
