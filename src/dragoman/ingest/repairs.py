"""Cuts: how damaged stretches of a text are to be read. The text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from dragoman.ingest.words import word_list
from dragoman.model.report import Cut

__all__ = ["cuts_in", "join_over", "reading"]

_HIDDEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff"  # soft hyphen, zero-width space and marks of direction
_RUN = re.compile(
    rf"[\s{_HIDDEN}]{{2,}}|[^\S ]|[{_HIDDEN}]|[\ufb00-\ufb06]"  # blanks and characters without width
    r"|\*\*+|(?<![\w*])\*(?=[\w\"“])|(?<=[\w.,\"”!?])\*(?![\w*])"  # marks of bold and slanted type
    r"|\]\(https?://[^\s()]+\)|\[(?=[^\[\]]+\]\(http)"  # links of Markdown
)
_BREAKS = re.compile(r"[\n\r\f\v\u2028\u2029\x85]")
_BEFORE = re.compile(r"([^\W\d_]+)[-\u2010]$")
_AFTER = re.compile(r"[^\W\d_]+")
_LONGEST_PART = 40
_NEAR = 20_000


def cuts_in(text: str, start: int, end: int) -> tuple[Cut, ...]:
    """Return the repairs that the stretch `[start, end)` needs to be read as running text.

    Line breaks and runs of blanks become one blank, characters without width nothing, ligatures their
    letters; marks of bold type and links of Markdown go. A word broken by a hyphen at a line's end is
    put together: see `_joined`.
    """
    cuts: list[Cut] = []
    for match in _RUN.finditer(text, start, end):
        cut = _cut_of(text, match, (start, end))
        if cuts and cut.start < cuts[-1].end:
            cut = Cut(start=cuts[-1].end, end=max(cut.end, cuts[-1].end), put=cut.put)
        if cut.end > cut.start:
            cuts.append(cut)
    return tuple(cuts)


def _cut_of(text: str, match: re.Match[str], bounds: tuple[int, int]) -> Cut:
    run, at, stop = match.group(), match.start(), match.end()
    start, end = bounds
    if run[0] >= "\ufb00" and run[0] <= "\ufb06":
        return Cut(start=at, end=stop, put=normalize("NFKC", run))
    if run[0] in "*][" or at == start or stop == end:
        return Cut(start=at, end=stop, put="")
    if "\u00ad" in run and run.strip("\u00ad").strip() == "" and (_BREAKS.search(run) or len(run) == 1):
        return Cut(start=at, end=stop, put="")
    if _BREAKS.search(run):
        return join_over(text, at, stop, start)
    return Cut(start=at, end=stop, put=" " if any(char.isspace() for char in run) else "")


def join_over(text: str, gap_start: int, gap_end: int, floor: int = 0) -> Cut:
    """Return the cut that joins the words on both sides of a gap, the hyphen's fate included."""
    before = _BEFORE.search(text, max(floor, gap_start - _LONGEST_PART), gap_start)
    after = _AFTER.match(text, gap_end)
    if before is None or after is None:
        return Cut(start=gap_start, end=gap_end, put=" ")
    near = text[max(0, gap_start - _NEAR) : gap_end + _NEAR].lower()
    joined = _joined(near, before[1], after.group())
    if joined == "apart":
        return Cut(start=gap_start, end=gap_end, put=" ")
    if joined == "hyphen":
        return Cut(start=gap_start, end=gap_end, put="")
    return Cut(start=gap_start - 1, end=gap_end, put="")


def _joined(near: str, first: str, second: str) -> str:
    """Return how a word broken as `first-` and `second` is to be read: "word", "hyphen" or "apart".

    In this order: "mid- and" stays apart; the hyphen stays before a capital, if the text near by
    writes the word with a hyphen, and with such parts as "vice" or "backed"; else it was put in by the
    line break.
    """
    if second in word_list("hyphen_apart"):
        return "apart"
    if second[0].isupper() or first.isupper():
        return "hyphen"
    whole, hyphened = f"{first}{second}".lower(), f"{first}-{second}".lower()
    if whole in near and re.search(rf"\b{re.escape(whole)}\b", near):
        return "word"
    if hyphened in near and re.search(rf"\b{re.escape(hyphened)}\b", near):
        return "hyphen"
    if first.lower() in word_list("hyphen_first") or second in word_list("hyphen_second"):
        return "hyphen"
    return "word"


def reading(text: str, start: int, end: int, cuts: Iterable[Cut]) -> str:
    """Return the stretch as it is read: with the cuts carried out."""
    pieces: list[str] = []
    position = start
    for cut in cuts:
        pieces += (text[position : cut.start], cut.put)
        position = cut.end
    pieces.append(text[position:end])
    return "".join(pieces)
