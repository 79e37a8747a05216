"""Patterns of titles beside names, for the parser: what it should pass over, and what is a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.codebook.knowledge import FormKind, Knowledge, KnownKind

__all__ = ["title_complements", "titled_names"]


def title_complements(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of what stands between a title and a name: "to Myanmar" in "ambassador to Myanmar
    Vinay Kumar", "of State" in "Secretary of State Antony Blinken". It would be parsed as part of the name."""
    offices = [t for group in knowledge.titles.values() for t in group if t.kind in ("office", "rank")]
    heads = {t.words[0] if "of" in t.words else t.words[-1] for t in offices}
    portfolios = {" ".join(t.words[t.words.index("of") + 1 :]) for t in offices if "of" in t.words}
    bodies = {
        " ".join(form.words)
        for group in knowledge.forms.values()
        for form in group
        if form.known.kind in (KnownKind.COUNTRY, KnownKind.ORGANISATION) and form.kind is FormKind.NAME
    }
    complement = _choice({b for b in bodies | portfolios if b})
    return re.compile(
        rf"(?i:\b(?:{_choice(heads)}))(?P<skip>(?:\s+(?:to|of|for)\s+(?:the\s+)?(?i:{complement}))+)"
        r"(?=\s+[A-Z][\w’'-]+\s+[A-Z])"
    )


def titled_names(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of a title with the capitalised name of two to four words that follows it."""
    offices = [t for group in knowledge.titles.values() for t in group if t.kind in ("office", "rank")]
    heads = _choice({t.words[-1] for t in offices})
    return re.compile(rf"\b(?i:{heads})\s+(?P<name>(?:[A-Z][a-z]+\s+){{1,3}}[A-Z][a-z]+)\b")


def _choice(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
