"""Tells one story: its rounds, the days of what happens, and the reports about it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from streams.model import Report, Sentence
from streams.render import Fillers, Scene, sentence, title
from streams.wordings import Country, Kind, Outlet, Template, Wordings, wordings

__all__ = ["Cast", "Draft", "Round", "Story", "cast_for", "tell"]

CORRECTED = 0.7  # share of rounds with a late correction, where the kind has one
DISPUTED = 0.5
WRONG_BY = 13  # more than the numbers of a dispute lie apart
AGENCY_FILLERS = 7
FILLERS = {"agency": 2, "paper": 2, "brief": 2, "state": 2}  # at most so many beside an agency's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who takes part in a story, where its rounds take place, and when the first begins."""

    states: Mapping[str, Country]
    places: tuple[str, ...]
    begin: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One going of a story.

    Attributes:
        prefix: what the ids of its happenings and figures begin with.
        words: what the words in braces stand for, as far as they are the round's own.
        days: the day of each happening; `told`: the day that is wrongly given at first.
        figures: the number at each step, by figure and voice; `disputed`: figures that voices differ on.
        corrected: whether a report is put right later.
    """

    number: int
    prefix: str
    begin: date
    words: dict[str, str]
    days: dict[str, date]
    figures: dict[tuple[str, str], list[int]]
    disputed: frozenset[str]
    corrected: bool
    told: dict[str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report with what it was made from, so that it can be published again with a number put right."""

    report: Report
    template: Template
    scene: Scene
    lines: tuple[tuple[str | Sentence, ...], ...]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as told; `again` are pairs of a draft and its corrected second publication."""

    cluster: str
    kind: Kind
    cast: Cast
    rounds: tuple[Round, ...]
    drafts: tuple[Draft, ...]
    again: tuple[tuple[Report, Report], ...]


def cast_for(kind: Kind, words: Wordings, chance: random.Random) -> Cast:
    """Draw the parties of a story: neighbours, any two states, or a state and its armed group."""
    begin = date(2019, 1, 1) + timedelta(days=chance.randrange(2450))
    states = list(words.countries.values())
    if kind.pair == "neighbours":
        one, two, places = chance.choice(words.pairs)
        first, second = words.countries[one], words.countries[two]
        if chance.random() < 0.5:
            first, second = second, first
        shuffled = chance.sample(places, len(places))
    else:
        first, second = chance.sample(states, 2)
        shuffled = chance.sample(first.towns, len(first.towns))
    third = chance.choice([s for s in states if s not in (first, second)])
    return Cast(states={"A": first, "B": second, "C": third}, places=tuple(shuffled), begin=begin)


def tell(
    kind: Kind, cast: Cast, cluster: str, *, words: Wordings, fillers: Fillers, wording_seed: int
) -> Story:
    """Return the story; the same wording seed picks the same wordings for another cast."""
    chance = random.Random(f"{wording_seed} {cast.begin} {cluster}")
    same = random.Random(wording_seed)
    count = same.randint(*kind.rounds)
    rounds: list[Round] = []
    drafts: list[Draft] = []
    again: list[tuple[Report, Report]] = []
    for number in range(count):
        rounds.append(_round(kind, cast, rounds, f"{cluster}-{number + 1}", chance))
        for draft in _drafts(kind, cast, rounds, (words, fillers), (same, chance)):
            name = f"{cluster}r{len(drafts) + len(again) + 1:02d}"
            draft = replace(draft, report=replace(draft.report, id=name, cluster=cluster))
            drafts.append(draft)
            if _has_wrong_figure(draft, kind, rounds[-1]):
                name = f"{cluster}r{len(drafts) + len(again) + 1:02d}"
                again.append((draft.report, _put_right(draft, kind, rounds[-1], name)))
    return Story(
        cluster=cluster, kind=kind, cast=cast, rounds=tuple(rounds), drafts=tuple(drafts), again=tuple(again)
    )


def _round(kind: Kind, cast: Cast, earlier: Sequence[Round], prefix: str, chance: random.Random) -> Round:
    number = len(earlier)
    begin = earlier[-1].begin + timedelta(days=chance.randint(*kind.gap)) if earlier else cast.begin
    place = cast.places[number % len(cast.places)]
    words = {"place": place, "group": cast.states["A"].group}
    words |= {f"q:{name}": f"{chance.randrange(*span):,}" for name, span in kind.quantities.items()}
    if kind.aims:
        words["target"] = chance.choice(kind.aims)
    days: dict[str, date] = {}
    for key, row in kind.happenings.items():
        days[key] = _day(row["day"], begin, days, chance)
    corrected = chance.random() < CORRECTED
    disputed = frozenset(name for name in sorted(kind.figures) if chance.random() < DISPUTED)
    told = {}
    if corrected and kind.correct_day:
        told = {kind.correct_day: days[kind.correct_day] - timedelta(days=2)}
    return Round(
        number=number,
        prefix=prefix,
        begin=begin,
        words=words,
        days=days,
        figures=_figures(kind, corrected, disputed, chance),
        disputed=disputed,
        corrected=corrected,
        told=told,
    )


def _day(told: Any, begin: date, days: Mapping[str, date], chance: random.Random) -> date:
    """Return the day of 3, of [3, 5], of "visit" or of "visit+1"."""
    if isinstance(told, int):
        return begin + timedelta(days=told)
    if isinstance(told, list):
        return begin + timedelta(days=chance.randint(*told))
    name, _, after = told.partition("+")
    return days[name] + timedelta(days=int(after or 0))


def _figures(
    kind: Kind, corrected: bool, disputed: frozenset[str], chance: random.Random
) -> dict[tuple[str, str], list[int]]:
    """Return the number at each step, by figure and voice.

    The first voice's number may grow until the second step that tells it. Other voices say the same, or each
    something else throughout if the figure is disputed.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for name, row in kind.figures.items():
        first, *others = row["voices"]
        steps = len(kind.steps)
        start = chance.randint(*row["start"])
        final = start + chance.randint(*row["grow"])
        found[name, first] = [start, *[final] * (steps - 1)]
        apart = chance.sample(range(2, 12), len(others))
        for voice, by in zip(others, apart, strict=True):
            found[name, voice] = [final + by] * steps if name in disputed else list(found[name, first])
    if corrected and kind.correct_figure:
        figure, voice = kind.correct_figure.split(".")
        found[figure, voice][0] = found[figure, voice][-1] + WRONG_BY
    return found


def _drafts(
    kind: Kind,
    cast: Cast,
    rounds: Sequence[Round],
    means: tuple[Wordings, Fillers],
    chances: tuple[random.Random, random.Random],
) -> list[Draft]:
    """Return the reports of the last round, step by step."""
    words, fillers = means
    same, chance = chances
    now = rounds[-1]
    drafts = []
    for place, step in enumerate(kind.steps):
        templates = [t for t in kind.templates if t.step == step["id"]]
        wanted = same.sample(templates, same.randint(min(2, len(templates)), len(templates)))
        if step.get("only") == "corrected" and not now.corrected:
            continue
        if place == 0 and now.corrected:  # the report that is corrected later
            wanted.append(next(t for t in templates if t.style == "agency"))
        published = _day(step["day"], now.begin, now.days, chance)
        outlets = _outlets(words, cast, now, chance)
        main = outlets["agency"][-1]
        for template in (t for t in templates if t in wanted):
            outlet = outlets[template.style].pop()
            scene = _scene(kind, cast, rounds, place, published, outlet)
            if place == 0 and outlet is main:
                scene = replace(scene, told=now.told)
            lines = _lines(template, scene, fillers, chance)
            drafts.append(_draft(template, scene, lines, same.randrange(1 << 30)))
    return drafts


def _scene(
    kind: Kind, cast: Cast, rounds: Sequence[Round], step: int, published: date, outlet: Outlet
) -> Scene:
    """Return the scene of a report of the last round; the round before stands as it was at its end."""
    now = rounds[-1]
    earlier = _scene(kind, cast, rounds[:-1], -1, published, outlet) if len(rounds) > 1 else None
    first, second = cast.states["A"], cast.states["B"]
    return Scene(
        prefix=now.prefix,
        states=cast.states,
        words=now.words,
        days=now.days,
        figures={key: values[step] for key, values in now.figures.items()},
        round=now.number,
        since=rounds[0].begin.year - 1,
        published=published,
        outlet=outlet,
        earlier=earlier,
        about=(first,) if kind.pair == "home" else (first, second),
    )


def _outlets(words: Wordings, cast: Cast, now: Round, chance: random.Random) -> dict[str, list[Outlet]]:
    """Return outlets by style in a drawn order; a round has the same order of agencies throughout."""
    by_kind: dict[str, list[Outlet]] = {}
    for outlet in words.outlets:
        by_kind.setdefault(outlet.kind, []).append(outlet)
    agencies = random.Random(now.prefix).sample(by_kind["agency"], len(by_kind["agency"]))
    name = words.phrases["state_agency"].format(cast.states["A"].adjective)
    state = Outlet(name=name, kind="state", spelling="gb")
    drawn = {style: chance.sample(by_kind[style], len(by_kind[style])) for style in ("paper", "brief")}
    return drawn | {"agency": agencies, "state": [state] * 3}


def _lines(
    template: Template, scene: Scene, fillers: Fillers, chance: random.Random
) -> tuple[tuple[str | Sentence, ...], ...]:
    """Return the template's lines; those that tell nothing stand in one report only and are else replaced."""
    paragraphs: list[tuple[str | Sentence, ...]] = []
    for lines in template.paragraphs:
        kept: list[str | Sentence] = []
        for line in lines:
            own = "*" in line or "{n:" in line.lower() or line.startswith("?count") or fillers.once(line)
            kept.append(line if own else fillers.draw(scene, chance))
        paragraphs.append(tuple(kept))
    more = FILLERS[template.style]
    if template.style == "agency":
        more = max(0, AGENCY_FILLERS - sum(len(p) for p in paragraphs)) + chance.randrange(FILLERS["agency"])
    else:
        more = chance.randint(1, more)
    extra = [fillers.draw(scene, chance) for _ in range(more)]
    return (*paragraphs, *(tuple(extra[k : k + 2]) for k in range(0, len(extra), 2)))


def _draft(
    template: Template, scene: Scene, lines: tuple[tuple[str | Sentence, ...], ...], seed: int
) -> Draft:
    chance = random.Random(seed)
    named: set[str] = set()
    scene = replace(scene, named=named, earlier=scene.earlier and replace(scene.earlier, named=named))
    paragraphs = []
    for part in lines:
        told = [sentence(x, scene, chance) if isinstance(x, str) else x for x in part]
        if any(told):
            paragraphs.append(tuple(s for s in told if s))
    agency = scene.outlet.name if scene.outlet.kind in ("agency", "state") else None
    opening = ""
    if agency:
        opening = f"{scene.states['A'].capital.upper()} ({agency}) - "
    report = Report(
        id="",
        cluster="",
        outlet=scene.outlet.name,
        agency=agency,
        style=template.style,
        published=scene.published,
        written=scene.published,
        title=title(template.title, replace(scene, named=set()), chance),
        opening=opening,
        paragraphs=tuple(paragraphs),
    )
    return Draft(report=report, template=template, scene=scene, lines=lines, seed=seed)


def _has_wrong_figure(draft: Draft, kind: Kind, now: Round) -> bool:
    """Whether the draft is an agency's report with the number that is put right later."""
    if not (now.corrected and kind.correct_figure and draft.template.style == "agency"):
        return False
    figure, voice = kind.correct_figure.split(".")
    wrong = now.figures[figure, voice][0]
    said = (f for s in draft.report.sentences for f in s.figures)
    return any(f.voice == voice and f.figure == f"{now.prefix}{figure}" and f.count == wrong for f in said)


def _put_right(draft: Draft, kind: Kind, now: Round, name: str) -> Report:
    """Return the same report as published again a day later with the right number."""
    figures = dict(draft.scene.figures)
    figures |= {
        key: values[-1] for key, values in now.figures.items() if ".".join(key) == kind.correct_figure
    }
    published = draft.scene.published + timedelta(days=1)
    earlier = draft.scene.earlier and replace(draft.scene.earlier, published=published)
    scene = replace(draft.scene, figures=figures, published=published, earlier=earlier)
    report = _draft(draft.template, scene, draft.lines, draft.seed).report
    phrases = wordings().phrases
    note = Sentence(text=phrases["corrected_note"])
    return replace(
        report,
        id=name,
        cluster=draft.report.cluster,
        title=phrases["corrected_title"].format(report.title),
        paragraphs=(*report.paragraphs, (note,)),
    )
