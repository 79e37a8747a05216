"""Renders pages: one Jinja environment in which every value is escaped, with the filters that pages share."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FunctionLoader, StrictUndefined

from dragoman.web import judged, wording
from dragoman.web.assets import asset_url
from dragoman.web.author import author_of

__all__ = ["environment", "render"]

THEMES = ("auto", "light", "dark")


@functools.cache
def environment() -> Environment:
    """Return the environment of all pages; text of the record can never become markup in it."""
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = asset_url
    made.globals["w"] = wording
    made.globals["judged"] = judged
    made.filters["number"] = wording.number
    made.filters["day"] = wording.day
    made.filters["query"] = lambda values: urlencode(values, doseq=True)
    return made


def render(request: Request, template: str, page: object, **more: Any) -> str:
    """Return a page object as HTML; the template has it as `page`, and what all pages need beside it."""
    state = request.app.state
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    theme = request.cookies.get("dragoman_theme", "auto")
    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            here=here,
            path=request.url.path,
            theme=theme if theme in THEMES else "auto",
            themes=THEMES,
            form_token=state.form_token,
            author=author_of(request),
            record_name=state.records.path.name,
            **more,
        )
    )


def _template(name: str) -> str | None:
    """Return the text of a template of the package; names come from our code alone, never from a URL."""
    entry = files("dragoman.web").joinpath("templates").joinpath(*name.split("/"))
    return entry.read_text(encoding="utf-8") if entry.is_file() else None
