"""A telling as merging looks at it: the event of one report, and what is asked of it again and again."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codebook.tables import read_table
from dragoman.model.codes import VERBAL, Status
from dragoman.model.record import Event, Party, Telling
from dragoman.store.codec import covered
from dragoman.store.names import fold, named

__all__ = ["AHEAD", "Told", "apart", "proper", "told"]

AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.HYPOTHETICAL})
NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A telling with what comparing needs.

    Attributes:
        telling: the telling itself.
        first, last: the days between which it lies, None if it is not dated.
        near: the day about which it is looked for: its first day, else that of the report.
        words: beginnings of the words of its trigger.
        sentence: the words of its sentence.
        content: beginnings of the words of its sentence that tell something.
        spoken: whether the event is one of words.
        figures: the numbers in its sentence.
        names: what the story that its report tells is about.
        ahead: whether it tells of what may yet come.
        sizes: how many actors and recipients there are, where their wording tells it.
    """

    telling: Telling
    first: date | None
    last: date | None
    near: date | None
    words: frozenset[str]
    sentence: frozenset[str]
    content: frozenset[str]
    spoken: bool
    figures: frozenset[str]
    names: frozenset[str]
    ahead: bool
    sizes: tuple[frozenset[str], frozenset[str]]

    @property
    def event(self) -> Event:
        """The event as this report tells it."""
        return self.telling.event

    @property
    def order(self) -> tuple[str, str, int, str]:
        """The place of the telling among all: by day of its report, the report, the place in it."""
        return self.telling.order


def told(telling: Telling, names: Iterable[str] = ()) -> Told:
    """Return a telling with what comparing needs; `names` are those of the story of its report."""
    event = telling.event
    first, last = covered(event.start, event.end or event.start, event.precision)
    quote = event.evidence[0]
    words = fold(quote.text).split()
    return Told(
        telling=telling,
        first=first,
        last=last,
        near=event.start or telling.published,
        words=frozenset(_stem(word) for word in fold(quote.trigger).split()),
        sentence=frozenset(words),
        content=frozenset(_stem(word) for word in words if len(word) > 3),
        spoken=event.quad in VERBAL,
        figures=frozenset(NUMBER.findall(quote.text)),
        names=frozenset(names),
        ahead=event.status in AHEAD,
        sizes=(_sizes(event.actors), _sizes(event.recipients)),
    )


def proper(party: Party) -> bool:
    """Whether a party is named, and not only described ("the rebels")."""
    return named(party.name)


def _sizes(parties: Iterable[Party]) -> frozenset[str]:
    """Return the numbers in the wordings of some parties: 46 of "at least 46 demonstrators"."""
    numbers = _number_words()
    words = [word for party in parties for word in fold(party.mention).split()]
    return frozenset(
        word if word.isdigit() else numbers[word] for word in words if word.isdigit() or word in numbers
    )


@functools.cache
def _number_words() -> dict[str, str]:
    return {row["form"]: row["value"] for row in read_table("lexicon/en/numbers.tsv")}


@functools.cache
def _stem(word: str) -> str:
    """Return the beginning of a word that its forms share: "bomb" of bombed, bombing and bombs."""
    return word if len(word) <= 4 else word[: max(4, (len(word) + 1) // 2)]


def apart(one: Told, other: Told) -> int | None:
    """Return how many days lie between two tellings, 0 if their days overlap, None if one is not dated."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    if one.first <= other.last and other.first <= one.last:
        return 0
    gap: timedelta = max(one.first - other.last, other.first - one.last)
    return gap.days
