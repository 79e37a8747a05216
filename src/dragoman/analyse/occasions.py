"""What of the events of a record is the same kind of act by the same parties, and on which occasions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dragoman.analyse.plans import states
from dragoman.analyse.statements import kind_of_act
from dragoman.codebook.time_words import load_time_words
from dragoman.merge.parties import Fit, fit, general
from dragoman.merge.telling import proper
from dragoman.model.codes import Category
from dragoman.model.record import Event, Party
from dragoman.store.names import fold

__all__ = ["by_the_same", "is_named", "occasions", "of_one_kind"]

DAY = timedelta(days=1)
VISIT = "visit"
EQUALS = 2
STEM = 5  # letters by which words of one stem begin alike
OF_ONE_KIND = frozenset({Category.CONSULT, Category.ASSAULT, Category.PROTEST, Category.SANCTION})


def is_named(party: Party) -> bool:
    """Return whether it is known who a party is, and not only "the leaders"."""
    first = (party.name or "").split()[:1]
    described = bool(first) and first[0].lower() in load_time_words().values["determiner"]
    return proper(party) and (not described or general(party, states()))


def of_one_kind(noun: str, own: Event, other: Event) -> bool:
    """Return whether an event, of the category of the act at hand, is an act of the kind that is counted.

    `noun` is what the report calls it, "" if it does not.
    Some categories hold very different acts: of these the words must agree, or the mode.
    """
    named = kind_of_act(noun)
    mode = named[1] if named and named[0] == own.category else own.mode
    if mode == VISIT:
        return other.mode == VISIT or _at_host(other)
    if mode and other.mode:
        return mode == other.mode
    return own.category in OF_ONE_KIND or bool(_words(own) & _words(other))


def _words(event: Event) -> frozenset[str]:
    """Return what an act is called: the beginnings of the words of its triggers, and kinds that they name."""
    words = [word for quote in event.evidence for word in fold(quote.trigger).split()]
    kinds = {"/".join(filter(None, kind)) for word in words if (kind := kind_of_act(word))}
    return frozenset(word[:STEM] for word in words if len(word) >= STEM) | kinds


def by_the_same(own: Event, other: Event) -> bool:
    """Return whether an event is an act between the same parties; of equals two must be the same, on any side."""
    straight = _same(own.actors, other.actors) and _same_or_open(own.recipients, other)
    if straight or not (own.reciprocal or other.reciprocal):
        return straight
    theirs = (*other.actors, *other.recipients)
    shared = {p.name for p in (*own.actors, *own.recipients) if is_named(p) and _same((p,), theirs)}
    return len(shared) >= EQUALS


def _at_host(event: Event) -> bool:
    """Whether a meeting took place in the country of those who were met."""
    place = event.place
    return (
        place is not None
        and place.country is not None
        and place.country in {p.country for p in event.recipients}
    )


def _same(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether one of some parties is among others; a state stands for all who act for it."""
    return any(_meets(one, other) for one in some for other in others)


def _meets(one: Party, other: Party) -> bool:
    found = fit(one, other, states())
    return found is Fit.SAME or (found is Fit.NEAR and (general(one, states()) or general(other, states())))


def _same_or_open(recipients: Sequence[Party], other: Event) -> bool:
    if not recipients or _same(recipients, other.recipients):
        return True
    hosts = {p.country for p in recipients if p.country}
    if any(p.country in hosts for p in other.recipients):
        return True
    return not other.recipients and other.place is not None and other.place.country in hosts


def occasions(events: Iterable[Event]) -> list[list[Event]]:
    """Return dated events in groups of one occasion: their days meet or follow, at no two different places."""
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda e: (e.start or date.min, e.id)):
        group = groups[-1] if groups else None
        if group and any(_meet(event, other) for other in group) and not any(_apart(event, o) for o in group):
            group.append(event)
        else:
            groups.append([event])
    return groups


def _meet(event: Event, other: Event) -> bool:
    last = max(other.end or other.start or date.min, other.start or date.min)
    return event.start is not None and event.start <= last + DAY


def _apart(one: Event, other: Event) -> bool:
    if one.place is None or other.place is None:
        return False
    exact = one.place.latitude is not None and other.place.latitude is not None
    return exact and one.category is not Category.CONSULT and one.place.name != other.place.name
