"""Reads labelled sentences; the format is told in `training/README.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import CodebookError
from dragoman.model.codes import Category, Status

__all__ = ["Entry", "LabelledEvent", "read_corpus"]

NTH = re.compile(r"(?P<words>.+?)@(?P<nth>\d+)$")
FIELDS = 8
NONE = "-"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEvent:
    """One event of an entry; spans are `[start, end)` offsets in the entry's text."""

    category: Category
    mode: str | None
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    status: Status
    voices: tuple[Span, ...]
    times: tuple[Span, ...]
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One labelled text; without events it is a negative example."""

    origin: str
    text: str
    events: tuple[LabelledEvent, ...]


def read_corpus(folder: Path) -> Iterator[Entry]:
    """Yield the entries of all `.txt` files of a folder, by file name and in file order.

    Raises:
        CodebookError: a line is malformed; the message names file and line.
    """
    for path in sorted(folder.glob("*.txt")):
        text, events, origin = "", [], ""
        for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
            if line.startswith("#"):
                continue
            if line.startswith("- "):
                events.append(_event(line, text, f"{path.name}, line {number}"))
            elif line.strip():
                text, origin = line, f"{path.name}, line {number}"
            elif text:
                yield Entry(origin=origin, text=text, events=tuple(events))
                text, events = "", []


def _event(line: str, text: str, origin: str) -> LabelledEvent:
    fields = [field.strip() for field in line[2:].split(" | ")]
    if len(fields) != FIELDS:
        raise CodebookError(f"{origin}: {len(fields)} fields, expected {FIELDS}.")
    code, trigger, actors, recipients, status, voices, time, place = fields
    category, _, mode = code.partition("/")
    try:
        return LabelledEvent(
            category=Category(category),
            mode=None if mode == NONE else mode,
            trigger=_spans(trigger, text)[0],
            actors=_spans(actors, text),
            recipients=_spans(recipients, text),
            status=Status(status),
            voices=_spans(voices, text),
            times=_spans(time, text),
            places=_spans(place, text),
        )
    except (ValueError, IndexError) as error:
        raise CodebookError(f"{origin}: {error}.", cure="See training/README.md for the format.") from error


def _spans(field: str, text: str) -> tuple[Span, ...]:
    return () if field == NONE else tuple(_span(words, text) for words in field.split("; "))


def _span(words: str, text: str) -> Span:
    """Return where words stand in a text; `words@2` are their second occurrence."""
    found = NTH.match(words)
    words, nth = (found["words"], int(found["nth"])) if found else (words, 1)
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"{words!r} does not stand {nth} times in the text")
    return at, at + len(words)
