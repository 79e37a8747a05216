"""Judges what a single line or paragraph is, by its words and its place in the report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.ingest.dateline import dateline_of, place_and_date
from dragoman.ingest.header import (
    Byline,
    DateLine,
    byline_of,
    date_line,
    field_line,
    full_date,
    only_date_words,
)
from dragoman.ingest.lines import breaks_off, ends_sentence
from dragoman.ingest.links import joined_url, url_of_line
from dragoman.ingest.outlets import agency_named, outlet_named
from dragoman.ingest.parts import Field, Heading, Link, Mark, Outlet, TeaserHead
from dragoman.ingest.words import Cue, cue_of, furniture_words, word_list
from dragoman.model.report import BlockKind

__all__ = [
    "Verdict",
    "heading_marks",
    "is_link_cue",
    "is_table_row",
    "judge_line",
    "judge_page_edge",
    "judge_paragraph",
    "looks_like_heading",
    "looks_like_title",
    "names_only",
    "names_outlet",
    "same_title",
    "title_and_site",
]

_HASHES = re.compile(r"#{1,6}(?=[^#])\s*(?:\*\*)?")
_LEGEND = re.compile(r"[\u2580-\u259f\u25a0-\u25a3]")
_COLUMNS = re.compile(r"\s+[|•·–—-]\s+")
_BAR = re.compile(r"\s*\|\s*")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)$")
_LINKED = re.compile(r"\[([^\]]*)\]\((https?://[^\s()]+)\)$")
_BARS = re.compile(r"\s+[|»›•·]\s+|\s+/\s+|\s>\s")
_SITE = re.compile(r"\s(?:\||-|–|—|::|»|·|•)\s")
_PAGE_OF = re.compile(r"page\s+\d+(?:\s+of\s+\d+)?", re.IGNORECASE)
_BODY_LENGTH = 100
_LONGEST_MENU = 140
_OUTLET_WORDS = 6
_LONGEST_CAPTION = 400
_LONGEST_TITLE = 170
_LONGEST_HEADING = 90
_HEADING_WORDS = 14
_BULLET = re.compile(r"[-*•▪●·–—>]+\s|\d{1,3}[.)]\s")
_KINDS = {
    "furniture": BlockKind.FURNITURE,
    "link": BlockKind.FURNITURE,
    "teaser": BlockKind.TEASER,
    "caption": BlockKind.CAPTION,
    "byline": BlockKind.BYLINE,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line or paragraph is; `lead` characters at its start are marks or a field's name."""

    kind: BlockKind
    lead: int = 0
    marks: tuple[Mark, ...] = ()


def heading_marks(words: str) -> int:
    """Return how many characters at the start only mark a heading (`## `), 0 if it is none."""
    match = _HASHES.match(words)
    return match.end() if match else 0


def is_link_cue(words: str) -> bool:
    """Return whether the line announces the report's own URL."""
    cue = cue_of(words.lstrip("# "), zones=frozenset({"any"}))
    return cue is not None and cue.kind == "link"


def judge_line(words: str, zones: frozenset[str]) -> Verdict | None:
    """Return what the line is if it is a part by itself, whatever stands around it."""
    if not any(char.isalnum() for char in words):
        return Verdict(BlockKind.FURNITURE)
    lead = heading_marks(words)
    if lead:
        verdict = _of_cue(cue_of(words[lead:], zones=zones), words[lead:])
        return verdict or Verdict(BlockKind.HEADING, lead, (Heading(),))
    if "top" in zones:
        verdict = _above_text(words)
        if verdict is not None:
            return verdict
    verdict = _by_shape(words)
    if verdict is not None:
        return verdict
    cue = cue_of(words, zones=zones)
    if cue is not None and cue.kind == "caption" and cue.where in ("any", "end"):
        return None
    return _of_cue(cue, words)


def _by_shape(words: str) -> Verdict | None:
    """Return what a line is by its shape: a URL, the legend of a map, a page number or a row of buttons."""
    url = _own_url(words)
    if url is not None:
        return Verdict(BlockKind.FURNITURE, 0, (url,))
    if _LEGEND.match(words) or _PICTURE.match(words):
        return Verdict(BlockKind.CAPTION)
    return Verdict(BlockKind.FURNITURE) if _PAGE_OF.fullmatch(words) or _buttons(words) else None


def _own_url(words: str) -> Link | None:
    """Return the link of a line that is a URL, or names its source and gives a URL."""
    if words.startswith(("http", "<http")):
        url = url_of_line(words)
        return Link(url, "url.line") if url else None
    linked = _LINKED.match(words)
    if linked and (is_link_cue(linked[1]) or linked[1].strip().casefold() in word_list("link_source")):
        return Link(linked[2], "url.block")
    name, colon, value = words.partition(":")
    if colon and name.strip().casefold() in word_list("link_source") and value.lstrip().startswith("http"):
        url = joined_url(value)
        return Link(url, "url.block") if url else None
    return None


def _buttons(words: str) -> bool:
    """Return whether the line is a row of menu entries or buttons."""
    if len(words) > _LONGEST_MENU:
        return False
    entries = [entry for entry in _BARS.split(words) if entry.strip()]
    if len(entries) > 2 and all(
        entry.count(" ") < 3 and not any(map(str.isdigit, entry)) for entry in entries
    ):
        return not any(byline_of(entry) for entry in entries)
    return not any(char.isalnum() for char in furniture_words().sub("", words.casefold()))


def _above_text(words: str) -> Verdict | None:
    """Return what a line above the text is: a field, or dates, byline and outlet parted by bars."""
    named = field_line(words)
    if named is not None:
        name, at = named
        kind = BlockKind.TITLE if name == "title" else BlockKind.FURNITURE
        first, *others = (
            _BAR.split(words[at:].rstrip(" *_\"'")) if name != "title" else [words[at:].rstrip(" *_\"'")]
        )
        dates = (dated for other in others if (dated := date_line(other)) is not None)
        return Verdict(kind, at if name == "title" else 0, (Field(name, first), *dates))
    if len(words) > _LONGEST_MENU:
        return None
    if only_date_words(words):
        return Verdict(BlockKind.BYLINE)
    entries = [entry.strip() for entry in _COLUMNS.split(words) if entry.strip()]
    found: list[Mark] = [mark for entry in entries if (mark := _header_mark(entry)) is not None]
    if not found or (len(found) < len(entries) and not _may_hold_more(entries, found)):
        return None
    if len(found) == 1 and isinstance(found[0], Byline) and (day := full_date(words)) is not None:
        found.append(day)
    kind = BlockKind.FURNITURE if all(isinstance(mark, Outlet) for mark in found) else BlockKind.BYLINE
    return Verdict(kind, 0, tuple(found))


def _may_hold_more(entries: list[str], found: list[Mark]) -> bool:
    """Return whether what else stands in the line is of no matter."""
    if any(isinstance(mark, DateLine) for mark in found):
        return True
    others = [entry for entry in entries if _header_mark(entry) is None]
    return isinstance(found[0], Outlet) and all(" " not in entry for entry in others)


def _header_mark(words: str) -> Mark | None:
    return date_line(words) or byline_of(words) or place_and_date(words) or _outlet(words)


def _outlet(words: str) -> Outlet | None:
    """Return the outlet if the words are its name: a known one, or one of the shape of such names."""
    return Outlet(words) if names_outlet(words) else None


def names_outlet(words: str) -> bool:
    """Return whether the words are the name of a known outlet, or have the shape of such names."""
    words = words.strip()
    if words.count(" ") >= _OUTLET_WORDS or not words:
        return False
    if outlet_named(words) is not None:
        return True
    return names_only(words) and words.split()[-1].casefold() in word_list("outlet_end")


def _of_cue(cue: Cue | None, words: str) -> Verdict | None:
    if cue is None:
        return None
    bare = len(words.strip(" :.|*_#")) <= len(cue.words.strip(" :|")) + 8
    if cue.kind == "teaser" and bare:
        return Verdict(BlockKind.TEASER, 0, (TeaserHead(),))
    return Verdict(_KINDS[cue.kind])


def judge_paragraph(words: str, zones: frozenset[str]) -> Verdict | None:
    """Return what a whole paragraph is if its words give it away, None if it may be text."""
    if len(words) > _LONGEST_CAPTION:
        return None
    cue = cue_of(words, zones=zones)
    if cue is not None and cue.kind == "caption" and dateline_of(words) is not None:
        return None
    if cue is not None:
        return _of_cue(cue, words)
    if "end" in zones and agency_named(words) and len(words.split()) <= 4:
        byline = byline_of(words)
        return Verdict(BlockKind.BYLINE, 0, (byline,) if byline else ())
    return Verdict(BlockKind.CAPTION) if _credited(words) else None


def _credited(words: str) -> bool:
    """Return whether the words end with a credit as pictures have it: "Press Office / TASS"."""
    head, slash, credit = words.rpartition("/")
    if not slash:
        return False
    if agency_named(credit):
        return True
    before = re.split(r"[.!?]\s", head)[-1].strip()
    cue = cue_of(before, zones=frozenset({"any"}))
    pictured = cue is not None and cue.kind == "caption"
    return (
        credit.strip()[:1].isupper()
        and not credit.endswith(".")
        and (pictured or (before != head and names_only(before)))
    )


def title_and_site(title: str) -> tuple[str, str | None]:
    """Return the title without the name of the outlet at its end, and that name."""
    parts = _SITE.split(title)
    if len(parts) > 1 and names_outlet(parts[-1]):
        return title[: title.rindex(parts[-1])].rstrip(" |-–—:»·•"), parts[-1].strip()
    return title, None


def judge_page_edge(words: str) -> Verdict:
    """Return what a header or footer of a page is: furniture, which may name the outlet."""
    outlet = _outlet(words)
    return Verdict(BlockKind.FURNITURE, 0, (outlet,) if outlet else ())


def is_table_row(words: str) -> bool:
    """Return whether the words are cells of a table parted by bars, not a sentence."""
    return " | " in words and not ends_sentence(words)


def looks_like_body(words: str) -> bool:
    """Return whether a line can only be running text: long, or a finished sentence of some words."""
    return len(words) > _BODY_LENGTH or (ends_sentence(words) and words.count(" ") >= 7)


def looks_like_title(words: str) -> bool:
    """Return whether the words could be a title: short and without the full stop of a sentence."""
    return (
        2 < len(words) <= _LONGEST_TITLE
        and not words.endswith((".", ";", ",", ":", ".”", '."'))
        and not _BULLET.match(words)
    )


def looks_like_heading(words: str) -> bool:
    """Return whether the words could be a heading between paragraphs."""
    return (
        len(words) <= _LONGEST_HEADING
        and words.count(" ") < _HEADING_WORDS
        and not ends_sentence(words)
        and not breaks_off(words)
        and not _BULLET.match(words)
    )


def names_only(words: str) -> bool:
    """Return whether the words are names and small words alone, as captions without a verb are."""
    small = word_list("small")
    tokens = re.findall(r"[^\W\d_][\w'’]*", words)
    return len(tokens) > 1 and all(token[0].isupper() or token in small for token in tokens)


def same_title(words: str, title: str) -> bool:
    """Return whether the words are the title, but for case, marks and the outlet's name at an end."""
    ours, theirs = _letters(words), _letters(title)
    if not ours or not theirs:
        return False
    shorter, longer = sorted((ours, theirs), key=len)
    return ours == theirs or (
        len(shorter) >= 20 and longer.startswith(shorter) and len(shorter) > 0.6 * len(longer)
    )


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())
