"""Pictures as files of their own: an SVG that brings its style along."""

from __future__ import annotations

import re

from fastapi import Response

from dragoman.store.names import fold
from dragoman.web.assets import assets

__all__ = ["svg_file"]

MARKS = re.compile(r"^\.(mark|ink|kind)[^{]*\{[^}]*\}", re.MULTILINE)


def svg_file(drawn: str, name: str) -> Response:
    """Return a picture as a file to keep, in the light colours of the pages."""
    head, tag, rest = drawn.partition(">")
    content = f"{head}{tag}<style>{_style()}</style>{rest}"
    file = re.sub(r"\W+", "-", fold(name)) or "picture"
    return Response(
        content,
        media_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{file}.svg"'},
    )


def _style() -> str:
    """Return the colours and the rules of pictures from the style sheets of the pages."""
    whole = assets()["style.css"].content.decode()
    tokens = whole[whole.index(":root {") :].partition("}")[0] + "}"
    marks = "\n".join(found.group() for found in MARKS.finditer(whole))
    return "\n".join((tokens, marks, assets()["pictures.css"].content.decode()))
