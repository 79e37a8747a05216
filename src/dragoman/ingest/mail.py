"""Reads saved mails and web archives (`.eml`, `.mhtml`)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.ingest.dates import date_of_value
from dragoman.ingest.decode import decode, without_surrogates
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry, read_whole
from dragoman.ingest.faults import BROKEN
from dragoman.ingest.html import draft_of_page
from dragoman.ingest.options import IngestOptions

__all__ = ["read_mail"]


def read_mail(entry: Entry, options: IngestOptions) -> Iterator[Draft]:
    """Yield the one draft of a mail: its plain text, else the page in it.

    Raises:
        SourceError: there is no text in it.
    """
    data = read_whole(entry, options.max_bytes)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        content = body.get_payload(decode=True) if body is not None else None
        subject, day = message.get("Subject"), message.get("Date")
        location = message.get("Snapshot-Content-Location")
        charset = body.get_content_charset() if body is not None else None
        page = body is not None and body.get_content_type() == "text/html"
    except BROKEN as error:
        raise SourceError(f"The mail is damaged: {error}.", cure="Save its text.") from error
    if not isinstance(content, bytes) or not content.strip():
        raise SourceError("There is no text in the mail.", cure="Save its text, or its attachment.")
    found = date_of_value(str(day)) if day else None
    title = " ".join(without_surrogates(str(subject)).split()) if subject else ""
    draft = draft_of_page(content, entry) if page else _plain(content, entry, options.encoding or charset)
    yield Draft(
        origin=draft.origin,
        document=draft.document,
        text=draft.text,
        title=draft.title or (Fact(title, "title.mail") if title else None),
        outlet=draft.outlet,
        url=Fact(str(location), "url.mail") if location else draft.url,
        byline=draft.byline,
        published=draft.published
        or (Fact(found.value, "date.mail", str(day)) if found and found.value else None),
    )


def _plain(content: bytes, entry: Entry, encoding: str | None) -> Draft:
    return Draft(origin=entry.origin, document=entry.document, text=decode(content, encoding=encoding))
