"""Reads web pages: the main text without menus and the like, and what the page says about itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.errors import SourceError
from dragoman.ingest.dates import date_of_value
from dragoman.ingest.decode import decode
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry, read_whole
from dragoman.ingest.faults import BROKEN
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.outlets import domain_of, outlet_of_domain

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

__all__ = ["draft_of_page", "read_html", "text_of_fragment"]

_HEADING_MARK = "## "
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote"})
_LEFT_OUT = frozenset({"script", "style", "noscript", "template"})


def read_html(entry: Entry, options: IngestOptions) -> Iterator[Draft]:
    """Yield the one draft of a web page.

    Raises:
        SourceError: there is no main text in it.
    """
    data = read_whole(entry, options.max_bytes)
    page = data if options.encoding is None else decode(data, encoding=options.encoding)
    yield draft_of_page(page, entry)


def draft_of_page(page: bytes | str, entry: Entry) -> Draft:
    """Return the draft of a page.

    Raises:
        SourceError: there is no main text in it.
    """
    found = _extracted(page, entry.url)
    text = "\n\n".join(_paragraphs(found.body)) if found is not None else ""
    if found is None or not text.strip():
        raise SourceError("No main text was found in the page.", cure="Save the report as text and read that.")
    published = date_of_value(found.date)
    url = entry.url or (found.url if (found.url or "").startswith("http") else None)
    return Draft(
        origin=entry.origin,
        document=entry.document,
        text=text,
        title=_fact(found.title, "title.html"),
        outlet=_outlet(found, url),
        url=_fact(url, "url.input" if entry.url else "url.html"),
        byline=_fact(found.author, "byline.html"),
        published=Fact(published.value, "date.html", str(found.date)) if published and published.value else None,
    )


def _extracted(page: bytes | str, url: str | None) -> Document | None:
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except BROKEN as error:
        raise SourceError(f"The page cannot be taken apart: {error}.", cure="Save it as text.") from error


def _fact(value: str | None, rule: str) -> Fact[str] | None:
    words = " ".join(value.split()) if value else ""
    return Fact(words, rule) if words else None


def _outlet(found: Document, url: str | None) -> Fact[str] | None:
    """Return the name of the site as the page gives it, unless that is only its domain."""
    name = " ".join((found.sitename or "").split())
    domain = domain_of(url) if url else None
    if name and (domain is None or name.casefold() not in domain.casefold()):
        return Fact(name, "outlet.html")
    known = outlet_of_domain(domain) if domain else None
    return Fact(known, "outlet.domain", str(domain)) if known else None


def _paragraphs(element: _Element) -> Iterator[str]:
    """Yield the paragraphs of extracted text, headings with a mark before them."""
    for child in element:
        if child.tag in ("list", "table", "quote", "row", "div") and len(child):
            yield from _paragraphs(child)
            continue
        words = _words(child)
        if words:
            yield _HEADING_MARK + words if child.tag == "head" else words


def _words(element: _Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def text_of_fragment(markup: str) -> str:
    """Return the text of a piece of HTML such as feeds hold, paragraphs parted by blank lines."""
    if "<" not in markup:
        from html import unescape

        return unescape(markup).strip()
    from lxml import html as parser
    from lxml.etree import ParserError

    try:
        root = parser.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return ""
    pieces: list[str] = []
    _collect(root, pieces)
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(pieces).split("\f"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _collect(element: _Element, pieces: list[str]) -> None:
    """Add the words of an element to `pieces`, with a form feed where a paragraph begins or ends."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag not in _LEFT_OUT and tag:
        edge = "\f" if tag in _BLOCKS or tag == "br" else ""
        pieces += (edge, element.text or "")
        for child in element:
            _collect(child, pieces)
        pieces.append(edge)
    pieces.append(element.tail or "")
