"""Tells the language of a text."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from dragoman.ingest.draft import Fact

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["language_code", "language_of"]

_FEWEST_LETTERS = 40
_ENOUGH = 2000
_CONFIDENT = 0.5
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*", re.IGNORECASE)


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(words: str) -> Fact[str] | None:
    """Return the ISO 639-1 code of the language the words are in, None if there are too few to tell."""
    sample = words[:_ENOUGH]
    if sum(char.isalpha() for char in sample) < _FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    if probability < _CONFIDENT:
        return None
    return Fact(code, "language.words", f"{probability:.2f}")


def language_code(value: str) -> str | None:
    """Return the two-letter code at the start of such values as `en-GB`, None if it is something else."""
    match = _CODE.fullmatch(value.strip())
    return match[1].lower() if match else None
