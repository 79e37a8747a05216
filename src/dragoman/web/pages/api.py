"""The page of the API: what can be asked for as JSON, made from its own OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dragoman.web.templating import render

__all__ = ["router"]

KINDS = {"integer": "number", "number": "number", "boolean": "true or false", "string": "text"}

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a call: where it stands, of what kind it is."""

    name: str
    place: str
    kind: str
    required: bool
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One address that can be asked."""

    heading: str
    path: str
    told: str
    parameters: tuple[Parameter, ...]
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """All addresses that can be asked, in the order of their headings."""

    about: str
    calls: tuple[Call, ...]


@router.get("/api", include_in_schema=False)
def api(request: Request) -> HTMLResponse:
    """Show the page of the API."""
    described = request.app.openapi()
    calls = sorted(_calls(described), key=lambda call: (call.heading, call.path))
    return HTMLResponse(
        render(request, "api.html", Api(about=described["info"]["description"], calls=tuple(calls)))
    )


def _calls(described: Mapping[str, Any]) -> Iterator[Call]:
    for path, methods in described["paths"].items():
        call = methods.get("get")
        if call is None:
            continue
        yield Call(
            heading=call.get("tags", ["Pages"])[0],
            path=path,
            told=call.get("description", ""),
            parameters=tuple(map(_parameter, call.get("parameters", ()))),
            answer=_kind(_answer(call)),
        )


def _parameter(one: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=one["name"],
        place=one["in"],
        kind=_kind(one["schema"]),
        required=one.get("required", False),
        told=one.get("description", ""),
    )


def _answer(call: Mapping[str, Any]) -> Mapping[str, Any]:
    content = call["responses"]["200"].get("content", {})
    found: Mapping[str, Any] = content.get("application/json", {}).get("schema", {})
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    """Return a type as a reader of the page needs it: "one of a, b", "list of text"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return KINDS.get(schema.get("type", ""), "a file")
