"""Reads plain text and Markdown: all of it is stored."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.ingest.decode import decode
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry, read_whole
from dragoman.ingest.options import IngestOptions

__all__ = ["read_text"]


def read_text(entry: Entry, options: IngestOptions) -> Iterator[Draft]:
    """Yield the one draft of a text file.

    Raises:
        SourceError: it is no text, empty, huge, or of an unknown encoding.
    """
    data = read_whole(entry, options.max_bytes)
    text = decode(data, encoding=options.encoding or entry.encoding)
    url = Fact(entry.url, "url.input") if entry.url else None
    yield Draft(origin=entry.origin, document=entry.document, text=text, url=url)
