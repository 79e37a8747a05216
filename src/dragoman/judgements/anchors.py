"""Finds the telling that an anchor means among those of a later reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.model.judgement import Anchor
from dragoman.model.record import Evidence, Party, Telling
from dragoman.store.names import fold

__all__ = ["anchor_of", "elsewhere", "fitting"]


def anchor_of(telling: Telling) -> Anchor:
    """Return the anchor that holds fast on a telling."""
    event = telling.event
    quote = event.evidence[0]
    return Anchor(
        report=telling.report_id,
        document=telling.document,
        start=quote.trigger_start,
        end=quote.trigger_end,
        trigger=quote.trigger,
        category=event.category.value,
        sentence=quote.text,
        telling=telling.id,
        actor=_names(event.actors),
        recipient=_names(event.recipients),
    )


def fitting(anchor: Anchor, tellings: Iterable[Telling]) -> str | None:
    """Return the id of the telling that an anchor means among all those of its report, None if none fits.

    It is the one whose trigger overlaps that of the anchor, best of the same category; else the one that tells
    the same kind of event in the same sentence, by the same word or of the same parties.
    """
    told = list(tellings)
    overlapping = [t for t in told if _overlap(anchor, t.event.evidence)]
    if overlapping:
        return _best(anchor, overlapping)
    return _best(anchor, [t for t in told if _same_sentence(anchor, t) and _told_alike(anchor, t)])


def elsewhere(anchor: Anchor, tellings: Iterable[Telling]) -> str | None:
    """Return the id of the telling that an anchor means among those of other reports, None if none fits.

    It is asked where the anchor's report is not in the record, as when its text was replaced: the sentence must
    be there in the same words, and be told in the same way; a report of the same name comes first.
    """
    same = [t for t in tellings if _same_sentence(anchor, t) and _told_alike(anchor, t)]
    named = [t for t in same if t.document == anchor.document]
    return _best(anchor, named or same)


def _best(anchor: Anchor, tellings: Sequence[Telling]) -> str | None:
    return min(tellings, key=lambda t: _rank(anchor, t)).id if tellings else None


def _rank(anchor: Anchor, telling: Telling) -> tuple[object, ...]:
    """Return the place of a telling among those that may be meant, the lowest first."""
    event = telling.event
    triggers = {fold(quote.trigger) for quote in event.evidence}
    shared = len({*_names(event.actors), *_names(event.recipients)} & {*anchor.actor, *anchor.recipient})
    return (
        event.category.value != anchor.category,
        telling.id != anchor.telling,
        -_overlap(anchor, event.evidence),
        fold(anchor.trigger) not in triggers,
        -shared,
        telling.order,
    )


def _overlap(anchor: Anchor, evidence: Iterable[Evidence]) -> int:
    """Return how many letters the trigger of a telling has in common with the anchor's."""
    shared = (
        min(anchor.end, quote.trigger_end) - max(anchor.start, quote.trigger_start) for quote in evidence
    )
    return max(0, *shared)


def _same_sentence(anchor: Anchor, telling: Telling) -> bool:
    sentence = fold(anchor.sentence)
    return telling.event.category.value == anchor.category and any(
        fold(quote.text) == sentence for quote in telling.event.evidence
    )


def _told_alike(anchor: Anchor, telling: Telling) -> bool:
    """Whether a telling in the same sentence has the same trigger, or no party that speaks against it."""
    event = telling.event
    if fold(anchor.trigger) in {fold(quote.trigger) for quote in event.evidence}:
        return True
    sides = ((anchor.actor, _names(event.actors)), (anchor.recipient, _names(event.recipients)))
    return all(set(mine) & set(theirs) for mine, theirs in sides if mine and theirs)


def _names(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(party.name or party.mention for party in parties)
