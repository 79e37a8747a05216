"""Reads Word files: their paragraphs and tables in order, and their properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dragoman.errors import SourceError
from dragoman.ingest.decode import without_surrogates
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry
from dragoman.ingest.faults import BROKEN_ZIP

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

__all__ = ["draft_of_docx"]

_HEADING_MARK = "## "


def draft_of_docx(data: bytes, entry: Entry) -> Draft:
    """Return the draft of a Word file.

    Raises:
        SourceError: it is broken or has no text.
    """
    import docx
    from docx.opc.exceptions import OpcError

    broken: tuple[type[Exception], ...] = (OpcError, *BROKEN_ZIP)
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join((*_edge(document, "header"), *_paragraphs(document), *_edge(document, "footer")))
        properties = document.core_properties
        title = " ".join((properties.title or "").split())
        author = " ".join((properties.author or "").split())
        made = properties.created
    except broken as error:
        raise SourceError(
            f"The Word file is damaged: {error}.", cure="Open and save it again, or save it as text."
        ) from error
    if not text.strip():
        raise SourceError("The Word file has no text.", cure="Leave it out; pictures in it are not read.")
    return Draft(
        origin=entry.origin,
        document=entry.document,
        text=without_surrogates(text),
        title=Fact(without_surrogates(title), "title.docx") if title else None,
        byline=Fact(without_surrogates(author), "byline.docx")
        if author and author != "python-docx"
        else None,
        url=Fact(entry.url, "url.input") if entry.url else None,
        stamped=Fact(made.date(), "date.docx", f"created {made.isoformat()}") if made else None,
    )


def _edge(document: Document, which: Literal["header", "footer"]) -> Iterator[str]:
    """Yield the lines of the header or footer of the first section."""
    for section in list(document.sections)[:1]:
        edge = section.header if which == "header" else section.footer
        yield from (paragraph.text.strip() for paragraph in edge.paragraphs if paragraph.text.strip())


def _paragraphs(document: Document) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            words = part.text.strip()
            if words:
                yield _HEADING_MARK + words if _is_heading(part) else words
        else:
            yield from _rows(part)


def _is_heading(paragraph: Paragraph) -> bool:
    style = paragraph.style.name if paragraph.style is not None else None
    return bool(style) and str(style).startswith(("Heading", "Title"))


def _rows(table: Table) -> Iterator[str]:
    """Yield the rows of a table, each as one paragraph; a cell that spans several is told once."""
    for row in table.rows:
        cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
        words = " | ".join(" ".join(cell.split()) for cell in cells if cell)
        if words:
            yield words
