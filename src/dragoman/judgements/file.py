"""The file of judgements beside a record: read as a whole, and only ever added to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.errors import JudgementError
from dragoman.judgements.lines import check, identity, line_of, parsed
from dragoman.model.judgement import Judgement

__all__ = ["Fault", "Line", "append", "file_beside", "lines_in", "restore", "standing", "understood"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a line is passed over, and what to do about it."""

    error: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the file: its number from 1 on, its text, and what it says."""

    number: int
    text: str
    says: Judgement | Fault


def file_beside(record: Path) -> Path:
    """Return where the judgements on a record lie: `dragoman.db` has `dragoman.judgements.jsonl`."""
    return record.with_name(f"{record.stem}.judgements.jsonl")


def lines_in(path: Path) -> list[tuple[int, str]]:
    """Return the lines of the file that are not empty, with their numbers; none if there is no file.

    Raises:
        JudgementError: the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise JudgementError(f"{path} cannot be read: {error.strerror}.", cure="Check the file.") from error
    texts = (line.decode("utf-8", "replace").strip("\r \t\ufeff") for line in content.split(b"\n"))
    return [(number, text) for number, text in enumerate(texts, start=1) if text]


def understood(lines: Iterable[tuple[int, str]], before: Mapping[str, str] | None = None) -> list[Line]:
    """Return what the lines say; one that comes again, word for word, says nothing more.

    `before` are the texts of judgements in earlier lines, by their ids.
    """
    found: list[Line] = []
    known = dict(before or {})
    for number, text in lines:
        try:
            judgement = parsed(text)
        except JudgementError as error:
            found.append(Line(number=number, text=text, says=Fault(error=error.args[0], cure=error.cure)))
            continue
        if judgement.id not in known:
            known[judgement.id] = text
            found.append(Line(number=number, text=text, says=judgement))
        elif known[judgement.id] != text:
            fault = Fault(
                error=f"Another judgement has the id {judgement.id}.", cure="Give one of them another id."
            )
            found.append(Line(number=number, text=text, says=fault))
    return found


def standing(ids: Iterable[str], undoes: Mapping[str, str]) -> list[str]:
    """Return those of the judgements with these ids that are not taken back, in their order.

    `undoes` gives for each judgement to undo, by its id, the one that it takes back, wherever the two stand; one
    to undo can be taken back itself.
    """
    undoing: dict[str, list[str]] = {}
    for undo, undone in undoes.items():
        undoing.setdefault(undone, []).append(undo)
    holds: dict[str, bool] = {}

    def held(identity: str) -> bool:
        if identity not in holds:
            holds[identity] = True  # for lines that undo each other in a ring, which only hands can write
            holds[identity] = not any(held(undo) for undo in undoing.get(identity, ()))
        return holds[identity]

    return [identity for identity in ids if held(identity)]


def append(path: Path, judgement: Judgement) -> Judgement:
    """Add a judgement to the file, on the disk when this returns; return it with its id.

    Raises:
        JudgementError: it makes no sense, or the file cannot be written.
    """
    check(judgement)
    try:
        with path.open("a+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
            torn = size > 0 and file.read(1) != b"\n"
            made = replace(judgement, id=identity(judgement, size))
            file.write(("\n" * torn + line_of(made) + "\n").encode())
            os.fsync(file.fileno())
    except OSError as error:
        raise JudgementError(
            f"{path} cannot be written: {error.strerror}.", cure="Check the folder and your rights in it."
        ) from error
    return made


def restore(path: Path, texts: Iterable[str]) -> None:
    """Write a file that is gone anew from the lines that the record keeps; one that is there is left alone."""
    content = "".join(f"{text}\n" for text in texts).encode()
    try:
        with path.open("xb", buffering=0) as file:
            file.write(content)
            os.fsync(file.fileno())
    except FileExistsError:
        return
    except OSError as error:
        raise JudgementError(
            f"{path} cannot be written: {error.strerror}.", cure="Check the folder and your rights in it."
        ) from error
