"""Puts the web face together: safety, pages, errors, files."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dragoman.errors import DragomanError, JudgementError, QueryError
from dragoman.web.assets import assets
from dragoman.web.pages import ROUTERS
from dragoman.web.records import Records
from dragoman.web.respond import Problem, as_json
from dragoman.web.safety import HEADERS, LOOPBACK, Guard
from dragoman.web.templating import render

__all__ = ["make_app"]

ABOUT = "The pages of dragoman as JSON: the same objects at /api/x that are shown at /x."
FOREVER = "public, max-age=31536000, immutable"
MISSING, BAD, BUSY, FAULT = 404, 400, 503, 500


def make_app(record_path: Path, *, token: str | None = None, hosts: Iterable[str] = LOOPBACK) -> FastAPI:
    """Return the web face of the record at `record_path`, which need not be there yet.

    Args:
        record_path: the record file; it may be written by `dragoman read` at the same time.
        token: what a visitor must bring, needed as soon as others can reach the address.
        hosts: by which names of this machine it may be asked, without ports.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.records.close()

    app = FastAPI(
        title="dragoman",
        description=ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.records = Records(record_path)
    app.state.form_token = secrets.token_urlsafe(24)
    app.add_middleware(Guard, hosts=frozenset(hosts), token=token)
    app.add_exception_handler(DragomanError, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(Exception, _failed)
    app.add_api_route("/static/{name:path}", _static, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    return app


def _static(name: str, v: str = "") -> Response:
    """Return a file of the package by its name; what is not in the table of files is not there."""
    found = assets().get(name)
    if found is None:
        raise HTTPException(MISSING)
    lasting = FOREVER if v == found.digest else "no-cache"
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": lasting})


def _told(request: Request, error: Exception) -> Response:
    """Return an error as a page with the cure, or as JSON below /api."""
    problem, status = _problem(error)
    if request.url.path.startswith("/api/"):
        return as_json(problem, status)
    return HTMLResponse(render(request, "error.html", problem, status=status), status_code=status)


def _failed(request: Request, _: Exception) -> Response:
    """Return a page that owns up to a fault of ours; what went wrong is told where dragoman was started."""
    problem = Problem(
        error="This page could not be made: that is a fault of dragoman.",
        cure="Please report it with what stands in the window in which dragoman was started.",
    )
    if request.url.path.startswith("/api/"):
        answer = as_json(problem, FAULT)
    else:
        answer = HTMLResponse(render(request, "error.html", problem, status=FAULT), status_code=FAULT)
    answer.headers.update(HEADERS)
    return answer


def _problem(error: Exception) -> tuple[Problem, int]:
    match error:
        case QueryError() | JudgementError():
            return Problem(error=error.args[0], cure=error.cure), BAD
        case DragomanError():  # with a cause, the file itself is in trouble; else what was asked for is not there
            return Problem(error=error.args[0], cure=error.cure), BUSY if error.__cause__ else MISSING
        case RequestValidationError():
            named = ", ".join(f"{at['loc'][-1]}: {at['msg']}" for at in error.errors())
            return Problem(
                error=f"The address does not make sense ({named}).", cure="Check what follows the ?."
            ), BAD
        case HTTPException(status_code=404):
            return Problem(error="There is no such page.", cure="Begin at the overview, or search."), MISSING
        case HTTPException():
            return Problem(error=f"{error.detail}.", cure="Go back and try again."), error.status_code
    raise error
