"""Reads web pages: the main text without menus and the like, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any, cast

from dragoman.errors import SourceError
from dragoman.ingest.dates import date_in_url, date_of_value
from dragoman.ingest.decode import decode
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry, read_whole
from dragoman.ingest.faults import BROKEN
from dragoman.ingest.judges import title_and_site
from dragoman.ingest.markup import main_paragraphs
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.outlets import domain_of, outlet_of_domain

if TYPE_CHECKING:
    from trafilatura.settings import Document

__all__ = ["draft_of_page", "read_html"]

_HEADING_MARK = "## "
_LONGEST_CELL = 400
_HEAD_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>", re.IGNORECASE)
_OWN_ADDRESS = re.compile(
    r"\"mainEntityOfPage\"\s*:\s*(?:\{[^{}]*?\"@id\"\s*:\s*)?\"(https?://[^\"]+)\""
    r"|<a\s[^>]*?href=\"(https?://[^\"]+)\"[^>]*>\s*(?:permanent link|permalink)\s*</a>"
    r"|<a\s[^>]*?rel=\"bookmark\"[^>]*?href=\"(https?://[^\"]+)\"",
    re.IGNORECASE,
)


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
    paragraphs = list(_paragraphs(found.body)) if found is not None else []
    if not paragraphs or _in_one_cell(found):
        paragraphs = main_paragraphs(page) or paragraphs
    text = "\n\n".join(paragraphs)
    if found is None or not text.strip():
        raise SourceError(
            "No main text was found in the page.", cure="Save the report as text and read that."
        )
    url = entry.url or _address(found, page)
    title, site = title_and_site(found.title or "")
    site = site or title_and_site(_head_title(page))[1]
    return Draft(
        origin=entry.origin,
        document=entry.document,
        text=text,
        title=_fact(title, "title.html"),
        outlet=_outlet(found, url) or _fact(site, "outlet.title"),
        url=_fact(url, "url.input" if entry.url else "url.html"),
        byline=_fact(found.author, "byline.html"),
        published=_published(found, page, url),
    )


def _extracted(page: bytes | str, url: str | None) -> Document | None:
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        return cast("Document | None", found)
    except BROKEN as error:
        raise SourceError(f"The page cannot be taken apart: {error}.", cure="Save it as text.") from error


def _address(found: Document, page: bytes | str) -> str | None:
    """Return the address that the page gives as its own."""
    if found.url and found.url.startswith("http"):
        return found.url
    match = _OWN_ADDRESS.search(_markup(page))
    return unescape(match[1] or match[2] or match[3]) if match else None


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


def _in_one_cell(found: Document | None) -> bool:
    """Return whether the main text was found in a cell of a table, where its paragraphs are lost."""
    if found is None:
        return True
    return any(len(_words(cell)) > _LONGEST_CELL for cell in found.body.iter("cell"))


def _head_title(page: bytes | str) -> str:
    """Return the words in the `title` of the page's head."""
    match = _HEAD_TITLE.search(_markup(page))
    return unescape(" ".join(match[1].split())) if match else ""


def _markup(page: bytes | str) -> str:
    return page if isinstance(page, str) else page.decode("utf-8", "replace")


def _published(found: Document, page: bytes | str, url: str | None) -> Fact[date] | None:
    """Return the date that the page states; one that stands in its address only is said to be from there."""
    words = date_of_value(found.date)
    if words is None or words.value is None:
        return None
    stated = str(found.date)
    if url is not None and date_in_url(url) == words.value:
        in_page = stated.encode() in page if isinstance(page, bytes) else stated in page
        return Fact(words.value, "date.html" if in_page else "date.url", stated if in_page else url)
    return Fact(words.value, "date.html", stated)


def _paragraphs(element: Any) -> Iterator[str]:
    """Yield the paragraphs of extracted text, headings with a mark before them."""
    for child in element:
        if child.tag in ("list", "table", "quote", "row", "div") and len(child):
            yield from _paragraphs(child)
            continue
        words = _words(child)
        if words:
            yield _HEADING_MARK + words if child.tag == "head" else words


def _words(element: Any) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
