"""One function, one typed page, two answers: HTML for people at `/x`, the same object as JSON at `/api/x`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from dragoman.web.templating import render

__all__ = ["Problem", "as_json", "page"]

View = TypeVar("View", bound=Callable[..., Any])

encode = msgspec.json.Encoder(enc_hook=str).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why there is no answer, and what to do about it."""

    error: str
    cure: str


def as_json(value: object, status: int = 200) -> Response:
    """Return a value of the model or a page as a JSON answer."""
    return Response(encode(value), status_code=status, media_type="application/json")


def page(
    router: APIRouter, path: str, *, template: str, api: str | None = None, tags: list[str] | None = None
) -> Callable[[View], View]:
    """Serve the page object that the decorated function returns, as HTML at `path` and as JSON below `/api`.

    The function's parameters are those of a FastAPI endpoint and its return annotation is a dataclass; its
    docstring describes it on the page of the API. The template has the object as `page`, the address as `here`.

    Args:
        router: the router of the module.
        path: where the page is, as "/event/{identity}".
        template: the file in `templates` that shows it.
        api: where the JSON is, unless it is "/api" and `path`.
        tags: the heading under which the page of the API lists it.
    """

    def decorate(view: View) -> View:
        signature = inspect.signature(view, eval_str=True)
        made = signature.return_annotation

        @functools.wraps(view)
        def data(**given: Any) -> Response:
            return as_json(view(**given))

        @functools.wraps(view)
        def shown(request_: Request, **given: Any) -> Response:
            return HTMLResponse(render(request_, template, view(**given)))

        request = inspect.Parameter("request_", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
        parameters = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in signature.parameters.values()
        ]
        data.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        shown.__signature__ = signature.replace(parameters=[request, *parameters])  # type: ignore[attr-defined]
        router.add_api_route(
            path, shown, response_class=HTMLResponse, response_model=None, include_in_schema=False
        )
        router.add_api_route(
            api or f"/api{path}",
            data,
            response_model=made,
            operation_id=view.__name__,
            summary=view.__name__.replace("_", " ").capitalize(),
            tags=list(tags or ["Pages"]),
            responses={"4XX": {"model": Problem, "description": "Nothing such, or a question without sense"}},
        )
        return view

    return decorate
