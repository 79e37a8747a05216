"""Light, dark, or as the system has it: kept in a cookie, so that it works with scripts off."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from dragoman.web.forms import Posted, local
from dragoman.web.templating import THEMES

__all__ = ["router"]

YEAR = 365 * 24 * 3600

router = APIRouter()


@router.post("/theme", include_in_schema=False)
def choose_theme(form: Posted) -> Response:
    """Keep the choice and go back to the page that it was made on."""
    answer = RedirectResponse(local(form.get("back", ["/"])[0]), status_code=303)
    theme = form.get("theme", ["auto"])[0]
    if theme in THEMES:
        answer.set_cookie("dragoman_theme", theme, max_age=YEAR, httponly=True, samesite="strict")
    return answer
