"""Reads PDF files: the text of their pages and what they say about themselves."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dragoman.errors import SourceError
from dragoman.ingest.dates import date_of_value
from dragoman.ingest.decode import without_surrogates
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry, read_whole
from dragoman.ingest.faults import BROKEN
from dragoman.ingest.options import IngestOptions

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["read_pdf"]

_PAGE_BREAK = "\n\f\n"
_STAMP = re.compile(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)")
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|document\d*$|.*\.(?:docx?|pdf|indd|qxd|tex)$)", re.IGNORECASE
)
_FEWEST_LETTERS = 20


def read_pdf(entry: Entry, options: IngestOptions) -> Iterator[Draft]:
    """Yield the one draft of a PDF file; a form feed stands between its pages.

    Raises:
        SourceError: it is broken, encrypted, or has pictures of text only.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    broken: tuple[type[Exception], ...] = (PyPdfError, *BROKEN)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = read_whole(entry, options.max_bytes)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("The PDF is encrypted.", cure="Save a copy without a password and read that.")
        text = _PAGE_BREAK.join(page.extract_text().strip() for page in reader.pages)
        title, author, stamped = _properties(reader)
    except broken as error:
        raise SourceError(_fault(error), cure=_cure(error)) from error
    text = without_surrogates(text)
    if sum(char.isalpha() for char in text) < _FEWEST_LETTERS:
        raise SourceError(
            "The PDF has no text, only pictures.",
            cure="Recognise its text with an OCR program such as ocrmypdf first.",
        )
    yield Draft(
        origin=entry.origin,
        document=entry.document,
        text=text,
        title=title,
        byline=author,
        url=Fact(entry.url, "url.input") if entry.url else None,
        stamped=stamped,
    )


def _fault(error: Exception) -> str:
    if "ncrypt" in type(error).__name__ or "DependencyError" in type(error).__name__:
        return "The PDF is encrypted."
    return f"The PDF is damaged or cut off: {error}."


def _cure(error: Exception) -> str:
    if _fault(error).endswith("encrypted."):
        return "Save a copy without encryption and read that."
    return "Fetch it again, or save its text."


def _properties(reader: PdfReader) -> tuple[Fact[str] | None, Fact[str] | None, Fact[date] | None]:
    """Return title, author and date of making by the file's own words."""
    info = reader.metadata
    if info is None:
        return None, None, None
    title = " ".join(str(info.get("/Title") or "").split())
    author = " ".join(str(info.get("/Author") or "").split())
    return (
        Fact(without_surrogates(title), "title.pdf") if title and not _NO_TITLE.match(title) else None,
        Fact(without_surrogates(author), "byline.pdf") if author else None,
        _stamp(str(info.get("/CreationDate") or "")),
    )


def _stamp(value: str) -> Fact[date] | None:
    match = _STAMP.match(value.strip())
    found = date_of_value("".join(match.groups())) if match else None
    return Fact(found.value, "date.pdf", f"CreationDate {value}") if found and found.value else None
