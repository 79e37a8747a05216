"""A telling as merging looks at it: the event of one report, and what is asked of it again and again."""

from __future__ import annotations

import calendar
import functools
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codebook.tables import cells, read_table
from dragoman.model.codes import AHEAD, VERBAL, Category, Precision
from dragoman.model.record import Event, Party, Telling
from dragoman.store.codec import covered
from dragoman.store.names import fold, named

__all__ = ["Told", "apart", "proper", "told"]

MET = frozenset({Category.AGREE, Category.CONSULT})  # kinds of event that take two
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A telling with what comparing needs.

    Attributes:
        telling: the telling itself.
        first, last: the days between which it lies, None if it is not dated.
        scene: the day of which its report tells there: its own, else that of the events told around it.
        near: the day about which it is looked for: its first day, else that of the scene, else of the report.
        words: beginnings of the words of its trigger.
        sentence: the words of its sentence.
        content: beginnings of the words of its sentence that tell something.
        spoken: whether the event is one of words by one side.
        located: the words of names of places in its sentence, known or not, besides those of states.
        figures: the numbers in its sentence.
        names: what the story that its report tells is about.
        ahead: whether it tells of what may yet come.
        sizes: how many actors and recipients there are, where their wording tells it.
    """

    telling: Telling
    first: date | None
    last: date | None
    scene: date | None
    near: date | None
    words: frozenset[str]
    sentence: frozenset[str]
    content: frozenset[str]
    spoken: bool
    located: frozenset[str]
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


def told(telling: Telling, names: Iterable[str] = (), scene: date | None = None) -> Told:
    """Return a telling with what comparing needs.

    `names` are those of the story of its report, `scene` is the day of the events told around it.
    """
    event = telling.event
    first, last = covered(event.start, event.end or event.start, event.precision)
    quote = event.evidence[0]
    words = fold(quote.text).split()
    return Told(
        telling=telling,
        first=first,
        last=last,
        scene=event.start if event.precision is Precision.DAY else scene if event.start is None else None,
        near=event.start or scene or telling.published,
        words=frozenset(_stem(word) for word in fold(quote.trigger).split()),
        sentence=frozenset(words),
        content=frozenset(_stem(word) for word in words if len(word) > 3),
        spoken=event.quad in VERBAL and event.category not in MET,
        located=_located(quote.text),
        figures=frozenset(NUMBER.findall(quote.text)),
        names=frozenset(names),
        ahead=event.status in AHEAD,
        sizes=(_sizes(event.actors), _sizes(event.recipients)),
    )


def proper(party: Party) -> bool:
    """Whether a party is named, and not only described ("the rebels")."""
    return named(party.name)


def _located(text: str) -> frozenset[str]:
    """Return the words of names that stand where a sentence tells of a place: Wa of "a market in Wa"."""
    words = WORD.findall(text)
    before = _before_places()
    found = {fold(name) for word, name in itertools.pairwise(words) if word in before and name[0].isupper()}
    return frozenset(found - _common())


@functools.cache
def _before_places() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("merging/before_places.tsv"))


@functools.cache
def _common() -> frozenset[str]:
    """Return the words that begin with a capital and name neither person, body nor place of their own."""
    words = {fold(word) for word in (*calendar.month_name, *calendar.day_name)}
    for row in read_table("actors/countries.tsv"):
        told = (row["name"], *cells(row["aliases"]), *cells(row["adjectives"]), *cells(row["people"]))
        words.update(word for name in told for word in fold(name).split())
    return frozenset(words)


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
