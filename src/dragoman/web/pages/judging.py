"""What a person says of an event: forms post here, each judgement lands in the file beside the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.api import Record
from dragoman.errors import DragomanError, JudgementError, RecordError
from dragoman.model.judgement import Field, Judgement, JudgementKind, State
from dragoman.web.author import author_of, keep_author, plain_name
from dragoman.web.forms import Form, Posted, local
from dragoman.web.judged import JudgementView, view
from dragoman.web.records import RecordToWrite
from dragoman.web.respond import page

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """A judgement with whether it has its effect, why not, and the events on which it bears."""

    judgement: JudgementView
    state: State
    because: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """Judgements of the record, the last one first: `count` in all, from number `begin` on those shown."""

    standings: tuple[StandingView, ...]
    count: int
    begin: int
    limit: int


@page(router, "/judgements", template="judgements.html", tags=["Judgements"])
def judgements(
    record: RecordToWrite,
    begin: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Judgements:
    """Return what persons have said of events, the last first, and whether it has its effect now."""
    found = record.judgements()[::-1]
    return Judgements(
        standings=tuple(
            StandingView(
                judgement=view(one.judgement), state=one.state, because=one.because, events=one.events
            )
            for one in found[begin : begin + limit]
        ),
        count=len(found),
        begin=begin,
        limit=limit,
    )


@router.post("/author", include_in_schema=False)
def name_author(form: Posted) -> Response:
    """Keep who judges and go back to the page that asked."""
    answer = RedirectResponse(local(_first(form, "back") or "/review"), status_code=303)
    keep_author(answer, plain_name(_first(form, "by")))
    return answer


@router.post("/judge", include_in_schema=False)
def judge(request: Request, form: Posted, record: RecordToWrite) -> Response:
    """Add what the form says to the judgements and go back to the page that it was said on."""
    kind = _first(form, "kind")
    if kind not in KINDS:
        raise JudgementError(f"{kind!r} is no judgement.", cure="Go back and use the buttons of the page.")
    by = plain_name(_first(form, "by")) or author_of(request)
    made = KINDS[kind](record, form, by)
    answer = RedirectResponse(_back(record, form, made), status_code=303)
    if by and not author_of(request):
        keep_author(answer, by)
    return answer


def _accept(record: Record, form: Form, by: str) -> Judgement:
    return record.judge("accept", _event(form), by=by, note=_first(form, "note"))


def _reject(record: Record, form: Form, by: str) -> Judgement:
    return record.judge("reject", _event(form), by=by, note=_first(form, "note"))


def _correct(record: Record, form: Form, by: str) -> Judgement:
    """Correct all values that differ from those that the form was shown with, or none of them."""
    made: list[Judgement] = []
    event, note = _event(form), _first(form, "note")
    try:
        for field in Field:
            value = _first(form, field.value)
            if field.value in form and value != _first(form, f"was-{field.value}"):
                made.append(record.judge("correct", event, field=field.value, value=value, by=by, note=note))
    except DragomanError:
        for one in reversed(made):
            record.undo(one.id, by=by, note="another value of the same form was not understood")
        raise
    if not made:
        raise JudgementError(
            "No value was changed.", cure="Go back and change one, or accept the event as it is."
        )
    return made[-1]


def _merge(record: Record, form: Form, by: str) -> Judgement:
    others = [name for name in (*form.get("other", ()), *form.get("other_id", ())) if name.strip()]
    return record.judge("merge", _event(form), *map(str.strip, others), by=by, note=_first(form, "note"))


def _split(record: Record, form: Form, by: str) -> Judgement:
    tellings = form.get("telling", ())
    if not tellings:
        raise JudgementError(
            "No account was chosen.", cure="Go back and tick those that are of another event."
        )
    return record.judge("split", *tellings, by=by, note=_first(form, "note"))


def _rename(record: Record, form: Form, by: str) -> Judgement:
    new = _first(form, "name")
    if not new:
        raise JudgementError("No new name was given.", cure="Go back and type it.")
    return record.judge("rename", told=_first(form, "told"), value=new, by=by, note=_first(form, "note"))


def _undo(record: Record, form: Form, by: str) -> Judgement:
    identity = _first(form, "judgement")
    return record.undo(identity, by=by, note=_first(form, "note"))


KINDS: Mapping[str, Callable[[Record, Form, str], Judgement]] = {
    JudgementKind.ACCEPT: _accept,
    JudgementKind.CORRECT: _correct,
    JudgementKind.REJECT: _reject,
    JudgementKind.MERGE: _merge,
    JudgementKind.SPLIT: _split,
    JudgementKind.RENAME: _rename,
    JudgementKind.UNDO: _undo,
}


def _back(record: Record, form: Form, made: Judgement) -> str:
    """Return where to go on: back, or to the list of judgements if the page that it came from is gone."""
    back = local(_first(form, "back") or "/judgements")
    head, _, identity = back.partition("#")[0].partition("?")[0].rpartition("/")
    if head != "/event":
        return back
    try:
        record.event(identity)
    except RecordError:
        return f"/judgements#{made.id}"
    return back


def _event(form: Form) -> str:
    identity = _first(form, "event")
    if not identity:
        raise JudgementError("It is not said which event is meant.", cure="Go back and try again.")
    return identity


def _first(form: Form, name: str) -> str:
    return form.get(name, [""])[0].strip()
