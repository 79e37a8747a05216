"""What became of a plan: which act fulfils it, which calls it off. Small judges, each with its weight, summed up."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.tables import read_table
from dragoman.merge.parties import RANK, Fit, fits
from dragoman.merge.telling import Told, told
from dragoman.model.codes import AHEAD, Category, Precision, Status
from dragoman.model.record import Event, LinkKind, Telling
from dragoman.store.names import fold

__all__ = [
    "DONE",
    "LATE",
    "OPEN",
    "SETTLES",
    "UNDONE",
    "Act",
    "Outcome",
    "act",
    "best",
    "is_plan",
    "is_threat",
    "kinds_of",
    "outcome",
    "plan_kinds_of",
]

DONE = frozenset({Status.HAPPENED, Status.ONGOING})
UNDONE = frozenset({Status.NOT_HAPPENED, Status.DENIED})
REFUSALS = frozenset({Category.REJECT, Category.SANCTION, Category.COERCE})

LINKED = 0.0  # from here on an act is taken for the outcome of a plan
SOON, LATE = 7, 45  # days after the time planned
OPEN = (14, 60, 200)  # days after a plan without a day: soon, later, far
BEFORE = 1  # days that an act may seem to come too early
ALIKE, UNLIKE = 0.4, 0.1  # shares of the telling words of two sentences
MOST_WORDS = 6  # of fewer telling words a share means little
SETTLES = 0.5  # so much better another plan must fit an act to be the one that it fulfils


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An event of the record, with the days on which reports first and last told it."""

    told: Told
    first_told: date | None
    last_told: date | None

    @property
    def event(self) -> Event:
        """The event."""
        return self.told.event

    @property
    def due(self) -> date | None:
        """The last day of the time for which it is planned, None if that is not told.

        A day before the first report is not the plan's own, but that on which it was spoken of; the day of the
        report is its own only if the sentence says so, as by "later on Wednesday".
        """
        event, last = self.event, self.told.last
        if last is None or is_threat(event) or self.first_told is None:
            return None if is_threat(event) else last
        if last == self.first_told and event.precision is Precision.DAY:
            return last if _speaks_of_today(event) else None
        return None if last < self.first_told else last


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """That an act fulfils a plan or calls it off, how well the two go together, and why in words."""

    kind: LinkKind
    act: Act
    score: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What judging rests on.

    Attributes:
        weights: the weight of each judge.
        words: what each says to people.
        mistaken: kinds that are told for one another.
        deeds: by the mode of a threat, the kinds of what is threatened.
        undoing: the words by which something is called off, as beginnings of words.
        today: the words that tell of what is still to come on the day of the report.
    """

    weights: Mapping[str, float]
    words: Mapping[str, str]
    mistaken: frozenset[frozenset[str]]
    deeds: Mapping[str, frozenset[Category]]
    undoing: tuple[tuple[str, ...], ...]
    today: tuple[str, ...]


def act(event: Event, first_told: date | None, last_told: date | None) -> Act:
    """Return an event of the record with what comparing needs."""
    quote = event.evidence[0]
    telling = Telling(
        event=event,
        report_id=quote.report_id,
        document=quote.document,
        published=first_told,
        outlet=None,
        family=quote.report_id,
    )
    return Act(told=told(telling), first_told=first_told, last_told=last_told)


def is_plan(event: Event) -> bool:
    """Return whether an event is announced, proposed or threatened, so that something is to come of it.

    What is told as a mere possibility is one if it has an actor and a day.
    """
    if is_threat(event):
        return bool(event.actors and event.recipients)
    if event.status is Status.HYPOTHETICAL:
        return bool(event.actors) and event.start is not None
    return event.status in AHEAD and bool(event.actors or event.recipients)


def is_threat(event: Event) -> bool:
    """Return whether an event is a threat made, so that the deed threatened may come."""
    return event.category is Category.THREATEN and event.status in DONE


def kinds_of(plan: Event) -> frozenset[Category]:
    """Return the categories that an outcome of a plan may have."""
    scale = _scale()
    if is_threat(plan):
        return _deeds(plan, scale)
    mixed = {Category(other) for pair in scale.mistaken if plan.category in pair for other in pair}
    return frozenset({plan.category} | mixed | REFUSALS)


def plan_kinds_of(event: Event) -> frozenset[Category]:
    """Return the categories that a plan may have whose outcome an event is; any, if it calls something off."""
    scale = _scale()
    if event.category in REFUSALS and _words_of_undoing(event, scale):
        return frozenset(Category)
    mixed = {Category(other) for pair in scale.mistaken if event.category in pair for other in pair}
    threats = {Category.THREATEN for kinds in scale.deeds.values() if event.category in kinds}
    return frozenset({event.category} | mixed | threats)


def best(plan: Act, acts: Iterable[Act], states: Mapping[str, str]) -> list[Outcome]:
    """Return what may have become of a plan, the likeliest first; the same for any order of `acts`."""
    found = (outcome(plan, other, states) for other in acts if other.event.id != plan.event.id)
    return sorted((o for o in found if o is not None), key=lambda o: (-o.score, o.act.event.id))


def outcome(plan: Act, other: Act, states: Mapping[str, str]) -> Outcome | None:
    """Return that an act is the outcome of a plan, None if it is not likely enough to be."""
    scale = _scale()
    undone = _undone(plan, other, scale)
    verdicts = ["base", *_verdicts(plan, other, states, scale)]
    score = math.fsum(scale.weights[name] for name in verdicts)
    if score < LINKED:
        return None
    kind = LinkKind.CANCELLED_BY if undone or other.event.status in UNDONE else LinkKind.FULFILLED_BY
    words = [scale.words[name] for name in verdicts if scale.words[name]]
    return Outcome(kind=kind, act=other, score=score, because=", ".join(words))


def _verdicts(plan: Act, other: Act, states: Mapping[str, str], scale: Scale) -> Iterator[str]:
    yield from _kinds(plan, other, scale)
    yield from _whos(plan, other, states)
    yield from _whens(plan, other, called_off=other.event.status in UNDONE or _undone(plan, other, scale))
    yield from _wheres(plan.event, other.event)
    yield from _wordings(plan, other)
    if other.event.status is Status.DENIED:
        yield "status.denied"


def _undone(plan: Act, other: Act, scale: Scale) -> bool:
    """Whether an act of refusal calls something off in so many words."""
    event = other.event
    return (
        event.category in REFUSALS
        and event.category is not plan.event.category
        and event.status in DONE
        and _words_of_undoing(event, scale)
    )


def _deeds(threat: Event, scale: Scale) -> frozenset[Category]:
    return scale.deeds.get(threat.mode or "", scale.deeds[""])


def _words_of_undoing(event: Event, scale: Scale) -> bool:
    said = fold(event.evidence[0].trigger).split()
    return any(all(any(s.startswith(word) for s in said) for word in words) for words in scale.undoing)


def _kinds(plan: Act, other: Act, scale: Scale) -> Iterator[str]:
    mine, theirs = plan.event, other.event
    if is_threat(mine):
        yield "kind.deed" if theirs.category in _deeds(mine, scale) else "kind.other"
    elif mine.category is theirs.category:
        yield "kind.same"
        if mine.mode and theirs.mode:
            yield "mode.same" if mine.mode == theirs.mode else "mode.other"
    elif _undone(plan, other, scale):
        yield "kind.undone"
    else:
        mixed = frozenset((mine.category.value, theirs.category.value)) in scale.mistaken
        yield "kind.mistaken" if mixed else "kind.other"


def _whos(plan: Act, other: Act, states: Mapping[str, str]) -> Iterator[str]:
    mine, theirs = plan.event, other.event
    straight = (fits(mine.actors, theirs.actors, states), fits(mine.recipients, theirs.recipients, states))
    crossed = (fits(mine.actors, theirs.recipients, states), fits(mine.recipients, theirs.actors, states))
    if sum(map(RANK.index, crossed)) > sum(map(RANK.index, straight)):
        if not (mine.reciprocal or theirs.reciprocal):
            yield "sides.crossed"
        straight = crossed
    yield f"actor.{straight[0].value}"
    yield f"recipient.{straight[1].value}"
    if Fit.SAME not in straight and Fit.NEAR not in straight:
        yield "nobody.shared"


def _whens(plan: Act, other: Act, *, called_off: bool) -> Iterator[str]:
    """Yield how the day of an act stands to the time planned, and the days of reports to one another."""
    if plan.first_told and other.last_told and other.last_told < plan.first_told:
        yield "told.before"
        return
    if plan.first_told and other.first_told and other.first_told < plan.first_told:
        yield "told.earlier"
    first, last = other.told.first or other.first_told, other.told.last or other.first_told
    begins, due = plan.told.first or plan.first_told, plan.due
    if first is None or last is None or begins is None:
        yield "open.later"
    elif due is None:
        yield _after_open(begins, first, last, plan)
    elif called_off:
        gap = (first - due).days
        yield "call.before" if gap <= 0 else "call.after" if gap <= LATE else "day.far"
    else:
        yield _after_due(plan, other, (begins, due), (first, last))


def _after_open(begins: date, first: date, last: date, plan: Act) -> str:
    """Return how long after a plan without a day of its own an act came."""
    told_on = max(begins, plan.first_told or begins)
    if last < begins:
        return "day.before"
    if first < begins < last:
        return "open.coarse"
    gap = (first - told_on).days
    names = ("open.soon", "open.later", "open.far")
    return next((name for name, days in zip(names, OPEN, strict=True) if gap <= days), "day.far")


def _after_due(plan: Act, other: Act, planned: tuple[date, date], took: tuple[date, date]) -> str:
    begins, due = planned
    first, last = took
    if last < begins:
        return "day.beside" if (begins - last).days <= BEFORE else "day.before"
    if first <= due:
        fine = (plan.event.precision, other.event.precision) == (Precision.DAY, Precision.DAY)
        if fine and plan.event.start == other.event.start:
            return "day.on"
        return "day.within" if last - first <= due - begins else "day.coarse"
    gap = (first - due).days
    if gap <= BEFORE:
        return "day.beside"
    return "day.soon" if gap <= SOON else "day.late" if gap <= LATE else "day.far"


def _wheres(plan: Event, other: Event) -> Iterator[str]:
    mine, theirs = plan.place, other.place
    if mine is None or theirs is None:
        return
    if mine.country and theirs.country and mine.country != theirs.country:
        yield "place.other_country"
    elif mine.latitude is not None and theirs.latitude is not None:
        yield "place.same" if mine.name == theirs.name else "place.other"


def _wordings(plan: Act, other: Act) -> Iterator[str]:
    mine, theirs = plan.event.evidence[0], other.event.evidence[0]
    if (mine.report_id, mine.start) == (theirs.report_id, theirs.start):
        yield "sentence.one"
        return
    if plan.told.words & other.told.words:
        yield "words.same"
    one, two = plan.told.content, other.told.content
    alike = len(one & two) / max(MOST_WORDS, min(len(one), len(two)))
    if alike >= ALIKE:
        yield "sentence.alike"
    elif alike < UNLIKE:
        yield "sentence.unlike"


def _speaks_of_today(event: Event) -> bool:
    said = f" {fold(event.evidence[0].text)} "
    return any(f" {words} " in said for words in _scale().today)


@functools.cache
def _scale() -> Scale:
    rows = read_table("merging/outcomes.tsv")
    deeds: dict[str, set[Category]] = {}
    for row in read_table("merging/deeds.tsv"):
        deeds.setdefault(row["mode"], set()).add(Category(row["deed"]))
    return Scale(
        weights={row["judge"]: float(row["weight"]) for row in rows} | {"kind.other": -math.inf},
        words={row["judge"]: row["words"] for row in rows} | {"kind.other": ""},
        mistaken=frozenset(
            frozenset((row["one"], row["other"])) for row in read_table("merging/mistaken.tsv")
        ),
        deeds={mode: frozenset(kinds) for mode, kinds in deeds.items()},
        undoing=tuple(
            tuple(word.rstrip("e") for word in row["words"].split())
            for row in read_table("merging/undoing.tsv")
        ),
        today=tuple(fold(row["words"]) for row in read_table("merging/same_day.tsv")),
    )
