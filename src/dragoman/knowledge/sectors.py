"""PLOVER's sectors, and how CAMEO's codes of actors are read as country and sector.

A CAMEO code is a row of blocks of three letters: first a country or a kind of international actor, then what
the actor is. CAMEO's MED is the media, which in PLOVER are JRN; PLOVER's MED is health, in CAMEO HLH.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from dragoman.codebook.tables import cells, read_table
from dragoman.knowledge.parties import country_of_code

__all__ = ["Vocabulary", "is_sector", "read_code", "vocabulary_of"]

BLOCK = 3
HEADER = 2000  # letters in which a dictionary says what it is
INTERNATIONAL = frozenset(("IGO", "IMG", "MNC", "NGO", "INT"))
CODE = re.compile(r"\[[^\]]*\]")
Vocabulary = str  # "cameo" or "plover"


def is_sector(code: str) -> bool:
    """Return whether PLOVER has such a sector."""
    return any(row["id"] == code for row in read_table("imports/sectors.tsv"))


@functools.cache
def read_code(code: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return country ("" if none) and first sector ("" if none) of a code as `MMRGOVMIL` or `~GOVHLH`."""
    blocks = _blocks(code.strip("~"))
    at = 1 if blocks[:1] and blocks[0] in INTERNATIONAL and len(blocks) > 1 else 0
    country = country_of_code(blocks[at], vocabulary) if blocks and not code.startswith("~") else ""
    known = _sectors(vocabulary)
    if at and blocks[at] in known:
        country = ""  # after IMG, MUS is a faith and not Mauritius
    roles = [block for block in blocks if country_of_code(block, vocabulary) != country or not country]
    return country, next((known[block] for block in roles if block in known), "")


def vocabulary_of(head: str) -> Vocabulary:
    """Return in which vocabulary a dictionary is, by its beginning: only PLOVER has JRN, only CAMEO HLH."""
    codes = " ".join(CODE.findall(head))
    if "HLH" in codes:
        return "cameo"
    return "plover" if "JRN" in codes or "PLOVER" in head[:HEADER] else "cameo"


def _blocks(code: str) -> list[str]:
    return [code[at : at + BLOCK] for at in range(0, len(code), BLOCK)]


@functools.cache
def _sectors(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return code -> PLOVER sector, for one vocabulary."""
    found = {other: row["id"] for row in read_table("imports/sectors.tsv") for other in cells(row["cameo"])}
    return (
        found | {row["id"]: row["id"] for row in read_table("imports/sectors.tsv")}
        if vocabulary == "plover"
        else found
    )
