"""An entry: one file, archive member or page as a stream of bytes, with the names it goes by."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import SourceError

__all__ = ["HEAD", "Entry", "peeked", "read_whole", "seekable", "well_formed"]

HEAD = 8192
_IN_MEMORY = 16_000_000
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One stream of bytes, to be read once.

    Attributes:
        origin: path or URL, with `#member` for a member of an archive.
        document: the name of the file or member.
        stream: the bytes from the start.
        head: the first bytes, looked at and still in the stream.
        path: where it lies if it is a file by itself.
        url: where it was fetched from.
        encoding: what the server says of its encoding.
    """

    origin: str
    document: str
    stream: BinaryIO
    head: bytes
    path: Path | None = None
    url: str | None = None
    encoding: str | None = None


class _Chained(io.RawIOBase):
    """The bytes that were looked at, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        piece = self._head[:size] if self._head else self._rest.read(size)
        self._head = self._head[size:]
        buffer[: len(piece)] = piece
        return len(piece)


def peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that still has them."""
    head = stream.read(HEAD)
    return head, cast("BinaryIO", io.BufferedReader(_Chained(head, stream), _CHUNK))


def read_whole(entry: Entry, limit: int) -> bytes:
    """Return all bytes of an entry.

    Raises:
        SourceError: there are more than `limit` or none.
    """
    data = entry.stream.read(limit + 1)
    if len(data) > limit:
        raise SourceError(
            f"It is huge: more than {limit:,} bytes for one report.",
            cure="Split it into reports, or raise --max-bytes.",
        )
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise SourceError("It is empty.", cure="Leave it out, or fetch it again.")
    return data


def seekable(entry: Entry) -> BinaryIO:
    """Return the entry as a stream in which one can jump: its file, or a copy that is dropped after use."""
    if entry.path is not None:
        return entry.path.open("rb")
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    while chunk := entry.stream.read(_CHUNK):
        copy.write(chunk)
    copy.seek(0)
    return cast("BinaryIO", copy)


def well_formed(name: str) -> str:
    """Return a name without the stand-ins for bytes that were not UTF-8."""
    return name.encode("utf-8", "replace").decode()
