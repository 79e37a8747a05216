"""Finds what the user names: files, folders, patterns, URLs and standard input."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit
from urllib.response import addinfourl

from dragoman.errors import SourceError
from dragoman.ingest.entry import Entry, peeked, well_formed
from dragoman.ingest.junk import is_junk

__all__ = ["is_url", "open_input", "paths_of"]

_WAIT_SECONDS = 30
_WILDCARDS = frozenset("*?[")
_AGENT = "Mozilla/5.0 (compatible; dragoman)"


def is_url(name: str) -> bool:
    """Return whether the input is a web address."""
    return name.lower().startswith(("http://", "https://"))


def paths_of(name: str) -> Iterator[Path]:
    """Yield the files that an input names: itself, those in the folder, or those that fit the pattern.

    Raises:
        SourceError: there is no such file or folder, or nothing fits.
    """
    path = Path(name)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists() or not _WILDCARDS & set(name):
        yield path
    else:
        found = sorted(_fitting(name))
        if not found:
            raise SourceError("No file fits the pattern.", cure="Mend the pattern, or put it in quotes.")
        for member in found:
            if member.is_file():
                yield member


def _in_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if is_junk(path.name):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _in_folder(path)
        else:
            yield path


def _fitting(pattern: str) -> Iterator[Path]:
    anchor = Path(pattern).anchor
    relative = str(Path(pattern).relative_to(anchor)) if anchor else pattern
    return (path for path in Path(anchor or ".").glob(relative) if not is_junk(path.name))


@contextmanager
def open_input(name: str | Path, stdin: BinaryIO | None) -> Iterator[Entry]:
    """Give the entry of a file, URL or, for `-`, standard input, and close it after use.

    Raises:
        SourceError: it cannot be opened.
    """
    if isinstance(name, Path):
        with _opened(name) as file:
            head = file.read(8192)
            file.seek(0)
            yield Entry(
                origin=well_formed(str(name)),
                document=well_formed(name.name),
                stream=file,
                head=head,
                path=name,
            )
    elif name == "-":
        if stdin is None:
            raise SourceError("There is no standard input.", cure="Name a file, folder or URL.")
        head, stream = peeked(stdin)
        yield Entry(origin="-", document="stdin", stream=stream, head=head)
    else:
        with _fetched(name) as response:
            head, stream = peeked(cast("BinaryIO", response))
            address = response.geturl()
            yield Entry(
                origin=name,
                document=_page_name(address),
                stream=stream,
                head=head,
                url=address,
                encoding=response.headers.get_content_charset(),
            )


def _opened(path: Path) -> BinaryIO:
    try:
        if not path.is_file() and path.exists():
            raise SourceError("It is no ordinary file.", cure="Name a file, folder, pattern or URL.")
        return path.open("rb")
    except FileNotFoundError as error:
        raise SourceError("There is no such file.", cure="Mend its name.") from error
    except PermissionError as error:
        raise SourceError("It may not be read.", cure="Give yourself the right to read it.") from error
    except OSError as error:
        raise SourceError(f"It cannot be opened: {error.strerror}.", cure="Mend its name.") from error


def _fetched(url: str) -> addinfourl:
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})
    try:
        return cast("addinfourl", urllib.request.urlopen(request, timeout=_WAIT_SECONDS))
    except urllib.error.HTTPError as error:
        error.close()
        raise SourceError(
            f"The server answers {error.code} {error.reason}.",
            cure="Open the address in a browser and save the page.",
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise SourceError(
            f"It cannot be fetched: {reason}.", cure="Check the address and the connection."
        ) from error


def _page_name(url: str) -> str:
    parts = urlsplit(url)
    return unquote(PurePosixPath(parts.path).name) or parts.netloc
