"""The text as it is read: body blocks with their repairs, and the way back to stored offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dragoman.model.report import Block, BlockKind, Cut, Report

__all__ = ["ReadingView", "view_of"]

GAP = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """The text that the parser sees.

    `read_at` and `stored_at` are parallel: from reading offset `read_at[k]` on, the stored offset is
    `stored_at[k]` plus the distance. `starts` are the reading offsets at which blocks begin; `skipped`
    gives, for a reading offset, the stored words that were left out there.
    """

    text: str
    read_at: tuple[int, ...]
    stored_at: tuple[int, ...]
    starts: tuple[int, ...]
    skipped: dict[int, str]

    def stored(self, offset: int) -> int:
        """Return the stored offset of the character at reading offset `offset`."""
        k = bisect_right(self.read_at, offset) - 1
        return self.stored_at[k] + offset - self.read_at[k]


def view_of(report: Report, *, skip: re.Pattern[str] | None = None) -> ReadingView:
    """Return the reading view of a report's body, or of its titles if it has no body.

    Matches of `skip` (group "skip") are left out of the reading, so that "ambassador to Myanmar Vinay
    Kumar" parses as a title before a name; the words left out stay at hand in `skipped`.
    """
    blocks = [b for b in report.blocks if b.kind is BlockKind.BODY] or [
        b for b in report.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)
    ]
    pieces: list[str] = []
    read_at, stored_at, starts = [0], [0], []
    skipped: dict[int, str] = {}
    length = 0
    for block in blocks:
        starts.append(length)
        for piece, stored, dropped in _pieces(report.text, block, skip):
            read_at.append(length)
            stored_at.append(stored)
            if dropped:
                skipped[length] = dropped
            pieces.append(piece)
            length += len(piece)
        pieces.append(GAP)
        read_at.append(length)
        stored_at.append(block.end)
        length += len(GAP)
    return ReadingView(
        text="".join(pieces),
        read_at=tuple(read_at),
        stored_at=tuple(stored_at),
        starts=tuple(starts),
        skipped=skipped,
    )


def _pieces(text: str, block: Block, skip: re.Pattern[str] | None) -> list[tuple[str, int, str]]:
    """Return the pieces of a block as read, each with its stored offset and the words left out before it."""
    cuts = list(block.cuts)
    drops: dict[int, str] = {}
    if skip is not None:
        for found in skip.finditer(text, block.start, block.end):
            start, end = found.span("skip")
            if all(cut.end <= start or cut.start >= end for cut in cuts):
                cuts.append(Cut(start=start, end=end, put=""))
                drops[end] = text[start:end].strip()
    pieces: list[tuple[str, int, str]] = []
    at = block.start
    for cut in sorted(cuts, key=lambda c: c.start):
        pieces.append((text[at : cut.start], at, drops.get(at, "")))
        if cut.put:
            pieces.append((cut.put, cut.start, ""))
        at = cut.end
    pieces.append((text[at : block.end], at, drops.get(at, "")))
    return [piece for piece in pieces if piece[0]]
