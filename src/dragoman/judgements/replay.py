"""What judgements come to: which tellings make no event, which belong together or apart, what events hold instead."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from dragoman.judgements.values import corrected, party
from dragoman.model.judgement import Field, Judged, Judgement, JudgementKind
from dragoman.model.reason import Reason
from dragoman.model.record import Event, Party, Voice
from dragoman.store.names import fold

__all__ = ["Fitted", "Revised", "Rulings", "names_concerned", "replayed"]

Pair = frozenset[str]
RULE = "judged"
CHANGING = (JudgementKind.CORRECT, JudgementKind.REATTRIBUTE)
REASON_FIELDS = {Field.VOICES: "attribution"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A judgement with its place among all, and the telling that fits each of its anchors, None where none does."""

    number: int
    judgement: Judgement
    tellings: tuple[str | None, ...] = ()

    @property
    def of(self) -> tuple[str, ...]:
        """The ids of the tellings that it is about, each once."""
        return _there(self.tellings[: len(self.judgement.of)])

    @property
    def apart_from(self) -> tuple[str, ...]:
        """The ids of the tellings that a split keeps them apart from."""
        return _there(self.tellings[len(self.judgement.of) :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """An event as judged, and the ids of the judgements that bear on it."""

    event: Event
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What all judgements come to for some tellings.

    Attributes:
        rejected: ids of tellings that make no event.
        together: pairs of tellings that are of one event.
        apart: pairs of tellings that are not.
        of_events: those that bear on the event which holds the first of their tellings that fits, in order.
        names: what is to be read for a name as shown, folded, in order of the judgements.
    """

    rejected: frozenset[str] = frozenset()
    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    of_events: tuple[Fitted, ...] = ()
    names: Mapping[str, Fitted] = field(default_factory=dict)

    def revised(self, event: Event, members: Iterable[str]) -> Revised:
        """Return the event that is settled from the tellings `members` as persons have judged it."""
        if not self.of_events and not self.names:
            return Revised(event=event)
        inside = frozenset(members)
        bearing: dict[str, None] = {}
        at = -1
        for fitted in self.of_events:
            event = self._renamed(event, at, fitted.number, bearing)
            at = fitted.number
            changed = _applied(event, fitted, inside)
            if changed is not None:
                event = changed
                bearing[fitted.judgement.id] = None
        return Revised(event=self._renamed(event, at, None, bearing), judgements=tuple(bearing))

    def _renamed(self, event: Event, after: int, before: int | None, bearing: dict[str, None]) -> Event:
        """Return the event with all names as the judgements between two places among all would have them."""
        if not self.names:
            return event
        told: dict[tuple[str, str], Fitted] = {}

        def follow(which: str, name: str) -> list[Fitted]:
            chain = self._chain(name, after, before)
            told.update({(which, fitted.judgement.id): fitted for fitted in chain})
            return chain

        def party_named(which: str, one: Party) -> Party:
            for fitted in follow(which, one.name or one.mention):
                one = _as_named(one, fitted.judgement.value)
            return one

        def voice_named(one: Voice) -> Voice:
            for fitted in follow("attribution", one.name):
                one = replace(one, name=party(fitted.judgement.value).name or one.name)
            return one

        renamed = replace(
            event,
            actors=_each_once(party_named("actor", one) for one in event.actors),
            recipients=_each_once(party_named("recipient", one) for one in event.recipients),
            attribution=tuple({v.name: v for v in map(voice_named, event.attribution)}.values()),
        )
        if not told:
            return event
        bearing.update({fitted.judgement.id: None for fitted in told.values()})
        reasons = (
            _reason(which, fitted.judgement, was=f"was “{fitted.judgement.told}”")
            for (which, _), fitted in told.items()
        )
        return replace(renamed, because=(*event.because, *reasons))

    def _chain(self, name: str, after: int, before: int | None) -> list[Fitted]:
        """Return the renamings that a name goes through between two places among all judgements."""
        found: list[Fitted] = []
        while (fitted := self.names.get(fold(name))) is not None:
            if fitted.number <= after or (before is not None and fitted.number >= before):
                break
            found.append(fitted)
            after, name = fitted.number, party(fitted.judgement.value).name or name
        return found


def replayed(fitted: Iterable[Fitted]) -> Rulings:
    """Return what judgements come to; where two contradict each other the later one holds."""
    rejected: set[str] = set()
    tied: dict[Pair, bool] = {}
    of_events: list[Fitted] = []
    names: dict[str, Fitted] = {}
    for one in sorted(fitted, key=lambda f: f.number):
        match one.judgement.kind:
            case JudgementKind.REJECT:
                rejected.update(one.of)
            case JudgementKind.RENAME:
                names[fold(one.judgement.told or "")] = one
            case JudgementKind.UNDO:
                continue
            case kind:
                if kind is JudgementKind.ACCEPT:
                    rejected.difference_update(one.of)
                tied.update(_ties(one))
                of_events.append(one)
    return Rulings(
        rejected=frozenset(rejected),
        together=frozenset(pair for pair, together in tied.items() if together),
        apart=frozenset(pair for pair, together in tied.items() if not together),
        of_events=tuple(of_events),
        names=names,
    )


def names_concerned(name: str | None, renamings: Iterable[Judgement]) -> frozenset[str]:
    """Return the folded names under which a name may stand in the record, by all renamings there ever were."""
    concerned = {fold(name or "")}
    steps = [(fold(r.told or ""), fold(party(r.value).name or "")) for r in renamings]
    while True:
        more = {end for step in steps if not concerned.isdisjoint(step) for end in step} - concerned
        if not more:
            return frozenset(concerned)
        concerned |= more


def _ties(fitted: Fitted) -> dict[Pair, bool]:
    match fitted.judgement.kind:
        case JudgementKind.MERGE:
            return {frozenset(pair): True for pair in itertools.combinations(fitted.of, 2)}
        case JudgementKind.SPLIT:
            return {
                frozenset((one, other)): False
                for one, other in itertools.product(fitted.of, fitted.apart_from)
                if one != other
            }
        case _:
            return {}


def _applied(event: Event, fitted: Fitted, members: frozenset[str]) -> Event | None:
    """Return the event as one judgement would have it, None if that does not bear on it."""
    judgement = fitted.judgement
    match judgement.kind:
        case JudgementKind.MERGE:
            bears = len(members.intersection(fitted.of)) > 1
        case JudgementKind.SPLIT:
            bears = not members.isdisjoint(fitted.of)
        case _:
            bears = bool(fitted.of) and fitted.of[0] in members
    if not bears:
        return None
    return APPLY[judgement.kind](event, judgement)


def _accepted(event: Event, judgement: Judgement) -> Event | None:
    return replace(
        event,
        judged=event.judged or Judged.ACCEPTED.value,
        because=(*event.because, _reason("event", judgement, was="accepted")),
    )


def _corrected(event: Event, judgement: Judgement) -> Event | None:
    if judgement.field is None:
        return None
    return _changed(event, judgement, judgement.field)


def _reattributed(event: Event, judgement: Judgement) -> Event | None:
    return _changed(event, judgement, Field.VOICES)


def _changed(event: Event, judgement: Judgement, which: Field) -> Event | None:
    changed = corrected(event, which, judgement.value)
    if changed is None:
        return None
    before, after = SHOWN[which](event), SHOWN[which](changed)
    was = "so as read" if before == after else f"was {before}"
    reason = _reason(REASON_FIELDS.get(which, which.value), judgement, was=was)
    return replace(changed, judged=Judged.CORRECTED.value, because=(*event.because, reason))


def _regrouped(event: Event, judgement: Judgement) -> Event | None:
    was = "merged" if judgement.kind is JudgementKind.MERGE else "split off"
    return replace(
        event,
        judged=Judged.CORRECTED.value,
        because=(*event.because, _reason("tellings", judgement, was=was)),
    )


APPLY: Mapping[JudgementKind, Callable[[Event, Judgement], Event | None]] = {
    JudgementKind.ACCEPT: _accepted,
    JudgementKind.CORRECT: _corrected,
    JudgementKind.REATTRIBUTE: _reattributed,
    JudgementKind.MERGE: _regrouped,
    JudgementKind.SPLIT: _regrouped,
}


def _reason(which: str, judgement: Judgement, *, was: str) -> Reason:
    said = f"{judgement.by} on {judgement.at:%Y-%m-%d} ({judgement.id}), {was}"
    return Reason(field=which, rule=RULE, detail=f"{said}: {judgement.note}" if judgement.note else said)


SHOWN: Mapping[Field, Callable[[Event], str]] = {
    Field.CATEGORY: lambda event: event.category.value,
    Field.MODE: lambda event: event.mode or "none",
    Field.STATUS: lambda event: event.status.value,
    Field.START: lambda event: f"{event.start} ({event.precision})" if event.start else "undated",
    Field.END: lambda event: str(event.end) if event.end else "open",
    Field.PRECISION: lambda event: event.precision.value,
    Field.PLACE: lambda event: (event.place.name or event.place.mention) if event.place else "unknown",
    Field.ACTOR: lambda event: ", ".join(one.name or one.mention for one in event.actors) or "nobody",
    Field.RECIPIENT: lambda event: ", ".join(one.name or one.mention for one in event.recipients) or "nobody",
    Field.VOICES: lambda event: ", ".join(one.name for one in event.attribution) or "the report itself",
}


def _as_named(one: Party, value: object) -> Party:
    """Return a party under another name; its country and sector stay unless the judgement gives others."""
    told = party(value)
    given = value if isinstance(value, dict) else {}
    return replace(
        one,
        name=told.name,
        country=told.country if "country" in given else one.country,
        sector=told.sector if "sector" in given else one.sector,
    )


def _each_once(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[tuple[str, str | None], Party] = {}
    for one in parties:
        found.setdefault((one.name or one.mention, one.country), one)
    return tuple(found.values())


def _there(tellings: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(telling for telling in tellings if telling is not None))
