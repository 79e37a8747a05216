"""Cuts a text into folded words and simple sentences that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.model.report import Block, BlockKind, Report

__all__ = ["Word", "folded", "sentences", "text_read", "words"]

_FILLER = "\u00ad"
_BODY = (BlockKind.BODY, BlockKind.HEADING)
_WORD = re.compile(rf"[^\W_]+(?:{_FILLER}+[^\W_]+)*")
_STOP = re.compile(r"\n\s*\n|[.!?…]['\"”’»)\]\s]*\s+(?=['\"“‘«(\[]*\s*[^\W\da-z_])")
_FEWEST = 4  # a sentence of fewer words goes with the one before


class Word(NamedTuple):
    """A word without case, marks or soft hyphens, and its place `[start, end)` in the text."""

    folded: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of a text; what stands between letters and digits parts them: Sudan's is sudan, s."""
    return [
        Word(match[0].replace(_FILLER, "").casefold(), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def folded(text: str) -> list[str]:
    """Return the same words without their places, sooner."""
    return [word.casefold() for word in _WORD.findall(text.replace(_FILLER, ""))]


def sentences(text: str, found: Sequence[Word]) -> list[range]:
    """Return the sentences of a text as ranges of its words `found`: simply cut at stops and empty lines."""
    stops = [match.end() for match in _STOP.finditer(text)]
    ranges: list[range] = []
    begin = 0
    for end in _ends(stops, found):
        if ranges and end - begin < _FEWEST:
            ranges[-1] = range(ranges[-1].start, end)
        else:
            ranges.append(range(begin, end))
        begin = end
    return ranges


def _ends(stops: Sequence[int], found: Sequence[Word]) -> Iterator[int]:
    """Yield, for each sentence that has a word, the number of words up to its end."""
    last = 0
    at = 0
    for stop in stops:
        while at < len(found) and found[at].start < stop:
            at += 1
        if at > last:
            yield at
            last = at
    if last < len(found):
        yield len(found)


def text_read(report: Report) -> str:
    """Return what is to be compared of a report, as long as its text, so that offsets agree with it.

    Blanks stand where a caption, byline or furniture was; repaired words are whole. The title is left out if
    there is a body, for each outlet writes its own.
    """
    if not report.blocks:
        return report.text
    blocks = [block for block in report.blocks if block.kind in _BODY]
    if not any(block.kind is BlockKind.BODY for block in blocks):
        blocks = [block for block in report.blocks if block.kind in (*_BODY, BlockKind.TITLE)]
    parts = []
    at = 0
    for block in blocks:
        parts += ["\n" * (block.start - at), _mended(report.text, block)]
        at = block.end
    return "".join(parts) + "\n" * (len(report.text) - at)


def _mended(text: str, block: Block) -> str:
    """Return a block with its cuts, each filled up to the length that it replaces; a longer one is left as it was."""
    parts = []
    at = block.start
    for cut in block.cuts:
        length = cut.end - cut.start
        put = cut.put.ljust(length, _FILLER) if len(cut.put) <= length else text[cut.start : cut.end]
        parts += [text[at : cut.start], put]
        at = cut.end
    return "".join(parts) + text[at : block.end]
