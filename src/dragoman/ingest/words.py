"""The word lists and cues of the ingest stage, read from `data/ingest`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.codebook.tables import read_table

__all__ = ["Cue", "any_of", "cue_of", "furniture_words", "word_list"]

_EDGE = " \t\u00a0.,:;|•·*_—–-»«>#"
_LONGEST = 400
_LONGEST_END = 40
_NO_WORD = re.compile(r"\W+$")
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
    whole: dict[str, Cue]
    start: dict[str, Cue]
    start_pattern: re.Pattern[str]
    end: tuple[Cue, ...]
    inside: tuple[Cue, ...]


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
    start = {cue.words: cue for cue in cues if cue.where == "start"}
    return _Index(
        whole={cue.words: cue for cue in cues if cue.where == "whole"},
        start=start,
        start_pattern=re.compile(any_of(start)),
        end=tuple(cue for cue in cues if cue.where == "end"),
        inside=tuple(cue for cue in cues if cue.where == "any"),
    )


@functools.cache
def furniture_words() -> re.Pattern[str]:
    """Return a pattern for the words on buttons and in menus, folded."""
    return re.compile(any_of(words for words, cue in _index().whole.items() if cue.kind == "furniture"))


@functools.lru_cache(maxsize=4096)
def cue_of(line: str, *, zones: frozenset[str]) -> Cue | None:
    """Return the cue that says what kind of line this is, if any; the more certain places come first."""
    if len(line) > _LONGEST:
        return None
    folded = line.strip().casefold()
    for cue in _candidates(folded):
        if cue.zone in zones and _fits(cue, folded):
            return cue
    return None


def _candidates(folded: str) -> Iterator[Cue]:
    """Yield the cues whose words stand where they must."""
    index = _index()
    whole = index.whole.get(folded.strip(_EDGE))
    if whole is not None:
        yield whole
    for words in (folded.lstrip("|•·*_—–->» "), folded):
        match = index.start_pattern.match(words)
        if match is not None:
            yield index.start[match.group()]
    ending = _NO_WORD.sub("", folded[-_LONGEST_END:])
    for cue in index.end:
        if ending.endswith(_NO_WORD.sub("", cue.words)) and _parted(
            cue.words, folded, folded.rfind(cue.words)
        ):
            yield cue
    for cue in index.inside:
        at = folded.find(cue.words)
        if at >= 0 and _parted(cue.words, folded, at):
            yield cue


def _parted(words: str, folded: str, at: int) -> bool:
    """Return whether the words stand at `at` and are no part of longer words."""
    if at < 0:
        return False
    before, after = folded[at - 1 : at], folded[at + len(words) : at + len(words) + 1]
    return not (words[0].isalnum() and before.isalnum()) and not (words[-1].isalnum() and after.isalnum())


def _fits(cue: Cue, folded: str) -> bool:
    """Return whether the line is of a length and shape that such a cue can mark."""
    if cue.kind == "link":
        rest = folded[folded.find(cue.words) + len(cue.words) :].lstrip()
        return not rest or rest[0] == ":" or rest.startswith("http")
    return cue.kind != "furniture" or len(folded) <= _LONGEST_FURNITURE
