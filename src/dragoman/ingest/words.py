"""The word lists and cues of the ingest stage, read from `data/ingest`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.codebook.tables import read_table

__all__ = ["Cue", "any_of", "cue_of", "furniture_words", "word_list"]

_EDGE = " \t\u00a0.,:;|•·*_—–-»«>#"
_LONGEST = 400
_LONGEST_FURNITURE = 160


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give away what a line is: `where` they stand in it and in which `zone` of the report."""

    id: str
    kind: str
    where: str
    zone: str
    words: str


@dataclass(frozen=True, slots=True)
class _Index:
    cues: dict[tuple[str, str], Cue]
    start: re.Pattern[str]
    end: re.Pattern[str]
    inside: re.Pattern[str]


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of the list `name` in `ingest/words.tsv`."""
    return frozenset(row["word"] for row in read_table("ingest/words.tsv") if row["list"] == name)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words as whole words, the longest first."""
    return "|".join(_bounded(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"


def _bounded(word: str) -> str:
    """Return the escaped word, with word boundaries at those ends that are letters or digits."""
    before = r"\b" if word[:1].isalnum() else ""
    after = r"\b" if word[-1:].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"


@functools.cache
def _index() -> _Index:
    rows = read_table("ingest/cues.tsv")
    cues = [Cue(row["id"], row["kind"], row["where"], row["zone"], row["words"]) for row in rows]
    words = {place: [cue.words for cue in cues if cue.where == place] for place in ("start", "end", "any")}
    return _Index(
        cues={(cue.where, cue.words): cue for cue in cues},
        start=re.compile(any_of(words["start"])),
        end=re.compile(rf"(?:{any_of(words['end'])})\W*$"),
        inside=re.compile(any_of(words["any"])),
    )


@functools.cache
def furniture_words() -> re.Pattern[str]:
    """Return a pattern for the words on buttons and in menus, folded."""
    return re.compile(
        any_of(
            cue.words for cue in _index().cues.values() if cue.kind == "furniture" and cue.where == "whole"
        )
    )


def cue_of(line: str, *, zones: frozenset[str]) -> Cue | None:
    """Return the cue that says what kind of line this is, if any; the more certain places come first."""
    if len(line) > _LONGEST:
        return None
    index = _index()
    folded = line.strip().casefold()
    whole = index.cues.get(("whole", folded.strip(_EDGE)))
    if whole is not None and whole.zone in zones:
        return whole
    for place, match in (
        ("start", index.start.match(folded.lstrip("|•·*_—–->» ")) or index.start.match(folded)),
        ("end", index.end.search(folded)),
        ("any", index.inside.search(folded)),
    ):
        if match is None:
            continue
        words = match.group().rstrip() if place != "end" else _known_end(index, match.group())
        cue = index.cues.get((place, words))
        if cue is not None and cue.zone in zones and _fits(cue, folded):
            return cue
    return None


def _known_end(index: _Index, found: str) -> str:
    """Return the words of the end cue that `found` consists of, without the marks after it."""
    while found and ("end", found) not in index.cues:
        found = found[:-1]
    return found


def _fits(cue: Cue, folded: str) -> bool:
    """Return whether the line is of a length and shape that such a cue can mark."""
    if cue.kind == "link":
        rest = folded[folded.find(cue.words) + len(cue.words) :].lstrip()
        return not rest or rest[0] == ":" or rest.startswith("http")
    return cue.kind != "furniture" or len(folded) <= _LONGEST_FURNITURE
