"""Tells titles and names apart in the Factbook's "Prime Minister HUN MANET (since 22 August 2023)"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.tables import cells, read_table
from dragoman.knowledge.names import normal, proper
from dragoman.knowledge.offices import read_title
from dragoman.knowledge.reading import tidy_day

__all__ = ["Leader", "leaders"]

SINCE = re.compile(r"\s*\(\s*(?:since|from)\s+([^();]*)[^()]*\)")
BRACKETS = re.compile(r"\s*\([^()]*\)")
LONGEST = 6  # words of a title
SHORTEST = 4  # letters of a title that may follow a word in capitals: "LIU He" is a name
LINKING = frozenset(("and", "of", "the", "for"))


@dataclass(frozen=True, slots=True)
class Leader:
    """A person with title, the office it names ("" if none we know) and the day since when ("" if untold)."""

    name: str
    title: str
    office: str
    since: str


def leaders(told: str) -> Iterator[Leader]:
    """Yield each person of a cell with the office; pieces without a name in capitals are left out.

    Persons who follow a title in the plural all have it.
    """
    title, office = "", ""
    for stretch, since in _stretches(told):
        words = BRACKETS.sub("", stretch).strip(" ,").removeprefix("and ").split()
        cut = _end_of_titles(words)
        names = [name for name in " ".join(words[cut:]).split(", ") if _is_name(name)]
        if cut and names:
            title = " ".join(words[:cut]).strip(" ,")
            office = _office(title)
        for name in names:
            yield Leader(proper(name.strip(" ,").removeprefix("and ")), title, office, tidy_day(since))


def _stretches(told: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each "(since DAY)", with the day; a cell without any whole, but for remarks."""
    if not SINCE.search(told):
        yield re.split(r";|\bnotes?\b", told)[0], ""
    for piece in re.split(r";\s*", told):
        if re.match(r"notes?\b", piece, re.IGNORECASE):
            return
        at = 0
        for match in SINCE.finditer(piece):
            yield piece[at : match.start()], match[1].strip()
            at = match.end()


def _is_name(text: str) -> bool:
    return any(_in_capitals(word) for word in re.findall(r"[^\W\d_]+", text))


def _in_capitals(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _end_of_titles(words: list[str]) -> int:
    """Return how many words stand before the name: titles, and all up to the last of them or its comma."""
    end, named = 0, False
    for at in range(len(words)):
        named = named or _in_capitals(words[at])
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if _is_title(phrase) and not (named and len(phrase) < SHORTEST):
                end = max(end, at + length)
                break
    while (
        end < len(words) and words[end].lower() in LINKING
    ):  # "President of the Council ALI": up to capitals
        end = next((at for at in range(end, len(words)) if _is_name(words[at])), len(words))
    return end


def _is_title(phrase: str) -> bool:
    words = normal(phrase.rstrip(","))
    if any(_in_capitals(word) for word in phrase.split()):
        return False
    return words in _titles() or words.removesuffix("s") in _titles()


def _office(title: str) -> str:
    """Return the office of a title, of several the first that we know."""
    for part in re.split(r",\s*|\s+and\s+", title):
        words = normal(part)
        for form in (
            words,
            words.removesuffix("s"),
            words.removeprefix("executive "),
            words[len("executive ") : -1],
        ):
            if form in _titles():
                found = read_title(form).office
                if found:
                    return found
    return ""


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(
        normal(form)
        for row in read_table("lexicon/en/titles.tsv")
        if row["kind"] in ("office", "rank", "honorific")
        for form in cells(row["form"])
    )
