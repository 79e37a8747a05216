"""Whether two wordings may be names of one person, by the habits of the country: spelling, order, family names."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.codebook.knowledge import plain_words
from dragoman.codebook.tables import cells, read_table

__all__ = ["likeness", "name_parts"]

ALIKE = 0.84  # of two words that may be spellings of one
SHORT = 3  # words of so few letters have no other spelling


@dataclass(frozen=True, slots=True)
class _Habits:
    """The table of name habits, by kind."""

    no_family: frozenset[str]
    family_first: frozenset[str]
    two_families: frozenset[str]
    address: frozenset[tuple[str, str]]
    particles: frozenset[str]
    joined: frozenset[str]
    letters: tuple[tuple[str, str], ...]


def likeness(one: str, other: str, country: str | None) -> str | None:
    """Return why two wordings may name one person of a country, None if they may not.

    >>> likeness("Bashar Assad", "Bashar al-Assad", "SYR")
    'the same name'
    >>> likeness("Hlaing", "Min Aung Hlaing", "MMR") is None
    True
    """
    a, b = name_parts(one, country), name_parts(other, country)
    if not a or not b:
        return None
    if a == b:
        return "the same name"
    if sorted(a) == sorted(b):
        return "the same words in another order"
    if len(a) == len(b):
        return "another spelling" if _spelt_alike(a, b) else None
    if "".join(a) == "".join(b):
        return "the same name, cut otherwise"
    shorter, longer = sorted((a, b), key=len)
    return _shortened(shorter, longer, country)


@functools.lru_cache(16_384)
def name_parts(name: str, country: str | None) -> tuple[str, ...]:
    """Return the telling words of a name: without forms of address and particles, "Abu Omar" as one word."""
    habits = _habits()
    words = [w for w in plain_words(name) if w not in habits.particles]
    while len(words) > 1 and (country or "", words[0]) in habits.address:
        words = words[1:]
    parts: list[str] = []
    for word in words:
        if parts and parts[-1] in habits.joined:
            parts[-1] += word
        else:
            parts.append(word)
    return tuple(parts)


def _shortened(shorter: tuple[str, ...], longer: tuple[str, ...], country: str | None) -> str | None:
    """Return how a shorter name may stand for a longer one: by the family name, or with words left out."""
    habits = _habits()
    if country in habits.no_family:
        return None
    families = [longer[-1]]
    if country in habits.family_first:
        families = [longer[0], longer[-1]]
    elif country in habits.two_families and len(longer) > 2:
        families = [longer[-2], longer[-1]]
    if not any(_one_word(word, family) for word in shorter for family in families):
        return None
    if len(shorter) == 1:
        return "the family name"
    rest = list(longer)
    for word in shorter:
        found = next((w for w in rest if _one_word(word, w)), None)
        if found is None:
            return None
        rest.remove(found)
    return "a shorter form of the name"


def _spelt_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether names of equally many words differ in the spelling of some, and one letter's worth in all."""
    return all(_one_word(x, y) for x, y in zip(a, b, strict=True))


@functools.lru_cache(65_536)
def _one_word(one: str, other: str) -> bool:
    """Whether two words may be spellings of one."""
    if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
        return True  # the same, or an initial
    if min(len(one), len(other)) <= SHORT:
        return False
    x, y = _sound(one), _sound(other)
    if x == y:
        return True
    if x[:1] != y[:1]:
        return False
    return SequenceMatcher(None, x, y, autojunk=False).ratio() >= ALIKE


@functools.lru_cache(65_536)
def _sound(word: str) -> str:
    """Return a word in one spelling for one sound, double letters once."""
    for letters, put in _habits().letters:
        word = word.replace(letters, put)
    return "".join(c for k, c in enumerate(word) if k == 0 or c != word[k - 1])


@functools.cache
def _habits() -> _Habits:
    rows = read_table("actors/name_habits.tsv")

    def states(kind: str) -> frozenset[str]:
        return frozenset(iso3 for row in rows if row["kind"] == kind for iso3 in cells(row["iso3s"]))

    def words(kind: str) -> tuple[str, ...]:
        return tuple(word for row in rows if row["kind"] == kind for word in cells(row["words"]))

    return _Habits(
        no_family=states("no_family"),
        family_first=states("family_first"),
        two_families=states("two_families"),
        address=frozenset(
            (iso3, word) for row in rows for iso3 in cells(row["iso3s"]) for word in cells(row["words"])
        ),
        particles=frozenset(words("particle")),
        joined=frozenset(words("joined")),
        letters=tuple((left, right) for left, _, right in (pair.partition(">") for pair in words("letters"))),
    )
