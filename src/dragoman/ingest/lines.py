"""Cuts a text into lines and lines into paragraphs, be they wrapped or paragraphs themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.ingest.words import word_list

__all__ = [
    "Line",
    "Paragraph",
    "breaks_off",
    "ends_sentence",
    "lines_of",
    "page_furniture",
    "paragraphs_of",
    "starts_lower",
]

_BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")
_SENTENCE_END = re.compile(r"[.!?…:;။।。！？][\"'”’»)\]*]*$")
_LOWER = re.compile(r"[\"'“‘«(\[]*[^\W\d_]")
_ITEM = re.compile(r"[-*•▪●]\s+\S")
_WIDEST_WRAP = 160
_MOSTLY = 0.8
_ROOM = 0.9
_PAGE_EDGE = 2
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line `[start, end)` without the white space at its ends.

    `gap`: a blank line or a new page is before it. `page`: the number of its page, from 0.
    """

    start: int
    end: int
    gap: bool
    page: int

    def of(self, text: str) -> str:
        """Return the line's words."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines that make one paragraph; never empty. `alone`: blank lines stand before and after it."""

    lines: tuple[Line, ...]
    alone: bool = False

    @property
    def start(self) -> int:
        """Where its first line starts."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1].end


def ends_sentence(words: str) -> bool:
    """Return whether the words end with the mark of a finished sentence."""
    return _SENTENCE_END.search(words, max(0, len(words) - 8)) is not None


def breaks_off(words: str) -> bool:
    """Return whether the words end where no sentence or title can: with a comma, hyphen, "of", "the"."""
    return words.endswith((",", "-")) or words.rpartition(" ")[2].casefold() in word_list("unfinished")


def starts_lower(words: str) -> bool:
    """Return whether the first letter of the words is a small one, with at most quotes before it."""
    match = _LOWER.match(words)
    return match is not None and match.group()[-1].islower()


def lines_of(text: str) -> list[Line]:
    """Return the lines of the text that are not blank."""
    lines: list[Line] = []
    position, page, gap = 0, 0, True
    for stop, next_start, mark in [
        *((match.start(), match.end(), match.group()) for match in _BREAK.finditer(text)),
        (len(text), len(text), ""),
    ]:
        words = text[position:stop].strip()
        if words:
            start = text.index(words, position)
            lines.append(Line(start, start + len(words), gap, page))
        gap = not words or mark == "\f"
        page += mark == "\f"
        position = next_start
    return lines


def page_furniture(text: str, lines: list[Line]) -> frozenset[int]:
    """Return the indices of lines that are headers, footers or numbers of pages.

    These are lines at the edge of a page that are a page number or stand, but for figures, at the edge
    of another page too.
    """
    if not lines or lines[-1].page == 0:
        return frozenset()
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        pages.setdefault(line.page, []).append(index)
    edges = [
        (index, re.sub(r"\d+", "#", lines[index].of(text)))
        for members in pages.values()
        for index in sorted({*members[:_PAGE_EDGE], *members[-_PAGE_EDGE:]})
    ]
    counts = Counter(words for _, words in edges)
    return frozenset(
        index for index, words in edges if counts[words] > 1 or _PAGE_NUMBER.fullmatch(lines[index].of(text))
    )


def paragraphs_of(text: str, lines: list[Line], alone: Callable[[int], bool]) -> list[Paragraph]:
    """Return the paragraphs of the lines; a line for which `alone(index)` holds is one by itself."""
    paragraphs: list[Paragraph] = []
    chunk: list[int] = []
    for index, line in enumerate([*lines, None]):
        if chunk and (line is None or line.gap):
            paragraphs.extend(_of_chunk(text, lines, chunk, alone))
            chunk = []
        if line is not None:
            chunk.append(index)
    return paragraphs


def _of_chunk(
    text: str, lines: list[Line], chunk: list[int], alone: Callable[[int], bool]
) -> list[Paragraph]:
    """Return the paragraphs of lines between which no blank line stands."""
    if len(chunk) == 1:
        return [Paragraph((lines[chunk[0]],), alone=True)]
    words = [lines[index].of(text) for index in chunk]
    apart = [alone(index) for index in chunk]
    width = _width(words)
    ended = [ends_sentence(line) for line in words]
    unwrapped = width > _WIDEST_WRAP or (len(words) > 2 and sum(ended) >= _MOSTLY * len(words))
    parts: list[list[Line]] = [[lines[chunk[0]]]]
    for number, index in enumerate(chunk[1:], 1):
        if apart[number] or apart[number - 1] or _ITEM.match(words[number]):
            split = True
        elif not ended[number - 1] and (starts_lower(words[number]) or breaks_off(words[number - 1])):
            split = False
        else:
            split = unwrapped or _stopped_early(words[number - 1], words[number], width)
        if split:
            parts.append([])
        parts[-1].append(lines[index])
    return [Paragraph(tuple(part)) for part in parts]


def _width(words: list[str]) -> int:
    """Return how wide the lines run: the widest, or of many lines one that a few stray ones cannot set."""
    lengths = sorted(len(line) for line in words)
    return lengths[-1] if len(lengths) < 8 else lengths[int(len(lengths) * 0.85)]


def _stopped_early(line: str, following: str, width: int) -> bool:
    """Return whether the line broke although the next line's first word had room on it."""
    first, _, _ = following.partition(" ")
    return len(line) + 1 + len(first) <= _ROOM * width
