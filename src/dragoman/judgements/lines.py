"""One judgement as a line of its file, and back: JSON with keys that people can read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar, cast

import msgspec

from dragoman.errors import JudgementError
from dragoman.judgements.values import party, reading_of, voices
from dragoman.model.judgement import Anchor, Field, Judgement, JudgementKind

__all__ = ["check", "identity", "line_of", "parsed"]

Table = Mapping[str, object]
Code = TypeVar("Code", bound=StrEnum)

LEAST_MERGED = 2
KEYS = ("id", "at", "by", "kind", "of", "from", "field", "told", "value", "undoes", "note")
NEEDED: Mapping[JudgementKind, tuple[str, ...]] = {
    JudgementKind.ACCEPT: ("of",),
    JudgementKind.CORRECT: ("of", "field", "value"),
    JudgementKind.REJECT: ("of",),
    JudgementKind.MERGE: ("of",),
    JudgementKind.SPLIT: ("of", "from"),
    JudgementKind.REATTRIBUTE: ("of", "value"),
    JudgementKind.RENAME: ("told", "value"),
    JudgementKind.UNDO: ("undoes",),
}


def line_of(judgement: Judgement) -> str:
    """Return a judgement as its line, without the line end."""
    table: dict[str, object] = {
        "id": judgement.id,
        "at": judgement.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": judgement.by,
        "kind": judgement.kind.value,
    }
    if judgement.of:
        of = [_anchor_table(anchor) for anchor in judgement.of]
        table["of"] = of[0] if len(of) == 1 else of
    if judgement.apart_from:
        table["from"] = [_anchor_table(anchor) for anchor in judgement.apart_from]
    if judgement.field is not None:
        table["field"] = judgement.field.value
    if judgement.told is not None:
        table["told"] = judgement.told
    if "value" in NEEDED[judgement.kind]:
        table["value"] = judgement.value
    if judgement.undoes is not None:
        table["undoes"] = judgement.undoes
    if judgement.note:
        table["note"] = judgement.note
    return msgspec.json.encode(table).decode()


def identity(judgement: Judgement, place: int) -> str:
    """Return the id of a judgement by what it says and by its place in the file."""
    digest = hashlib.sha256(f"{place}|{line_of(judgement)}".encode()).hexdigest()
    return f"jdg-{digest[:12]}"


def parsed(line: str) -> Judgement:
    """Return the judgement of a line.

    Raises:
        JudgementError: it is no judgement; the message says what is wrong with it.
    """
    try:
        table = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise JudgementError(f"It is no JSON ({error}).", cure="Mend the line, or leave it.") from error
    if not isinstance(table, dict):
        raise JudgementError("It is no table with keys.", cure="Mend the line, or leave it.")
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        raise JudgementError(f"Unknown key {unknown[0]!r}.", cure=f"Known are: {', '.join(KEYS)}.")
    kind = _code(JudgementKind, _text(table, "kind"), "kind of judgement")
    for key in NEEDED[kind]:
        if key not in table:
            raise JudgementError(f"A judgement to {kind} lacks {key!r}.", cure="Mend the line, or leave it.")
    judgement = Judgement(
        id=_text(table, "id"),
        at=_moment(_text(table, "at")),
        by=_text(table, "by"),
        kind=kind,
        of=_anchors(table.get("of")),
        apart_from=_anchors(table.get("from")),
        field=_code(Field, _text(table, "field"), "field") if "field" in table else None,
        told=_text(table, "told") if "told" in table else None,
        value=table.get("value"),
        undoes=_text(table, "undoes") if "undoes" in table else None,
        note=_text(table, "note") if table.get("note") else "",
    )
    check(judgement)
    return judgement


def check(judgement: Judgement) -> None:
    """Raise a JudgementError if the parts of a judgement do not go together."""
    needed = NEEDED[judgement.kind]
    if "of" in needed and not judgement.of:
        raise JudgementError("It is about no event.", cure="Name the event.")
    if judgement.kind is JudgementKind.MERGE and len(judgement.of) < LEAST_MERGED:
        raise JudgementError("To merge takes two events.", cure="Name two or more.")
    match judgement.kind:
        case JudgementKind.CORRECT:
            reading_of(cast("Field", judgement.field), judgement.value)
        case JudgementKind.REATTRIBUTE:
            voices(judgement.value)
        case JudgementKind.RENAME:
            party(judgement.value)


def _anchor_table(anchor: Anchor) -> dict[str, object]:
    table: dict[str, object] = {
        "report": anchor.report,
        "document": anchor.document,
        "start": anchor.start,
        "end": anchor.end,
        "trigger": anchor.trigger,
        "category": anchor.category,
        "sentence": anchor.sentence,
    }
    if anchor.telling:
        table["telling"] = anchor.telling
    table |= {
        key: list(names) for key, names in (("actor", anchor.actor), ("recipient", anchor.recipient)) if names
    }
    return table


def _anchors(value: object) -> tuple[Anchor, ...]:
    if value is None:
        return ()
    tables: Sequence[object] = value if isinstance(value, list) else [value]
    try:
        return tuple(msgspec.convert(table, Anchor) for table in tables)
    except msgspec.ValidationError as error:
        raise JudgementError(
            f"What it is about is not understood ({error}).", cure="Mend the line, or leave it."
        ) from error


def _text(table: Table, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise JudgementError(f"It has no {key!r} in words.", cure="Mend the line, or leave it.")
    return value


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise JudgementError(f"{text!r} is no time.", cure="Write it as 2026-11-22T10:00:00Z.") from error
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _code(kind: type[Code], text: str, what: str) -> Code:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(code.value for code in kind)
        raise JudgementError(f"{text!r} is no {what}.", cure=f"Known are: {known}.") from error
