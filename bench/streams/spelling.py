"""American and British spelling."""

from __future__ import annotations

import functools
import re

from streams.wordings import wordings

__all__ = ["spelled"]


@functools.cache
def _swaps(spelling: str) -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = wordings().spellings if spelling == "gb" else [(gb, us) for us, gb in wordings().spellings]
    table = dict(pairs)
    longest = sorted(table, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest)) + r")\b"), table


def spelled(text: str, spelling: str) -> str:
    """Return the text in American (us) or British (gb) spelling."""
    pattern, table = _swaps(spelling)
    return pattern.sub(lambda match: table[match[1]], text)
