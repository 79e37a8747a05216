"""Makes a stream: stories of all kinds, copies of their reports, and the truth about both."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from streams import truth
from streams.copies import Copied, copied, with_paragraph
from streams.model import Family, NearMiss, Report, Stream
from streams.render import Fillers
from streams.story import Story, cast_for, tell
from streams.wordings import Kind, Wordings, wordings

__all__ = ["generate"]

TWINS = 0.25  # share of stories told a second time, in the same words, about other parties
COPIED = 0.5  # share of agency reports that others copy
SHORT = 4  # sentences; a correction note is not copied
PARTLY = 0.25  # share of papers' reports that take a paragraph from the agency's report of that day


def generate(seed: int, stories: int) -> Stream:
    """Return a stream of so many stories; the same seed gives the same stream."""
    chance = random.Random(seed)
    words = wordings()
    fillers = Fillers(words)
    told: list[Story] = []
    twins: list[tuple[Story, Story]] = []
    kinds: list[Kind] = []
    while len(told) < stories:
        kinds = kinds or chance.sample(words.kinds, len(words.kinds))
        kind, wording_seed = kinds.pop(), chance.randrange(1 << 30)
        story = _told(kind, len(told), words, fillers, (wording_seed, None), chance)
        told.append(story)
        if chance.random() < TWINS and len(told) < stories:
            near = story.cast.begin + timedelta(days=chance.randrange(3))
            told.append(_told(kind, len(told), words, fillers, (wording_seed, near), chance))
            twins.append((story, told[-1]))
    reports: list[Report] = []
    families: list[Family] = []
    for story in told:
        more, kin = _syndicated(story, words, chance)
        reports += more
        families += kin
    reports.sort(key=lambda report: (report.published, report.id))
    return _with_truth(told, twins, reports, families)


def _told(
    kind: Kind,
    number: int,
    words: Wordings,
    fillers: Fillers,
    wording: tuple[int, date | None],
    chance: random.Random,
) -> Story:
    """Tell a story with a cast of its own; `wording` is the seed of its words and, of a twin, its first day."""
    cast = cast_for(kind, words, chance)
    seed, begin = wording
    if begin:
        cast = replace(cast, begin=begin)
    return tell(kind, cast, f"s{number + 1:03d}", words=words, fillers=fillers, wording_seed=seed)


def _syndicated(story: Story, words: Wordings, chance: random.Random) -> tuple[list[Report], list[Family]]:
    """Return all reports of a story, with copies of the agency's and paragraphs taken from them."""
    outlets = [outlet for outlet in words.outlets if outlet.kind == "paper"]
    second = {first.id: again for first, again in story.again}
    reports = {d.report.id: d.report for d in story.drafts} | {again.id: again for _, again in story.again}
    families: list[Family] = []
    agency: dict[tuple[str, date], tuple[Report, Copied | None]] = {}
    for draft in story.drafts:
        original = draft.report
        if original.style != "agency":
            continue
        also = second.get(original.id)
        long = len(original.sentences) > SHORT
        done = copied(original, also, outlets, chance) if long and chance.random() < COPIED else None
        if done is None and also is not None:
            done = _only_again(original, also)
        if done is not None:
            reports |= {copy.id: copy for copy in done.reports}
            families.append(done.family)
        agency[draft.scene.prefix, original.published] = (original, done)
    for draft in story.drafts:
        there = agency.get((draft.scene.prefix, draft.report.published))
        if draft.report.style == "paper" and there and chance.random() < PARTLY:
            taken = with_paragraph(draft.report, there[1], there[0])
            if taken:
                reports[draft.report.id], family = taken
                families.append(family)
    return list(reports.values()), families


def _only_again(original: Report, also: Report) -> Copied:
    family = Family(
        id=f"{original.id}-copy",
        cluster=original.cluster,
        kind="copy",
        origin=original.id,
        agency=original.agency,
        members=(original.id, also.id),
    )
    return Copied(reports=(), family=family)


def _with_truth(
    told: Sequence[Story],
    twins: Iterable[tuple[Story, Story]],
    reports: Sequence[Report],
    families: Sequence[Family],
) -> Stream:
    by_cluster: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_cluster[report.cluster].append(report)
    happenings = [h for story in told for h in truth.happenings(story, by_cluster[story.cluster])]
    known = {h.id: h for h in happenings}
    near: list[NearMiss] = [miss for story in told for miss in truth.other_rounds(story, known)]
    near += [miss for one, two in twins for miss in truth.other_parties(one, two, known)]
    return Stream(
        reports=tuple(reports),
        happenings=tuple(happenings),
        near_misses=tuple(near),
        families=tuple(families),
        plans=tuple(plan for story in told for plan in truth.plans(story, known)),
        figures=tuple(f for story in told for f in truth.figures(story, by_cluster[story.cluster], known)),
        counts=tuple(c for story in told for c in truth.counts(story, by_cluster[story.cluster], known)),
    )
