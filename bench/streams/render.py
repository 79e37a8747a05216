"""Turns a wording into sentences: choices are drawn, words in braces filled in, marks noted."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from streams.model import FigureSaid, Mark, Sentence
from streams.spelling import spelled
from streams.wordings import Country, Outlet, Wordings

__all__ = ["Fillers", "Scene", "filled", "sentence", "title"]

CHOICE = re.compile(r"<([^<>]*)>")
SLOT = re.compile(r"\{([^{}]+)\}")
MARK = re.compile(r"\*(?:(\w+):)?([^*]+)\*")
EARLIER = "?earlier "
COUNTED = re.compile(r"\?count (\w+) \| ")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
OFFICES = ("head", "fm", "dm")
NEAR = 5  # days within which a weekday says when
OPTIONAL = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the words in braces stand for in one report.

    Attributes:
        prefix: what the ids of happenings and figures begin with.
        states: the parties by letter.
        words: place, group and other words of the story.
        days: day of each happening; `told` those that the report wrongly gives instead.
        figures: number by figure and voice, as it stands on the report's day.
        round: 0 for the first happening of its kind in the story; `since`: a year before that.
        earlier: the scene of the round before, which a report may recall.
        about: the states that sentences beside the matter are about.
        named: who has been named in the report so far; the first time the state is added.
    """

    prefix: str
    states: Mapping[str, Country]
    words: Mapping[str, str]
    days: Mapping[str, date]
    told: Mapping[str, date] = field(default_factory=dict)
    figures: Mapping[tuple[str, str], int]
    round: int
    since: int
    published: date
    outlet: Outlet
    earlier: Scene | None = None
    about: tuple[Country, ...]
    named: set[str] = field(default_factory=set)


def sentence(line: str, scene: Scene, chance: random.Random) -> Sentence | None:
    """Return the sentence of a line of a wording, or None if it is left out this time."""
    counted = COUNTED.match(line)
    if counted:
        if not scene.round:
            return None
        line = line[counted.end() :]
    elif line.startswith(EARLIER):
        return sentence(line[len(EARLIER) :], scene.earlier, chance) if scene.earlier else None
    elif line.startswith("?"):
        if chance.random() >= OPTIONAL:
            return None
        line = line[1:]
    said: list[FigureSaid] = []
    text = spelled(_filled(_chosen(line, chance), scene, said), scene.outlet.spelling)
    marks = tuple(
        Mark(happening=f"{scene.prefix}{mark[1]}", trigger=mark[2])
        for mark in MARK.finditer(_capital(text))
        if mark[1]
    )
    return Sentence(
        text=_capital(MARK.sub(r"\2", text)),
        marks=marks,
        figures=tuple(said),
        counts=f"{scene.prefix}{counted[1]}" if counted else None,
    )


def title(line: str, scene: Scene, chance: random.Random) -> str:
    """Return the title of a report."""
    return _capital(spelled(_filled(_chosen(line, chance), scene, []), scene.outlet.spelling))


def filled(line: str, states: Mapping[str, Country], words: Mapping[str, str]) -> str:
    """Return a line of the truth with parties and words filled in."""
    return SLOT.sub(lambda match: _of_story(match[1], states, words), line)


class Fillers:
    """Draws sentences that tell nothing; none is drawn twice for a stream."""

    def __init__(self, words: Wordings) -> None:
        self._words = words
        self._drawn: set[str] = set()

    def once(self, text: str) -> bool:
        """Return whether the text has not been drawn yet; from now on it has."""
        fresh = text not in self._drawn
        self._drawn.add(text)
        return fresh

    def draw(self, scene: Scene, chance: random.Random) -> Sentence:
        """Return a sentence about one of the parties."""
        while True:
            state = chance.choice(scene.about)
            line = _chosen(chance.choice(self._words.fillers), chance)
            text = SLOT.sub(lambda slot, of=state: self._slot(slot[1], of, chance), line)  # type: ignore[misc]
            if self.once(text):
                return Sentence(text=_capital(spelled(text, scene.outlet.spelling)))

    def _slot(self, name: str, state: Country, chance: random.Random) -> str:
        fixed = {"X": state.name, "X.cap": state.capital, "num": str(chance.randrange(11, 97))}
        if name == "X.town":
            return chance.choice(state.towns)
        return fixed.get(name) or chance.choice(self._words.slots[name])


def _chosen(line: str, chance: random.Random) -> str:
    return CHOICE.sub(lambda match: chance.choice(match[1].split("|")), line)


def _filled(line: str, scene: Scene, said: list[FigureSaid]) -> str:
    return SLOT.sub(lambda match: _word(match[1], scene, said), line)


def _word(name: str, scene: Scene, said: list[FigureSaid]) -> str:
    """Return what a name in braces stands for; numbers of figures are noted in `said`."""
    what, _, of = name.partition(":")
    if what in ("n", "N"):
        figure, voice = of.split(".")
        count = scene.figures[figure, voice]
        said.append(FigureSaid(figure=f"{scene.prefix}{figure}", voice=voice, count=count))
        return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"
    if what in WHEN:
        day = scene.published if what == "today" else scene.told.get(of, scene.days.get(of))
        if day is None or what == "wrong":
            day = _wrong(scene, of)
        return WHEN[what](day, scene)
    if what in ("ordinal", "since", "outlet"):
        return {"ordinal": ORDINALS[scene.round], "since": str(scene.since), "outlet": scene.outlet.name}[
            what
        ]
    party, _, form = name.partition(".")
    words = _of_story(name, scene.states, scene.words)
    if form in OFFICES and name not in scene.named:
        scene.named.add(name)
        return f"{scene.states[party].adjective} {words}"
    return words


def _of_story(name: str, states: Mapping[str, Country], words: Mapping[str, str]) -> str:
    party, _, form = name.partition(".")
    return words[name] if party not in states else _state(states[party], form)


def _state(state: Country, form: str) -> str:
    part, _, rest = form.partition(".")
    if part in state.people:
        return state.people[part].words[rest]
    plain = {"": state.name, "adj": state.adjective, "cap": state.capital, "town": state.towns[0]}
    return plain[form]


def _wrong(scene: Scene, happening: str) -> date:
    """Return the day that an earlier report wrongly gave, which is two days too early."""
    return scene.days[happening] - timedelta(days=2)


def _on(day: date, scene: Scene) -> str:
    near = abs((day - scene.published).days) <= NEAR
    return f"on {day:%A}" if near else f"on {_date(day, scene)}"


def _date(day: date, scene: Scene) -> str:
    year = f" {day.year}" if day.year != scene.published.year else ""
    if scene.outlet.spelling == "us":
        return f"{day:%B} {day.day}" + (f",{year}" if year else "")
    return f"{day.day} {day:%B}{year}"


def _week(day: date, scene: Scene) -> str:
    monday = scene.published - timedelta(days=scene.published.weekday())
    weeks = (monday - (day - timedelta(days=day.weekday()))).days // 7
    return {0: "this week", 1: "last week", -1: "next week"}.get(weeks, _on(day, scene))


def _weeks(day: date, scene: Scene) -> str:
    """Return "last week's", or the day, which then needs an article: "the March 14"."""
    week = _week(day, scene)
    return f"{week}'s" if week.endswith("week") else f"the {_date(day, scene)}"


WHEN: dict[str, Callable[[date, Scene], str]] = {
    "on": _on,
    "today": _on,
    "wrong": _on,
    "date": _date,
    "week": _week,
    "weeks": _weeks,
}


def _capital(text: str) -> str:
    """Return the text with its first letter as a capital, and without doubled blanks."""
    text = re.sub(r" {2,}", " ", text).replace(" ,", ",").replace(" .", ".")
    for place, letter in enumerate(text):
        if letter.isalnum():
            return text[:place] + letter.upper() + text[place + 1 :]
    return text
