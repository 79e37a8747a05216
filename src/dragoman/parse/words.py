"""Cuts a text into words as the parser does, without parsing it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

__all__ = ["split_words"]


def split_words(text: str) -> list[tuple[str, int]]:
    """Return the words of a text with their offsets, white space left out."""
    return [(token.text, token.idx) for token in _tokenizer()(text) if not token.is_space]


@functools.cache
def _tokenizer() -> Callable[[str], Any]:
    import spacy

    return spacy.blank("en").make_doc
