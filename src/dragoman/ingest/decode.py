"""Bytes to text: UTF-8, what a byte order mark says, or the encoding that the user names."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import SourceError

__all__ = ["bom_encoding", "check_encoding", "decode", "without_surrogates"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
_SAMPLE = 20_000
_USUAL = "cp1252"
_LIKE_USUAL = frozenset({"cp1252", "latin_1", "iso8859_1", "iso8859_15"})
_NEAR_USUAL = frozenset(
    {"cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2", "iso8859_9", "mac_roman"}
)  # guessed for it
_SURROGATES = re.compile("[\ud800-\udfff]")


def check_encoding(name: str | None) -> None:
    """Raise `SourceError` if the encoding is unknown."""
    if name is None:
        return
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise SourceError(
            f"There is no encoding {name!r}.", cure="Give one such as cp1252 or utf-16."
        ) from error


def bom_encoding(head: bytes) -> str | None:
    """Return the encoding that the byte order mark at the start names, if there is one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def decode(data: bytes, *, encoding: str | None) -> str:
    """Return the text of the bytes; `encoding` is used where they are not UTF-8.

    Raises:
        SourceError: they are no text or of an encoding that was not named.
    """
    marked = bom_encoding(data)
    try:
        if marked is not None:
            return data.decode(marked)
        if not (encoding and encoding.lower().startswith(("utf-16", "utf_16", "utf-32", "utf_32"))):
            _refuse_binary(data)
            return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if encoding is None or marked is not None:
            raise SourceError(_where(error, marked or "UTF-8"), cure=_cure(data)) from error
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(_where(error, str(encoding)), cure=_cure(data)) from error


def _where(error: UnicodeDecodeError, encoding: str) -> str:
    return f"It is not {encoding}: byte {error.start} cannot be read."


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    if b"\0" in sample or len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        guess = _guess(data) if b"\0" in sample else None
        if guess is not None and guess.startswith("utf_"):
            raise SourceError("It is not UTF-8.", cure=f"Try --encoding {guess.replace('_', '-')}.")
        raise SourceError(
            "It is binary, not text.", cure="Leave it out, or give the report as text, HTML or PDF."
        )


def _cure(data: bytes) -> str:
    guess = _guess(data)
    return f"Try --encoding {guess}." if guess else "Find out its encoding and name it with --encoding."


def _guess(data: bytes) -> str | None:
    """Return the encoding that the bytes are most likely in, the most usual one before its kin."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    if best.encoding in _LIKE_USUAL:
        return _USUAL
    return f"{_USUAL} or {best.encoding}" if best.encoding in _NEAR_USUAL else best.encoding


def without_surrogates(text: str) -> str:
    """Return the text with halves of broken characters as U+FFFD, so that it can be stored."""
    return _SURROGATES.sub("\ufffd", text)
