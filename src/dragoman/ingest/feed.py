"""Reads RSS and Atom feeds: one report for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.errors import SourceError
from dragoman.ingest.dates import date_of_value
from dragoman.ingest.decode import without_surrogates
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry, read_whole
from dragoman.ingest.faults import BROKEN
from dragoman.ingest.markup import text_of_fragment
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.rows import RowPlace, row_failure
from dragoman.model.reason import Reason
from dragoman.model.record import Failure

__all__ = ["read_feed"]

_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_TAIL = 2000


def read_feed(entry: Entry, options: IngestOptions) -> Iterator[Draft | Failure]:
    """Yield a draft or failure for each entry of the feed.

    Raises:
        SourceError: it is no feed that can be read.
    """
    import feedparser

    data = read_whole(entry, options.max_bytes)
    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except BROKEN as error:
        raise SourceError(f"The feed cannot be read: {error}.", cure="Fetch it again.") from error
    if not feed.entries:
        detail = f": {feed.bozo_exception}" if feed.bozo else ""
        raise SourceError(
            f"The feed has no entries{detail}.", cure="Fetch it again, or give the reports themselves."
        )
    if not _END.search(data[-_TAIL:]):
        yield _cut_off(entry, len(feed.entries))
    outlet = _clean(feed.feed.get("title"))
    for number, item in enumerate(feed.entries, 1):
        place = RowPlace(entry, number, f"Entry {number} of {entry.document}")
        text = _text(item)
        if not text:
            yield row_failure(place, f"{place.words} has no text.", "Read the page that it links to.")
            continue
        yield _draft(item, text, outlet, place)


def _cut_off(entry: Entry, entries: int) -> Failure:
    return Failure(
        origin=entry.origin,
        document=entry.document,
        stage="ingest",
        error=f"The feed is cut off; {entries} of its entries could be read.",
        cure="Fetch it again.",
    )


def _text(item: Any) -> str:
    """Return the longest text that the entry gives: its content over its summary."""
    candidates = [text_of_fragment(content.get("value") or "") for content in item.get("content", [])]
    return without_surrogates(
        max(candidates, key=len, default="") or text_of_fragment(item.get("summary") or "")
    )


def _draft(item: Any, text: str, outlet: str | None, place: RowPlace) -> Draft:
    name = _clean(item.get("id")) or ""
    published, notes = _published(item)
    source = _clean(item.get("source", {}).get("title"))
    return Draft(
        origin=f"{place.entry.origin}#{name or place.number}",
        document=name or f"{place.entry.document}#{place.number}",
        text=text,
        title=_fact(_clean(item.get("title")), "title.feed"),
        outlet=_fact(source or outlet, "outlet.feed"),
        url=_fact(item.get("link"), "url.feed"),
        byline=_fact(_clean(item.get("author")), "byline.feed"),
        published=published,
        notes=notes,
    )


def _clean(value: str | None) -> str | None:
    return " ".join(without_surrogates(text_of_fragment(value)).split()) if value else None


def _fact(value: str | None, rule: str) -> Fact[str] | None:
    return Fact(value, rule) if value else None


def _published(item: Any) -> tuple[Fact[date] | None, tuple[Reason, ...]]:
    """Return the date as the entry writes it, so that no time zone moves it to another day."""
    for field in ("published", "updated", "created"):
        found = date_of_value(item.get(field))
        if found is None:
            continue
        if found.value is not None:
            return Fact(found.value, "date.feed", f"{field}: {found.words}"), ()
        return None, (
            Reason(field="published", rule=f"date.{found.problem or 'yearless'}", detail=found.words),
        )
    return None, ()
