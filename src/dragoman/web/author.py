"""Who judges: asked once, and kept in a cookie of the browser."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request, Response

__all__ = ["COOKIE", "author_of", "keep_author", "kept_name", "plain_name"]

COOKIE = "dragoman_author"
YEAR = 365 * 24 * 3600
MOST_LETTERS = 80


def author_of(request: Request) -> str:
    """Return the name that this browser gave, "" if it gave none."""
    return kept_name(request.cookies.get(COOKIE, ""))


def kept_name(cookie: str) -> str:
    """Return the name that a cookie holds, "" if it holds none."""
    return plain_name(unquote(cookie))


def keep_author(answer: Response, name: str) -> None:
    """Let the browser keep the name."""
    answer.set_cookie(COOKIE, quote(name), max_age=YEAR, httponly=True, samesite="strict")


def plain_name(text: str) -> str:
    """Return a name on one line, of no more letters than a name has."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MOST_LETTERS]
