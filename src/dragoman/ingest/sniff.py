"""Tells the format of an entry by its first bytes; its name decides only where these leave it open."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dragoman.codebook.tables import read_table
from dragoman.ingest.decode import bom_encoding
from dragoman.ingest.rows import header_fields

__all__ = ["Format", "Kind", "delimiter_of", "sniff"]

_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"<(?:p|div|article|h1|br)[\s/>]", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_JSON_ARRAY = re.compile(r"\s*\[\s*(?:\{|\])")
_JSON_OBJECT = re.compile(r"\s*\{\s*(?:\"|\})")
_MAIL = re.compile(
    r"(?:[A-Za-z][\w-]*:[ \t].*(?:\r?\n[ \t].+)*\r?\n)*?"
    r"(?:MIME-Version|Message-ID|Received|Return-Path):[ \t]",
    re.IGNORECASE,
)
_MAIL_START = re.compile(r"[A-Za-z][\w-]{1,40}:[ \t]")
_DELIMITERS = (",", "\t", ";", "|")


class Kind(StrEnum):
    """The formats that can be told apart."""

    EMPTY = "empty"
    PDF = "pdf"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    TAR = "tar"
    ZIP = "zip"
    PARQUET = "parquet"
    HTML = "html"
    FEED = "feed"
    JSON_LINES = "json lines"
    JSON_ARRAY = "json array"
    JSON_OBJECT = "json object"
    TABLE = "table"
    MAIL = "mail"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Format:
    """A format; for one that is not read, its name and what to do."""

    kind: Kind
    name: str = ""
    cure: str = ""


@functools.cache
def _magic() -> tuple[tuple[int, bytes, Format], ...]:
    return tuple(
        (int(row["offset"]), bytes.fromhex(row["hex"]), Format(Kind(row["kind"]), row["name"], row["cure"]))
        for row in read_table("ingest/magic.tsv")
    )


def sniff(head: bytes, name: str, columns: Mapping[str, str]) -> Format:
    """Return the format of an entry with these first bytes; `columns` are the names that the user gave."""
    for offset, magic, known in _magic():
        if head.startswith(magic, offset):
            return known
    if b"%PDF-" in head[:1024]:
        return Format(Kind.PDF)
    if not head.strip():
        return Format(Kind.EMPTY)
    encoding = bom_encoding(head)
    text = head.decode(encoding or "utf-8", "replace").lstrip("\ufeff")
    return Format(_of_text(text, name.lower(), columns))


def _of_text(text: str, name: str, columns: Mapping[str, str]) -> Kind:
    start = text.lstrip()
    if start.startswith("<"):
        kind = _of_markup(start, name)
        if kind is not None:
            return kind
    if name.endswith((".jsonl", ".ndjson")):
        return Kind.JSON_LINES
    if _JSON_ARRAY.match(text):
        return Kind.JSON_ARRAY
    if _JSON_OBJECT.match(text):
        return _of_json(start)
    if name.endswith((".eml", ".mht", ".mhtml")) or (_MAIL_START.match(text) and _MAIL.match(text)):
        return Kind.MAIL
    if name.endswith((".csv", ".tsv")) or delimiter_of(text, name, columns) is not None:
        return Kind.TABLE
    return Kind.HTML if name.endswith((".html", ".htm", ".xhtml")) and _TAGS.search(text) else Kind.TEXT


def _of_markup(start: str, name: str) -> Kind | None:
    feed, page = _FEED.search(start), _HTML.search(start)
    if feed and (page is None or feed.start() < page.start()):
        return Kind.FEED
    if page or (_TAGS.match(start) and not name.endswith((".txt", ".md"))):
        return Kind.HTML
    return None


def _of_json(start: str) -> Kind:
    """Return whether an object is the first of many lines or stands by itself over several lines."""
    line, newline, rest = start.partition("\n")
    if not newline:
        return Kind.JSON_LINES
    try:
        json.loads(line)
    except ValueError:
        return Kind.JSON_LINES if re.search(r"^\{\s*\"", rest, re.MULTILINE) else Kind.JSON_OBJECT
    return Kind.JSON_LINES


def delimiter_of(text: str, name: str, columns: Mapping[str, str]) -> str | None:
    """Return what parts the cells of a table, by the names in its first line; None if that is no header."""
    line = next((line for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    best: tuple[int, str] | None = None
    for delimiter in _DELIMITERS:
        cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
        fields = header_fields(tuple(cells), columns)
        if len(cells) > 1 and "text" in fields and (best is None or len(fields) > best[0]):
            best = (len(fields), delimiter)
    if best is not None:
        return best[1]
    return None if not name.endswith((".csv", ".tsv")) else max(_DELIMITERS, key=line.count)
