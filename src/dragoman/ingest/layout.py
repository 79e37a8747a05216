"""Tells the parts of a text apart: title, headings, paragraphs, bylines, captions, teasers and furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.ingest.dateline import dateline_of
from dragoman.ingest.dates import date_in
from dragoman.ingest.header import glued_date
from dragoman.ingest.judges import (
    Verdict,
    is_link_cue,
    is_table_row,
    judge_line,
    judge_page_edge,
    judge_paragraph,
    looks_like_body,
    looks_like_heading,
    looks_like_title,
    names_only,
    same_title,
)
from dragoman.ingest.lines import (
    Line,
    Paragraph,
    breaks_off,
    ends_sentence,
    lines_of,
    page_furniture,
    paragraphs_of,
    starts_lower,
)
from dragoman.ingest.links import is_url_piece, joined_url
from dragoman.ingest.parts import GluedDate, Heading, Link, Mark, Part, TeaserHead
from dragoman.ingest.repairs import cuts_in, join_over, reading
from dragoman.model.report import Block, BlockKind, Cut

__all__ = ["Layout", "lay_out"]

_TOP_LINES = 15
_END_LINES = 4
_SWALLOWED = 4
_LINK_LINES = 8
_LONGEST_TEASER = 150
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\n\t\u2009\u202f", " "))
_BULLET = re.compile(r"[-*•▪●·>]+\s+")
_ASIDE = frozenset({BlockKind.FURNITURE, BlockKind.TEASER, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text and what its lines give away, in text order; `title` is the title as read."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    title: str | None


def lay_out(text: str, title: str | None = None) -> Layout:
    """Return the layout of a text whose title may be known from elsewhere."""
    lines = lines_of(text)
    parts: list[Part] = []
    glued = glued_date(text) if lines else None
    if glued is not None:
        parts.append(_glued_part(text, glued))
        lines = _lines_after(text, lines, parts[0].end)
    parts += _Scan(text, lines, title).parts()
    parts = _dateline_apart(text, _merged(text, parts))
    blocks = tuple(_block(text, part) for part in parts)
    return Layout(
        blocks=blocks,
        marks=tuple(mark for part in parts for mark in part.marks),
        title=next(
            (
                reading(text, block.start, block.end, block.cuts).strip()
                for block in blocks
                if block.kind is BlockKind.TITLE
            ),
            None,
        ),
    )


def _glued_part(text: str, glued: tuple[int, int, str]) -> Part:
    start, end, words = glued
    found = date_in(words)
    marks = (GluedDate(found),) if found else ()
    return Part(kind=BlockKind.FURNITURE, stretches=((start, end),), marks=marks)


def _lines_after(text: str, lines: list[Line], position: int) -> list[Line]:
    """Return the lines from `position` on, the first of them cut to begin there."""
    kept: list[Line] = []
    for line in lines:
        if line.end <= position:
            continue
        start = max(line.start, position)
        start += len(text[start : line.end]) - len(text[start : line.end].lstrip())
        kept.append(replace(line, start=start, gap=line.gap or not kept))
    return kept


class _Scan:
    """One pass over the lines of a text from top to bottom."""

    def __init__(self, text: str, lines: list[Line], title: str | None) -> None:
        self.text = text
        self.lines = lines
        self.title = title
        self.body_from = self._body_start()
        self.verdicts = self._judge_lines()
        self.links = self._link_blocks()
        self.parts_so_far: list[Part] = []
        self.body_met = False
        self.title_met = title is not None
        self.title_shown: str | None = None
        self.in_teasers = False

    def parts(self) -> list[Part]:
        """Return the parts in text order."""
        linked = {index for members in self.links.values() for index in members}
        paragraphs = paragraphs_of(
            self.text, self.lines, lambda index: self.verdicts[index] is not None or index in linked
        )
        at = {line.start: index for index, line in enumerate(self.lines)}
        done: set[int] = set()
        for number, paragraph in enumerate(paragraphs):
            index = at[paragraph.start]
            if index in done:
                continue
            if index in self.links:
                done.update(self.links[index])
                self.parts_so_far.append(self._link_part(self.links[index]))
                continue
            following = self._next_text(paragraphs, number, at)
            self._add(paragraph, index, following)
        return self.parts_so_far

    def _next_text(self, paragraphs: list[Paragraph], number: int, at: dict[int, int]) -> Paragraph | None:
        """Return the next paragraph that its own line does not tell to be no text, of the few that follow."""
        following = paragraphs[number + 1 : number + 2 + _SWALLOWED]
        return next((later for later in following if not self._aside(later, at)), None)

    def _aside(self, paragraph: Paragraph, at: dict[int, int]) -> bool:
        """Return whether a paragraph is no text by its own line."""
        verdict = self.verdicts[at[paragraph.start]]
        return verdict is not None and verdict.kind in _ASIDE

    def _zones(self, index: int) -> frozenset[str]:
        if index < self.body_from:
            return frozenset({"any", "top"})
        if index >= len(self.lines) - _END_LINES:
            return frozenset({"any", "end"})
        return frozenset({"any"})

    def _body_start(self) -> int:
        """Return the index of the first line that can only be running text."""
        top = frozenset({"any", "top"})
        for index, line in enumerate(self.lines[:_TOP_LINES]):
            words = line.of(self.text)
            if (
                looks_like_body(words)
                and not (index == 0 and self.title and same_title(words, self.title))
                and judge_line(words, top) is None
                and judge_paragraph(words, top) is None
            ):
                return index
        return min(_TOP_LINES, len(self.lines))

    def _judge_lines(self) -> list[Verdict | None]:
        pages = page_furniture(self.text, self.lines)
        return [
            judge_page_edge(line.of(self.text))
            if index in pages
            else judge_line(line.of(self.text), self._zones(index))
            for index, line in enumerate(self.lines)
        ]

    def _link_blocks(self) -> dict[int, range]:
        """Return the lines of each block that announces and gives the report's own URL, by its first line."""
        blocks: dict[int, range] = {}
        for index, verdict in enumerate(self.verdicts):
            if verdict is None or not _announces_link(verdict, self.lines[index].of(self.text)):
                continue
            stop = index + 1
            while stop < min(len(self.lines), index + _LINK_LINES) and self._goes_on(index, stop):
                stop += 1
            blocks[index] = range(index, stop)
        return blocks

    def _goes_on(self, first: int, index: int) -> bool:
        """Return whether the line is a further piece of the URL block that begins at line `first`."""
        words = self.lines[index].of(self.text)
        if "http" not in self.text[self.lines[first].start : self.lines[index - 1].end]:
            return words.startswith(("http", "<http"))
        return is_url_piece(words, strict=self.lines[index].gap)

    def _link_part(self, members: range) -> Part:
        start, end = self.lines[members[0]].start, self.lines[members[-1]].end
        url = joined_url(self.text[start:end])
        marks = (Link(url, "url.block"),) if url else ()
        return Part(kind=BlockKind.FURNITURE, stretches=((start, end),), marks=marks)

    def _add(self, paragraph: Paragraph, index: int, following: Paragraph | None) -> None:
        verdict = self.verdicts[index] if len(paragraph.lines) == 1 else None
        if verdict is None:
            verdict = self._judge(paragraph, index, following)
        if Heading() in verdict.marks:
            verdict = self._judge_marked(paragraph, verdict)
        self.in_teasers = verdict.kind is BlockKind.TEASER and (
            TeaserHead() in verdict.marks or self.in_teasers
        )
        if verdict.kind is BlockKind.TITLE:
            self.title_met = True
            self.title_shown = self.text[paragraph.start + verdict.lead : paragraph.end]
        self.body_met = self.body_met or verdict.kind is BlockKind.BODY
        self.parts_so_far.append(
            Part(
                kind=verdict.kind,
                stretches=((paragraph.start, paragraph.end),),
                lead=verdict.lead,
                marks=verdict.marks,
            )
        )

    def _judge_marked(self, paragraph: Paragraph, verdict: Verdict) -> Verdict:
        """Return title or heading for a line with heading marks."""
        words = self.text[paragraph.start + verdict.lead : paragraph.end]
        if self.title_shown is not None and same_title(words, self.title_shown):
            return replace(verdict, kind=BlockKind.FURNITURE)
        known = self.title is not None and same_title(words, self.title)
        first = not self.body_met and not self.title_met
        return replace(verdict, kind=BlockKind.TITLE if known or first else BlockKind.HEADING)

    def _judge(self, paragraph: Paragraph, index: int, following: Paragraph | None) -> Verdict:
        """Return what a paragraph is that no line of its own gives away."""
        raw = self.text[paragraph.start : paragraph.end]
        words = " ".join(raw.split()) if len(paragraph.lines) > 1 else raw
        verdict = judge_paragraph(words, self._zones(index))
        if verdict is not None:
            return verdict
        if self.in_teasers and len(words) <= _LONGEST_TEASER and not words.endswith("."):
            return Verdict(BlockKind.TEASER)
        if not self.body_met:
            return Verdict(self._above_body(words, following))
        if is_table_row(words):
            return Verdict(BlockKind.CAPTION)
        goes_on = following is None or starts_lower(self._first_words(following))
        if paragraph.alone and not goes_on and looks_like_heading(words) and not starts_lower(words):
            return Verdict(BlockKind.HEADING)
        bullet = _BULLET.match(words)
        return Verdict(BlockKind.BODY, bullet.end() if bullet and len(paragraph.lines) == 1 else 0)

    def _first_words(self, paragraph: Paragraph) -> str:
        return self.text[paragraph.start : paragraph.start + 20]

    def _above_body(self, words: str, following: Paragraph | None) -> BlockKind:
        """Return what a paragraph is before which no running text stands."""
        if self.title is not None and same_title(words, self.title):
            return BlockKind.TITLE
        if following is None or not looks_like_title(words) or breaks_off(words):
            return BlockKind.BODY
        if starts_lower(self._first_words(following)):
            return BlockKind.BODY
        if not self.title_met:
            return BlockKind.TITLE
        return BlockKind.CAPTION if names_only(words) else BlockKind.HEADING


def _announces_link(verdict: Verdict, words: str) -> bool:
    announced = any(isinstance(mark, Link) and mark.rule == "url.block" for mark in verdict.marks)
    return announced or is_link_cue(words)


def _merged(text: str, parts: list[Part]) -> list[Part]:
    """Return the parts with paragraphs that a blank line or furniture breaks mid-sentence put together."""
    merged: list[Part] = []
    number = 0
    while number < len(parts):
        part = parts[number]
        number += 1
        if part.kind is BlockKind.BODY:
            further = _continuation(text, part, parts, number)
            while further is not None:
                marks = tuple(mark for between in parts[number : further + 1] for mark in between.marks)
                part = replace(
                    part,
                    stretches=(*part.stretches, *parts[further].stretches),
                    marks=(*part.marks, *marks),
                )
                number = further + 1
                further = _continuation(text, part, parts, number)
        merged.append(part)
    return merged


def _continuation(text: str, part: Part, parts: Sequence[Part], number: int) -> int | None:
    """Return the index of the part that goes on with the unfinished sentence of `part`, if one does."""
    words = text[max(part.start, part.end - 60) : part.end]
    if ends_sentence(words):
        return None
    first = number
    while number < min(len(parts), first + _SWALLOWED) and parts[number].kind in _ASIDE:
        number += 1
    if number >= len(parts) or parts[number].kind is not BlockKind.BODY or parts[number].lead:
        return None
    following = text[parts[number].start : parts[number].start + 20]
    return number if starts_lower(following) or breaks_off(" ".join(words.split())) else None


def _dateline_apart(text: str, parts: list[Part]) -> list[Part]:
    """Return the parts with the dateline of the first paragraph as a part of its own."""
    for number, part in enumerate(parts):
        if part.kind is not BlockKind.BODY:
            continue
        (start, end), *rest = part.stretches
        words = text[start:end].translate(_BLANKS)
        found = dateline_of(words)
        if found is None or part.lead:
            return parts
        stop = start + len(words[: found.end].rstrip())
        dateline = Part(kind=BlockKind.BYLINE, stretches=((start, stop),), marks=(found,))
        body = replace(part, stretches=((start + found.end, end), *rest))
        return [*parts[:number], dateline, body, *parts[number + 1 :]]
    return parts


def _block(text: str, part: Part) -> Block:
    cuts: list[Cut] = []
    if part.lead:
        cuts.append(Cut(start=part.start, end=part.start + part.lead, put=""))
    for number, (start, end) in enumerate(part.stretches):
        if number:
            cuts.append(join_over(text, part.stretches[number - 1][1], start, part.start))
        cuts.extend(cuts_in(text, start, end))
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return Block(kind=part.kind, start=part.start, end=part.end, cuts=tuple(kept))
