"""Settles the values of an event from its tellings, field by field, each with the reason."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.merge.disputes import disputes
from dragoman.merge.figures import figures
from dragoman.merge.parties import Fit, fit, general
from dragoman.merge.telling import Told, proper
from dragoman.model.codes import AHEAD, Precision, Status
from dragoman.model.reason import Reason
from dragoman.model.record import Event, Party, Place, Voice

__all__ = ["settled"]

Value = TypeVar("Value", bound=Hashable)

FINEST = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN)
TOOK_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})
SECONDED = 0.5  # share of the texts that must name a party which the fullest telling does not


def settled(tellings: Sequence[Told], states: Mapping[str, str]) -> Event:
    """Return the event that some tellings tell together, in order of the tellings.

    Every text counts once, however often it was copied. The id is that of the first telling, so that it stays
    when later reports come in.
    """
    first = tellings[0]
    days = [t.telling.published for t in tellings]
    event = replace(
        first.event,
        figures=figures(tellings),
        known_from=max((d for d in days if d is not None), default=None),
    )
    if len(tellings) == 1:
        return event
    category = _favoured(tellings, lambda t: t.event.category)
    of_kind = [t for t in tellings if t.event.category is category]
    modes = [t for t in of_kind if t.event.mode] or of_kind
    mode = _favoured(modes, lambda t: t.event.mode)
    kind = next(t.event for t in modes if t.event.mode == mode)
    status, status_why = _status(tellings)
    agreeing = [t for t in of_kind if (t.event.status in TOOK_PLACE) == (status in TOOK_PLACE)] or of_kind
    main = max(agreeing, key=lambda t: _fullness(t, states))
    dated = _day(tellings)
    place = _place(tellings)
    return replace(
        event,
        category=category,
        mode=mode,
        quad=kind.quad,
        intensity=kind.intensity,
        contexts=tuple(dict.fromkeys(c for t in tellings for c in t.event.contexts)),
        actors=_side(main, tellings, states, lambda e: e.actors),
        recipients=_side(main, tellings, states, lambda e: e.recipients),
        reciprocal=main.event.reciprocal,
        start=dated.event.start,
        end=dated.event.end,
        precision=dated.event.precision,
        place=place,
        status=status,
        attribution=_voices(agreeing),
        evidence=tuple(quote for t in tellings for quote in t.event.evidence),
        because=(
            *main.event.because,
            Reason(
                field="tellings", rule="settled.fullest", detail=f"parties as told by {main.telling.document}"
            ),
            Reason(field="start", rule="settled.finest", detail=f"as told by {dated.telling.document}"),
            Reason(field="status", rule=status_why, detail=status.value),
        ),
        disputes=disputes(tellings),
    )


def _favoured(tellings: Iterable[Told], value: Callable[[Told], Value]) -> Value:
    """Return the value that most independent texts give, then most tellings, then the first."""
    texts: dict[Value, set[str]] = {}
    counts: dict[Value, int] = {}
    for t in tellings:
        texts.setdefault(value(t), set()).add(t.telling.family)
        counts[value(t)] = counts.get(value(t), 0) + 1
    return max(texts, key=lambda v: (len(texts[v]), counts[v]))


def _fullness(told: Told, states: Mapping[str, str]) -> tuple[int, int]:
    """Return how much a telling tells: who by name, day and place; an early one wins a draw."""
    event = told.event
    named = sum(
        2 * any(proper(party) for party in side)
        + any(proper(party) and not general(party, states) for party in side)
        + bool(side)
        for side in (event.actors, event.recipients)
    )
    return named + (event.start is not None) + (event.place is not None), not event.attribution


def _day(tellings: Sequence[Told]) -> Told:
    """Return the telling whose date holds: of the finest ones the one that most texts give."""
    dated = [t for t in tellings if t.event.start is not None]
    if not dated:
        return tellings[0]
    finest = min((t.event.precision for t in dated), key=FINEST.index)
    fine = [t for t in dated if t.event.precision is finest]
    start, end = _favoured(fine, lambda t: (t.event.start, t.event.end))
    return next(t for t in fine if (t.event.start, t.event.end) == (start, end))


def _place(tellings: Sequence[Told]) -> Place | None:
    """Return the place that most texts give, a town before a country."""
    placed = [t for t in tellings if t.event.place is not None]
    if not placed:
        return None
    country = _favoured(placed, lambda t: t.event.place.country if t.event.place else None)
    inside = [t for t in placed if t.event.place and t.event.place.country == country]
    exact = [t for t in inside if t.event.place and t.event.place.latitude is not None] or inside
    name = _favoured(exact, lambda t: t.event.place.name if t.event.place else None)
    return next(t.event.place for t in exact if t.event.place and t.event.place.name == name)


def _status(tellings: Sequence[Told]) -> tuple[Status, str]:
    """Return how the event stands, and by which rule: a plan as last told, a deed as most texts tell it."""
    if all(t.event.status in AHEAD for t in tellings):
        return tellings[-1].event.status, "settled.last_told"
    took_place = _favoured(tellings, lambda t: t.event.status in TOOK_PLACE)
    siding = [t for t in tellings if (t.event.status in TOOK_PLACE) == took_place]
    return _favoured(siding, lambda t: t.event.status), "settled.most_texts"


def _side(
    main: Told,
    tellings: Sequence[Told],
    states: Mapping[str, str],
    side: Callable[[Event], tuple[Party, ...]],
) -> tuple[Party, ...]:
    """Return the parties of one side: those of the fullest telling, by their fullest names, and who is seconded."""
    groups: list[list[tuple[Party, str]]] = []
    for t in (main, *(t for t in tellings if t is not main)):
        for party in side(t.event):
            group = next(
                (g for g in groups if any(fit(party, other, states) is Fit.SAME for other, _ in g)), None
            )
            if group is None:
                group = []
                groups.append(group)
            group.append((party, t.telling.family))
    texts = {t.telling.family for t in tellings if side(t.event)}
    own = len(side(main.event))
    kept = [
        g
        for k, g in enumerate(groups)
        if k < own or len({family for _, family in g}) >= max(2 if own else 1, SECONDED * len(texts))
    ]
    return tuple(max((party for party, _ in g), key=lambda p: (proper(p), bool(p.country))) for g in kept)


def _voices(tellings: Sequence[Told]) -> tuple[Voice, ...]:
    """Return who is given as the source, in any of the tellings."""
    return tuple({voice.name: voice for t in tellings for voice in t.event.attribution}.values())
