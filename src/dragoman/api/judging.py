"""What persons say of events: judgements made, taken back and listed, with those that have no effect now."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from dragoman.api.meaning import name_meant, value_meant, voices_meant
from dragoman.api.replaying import changed, fitted
from dragoman.api.settling import settle
from dragoman.codebook import load_codebook
from dragoman.errors import JudgementError
from dragoman.judgements import Fitted, anchor_of, append, file_beside
from dragoman.model.judgement import (
    Anchor,
    Field,
    Judgement,
    JudgementKind,
    Standing,
    State,
)
from dragoman.model.record import Telling
from dragoman.store import Database, views
from dragoman.store import judgements as kept
from dragoman.store.judgements import LineRow
from dragoman.store.query import EventQuery

__all__ = ["Opinion", "author", "judge", "standings", "undo"]

Code = TypeVar("Code", bound=StrEnum)

FEW = 5  # tellings by which an event is found again; any of them is enough
ONE = (JudgementKind.ACCEPT, JudgementKind.CORRECT, JudgementKind.REATTRIBUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a person says, before it is a judgement: of which events, by their ids, what, and why.

    `at` is now, and `by` the user of this machine, if they are not told.
    """

    kind: str
    events: tuple[str, ...] = ()
    field: str | None = None
    value: object = None
    told: str | None = None
    by: str | None = None
    note: str = ""
    at: datetime | None = None


def judge(database: Database, opinion: Opinion) -> Judgement:
    """Add a judgement to the file of the record, and make the events anew that it touches.

    Raises:
        JudgementError: it makes no sense, or the file cannot be written.
        RecordError: there is no such event, or the record cannot be written.
    """
    kind = _code(JudgementKind, opinion.kind, "kind of judgement")
    if kind is JudgementKind.UNDO:
        raise JudgementError("To undo takes a judgement, not an event.", cure="Use undo with its id.")
    settle(database)
    judgement = _made(database, kind, opinion)
    return _added(database, judgement)


def undo(
    database: Database, beginning: str, *, by: str | None = None, note: str = "", at: datetime | None = None
) -> Judgement:
    """Take back the judgement whose id is or begins so; one to undo can be taken back as well.

    Raises:
        JudgementError: there is none or several, or it is taken back already.
    """
    settle(database)
    found = [row for row in kept.lines(database) if row.id.startswith(beginning)]
    exact = [row for row in found if row.id == beginning] or found
    if len(exact) != 1 or not beginning:
        many = f"Several judgements have ids that begin with {beginning!r}." if exact else ""
        raise JudgementError(
            many or f"There is no judgement {beginning!r}.", cure="Ids stand in: dragoman judge list."
        )
    if not exact[0].stands:
        raise JudgementError(f"{exact[0].id} is taken back already.", cure="See: dragoman judge list --all.")
    opinion = Opinion(kind=JudgementKind.UNDO.value, by=by, note=note, at=at)
    return _added(database, _judgement(JudgementKind.UNDO, opinion, undoes=exact[0].id))


def standings(database: Database) -> list[Standing]:
    """Return all judgements in the order in which they were made, with whether they have their effect.

    Lines that others have added to the file since are taken in first.
    """
    if changed(database):
        settle(database)
    rows = kept.lines(database)
    bearing = kept.bearing(database, [row.id for row in rows])
    ids = {row.id: row for row in rows}
    everything = dict(zip((row.id for row in rows), fitted(database, rows), strict=True))
    undone = {
        one.judgement.undoes: one.judgement
        for one in everything.values()
        if one.judgement.kind is JudgementKind.UNDO and ids[one.judgement.id].stands
    }
    return [
        _standing(one, ids, undone.get(one.judgement.id), bearing.get(one.judgement.id, ()))
        for one in everything.values()
    ]


def author() -> str:
    """Return who is at work here: the name that git knows, else that of the user of this machine."""
    git = shutil.which("git")
    if git is not None:
        told = subprocess.run([git, "config", "user.name"], capture_output=True, text=True, check=False)
        if name := told.stdout.strip():
            return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return "unknown"


def _made(database: Database, kind: JudgementKind, opinion: Opinion) -> Judgement:
    """Return the judgement that an opinion comes to, without an id."""
    if kind is JudgementKind.RENAME:
        return _renaming(opinion)
    told = [_tellings(database, identity) for identity in opinion.events]
    _check_number(kind, told)
    of, apart_from = _anchors(kind, opinion, told)
    match kind:
        case JudgementKind.CORRECT:
            field = _code(Field, (opinion.field or "").lower(), "field that can be corrected")
            value = value_meant(database, field, opinion.value)
            if field is Field.MODE:
                _check_mode(database, opinion.events[0], value)
            return _judgement(kind, opinion, of=of, field=field, value=value)
        case JudgementKind.REATTRIBUTE:
            return _judgement(kind, opinion, of=of, value=voices_meant(opinion.value))
        case _:
            return _judgement(kind, opinion, of=of, apart_from=apart_from)


def _judgement(  # noqa: PLR0913 - what kinds of judgement differ in
    kind: JudgementKind,
    opinion: Opinion,
    *,
    of: tuple[Anchor, ...] = (),
    apart_from: tuple[Anchor, ...] = (),
    field: Field | None = None,
    told: str | None = None,
    value: object = None,
    undoes: str | None = None,
) -> Judgement:
    return Judgement(
        id="",
        at=opinion.at or datetime.now(UTC).replace(microsecond=0),
        by=(opinion.by or "").strip() or author(),
        kind=kind,
        of=of,
        apart_from=apart_from,
        field=field,
        told=told,
        value=value,
        undoes=undoes,
        note=opinion.note.strip(),
    )


def _added(database: Database, judgement: Judgement) -> Judgement:
    made = append(file_beside(database.path), judgement)
    settle(database)
    return made


def _renaming(opinion: Opinion) -> Judgement:
    told = (opinion.told or "").strip()
    if not told:
        raise JudgementError(
            "It is not said which name is to be changed.", cure="Give it as the record shows it."
        )
    return _judgement(JudgementKind.RENAME, opinion, told=told, value=name_meant(opinion.value))


def _tellings(database: Database, identity: str) -> list[Telling]:
    """Return the tellings of an event, that by whose id it was asked for first."""
    event = views.event(database, identity)
    told = views.event_tellings(database, event.id)
    return sorted(told, key=lambda t: not t.id.startswith(identity)) if identity else told


def _check_number(kind: JudgementKind, told: Sequence[Sequence[Telling]]) -> None:
    events = {min(telling.id for telling in some) for some in told}
    if kind is JudgementKind.MERGE and len(events) < 2:
        raise JudgementError(
            "To merge takes two events, and this is one.", cure="Name two or more by their ids."
        )
    if kind is JudgementKind.SPLIT and len(events) > 1:
        raise JudgementError("These are tellings of several events.", cure="Name tellings of one event.")
    if kind is not JudgementKind.MERGE and kind is not JudgementKind.SPLIT and len(told) != 1:
        raise JudgementError(f"To {kind} takes one event.", cure="Name it by its id.")


def _anchors(
    kind: JudgementKind, opinion: Opinion, told: Sequence[Sequence[Telling]]
) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
    """Return the anchors of a judgement, and those that a split keeps them apart from."""
    every = {telling.id: telling for some in told for telling in sorted(some, key=lambda t: t.order)}
    if kind is JudgementKind.SPLIT:
        leaving = {some[0].id for some in told}
        staying = [telling for telling in every.values() if telling.id not in leaving]
        if not staying:
            raise JudgementError(
                "Nothing would stay: the event has no other telling.",
                cure="See its tellings with: dragoman show ID.",
            )
        return _fast(every[name] for name in sorted(leaving)), _fast(staying)
    few = FEW if kind in ONE else None
    return _fast(list(every.values())[:few]), ()


def _fast(tellings: Iterable[Telling]) -> tuple[Anchor, ...]:
    return tuple(anchor_of(telling) for telling in tellings)


def _check_mode(database: Database, identity: str, mode: object) -> None:
    """Raise a JudgementError if the category of an event has no such mode."""
    if mode is None:
        return
    event = views.event(database, identity)
    known = load_codebook().categories[event.category].modes
    if mode in known:
        return
    events = views.events(database, EventQuery(category=(event.category,)))
    if not any(other.mode == mode for other in events):  # as of a codebook of the user's own
        cure = f"Choose from: {', '.join(known)}." if known else "It has none."
        raise JudgementError(f"{mode!r} is no mode of {event.category}.", cure=cure)


def _standing(
    one: Fitted, rows: dict[str, LineRow], undoing: Judgement | None, events: Collection[str]
) -> Standing:
    judgement = one.judgement
    if not rows[judgement.id].stands:
        by = f" by {undoing.by} on {undoing.at:%Y-%m-%d} ({undoing.id})" if undoing else ""
        return Standing(judgement=judgement, state=State.UNDONE, because=f"undone{by}")
    idle = _idle(one, rows, events)
    if idle:
        return Standing(judgement=judgement, state=State.IDLE, because=idle)
    missing = len(judgement.anchors) - sum(telling is not None for telling in one.tellings)
    part = f"{missing} of {len(judgement.anchors)} tellings are not in the record now" if missing else ""
    return Standing(judgement=judgement, state=State.APPLIES, because=part, events=tuple(events))


def _idle(one: Fitted, rows: dict[str, LineRow], events: Collection[str]) -> str:
    """Return why a judgement has no effect, "" if it has."""
    judgement = one.judgement
    match judgement.kind:
        case JudgementKind.UNDO:
            known = judgement.undoes in rows
            return "" if known else f"there is no judgement {judgement.undoes}"
        case JudgementKind.RENAME:
            return "" if events else f"no event tells of “{judgement.told}” now"
        case JudgementKind.REJECT:
            return "" if one.of else _lost(judgement)
        case JudgementKind.MERGE:
            found = sum(telling is not None for telling in one.tellings)
            return "" if found > 1 else _lost(judgement)
        case JudgementKind.SPLIT:
            return "" if one.of and one.apart_from else _lost(judgement)
    if not one.of:
        return _lost(judgement)
    return "" if events else "it does not suit the event, or that is rejected"


def _lost(judgement: Judgement) -> str:
    anchor = judgement.of[0]
    return f"{anchor.document} tells no event at “{anchor.trigger}” now"


def _code(kind: type[Code], text: str, what: str) -> Code:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(code.value for code in kind)
        raise JudgementError(f"{text!r} is no {what}.", cure=f"Choose from: {known}.") from error
