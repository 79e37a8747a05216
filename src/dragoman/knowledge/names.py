"""Brings names into one form to compare them, and capitals into the spelling of names."""

from __future__ import annotations

import re

from dragoman.codebook.knowledge import WORD, plain_words

__all__ = ["name_words", "normal", "proper"]

SMALL = frozenset(("of", "the", "and", "for", "de", "la", "du", "des", "al", "bin", "ibn", "von", "van"))
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def normal(text: str) -> str:
    """Return a name for comparing: plain words, as the codebook cuts them, with one blank between.

    >>> normal("U.S. Côte d’Ivoire")
    'us cote d ivoire'
    """
    if text.isascii():  # the same as below in a tenth of the time
        return " ".join(WORD.findall(text.replace(".", "").casefold()))
    return " ".join(plain_words(text))


def name_words(text: str) -> frozenset[str]:
    """Return the words of a name for comparing, in no order."""
    return frozenset(normal(text).split())


def proper(text: str) -> str:
    """Return a name in capitals as names are spelt: "HUN SEN OF CAMBODIA" is "Hun Sen of Cambodia".

    A word that has a small letter is left as it is.
    """

    def spelt(match: re.Match[str]) -> str:
        word = match.group()
        if not word.isupper():
            return word
        small = word.lower()
        return small if small in SMALL and match.start() else small.capitalize()

    return LETTERS.sub(spelt, text)
