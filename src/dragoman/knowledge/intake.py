"""Opens a file of facts, unpacks it on the way, and gives its lines and JSON items one at a time."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import json
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from dragoman.errors import SourceError
from dragoman.knowledge.facts import Fault

__all__ = ["Intake", "Item"]

CHUNK = 1 << 16
HEAD = 1 << 18  # bytes by which a format is told
LONGEST = 1 << 26  # bytes of a line or item; longer ones are faults
BROKEN = (EOFError, OSError, lzma.LZMAError, zlib.error)

Item = tuple[str, int, object]  # the key under which it stands ("" at the top), its line or number, its value


class Intake:
    """An open file, plain or packed by gzip, bzip2 or xz. Read it once from its beginning."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._raw = path.open("rb")
        except OSError as error:
            raise SourceError(
                f"{path} cannot be opened: {error.strerror}.", cure="Check its name and rights."
            ) from error
        self._stream = _unpacked(self._raw)
        self._head = b""
        self.size = path.stat().st_size

    @property
    def taken(self) -> int:
        """Return how many bytes of the file on the disk have been read so far."""
        return min(self._raw.tell(), self.size)

    def head(self) -> bytes:
        """Return the beginning of the content, which can still be read after it."""
        if not self._head:
            while len(self._head) < HEAD and (chunk := self.read(HEAD - len(self._head))):
                self._head += chunk
            self.close()
            self._raw = self.path.open("rb")
            self._stream = _unpacked(self._raw)
        return self._head

    def read(self, size: int) -> bytes:
        """Return the next bytes of the content.

        Raises:
            SourceError: the file is cut off or not packed as it says.
        """
        try:
            return self._stream.read(size)
        except BROKEN as error:
            raise SourceError(
                f"{self.path} is cut off or broken: {error}.", cure="Fetch it again."
            ) from error

    def raw_lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Yield the lines with their numbers from 1; None for one that is too long."""
        number = 0
        try:
            while raw := self._stream.readline(LONGEST):
                number += 1
                if len(raw) == LONGEST and not raw.endswith(b"\n"):
                    while raw and not raw.endswith(b"\n"):
                        raw = self._stream.readline(CHUNK)
                    yield number, None
                else:
                    yield number, raw
        except BROKEN as error:
            raise SourceError(
                f"{self.path} is cut off or broken after line {number}: {error}.", cure="Fetch it again."
            ) from error

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield the lines as text without their ends. What is not UTF-8 is read as Windows-1252."""
        for number, raw in self.raw_lines():
            yield number, text_of(raw or b"").rstrip("\r\n")

    def items(self) -> Iterator[Item | Fault]:
        """Yield the objects of JSON Lines, of an array, or of the arrays in one object.

        Only one is in memory at a time. A line that is not JSON is a fault and the rest goes on.

        Raises:
            SourceError: an array or object that is not by lines is broken; the message names the item.
        """
        return self._by_line() if self._is_by_line() else _streamed(self)

    def _is_by_line(self) -> bool:
        """Whether each line is an object of its own, perhaps inside the brackets of an array."""
        lines = self.head().lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n")
        first = lines[1] if lines[0].strip() == b"[" and len(lines) > 1 else lines[0]
        return first.startswith(b"{") and _value(first) is not None

    def _by_line(self) -> Iterator[Item | Fault]:
        for number, raw in self.raw_lines():
            if raw is None:
                yield Fault(number, f"The line is longer than {LONGEST:,} bytes.", "Split it.")
                continue
            bare = raw.strip(b" \t\r\n\xef\xbb\xbf").removesuffix(b",")
            if bare in (b"", b"[", b"]"):
                continue
            value = _value(bare)
            if value is None:
                yield Fault(number, "The line is not JSON.", "Mend it: each line must be one JSON object.")
            else:
                yield "", number, value

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def text_of(raw: bytes) -> str:
    """Return a line as text; older dictionaries have lines that are Windows-1252 and not UTF-8."""
    try:
        return raw.decode("utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _unpacked(raw: io.BufferedReader) -> io.BufferedReader | bz2.BZ2File | lzma.LZMAFile | gzip.GzipFile:
    start = raw.read(6)
    raw.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)
    if start.startswith(b"BZh"):
        return bz2.BZ2File(raw)
    if start.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(raw)
    return raw


def _value(raw: bytes) -> object | None:
    try:
        value: object = msgspec.json.decode(raw.strip().removesuffix(b","))
    except (msgspec.DecodeError, RecursionError):
        return None
    return value


def _streamed(intake: Intake) -> Iterator[Item]:
    window = _Window(intake)
    if window.mark() == "[":
        yield from _array(window, "")
        return
    window.expect("{")
    while window.mark() != "}":
        key = str(window.value("the next key"))
        window.expect(":")
        if window.mark() == "[":
            yield from _array(window, key)
        else:
            yield key, 0, window.value(key)
        if window.mark() == ",":
            window.expect(",")


def _array(window: _Window, key: str) -> Iterator[Item]:
    window.expect("[")
    number = 0
    while window.mark() != "]":
        number += 1
        yield key, number, window.value(f"item {number} of {key or 'the array'}")
        if window.mark() == ",":
            window.expect(",")
    window.expect("]")


class _Window:
    """The stretch of a JSON text that is in memory, moved on value by value."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._scanner = json.JSONDecoder()
        self._text = ""
        self._ended = False

    def mark(self) -> str:
        """Return the next letter that is no blank, without moving on; "" at the end."""
        while True:
            self._text = self._text.lstrip()
            if self._text or self._ended:
                return self._text[:1]
            self._more(CHUNK)

    def expect(self, mark: str) -> None:
        """Move on over a mark."""
        if self.mark() != mark:
            raise self._broken(f"there is no {mark!r}")
        self._text = self._text[1:]

    def value(self, what: str) -> object:
        """Move on over a value and return it."""
        self.mark()
        wanted = CHUNK
        while True:
            try:
                found, end = self._scanner.raw_decode(self._text)
            except (ValueError, RecursionError) as error:
                if self._ended or len(self._text) > LONGEST:
                    raise self._broken(f"{what} is cut off or not JSON") from error
                self._more(wanted)
                wanted *= 2
                continue
            if end == len(self._text) and not self._ended:  # a number may go on
                self._more(CHUNK)
                continue
            self._text = self._text[end:]
            return found

    def _more(self, size: int) -> None:
        chunk = self._intake.read(size)
        self._ended = not chunk
        self._text += self._decoder.decode(chunk, self._ended)

    def _broken(self, what: str) -> SourceError:
        near = self._text[:30].replace("\n", " ")
        return SourceError(f"{self._intake.path}: {what}, near {near!r}.", cure="Mend the JSON there.")
