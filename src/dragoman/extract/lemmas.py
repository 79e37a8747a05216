"""Mends base forms that the parser gets wrong: "staged" is of "stage", not of "stag"."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from dragoman.codebook.tables import read_table
from dragoman.model.parsed import ParsedReport

__all__ = ["mend_lemmas"]


def mend_lemmas(parsed: ParsedReport) -> None:
    """Give the verbs of a report the base forms of `lexicon/en/lemmas.tsv`."""
    table = _table()
    for token in parsed.tokens:
        if token.tag.startswith("VB") and token.lower in table:
            token.lemma = table[token.lower]


@functools.cache
def _table() -> Mapping[str, str]:
    return {row["form"]: row["lemma"] for row in read_table("lexicon/en/lemmas.tsv")}
