"""Reads agent dictionaries of TABARI and PETRARCH: nouns for anybody of a sort, with the sector they tell.

A line is `CHAMBER_OF_COMMERCE {CHAMBERS_OF_COMMERCE} [~BUS]`: noun, perhaps its plurals, code. A line
`!PERSON! = MAN, WOMAN` tells what `FISHER!PERSON!` stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dragoman.knowledge.actor_dictionary import plain_name
from dragoman.knowledge.facts import Entity, Fault, Kind, Passed
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.names import normal
from dragoman.knowledge.reading import Told, aliases
from dragoman.knowledge.sectors import read_code, vocabulary_of

__all__ = ["read"]

ENTRY = re.compile(r"(?P<noun>[^\[{]+?)\s*(?:\{(?P<plural>[^}]*)\})?\s*\[(?P<code>~?[A-Z]+~?)\]\s*$")
SET = re.compile(r"(![A-Z]+!)\s*=\s*(.+)$")
PLACE = re.compile(r"![A-Z]+!")
CURE = "Write it as NOUN {PLURAL} [~CODE]."


def read(intake: Intake) -> Iterator[Told]:
    """Yield an agent for each noun; nouns whose code tells no sector are passed over."""
    vocabulary = vocabulary_of(intake.head().decode("utf-8", "replace"))
    sets: dict[str, list[str]] = {}
    for number, raw in intake.lines():
        line = raw.partition("#")[0].strip()
        if not line:
            continue
        if match := SET.match(line):
            sets[match[1]] = [word.strip().strip("_") for word in match[2].split(",")]
            continue
        match = ENTRY.match(line)
        if not match:
            yield Fault(number, "The line is no noun with a code.", CURE)
            continue
        sector = read_code(f"~{match['code'].strip('~')}", vocabulary)[1]
        if not sector:
            yield Passed("noun without a sector", number)
            continue
        nouns = [plain_name(noun).lower() for noun in _spelt(match["noun"], sets)]
        plurals = [plain_name(noun).lower() for noun in (match["plural"] or "").split(",")]
        yield Entity(
            id=normal(nouns[0]),
            kind=Kind.AGENT,
            name=nouns[0],
            aliases=aliases([*nouns, *plurals], name=nouns[0]),
            sector=sector,
            row=number,
        )


def _spelt(noun: str, sets: Mapping[str, list[str]]) -> list[str]:
    """Return the nouns that one with a place for a word of a set stands for."""
    match = PLACE.search(noun)
    if not match:
        return [noun]
    words = sets.get(match.group(), [""])
    return [spelt for word in words for spelt in _spelt(noun.replace(match.group(), word, 1), sets)]
