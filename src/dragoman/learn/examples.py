"""Turns labelled texts into numbers: words, their pieces, and the labels of words and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dragoman.learn.corpus import Entry, LabelledEvent
from dragoman.model.codes import Category, Status

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["IGNORED", "ROLES", "EventExample", "Example", "Labels", "examples_of", "labels_of"]

Span = tuple[int, int]
ROLES = ("none", "actor", "recipient", "voice", "time", "place")
IGNORED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The order of the model's outputs."""

    categories: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]


def labels_of(modes: Mapping[str, Sequence[str]]) -> Labels:
    """Return the labels for the modes of each category, as the codebook gives them."""
    return Labels(
        categories=("none", *(str(c) for c in Category)),
        modes=("none", *(f"{category}/{mode}" for category in modes for mode in modes[category])),
        statuses=tuple(str(s) for s in Status),
        roles=ROLES,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventExample:
    """One event: the indices of its trigger's words and the labels that belong to it.

    `roles` has one label for each word of the text; `IGNORED` where nothing is to be learnt.
    """

    words: tuple[int, ...]
    category: int
    mode: int
    status: int
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text: ids of its word pieces, the first piece of each word, and its labels."""

    pieces: tuple[int, ...]
    firsts: tuple[int, ...]
    categories: tuple[int, ...]
    events: tuple[EventExample, ...]


class Splitter(Protocol):
    """Cuts a text into words with their offsets."""

    def __call__(self, text: str) -> Sequence[tuple[str, int]]: ...


def examples_of(
    entries: Sequence[Entry], tokenizer: Tokenizer, labels: Labels, split: Splitter, *, limit: int
) -> list[Example]:
    """Return the examples of the entries; words after `limit` pieces are left out."""
    return [_example(entry, tokenizer, labels, split, limit) for entry in entries]


def _example(entry: Entry, tokenizer: Tokenizer, labels: Labels, split: Splitter, limit: int) -> Example:
    words = split(entry.text)
    encoding = tokenizer.encode([w for w, _ in words], is_pretokenized=True)
    firsts: list[int] = []
    for at, word in enumerate(encoding.word_ids):
        if word is not None and word == len(firsts) and at < limit - 1:
            firsts.append(at)
    words = words[: len(firsts)]
    categories = [0] * len(words)
    events: list[EventExample] = []
    for event in entry.events:
        inside = _within(words, event.trigger)
        if not inside:
            continue
        category = labels.categories.index(str(event.category))
        for k in inside:
            categories[k] = category
        events.append(_event(words, inside, category, event, labels))
    return Example(
        pieces=tuple(encoding.ids[: limit - 1]) + ((encoding.ids[-1],) if len(encoding.ids) >= limit else ()),
        firsts=tuple(firsts),
        categories=tuple(categories),
        events=tuple(events),
    )


def _event(
    words: Sequence[tuple[str, int]], inside: list[int], category: int, event: LabelledEvent, labels: Labels
) -> EventExample:
    roles = [0] * len(words)
    for k in _named_again(words, (*event.actors, *event.recipients, *event.voices)):
        roles[k] = IGNORED
    spans = (
        ("place", event.places),
        ("time", event.times),
        ("voice", event.voices),
        ("recipient", event.recipients),
        ("actor", event.actors),
    )
    for role, group in spans:
        for span in group:
            for k in _within(words, span):
                roles[k] = labels.roles.index(role)
    return EventExample(
        words=tuple(inside),
        category=category,
        mode=labels.modes.index(f"{event.category}/{event.mode}") if event.mode else 0,
        status=labels.statuses.index(str(event.status)),
        roles=tuple(roles),
    )


def _named_again(words: Sequence[tuple[str, int]], spans: Sequence[Span]) -> list[int]:
    """Return the words that repeat a name within the spans: the same actor, only not where it was labelled."""
    named = {words[k][0] for span in spans for k in _within(words, span) if words[k][0][:1].isupper()}
    return [k for k, (word, _) in enumerate(words) if word in named and len(word) > 1]


def _within(words: Sequence[tuple[str, int]], span: Span) -> list[int]:
    """Return the words that overlap a span."""
    return [k for k, (word, at) in enumerate(words) if at < span[1] and at + len(word) > span[0]]
