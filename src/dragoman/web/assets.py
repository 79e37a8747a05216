"""The files that pages load, all from the package: read once, so that no path of a URL reaches the file system."""

from __future__ import annotations

import functools
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["Asset", "asset_url", "assets"]

TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
DIGEST = 12  # letters of the digest in an address, enough to tell two versions of a file apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file of the package: its bytes, its media type, and a digest that changes with its content."""

    content: bytes
    media_type: str
    digest: str


@functools.cache
def assets() -> Mapping[str, Asset]:
    """Return all files that pages may load, by their name below `static`."""
    return dict(_found(files("dragoman.web").joinpath("static"), ""))


@functools.cache
def asset_url(name: str) -> str:
    """Return the address of a file; a new version of the file has a new one. KeyError if there is none."""
    return f"/static/{name}?v={assets()[name].digest}"


def _found(folder: Traversable, above: str) -> Iterator[tuple[str, Asset]]:
    for entry in folder.iterdir():
        name = above + entry.name
        if entry.is_dir():
            yield from _found(entry, f"{name}/")
            continue
        content = entry.read_bytes()
        suffix = "." + entry.name.rpartition(".")[2]
        kind = TYPES.get(suffix) or mimetypes.guess_type(entry.name)[0] or "application/octet-stream"
        digest = hashlib.blake2b(content).hexdigest()[:DIGEST]
        yield name, Asset(content=content, media_type=kind, digest=digest)
