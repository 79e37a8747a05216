"""All that a reading goes by, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codebook.knowledge import Knowledge
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.patterns import Codebook

__all__ = ["Guides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """The codebook, the knowledge tables and the lexicons of one run."""

    codebook: Codebook
    knowledge: Knowledge
    lexicon: Lexicon
