"""Makes the report of a draft: text laid out, metadata settled, language told, id reckoned."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.language import language_code, language_of
from dragoman.ingest.layout import Layout, lay_out
from dragoman.ingest.metadata import Metadata, metadata_of
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.parts import Field
from dragoman.model.reason import Reason
from dragoman.model.report import BlockKind, Report

__all__ = ["compose"]

_SURROGATES = re.compile("[\ud800-\udfff]")
_LANGUAGE_SAMPLE = 2500
_ID_DIGITS = 16


def compose(draft: Draft, options: IngestOptions) -> Report:
    """Return the report of a draft.

    Raises:
        SourceError: there is no text in it.
    """
    text = draft.text.replace("\r\n", "\n")
    notes = list(draft.notes)
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
        notes.append(Reason(field="text", rule="text.surrogate", detail="broken characters became U+FFFD"))
    if not any(char.isalnum() for char in text):
        raise SourceError("There is no text in it.", cure="Leave it out, or give a report that has text.")
    layout = lay_out(text, draft.title.value if draft.title else None)
    known = metadata_of(draft, layout, options)
    language = _language(draft, text, layout)
    return Report(
        id=_digest(text, known),
        document=draft.document,
        origin=draft.origin,
        text=text,
        title=_value(known.title),
        outlet=_value(known.outlet),
        url=_value(known.url),
        byline=_value(known.byline),
        agency=_value(known.agency),
        dateline=_value(known.dateline),
        published=known.published.value if known.published else None,
        language=_value(language),
        blocks=layout.blocks,
        because=(*_reasons(known, language), *known.notes, *_others(notes)),
    )


def _value(fact: Fact[str] | None) -> str | None:
    return fact.value if fact else None


def _others(notes: list[Reason]) -> Iterator[Reason]:
    return (note for note in notes if note.field != "published")


def _reasons(known: Metadata, language: Fact[str] | None) -> Iterator[Reason]:
    facts = {
        "title": known.title,
        "outlet": known.outlet,
        "url": known.url,
        "byline": known.byline,
        "agency": known.agency,
        "dateline": known.dateline,
        "published": known.published,
        "language": language,
    }
    return (fact.reason(field) for field, fact in facts.items() if fact is not None)


def _language(draft: Draft, text: str, layout: Layout) -> Fact[str] | None:
    """Return the language that the source or a header field states, else that of the body."""
    if draft.language is not None:
        return draft.language
    for mark in layout.marks:
        code = language_code(mark.value) if isinstance(mark, Field) and mark.name == "language" else None
        if code is not None:
            return Fact(code, "language.header")
    return language_of(_sample(text, layout))


def _sample(text: str, layout: Layout) -> str:
    """Return enough of the running text to tell its language."""
    pieces: list[str] = []
    length = 0
    for block in layout.blocks:
        if block.kind in (BlockKind.BODY, BlockKind.TITLE):
            pieces.append(text[block.start : min(block.end, block.start + _LANGUAGE_SAMPLE)])
            length += len(pieces[-1])
        if length > _LANGUAGE_SAMPLE:
            break
    return "\n".join(pieces)


def _digest(text: str, known: Metadata) -> str:
    """Return the id: made of the text and what tells two reports of one text apart."""
    published = known.published.value.isoformat() if known.published else ""
    fields = (text, _value(known.title), _value(known.outlet), _value(known.url), published)
    whole = "\x1f".join(field or "" for field in fields)
    return f"rep-{hashlib.sha256(whole.encode()).hexdigest()[:_ID_DIGITS]}"
