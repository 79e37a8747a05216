"""A report: one published text, never changed, and how its parts are to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.reason import Reason

__all__ = ["Block", "BlockKind", "Cut", "Report"]


class BlockKind(StrEnum):
    """What a stretch of a report's text is; only titles, headings and bodies are read for events."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    TEASER = "teaser"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A stretch of the stored text that is read as `put` instead (a broken word, a stray line break)."""

    start: int
    end: int
    put: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch `[start, end)` of a report's text, in code points, with its repairs in text order."""

    kind: BlockKind
    start: int
    end: int
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text as it came in.

    Attributes:
        id: `rep-` and a digest of text, title, outlet, url and publication date.
        document: the name in exports: the file name, or the `id` of a row of a table.
        origin: where it came from: path or URL, with `#member` for a part of an archive, feed or table.
        text: the stored text; every offset in the record points into it, in code points.
        language: ISO 639-1 code, None if too short to tell.
        blocks: the parts of the text in order, not overlapping; the rest is white space.
        because: which rule found which of the other fields.
    """

    id: str
    document: str
    origin: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published: date | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    because: tuple[Reason, ...] = ()

    def quote(self, start: int, end: int) -> str:
        """Return the exact slice `[start, end)` of the stored text."""
        return self.text[start:end]
