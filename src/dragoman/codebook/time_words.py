"""The words that time expressions are made of, from `lexicon/en/time_words.tsv`, by their kind."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.codebook.tables import read_table

__all__ = ["TimeWords", "load_time_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The forms of each kind with their values, and for each kind a pattern that finds its forms."""

    values: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, re.Pattern[str]]

    def forms(self, kind: str) -> tuple[str, ...]:
        """Return the forms of a kind, the longest first."""
        return tuple(sorted(self.values.get(kind, ()), key=lambda form: (-len(form), form)))

    def all_in(self, kind: str, text: str) -> list[str]:
        """Return the values of the forms of a kind that a text holds, in text order."""
        values = self.values[kind]
        return [values[found.group().lower()] for found in self.patterns[kind].finditer(text)]

    def first_in(self, kind: str, text: str) -> str | None:
        """Return the value of the first form of a kind that a text holds; None if there is none."""
        return next(iter(self.all_in(kind, text)), None)


@functools.cache
def load_time_words() -> TimeWords:
    """Return the packaged time words. Loaded once in a process.

    Raises:
        CodebookError: the table is malformed; the message names file and line.
    """
    values: dict[str, dict[str, str]] = {}
    for row in read_table("lexicon/en/time_words.tsv"):
        values.setdefault(row["kind"], {})[row["form"].lower()] = row["value"]
    return TimeWords(values=values, patterns={kind: _pattern(tuple(forms)) for kind, forms in values.items()})


def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    choice = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE)
