"""Reads what a form of our own pages posts; a form without this start's token is turned away."""

from __future__ import annotations

import hmac
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

__all__ = ["Form", "Posted", "local"]

MOST_BYTES = 64 * 1024
FORM_TOKEN = "form_token"

Form = dict[str, list[str]]


async def _posted(request: Request) -> Form:
    """Return the fields of a posted form without its token."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "The form is too large")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=1000)
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read") from error
    given = fields.pop(FORM_TOKEN, [""])[0]
    if not hmac.compare_digest(given.encode(), request.app.state.form_token.encode()):
        raise HTTPException(403, "The form is of an earlier start of dragoman; load the page again")
    return fields


Posted = Annotated[Form, Depends(_posted)]


def local(address: str) -> str:
    """Return an address if it is a page of our own, else that of the overview."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"
