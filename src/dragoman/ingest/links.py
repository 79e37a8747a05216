"""Puts the "Original url:" blocks of copied reports together again."""

from __future__ import annotations

import re

__all__ = ["is_url_piece", "joined_url", "url_of_line"]

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_PIECE = re.compile(r"[\w\-./%?=&#~+,:;@!$'()*\[\]]+")
_LINK_MARKS = re.compile(r"[-/=_%&?#\d.]")
_TRAILING = ".,;)]>\"'"


def url_of_line(line: str) -> str | None:
    """Return the URL if the line is nothing but one."""
    match = _URL.fullmatch(line.strip(" <>()[]"))
    return match.group().rstrip(_TRAILING) if match else None


def joined_url(words: str) -> str | None:
    """Return the first URL in `words`, joined with the pieces that blanks or line breaks cut off.

    ```
    >>> joined_url("https://a.example/russia-backs-count ry-a78492")
    'https://a.example/russia-backs-country-a78492'

    ```
    """
    match = _URL.search(words)
    if match is None:
        return None
    url = match.group()
    pieces = words[match.end() :].split()
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        if not _PIECE.fullmatch(piece) or _URL.match(piece):
            break
        if not (
            _LINK_MARKS.search(piece.rstrip(".,")) or url[-1] in "-/=_%&?#" or (last and piece.islower())
        ):
            break
        url += piece
    return url.rstrip(_TRAILING)


def is_url_piece(words: str, *, strict: bool) -> bool:
    """Return whether a line can be a further piece of a URL; `strict` asks for signs that only URLs have."""
    pieces = words.split()
    if (
        not any(char.isalnum() for char in words)
        or not all(_PIECE.fullmatch(piece) for piece in pieces)
        or _URL.match(words)
    ):
        return False
    marked = all(_LINK_MARKS.search(piece.rstrip(".,")) for piece in pieces)
    return marked or (not strict and len(pieces) == 1 and words.islower())
