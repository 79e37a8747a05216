"""What is true of a story, read off its reports and rounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from streams.model import Count, Figure, FigureSaid, Happening, NearMiss, Plan, Report, Telling, Value
from streams.render import filled
from streams.story import Round, Story

__all__ = ["counts", "figures", "happenings", "other_parties", "other_rounds", "plans"]

Known = Mapping[str, Happening]


def happenings(story: Story, reports: Sequence[Report]) -> Iterator[Happening]:
    """Yield what happens or is planned in a story, with its tellings; what no report tells is left out."""
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for report in reports:
        seen = set()
        for sentence in report.sentences:
            for mark in sentence.marks:
                if mark.happening not in seen:
                    seen.add(mark.happening)
                    telling = Telling(report=report.id, sentence=sentence.text, trigger=mark.trigger)
                    tellings[mark.happening].append(telling)
    for now in story.rounds:
        for key, row in story.kind.happenings.items():
            name = f"{now.prefix}{key}"
            if tellings[name]:
                yield Happening(
                    id=name,
                    what=filled(row["what"], story.cast.states, now.words),
                    types=tuple(row["type"].split("|")),
                    mode=row.get("mode"),
                    status=row.get("status", "happened"),
                    countries=tuple(story.cast.states[x].iso3 for x in "ABC" if f"{{{x}" in row["what"]),
                    date=now.days[key],
                    tellings=tuple(tellings[name]),
                )


def other_rounds(story: Story, known: Known) -> Iterator[NearMiss]:
    """Yield near misses: the same parties, the same act, another day or place."""
    for one, two in zip(story.rounds, story.rounds[1:], strict=False):
        why = "same parties and act, another day"
        if one.days == two.days:
            why = "same parties, act and day, another place"
        yield from _misses(story, one, two, known, why)


def other_parties(story: Story, twin: Story, known: Known) -> Iterator[NearMiss]:
    """Yield near misses: the same words about other parties."""
    for one, two in zip(story.rounds, twin.rounds, strict=False):
        yield from _misses(story, one, two, known, "same words, other parties")


def _misses(story: Story, one: Round, two: Round, known: Known, why: str) -> Iterator[NearMiss]:
    for key in story.kind.happenings:
        first, second = known.get(f"{one.prefix}{key}"), known.get(f"{two.prefix}{key}")
        if first and second:
            yield NearMiss(first=first.tellings[0], second=second.tellings[0], why=why)


def plans(story: Story, known: Known) -> Iterator[Plan]:
    """Yield the plans of a story; the outcome is what the stream tells, so an untold one leaves a plan open."""
    for now in story.rounds:
        for key, row in story.kind.plans.items():
            name = f"{now.prefix}{key}"
            by = f"{now.prefix}{row['by']}" if "by" in row else None
            if name not in known:
                continue
            happens = by in known
            yield Plan(
                happening=name,
                due=now.days[key],
                due_first=now.told.get(key),
                outcome=row["outcome"] if happens else "open",
                by=by if happens else None,
            )


def figures(story: Story, reports: Sequence[Report], known: Known) -> Iterator[Figure]:
    """Yield the numbers of a story as each voice gives them, in order of publication."""
    said: dict[str, list[tuple[Report, str, FigureSaid]]] = defaultdict(list)
    for report in reports:
        for sentence in report.sentences:
            for figure in sentence.figures:
                said[figure.figure].append((report, sentence.text, figure))
    for now in story.rounds:
        for key, row in story.kind.figures.items():
            # A copy of yesterday's report says nothing newer than the report itself.
            said[f"{now.prefix}{key}"].sort(key=lambda one: (one[0].written, one[0].published))
            found, name = said[f"{now.prefix}{key}"], f"{now.prefix}{row['happening']}"
            if found and name in known:
                voices = {v: filled(w, story.cast.states, now.words) for v, w in row["voices"].items()}
                whole = _figure(f"{now.prefix}{key}", name, key, found, voices)
                fallen_behind = whole.disputed and key not in now.disputed
                yield replace(whole, disputed=None) if fallen_behind else whole


def _figure(
    name: str,
    happening: str,
    unit: str,
    found: list[tuple[Report, str, FigureSaid]],
    voices: Mapping[str, str],
) -> Figure:
    last: dict[str, int] = {}
    for _, _, said in found:
        last[said.voice] = said.count
    disputed = len(set(last.values())) > 1
    values = tuple(
        Value(
            voice=voices[said.voice],
            count=said.count,
            report=report.id,
            published=report.published,
            sentence=sentence,
            last=said.count == last[said.voice],
        )
        for report, sentence, said in found
    )
    return Figure(id=name, happening=happening, unit=unit, disputed=disputed, values=values)


def counts(story: Story, reports: Sequence[Report], known: Known) -> Iterator[Count]:
    """Yield the running numbers that reports give, where the stream tells all that they count."""
    for report in reports:
        for sentence in report.sentences:
            if sentence.counts is None:
                continue
            now = next(r for r in story.rounds if sentence.counts.startswith(r.prefix))
            key = sentence.counts[len(now.prefix) :]
            held = tuple(f"{r.prefix}{key}" for r in story.rounds[: now.number + 1])
            if all(name in known for name in held):
                yield Count(
                    report=report.id,
                    sentence=sentence.text,
                    happening=sentence.counts,
                    count=len(held),
                    since=story.rounds[0].begin.year - 1,
                    held=held,
                )
